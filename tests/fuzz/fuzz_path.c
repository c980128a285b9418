/* Targets: path and query. What is found is canonical; what is read is UTF-8 and fits its table. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "api/request.h"
#include "api/utf8.h"
#include "base/arena.h"

static const struct parameter known[] = {
    PARAMETERS_OF_PAGES,
    {.name = "status", .kind = PARAMETER_CODES, .codes = &status_codes},
    {.name = "on", .kind = PARAMETER_DATE},
    {.name = "open", .kind = PARAMETER_FLAG},
    {.name = "id", .kind = PARAMETER_ID},
    {.name = NULL},
};

static void path_try(const char *path, size_t length, struct arena *arena)
{
    struct route_match match;

    route_find("GET", path, length, arena, &match);
    if (!match.methods)
        return;
    assert(!memchr(path, '%', length) && !memchr(path, '\0', length));
    assert(length < 2 || path[length - 1] != '/');
    assert(utf8_is_valid(path, length));
    for (size_t i = 0; i < match.count; i++)
        assert(*match.segments[i].text);
}

static void query_try(const char *query, struct arena *arena)
{
    struct request *request = arena_take(arena, sizeof *request);
    struct body_faults faults = {.count = 0};
    const char *why = NULL;
    enum problem problem;

    request->query = query;
    problem = request_query(request, known, arena, &faults, &why);
    assert((problem == PROBLEM_MALFORMED_REQUEST) == (why != NULL));
    for (size_t i = 0; i < request->parameter_count; i++)
        assert(utf8_is_valid(request->parameters[i].text, strlen(request->parameters[i].text)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {.newest = NULL};
    char *text = arena_copy(&arena, (const char *)data, size);
    size_t path = strcspn(text, "?");

    routes_prepare();
    path_try(text, path, &arena);
    path_try((const char *)data, size, &arena);
    if (text[path] == '?')
        query_try(text + path + 1, &arena);
    arena_free(&arena);
    return 0;
}
