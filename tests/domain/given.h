/* What the tests of the domain stand on: the national calendar and the three policies, read from the data that the
 * program brings along, and complaints told act by act. */
#ifndef HEARD_TESTS_DOMAIN_GIVEN_H
#define HEARD_TESTS_DOMAIN_GIVEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "domain/procedure.h"

#define DAY(y, m, d) ((struct date){(y), (m), (d)})

enum {
    GIVEN_HOLIDAYS = 256,
    GIVEN_ACTS = 64
};

static inline json_t *given_json(const char *path)
{
    const char *source = getenv("HEARD_SOURCE");
    char full[1024];
    json_error_t error;
    json_t *json;

    (void)snprintf(full, sizeof full, "%s/%s", source ? source : ".", path);
    json = json_load_file(full, 0, &error);
    if (!json)
        fail_msg("%s: %s", full, error.text);
    return json;
}

static inline struct date given_date(const char *text)
{
    struct date date = {0};

    if (text && !date_parse(text, strlen(text), &date))
        fail_msg("%s is no date", text);
    return date;
}

/* The calendar of England and Wales; each call gives the same one. The names stay in the JSON, which is kept. */
static inline const struct calendar *england(void)
{
    static struct holiday holidays[GIVEN_HOLIDAYS];
    static struct calendar calendar;
    static json_t *file;
    const json_t *events;

    if (file)
        return &calendar;
    file = given_json("sql/data/bank-holidays-england-and-wales.json");
    events = json_object_get(json_object_get(file, "england-and-wales"), "events");
    for (size_t i = 0; i < json_array_size(events); i++) {
        const json_t *event = json_array_get(events, i);

        holidays[calendar.count].on = given_date(json_string_value(json_object_get(event, "date")));
        holidays[calendar.count].name = json_string_value(json_object_get(event, "title"));
        calendar.count++;
    }
    calendar.version = 1;
    calendar.first_year = holidays[0].on.year;
    calendar.last_year = holidays[calendar.count - 1].on.year;
    calendar.holidays = holidays;
    return &calendar;
}

/* The items of a JSON array joined by one space, in static memory of the test. */
static inline const char *given_list(const json_t *array)
{
    static char texts[32][256];
    static size_t next;
    char *text = texts[next++ % 32];

    text[0] = '\0';
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (i > 0)
            (void)strncat(text, " ", 255 - strlen(text));
        (void)strncat(text, json_string_value(json_array_get(array, i)), 255 - strlen(text));
    }
    return text;
}

static inline struct policy_value given_value(const json_t *json)
{
    if (json_is_integer(json))
        return (struct policy_value){.kind = VALUE_DAYS, .days = (int)json_integer_value(json)};
    if (json_is_boolean(json))
        return (struct policy_value){.kind = VALUE_FLAG, .flag = json_is_true(json)};
    if (json_is_string(json))
        return (struct policy_value){.kind = VALUE_TEXT, .text = json_string_value(json)};
    if (json_is_array(json))
        return (struct policy_value){.kind = VALUE_LIST, .text = given_list(json)};
    return (struct policy_value){.kind = VALUE_NULL};
}

/* Load sql/data/policies/<name>.json as the service does; the keys that give a warning are joined into `warnings`. */
static inline struct policy given_policy(const char *name, char *warnings, size_t size)
{
    struct policy policy = policy_statutory();
    char path[128];
    json_t *json;
    const char *key;
    json_t *value;

    (void)snprintf(path, sizeof path, "sql/data/policies/%s.json", name);
    json = given_json(path);
    policy.version = 1;
    policy.effective_from = given_date(json_string_value(json_object_get(json, "effective_from")));
    if (warnings)
        warnings[0] = '\0';
    json_object_foreach (json_object_get(json, "values"), key, value) {
        const struct policy_value published = given_value(value);
        struct policy_value effective;
        const enum policy_judgement judgement = policy_take(&policy, key, &published, &effective);

        if (judgement == POLICY_UNKNOWN_KEY || judgement == POLICY_WRONG_KIND)
            fail_msg("%s: %s is not taken", name, key);
        if (judgement != POLICY_TAKEN && warnings) {
            (void)strncat(warnings, " ", size - strlen(warnings) - 1);
            (void)strncat(warnings, key, size - strlen(warnings) - 1);
        }
    }
    json_decref(json);
    return policy;
}

