/* The log: each event is one JSON object on one line, whatever it is made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/log.h"

/* What `speak` says on `descriptor`. */
static void hear(int descriptor, void (*speak)(void), char *said, size_t size)
{
    int pipes[2];
    int kept = dup(descriptor);
    ssize_t length;

    assert_int_equal(pipe(pipes), 0);
    assert_true(kept >= 0 && dup2(pipes[1], descriptor) >= 0);
    speak();
    assert_true(dup2(kept, descriptor) >= 0);
    (void)close(kept);
    (void)close(pipes[1]);
    length = read(pipes[0], said, size - 1);
    (void)close(pipes[0]);
    said[length > 0 ? length : 0] = '\0';
}

static void speak_oddly(void)
{
    log_start("info");
    log_event(LOG_WARNING, "issuer", "a \"quote\", a \\ and a line\nend, %s", "\xff\x01");
    log_stop();
}

static void speak_at_length(void)
{
    char words[4000];

    memset(words, '"', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    log_start("info");
    log_event(LOG_ERROR, "long", "%s", words);
    log_stop();
}

static void speak_below_the_level(void)
{
    log_start("warning");
    log_event(LOG_INFO, "quiet", "nothing");
    log_event(LOG_DEBUG, "quiet", "nothing");
    log_stop();
}

static void write_a_line(void)
{
    log_line("{\"status\":200}\n", 15);
}

static const char *member(const json_t *line, const char *name)
{
    return json_string_value(json_object_get(line, name));
}

static void an_event_is_one_line_of_json(void **state)
{
    char said[8192];
    json_t *line;

    (void)state;
    hear(STDERR_FILENO, speak_oddly, said, sizeof said);
    line = json_loads(said, 0, NULL);
    assert_non_null(line);
    assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
    assert_string_equal(member(line, "level"), "warning");
    assert_string_equal(member(line, "event"), "issuer");
    assert_string_equal(member(line, "message"), "a \"quote\", a \\ and a line_end, __");
    assert_int_equal(strlen(member(line, "at")), strlen("2026-11-23T17:00:00.000Z"));
    json_decref(line);
}

static void a_long_one_is_cut_and_stays_json(void **state)
{
    char said[8192];
    json_t *line;

    (void)state;
    hear(STDERR_FILENO, speak_at_length, said, sizeof said);
    line = json_loads(said, 0, NULL);
    assert_non_null(line);
    json_decref(line);
}

static void less_than_the_level_is_not_said(void **state)
{
    char said[8192];

    (void)state;
    hear(STDERR_FILENO, speak_below_the_level, said, sizeof said);
    assert_string_equal(said, "");
}

static void a_request_is_one_line_as_it_is(void **state)
{
    char said[8192];

    (void)state;
    hear(STDOUT_FILENO, write_a_line, said, sizeof said);
    assert_string_equal(said, "{\"status\":200}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_one_line_of_json),
        cmocka_unit_test(a_long_one_is_cut_and_stays_json),
        cmocka_unit_test(less_than_the_level_is_not_said),
        cmocka_unit_test(a_request_is_one_line_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
