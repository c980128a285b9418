#include "request_log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "api/request.h"
#include "base/log.h"
#include "base/settings.h"

enum {
    LINE_BYTES = 1024,
    LAST_BYTES = 4 /* room for the end of a line that had to be cut */
};

struct line {
    char text[LINE_BYTES];
    size_t length;
};

/* Append what printf would print; nothing when it does not fit. */
static void formats(2, 3) add(struct line *line, const char *format, ...)
{
    size_t room = sizeof line->text - LAST_BYTES - line->length;
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(line->text + line->length, room, format, arguments);
    va_end(arguments);
    if (length > 0 && (size_t)length < room)
        line->length += (size_t)length;
}

static void add_instant(struct line *line, int64_t unix_ms)
{
    int64_t seconds = unix_ms / 1000;
    struct date_text day = date_print(date_of_number((int)(seconds / 86400)));
    int second = (int)(seconds % 86400);

    add(line, "{\"at\":\"%sT%02d:%02d:%02d.%03dZ\"", day.text, second / 3600, second / 60 % 60,
        second % 60, (int)(unix_ms % 1000));
}

/* A method comes from the client: only those that HTTP knows are repeated. */
static const char *method_known(const char *method)
{
    size_t length = strlen(method);

    return length <= 10 && strspn(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length ? method : "?";
}

static void add_ids(struct line *line, const struct exchange *x)
{
    for (size_t i = 0; i < x->segment_count; i++)
        if (x->segments[i].name_length > 3 &&
            memcmp(x->segments[i].name + x->segments[i].name_length - 3, "_id", 3) == 0)
            add(line, ",\"%.*s\":\"%s\"", (int)x->segments[i].name_length, x->segments[i].name,
                x->segments[i].text);
}

void request_log(const struct exchange *x, enum problem problem, const struct reply *reply,
                 int64_t microseconds)
{
    struct line line;

    if (!setting_on(SETTING_LOG_REQUESTS))
        return;
    line.length = 0;
    add_instant(&line, x->now);
    add(&line, ",\"request_id\":\"%s\",\"trace_id\":\"%.32s\",\"method\":\"%s\"",
        x->request->id.text, x->request->trace + 3, method_known(x->request->method));
    add(&line, ",\"route\":\"%s\",\"status\":%d,\"ms\":%lld.%03d,\"bytes\":%zu",
        x->route ? x->route->pattern : "none", reply->status, (long long)(microseconds / 1000),
        (int)(microseconds % 1000), reply->length);
    if (problem)
        add(&line, ",\"problem\":\"%s\"", problem_text(problem)->slug);
    if (x->refused)
        add(&line, ",\"refused\":\"%s\"", x->refused);
    if (*x->council.id.text)
        add(&line, ",\"council\":\"%s\",\"role\":\"%s\"", x->council.id.text,
            x->role ? code_text(&role_codes, (int)x->role) : "");
    if (x->replayed)
        add(&line, ",\"replayed\":true");
    add_ids(&line, x);
    memcpy(line.text + line.length, "}\n", 2);
    log_line(line.text, line.length + 2);
}