/* A complaint under one policy, told act by act. */
struct told {
    struct policy policy;
    struct policies policies;
    struct act acts[GIVEN_ACTS];
    struct history history;
    struct verdict verdict; /* on the last act tried */
};

static inline void tell_under(struct told *told, const char *policy)
{
    *told = (struct told){.policy = given_policy(policy, NULL, 0)};
    told->policies = (struct policies){&told->policy, 1};
    told->history = (struct history){told->acts, 0, &told->policies, england()};
}

/* Try an act: recorded when it is allowed. */
static inline enum problem try_act(struct told *told, struct act act)
{
    enum problem problem;

    assert_true(told->history.count < GIVEN_ACTS);
    act.number = (int)told->history.count + 1;
    if (date_none(act.recorded_on))
        act.recorded_on = act_day(&act);
    problem = procedure_decide(&told->history, &act, &told->verdict);
    if (problem == NO_PROBLEM)
        told->acts[told->history.count++] = act;
    return problem;
}

static inline const char *told_violations(const struct told *told)
{
    static char text[512];

    text[0] = '\0';
    for (size_t i = 0; i < told->verdict.violations.count; i++) {
        (void)strncat(text, " ", sizeof text - strlen(text) - 1);
        (void)strncat(text, violation_text(told->verdict.violations.items[i].what)->code,
                      sizeof text - strlen(text) - 1);
    }
    return text;
}

/* Do an act that must be allowed. */
static inline void act_done(struct told *told, struct act act, const char *file, int line)
{
    const enum problem problem = try_act(told, act);

    if (problem != NO_PROBLEM) {
        print_error("%s:%d: %s on %s refused:%s\n", file, line, act_label(&act),
                    date_print(act.on).text, told_violations(told));
        fail();
    }
}
#define done(told, ...) act_done((told), (struct act){__VA_ARGS__}, __FILE__, __LINE__)

/* Try an act that must be refused for `what`. */
static inline void act_refused(struct told *told, enum violation what, struct act act,
                               const char *file, int line)
{
    const enum problem problem = try_act(told, act);

    for (size_t i = 0; i < told->verdict.violations.count; i++)
        if (told->verdict.violations.items[i].what == what) {
            assert_int_equal(problem == NO_PROBLEM, false);
            return;
        }
    print_error("%s:%d: %s on %s not refused for %s:%s\n", file, line, act_label(&act),
                date_print(act.on).text, violation_text(what)->code, told_violations(told));
    fail();
}
#define refused(told, what, ...) \
    act_refused((told), VIOLATION_##what, (struct act){__VA_ARGS__}, __FILE__, __LINE__)

static inline const struct standing *standing_on(const struct told *told, struct date day)
{
    static struct standing standing;

    assert_int_equal(procedure_replay(&told->history, day, &standing), NO_PROBLEM);
    return &standing;
}

static inline void same_day(struct date is, struct date should, const char *file, int line)
{
    if (date_same(is, should))
        return;
    print_error("%s:%d: %s, not %s\n", file, line, date_print(is).text, date_print(should).text);
    fail();
}
#define assert_day(is, should) same_day((is), (should), __FILE__, __LINE__)

static inline void same_status(enum status is, enum status should, const char *file, int line)
{
    if (is == should)
        return;
    print_error("%s:%d: %s, not %s\n", file, line, code_text(&status_codes, (int)is),
                code_text(&status_codes, (int)should));
    fail();
}
#define assert_status(told, day, should) \
    same_status(standing_on((told), (day))->status, STATUS_##should, __FILE__, __LINE__)

/* A written complaint about one point, of a person with that capacity; of a parent. */
#define COMPLAINT_OF(day, who) \
    .kind = ACT_COMPLAIN, .on = (day), .by = ROLE_COMPLAINANT, .capacity = (who), \
    .form = FORM_WRITTEN
#define COMPLAINT(day) COMPLAINT_OF(day, CAPACITY_PARENT)

#endif
