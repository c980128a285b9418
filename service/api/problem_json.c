#include "problem_json.h"

#include <string.h>

#include "api/reply.h"
#include "api/request.h"

/* The path as it came, where it can stand in JSON and in a URI reference: others name nothing of ours anyway. */
static const char *instance(const struct exchange *x)
{
    const struct request *request = x->request;

    for (size_t i = 0; i < request->path_length; i++) {
        char c = request->path[i];

        if (c <= ' ' || c > '~' || strchr("\"<>\\^`{|}", c))
            return NULL;
    }
    return request->path_length <= 500 ? arena_copy(x->arena, request->path, request->path_length)
                                       : NULL;
}

static void fault_write(struct writer *json, const struct body_fault *fault)
{
    write_object(json);
    if (fault->pointer)
        write_member_text(json, "pointer", fault->pointer);
    if (fault->parameter)
        write_member_text(json, "parameter", fault->parameter);
    write_member_text(json, "code", fault->code);
    write_member_text(json, "detail", fault->detail);
    write_member_text(json, "user_detail", fault_user_detail(fault->code));
    write_object_end(json);
}

static void faults_write(struct writer *json, const struct body_faults *faults)
{
    write_member(json, "errors");
    write_array(json);
    for (size_t i = 0; i < faults->count; i++)
        fault_write(json, &faults->items[i]);
    write_array_end(json);
}

/* The names of parameters that are not known, as api.md 6 has them. */
static void parameters_write(struct writer *json, const struct body_faults *faults)
{
    write_member(json, "parameters");
    write_array(json);
    for (size_t i = 0; i < faults->count; i++)
        write_text(json, faults->items[i].parameter);
    write_array_end(json);
}

static void position_write(struct writer *json, const struct body_faults *faults)
{
    if (!faults->position.line)
        return;
    write_member(json, "position");
    write_object(json);
    write_member_number(json, "line", faults->position.line);
    write_member_number(json, "column", faults->position.column);
    write_member_number(json, "offset", faults->position.offset);
    write_object_end(json);
}

void violations_list(struct writer *json, const struct violations *violations)
{
    write_array(json);
    for (size_t i = 0; i < violations->count; i++) {
        const struct violation_text *text = violation_text(violations->items[i].what);

        write_object(json);
        write_member_text(json, "rule", text->rule);
        write_member_text(json, "source", text->source);
        write_member_text(json, "pointer", violations->items[i].pointer);
        write_member_text(json, "detail", text->detail);
        write_member_text(json, "user_detail", text->user_detail);
        write_object_end(json);
    }
    write_array_end(json);
}

/* The first thing that is wrong says more than the problem's general sentence. */
static const char *detail(const struct exchange *x, enum problem problem)
{
    if (x->detail)
        return x->detail;
    if (problem == PROBLEM_MALFORMED_REQUEST && x->faults.count)
        return x->faults.items[0].detail;
    return problem_text(problem)->detail;
}

void problem_write(const struct exchange *x, enum problem problem, struct writer *json)
{
    const struct problem_text *text = problem_text(problem);
    const char *path = instance(x);

    write_object(json);
    write_member_text(json, "type",
                      arena_print(x->arena, "%s/problems/%s", reply_base(x), text->slug));
    write_member_text(json, "title", text->title);
    write_member_number(json, "status", text->status);
    write_member_text(json, "detail", detail(x, problem));
    if (path)
        write_member_text(json, "instance", path);
    write_member_text(json, "request_id", x->request->id.text);
    write_member_text(json, "user_detail", text->user_detail);
    write_member_flag(json, "retryable", text->retryable);
    if (problem == PROBLEM_VALIDATION_FAILED)
        faults_write(json, &x->faults);
    if (problem == PROBLEM_UNKNOWN_PARAMETER)
        parameters_write(json, &x->faults);
    position_write(json, &x->faults);
    if (x->violations.count > 0) {
        write_member(json, "violations");
        violations_list(json, &x->violations);
    }
    for (size_t i = 0; i < x->member_count; i++) {
        write_member(json, x->members[i].name);
        write_json(json, x->members[i].json);
    }
    write_object_end(json);
}
