/* What handlers call on their exchange: the path, the query, versions, problems. */
#include "api/exchange.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "api/request.h"

/* ---- The path and the query ---------------------------------------------------------------------- */

const char *path_text(const struct exchange *x, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < x->segment_count; i++)
        if (x->segments[i].name_length == length && memcmp(x->segments[i].name, name, length) == 0)
            return x->segments[i].text;
    abort(); /* the pattern of the route has no such segment: a fault of ours */
}

struct id path_id(const struct exchange *x, const char *name)
{
    const char *text = path_text(x, name);
    struct id id = {{0}};

    if (!id_parse(text, strlen(text), &id))
        abort(); /* route_find let only UUIDs through */
    return id;
}

const char *parameter_text(const struct exchange *x, const char *name)
{
    for (size_t i = 0; i < x->request->parameter_count; i++)
        if (strcmp(x->request->parameters[i].name, name) == 0)
            return x->request->parameters[i].text;
    return NULL;
}

long parameter_number(const struct exchange *x, const char *name, long otherwise)
{
    const char *text = parameter_text(x, name);

    return text ? strtol(text, NULL, 10) : otherwise;
}

bool parameter_flag(const struct exchange *x, const char *name, bool otherwise)
{
    const char *text = parameter_text(x, name);

    return text ? strcmp(text, "true") == 0 : otherwise;
}

struct date parameter_date(const struct exchange *x, const char *name)
{
    const char *text = parameter_text(x, name);
    struct date date = {.year = 0};

    if (text && !date_parse(text, strlen(text), &date))
        abort(); /* request_query let only dates through */
    return date;
}

const char *parameter_array(const struct exchange *x, const char *name)
{
    const char *text = parameter_text(x, name);

    return text ? arena_print(x->arena, "{%s}", text) : NULL;
}

/* ---- Answers ------------------------------------------------------------------------------------- */

void answer_located(struct exchange *x, const char *path)
{
    x->location = path;
    if (!x->route->status)
        x->status = 201;
}

void exchange_commit(struct exchange *x)
{
    if (x->kept_for_repeat || x->committed)
        return;
    store_commit(x->store);
    x->committed = true;
}

/* Preferences have commas between them; this one is a token, not part of another. */
bool answer_minimal(const struct exchange *x)
{
    const char *wanted = "return=minimal";
    const char *found = x->request->prefer ? strstr(x->request->prefer, wanted) : NULL;

    return found && (found == x->request->prefer || strchr(" ,", found[-1])) &&
           strchr(" ,;", found[strlen(wanted)]);
}

/* ---- Problems ------------------------------------------------------------------------------------- */

enum problem fault(struct exchange *x, const char *pointer, const char *code, const char *detail)
{
    fault_add(&x->faults, (struct body_fault){.pointer = pointer, .code = code, .detail = detail});
    return PROBLEM_VALIDATION_FAILED;
}

enum problem violation(struct exchange *x, enum violation what, const char *pointer)
{
    violation_add(&x->violations, what, pointer);
    return PROBLEM_RULE_BROKEN;
}

void problem_member(struct exchange *x, const char *name, const char *json)
{
    assert(x->member_count < PROBLEM_MEMBERS_MAX);
    x->members[x->member_count++] = (struct problem_member){.name = name, .json = json};
}

const char *json_text(struct arena *arena, const char *text)
{
    struct writer writer = {.arena = arena};

    write_text(&writer, text);
    return writer.text;
}
