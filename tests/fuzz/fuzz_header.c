/* Headers: lines of "Name: value" as Ulfius would hand them over. Ambiguous ones are refused, whatever their spelling. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "edge.h"
#include "etag.h"

enum {
    LINES_MAX = 16
};

struct lines {
    char *names[LINES_MAX];
    char *values[LINES_MAX];
    int count;
};

/* Cut `text` into names and values, in place. */
static void split(char *text, struct lines *lines)
{
    for (char *line = strtok(text, "\n"); line && lines->count < LINES_MAX;
         line = strtok(NULL, "\n")) {
        char *colon = strchr(line, ':');

        if (!colon)
            continue;
        *colon = '\0';
        lines->names[lines->count] = line;
        lines->values[lines->count++] = colon + 1;
    }
}

static int times(const struct lines *lines, const char *name)
{
    int count = 0;

    for (int i = 0; i < lines->count; i++)
        count += strcasecmp(lines->names[i], name) == 0;
    return count;
}

static void check(const struct lines *lines, const struct request *request)
{
    assert(times(lines, "Content-Length") <= 1);
    assert(times(lines, "Authorization") <= 1);
    assert(times(lines, "Idempotency-Key") <= 1);
    assert(times(lines, "Host") <= 1);
    assert(times(lines, "Content-Length5") == 0);
    assert(!request->content_length || !request->transfer_encoding);
    assert(strlen(request->trace) == TRACE_LENGTH);
    (void)header_names(request->accept, "application/json");
    (void)header_names(request->accept_encoding, "gzip");
    (void)etag_is_held(request->if_none_match, "\"1.2026-06-01.00000000\"");
    if (request->if_match && etag_list_is_valid(request->if_match))
        (void)etag_names_version(request->if_match, 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = calloc(1, size + 1);
    struct lines lines = {.count = 0};
    struct _u_map map;
    struct _u_request from = {.http_protocol = (char[]){"HTTP/1.1"},
                              .http_verb = (char[]){"GET"},
                              .http_url = (char[]){"/v1/me"},
                              .map_header = &map};
    struct request request;
    const char *why = NULL;

    if (!text)
        abort();
    memcpy(text, data, size);
    split(text, &lines);
    map = (struct _u_map){.nb_values = lines.count, .keys = lines.names, .values = lines.values};
    if (request_read(&from, &request, &why) == NO_PROBLEM)
        check(&lines, &request);
    else
        assert(why);
    free(text);
    return 0;
}
