#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <yder.h>

#include "base/clock.h"

enum {
    SENTENCE_BYTES = 1024,
    LINE_BYTES = 2 * SENTENCE_BYTES
};

static const unsigned long yder_levels[] = {
    [LOG_ERROR] = Y_LOG_LEVEL_ERROR,
    [LOG_WARNING] = Y_LOG_LEVEL_WARNING,
    [LOG_INFO] = Y_LOG_LEVEL_INFO,
    [LOG_DEBUG] = Y_LOG_LEVEL_DEBUG,
};
static const char *const level_names[] = {
    [LOG_ERROR] = "error",
    [LOG_WARNING] = "warning",
    [LOG_INFO] = "info",
    [LOG_DEBUG] = "debug",
};

/* Write all of `length` bytes, or as much as is taken. */
static void put(int descriptor, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t put = write(descriptor, text, length);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return;
        text += put;
        length -= (size_t)put;
    }
}

/* Append `text` as the inside of a JSON string; what is no printable ASCII becomes an underscore. */
static size_t quote(char *line, size_t at, const char *text, size_t length)
{
    for (size_t i = 0; i < length && at < LINE_BYTES - 8; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c == '"' || c == '\\')
            line[at++] = '\\';
        line[at++] = '_';
        if (c >= ' ' && c <= '~')
            line[at - 1] = text[i];
    }
    return at;
}

static const char *name_of_yder(unsigned long level)
{
    for (size_t i = 0; i < COUNT(yder_levels); i++)
        if (yder_levels[i] == level)
            return level_names[i];
    return "info";
}

/* "event: sentence" is ours; what the libraries say has no such beginning. */
static size_t event_length(const char *message)
{
    size_t length = strspn(message, "abcdefghijklmnopqrstuvwxyz_-");

    return length > 0 && strncmp(message + length, ": ", 2) == 0 ? length : 0;
}

static void say(void *context, const char *application, const time_t date,
                const unsigned long level, const char *message)
{
    char line[LINE_BYTES];
    struct tm when;
    int64_t now = clock_unix_ms();
    time_t seconds = (time_t)(now / 1000);
    size_t event = event_length(message);
    size_t at;

    (void)context;
    (void)application;
    (void)date; /* has no milliseconds */
    (void)gmtime_r(&seconds, &when);
    at = strftime(line, sizeof line, "{\"at\":\"%Y-%m-%dT%H:%M:%S", &when);
    at += (size_t)snprintf(line + at, sizeof line - at,
                           ".%03dZ\",\"level\":\"%s\",\"event\":\"%.*s\",\"message\":\"",
                           (int)(now % 1000), name_of_yder(level), event ? (int)event : 7,
                           event ? message : "library");
    message += event ? event + 2 : 0;
    at = quote(line, at, message, strlen(message));
    at += (size_t)snprintf(line + at, sizeof line - at, "\"}\n");
    put(STDERR_FILENO, line, at);
}

void log_start(const char *level)
{
    unsigned long most = Y_LOG_LEVEL_INFO;

    for (size_t i = 0; i < COUNT(level_names); i++)
        if (strcmp(level_names[i], level) == 0)
            most = yder_levels[i];
    (void)y_init_logs("heard", Y_LOG_MODE_CALLBACK, most, NULL, NULL);
    (void)y_set_logs_callback(say, NULL, NULL);
}

void log_stop(void)
{
    (void)y_close_logs();
}

void log_event(enum log_level level, const char *event, const char *format, ...)
{
    char sentence[SENTENCE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    y_log_message(yder_levels[level], "%s: %s", event, sentence);
}

void log_line(const char *line, size_t length)
{
    put(STDOUT_FILENO, line, length);
}
