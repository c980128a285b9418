#include "api/body.h"

#include <assert.h>
#include <string.h>

#include "api/exchange.h"
#include "api/json.h"
#include "base/arena.h"
#include "body.h"

/* ---- Faults ---------------------------------------------------------------------------------------- */

void fault_add(struct body_faults *faults, struct body_fault fault)
{
    if (faults->count < FAULTS_MAX)
        faults->items[faults->count++] = fault;
}

const char *fault_user_detail(const char *code)
{
    static const struct {
        const char *code;
        const char *says;
    } sentences[] = {
        {"missing", "This needs an answer."},
        {"blank", "This is still empty."},
        {"too_long", "This is too long. Please make it a bit shorter."},
        {"too_many", "These are too many. Please leave some out."},
        {"not_a_date", "This is not a date that we understand."},
        {"out_of_range", "That number cannot be right."},
        {"future", "That day has not come yet."},
        {"repeated", "This is there twice."},
    };

    for (size_t i = 0; i < COUNT(sentences); i++)
        if (strcmp(sentences[i].code, code) == 0)
            return sentences[i].says;
    return "This needs another look.";
}

/* RFC 6901: ~ and / in names are escaped. Names come from the client and may be long; a pointer need not be, but is not
 * cut inside of a character. */
static const char *name_escaped(struct arena *arena, const char *name)
{
    enum {
        LONGEST = 80
    };
    size_t length = strlen(name);
    char *escaped;
    size_t at = 0;

    if (length > LONGEST)
        for (length = LONGEST; ((unsigned char)name[length] & 0xc0) == 0x80;)
            length--;
    escaped = arena_take(arena, 2 * length + 1);
    for (size_t i = 0; i < length; i++) {
        if (name[i] != '~' && name[i] != '/') {
            escaped[at++] = name[i];
            continue;
        }
        escaped[at++] = '~';
        escaped[at++] = name[i] == '~' ? '0' : '1';
    }
    return escaped;
}

static const char *pointer(struct arena *arena, const struct place *place)
{
    const char *text = "";

    for (; place; place = place->above)
        text = place->name ? arena_print(arena, "/%s%s", name_escaped(arena, place->name), text)
                           : arena_print(arena, "/%zu%s", place->index, text);
    return text;
}

void reading_fault(const struct reading *reading, const struct place *place, const char *code,
                   const char *detail)
{
    if (reading->faults->count < FAULTS_MAX)
        fault_add(reading->faults, (struct body_fault){.pointer = pointer(reading->arena, place),
                                                       .code = code,
                                                       .detail = detail});
}

/* ---- An object and its table ----------------------------------------------------------------------- */

static const struct field *field_find(const struct body *body, const char *name)
{
    for (size_t i = 0; i < body->count; i++)
        if (strcmp(body->fields[i].name, name) == 0)
            return &body->fields[i];
    return NULL;
}

static void unknown_members(const struct reading *reading, const struct place *above,
                            const struct body *body, json_t *object)
{
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
        struct place place = {.above = above, .name = json_object_iter_key(at)};

        if (!field_find(body, place.name))
            reading_fault(reading, &place, "unknown_member", "This member is not known here.");
    }
}

static void member_read(const struct reading *reading, const struct place *above,
                        const struct field *field, json_t *value, void *target)
{
    struct place place = {.above = above, .name = field->name};

    if (!value && field->need == REQUIRED)
        reading_fault(reading, &place, "missing", "This member is required.");
    else if (json_is_null(value) && field->need != NULLABLE)
        reading_fault(reading, &place, "null", "This member cannot be null.");
    else if (value && !json_is_null(value))
        value_read(reading, &place, field, value, (char *)target + field->at);
}

static const struct body_case *case_find(const struct field *field, json_t *object)
{
    const char *code = json_string_value(json_object_get(object, field->by));

    for (const struct body_case *one = field->cases; code && one->code; one++)
        if (strcmp(one->code, code) == 0)
            return one;
    return NULL;
}

/* The member whose table another member of `object` chooses. Where that one does not fit, its own fault says so. */
static void member_of_case_read(const struct reading *reading, const struct place *above,
                                const struct field *field, json_t *object, void *target)
{
    const struct body_case *one = case_find(field, object);
    json_t *value = json_object_get(object, field->name);
    struct field chosen = *field;

    if (!one)
        return;
    chosen.object = one->object;
    chosen.need = one->needed ? REQUIRED : OPTIONAL;
    if (!value && !one->needed)
        *(const void **)((char *)target + field->at) =
            arena_take(reading->arena, one->object->size);
    else
        member_read(reading, above, &chosen, value, target);
}

void object_read(const struct reading *reading, const struct place *place, const struct body *body,
                 json_t *value, void *target, uint64_t *given)
{
    assert(body->count <= 64);
    if (!json_is_object(value)) {
        reading_fault(reading, place, "wrong_type", "This is a JSON object.");
        return;
    }
    if (body->patch && json_object_size(value) == 0)
        reading_fault(reading, place, "missing", "A patch changes at least one member.");
    unknown_members(reading, place, body, value);
    for (size_t i = 0; i < body->count; i++) {
        json_t *member = json_object_get(value, body->fields[i].name);

        if (member && given)
            *given |= UINT64_C(1) << i;
        if (body->fields[i].cases)
            member_of_case_read(reading, place, &body->fields[i], value, target);
        else
            member_read(reading, place, &body->fields[i], member, target);
    }
}

/* ---- The whole ------------------------------------------------------------------------------------- */

static enum problem body_broken(const struct json_break *broken, struct body_faults *faults)
{
    faults->position.line = broken->line;
    faults->position.column = broken->column;
    faults->position.offset = broken->offset;
    fault_add(faults,
              (struct body_fault){.pointer = "", .code = "malformed", .detail = broken->why});
    return PROBLEM_MALFORMED_REQUEST;
}

enum problem body_read(const struct body *body, const char *text, size_t length,
                       struct arena *arena, struct body_faults *faults, void **value,
                       uint64_t *given)
{
    const struct reading reading = {.arena = arena, .faults = faults};
    struct json_break broken;
    json_auto_t *json = json_read(text, length, &broken);
    void *target;

    if (!json)
        return body_broken(&broken, faults);
    target = arena_take(arena, body->size);
    *given = 0;
    object_read(&reading, NULL, body, json, target, given);
    if (faults->count)
        return PROBLEM_VALIDATION_FAILED;
    *value = target;
    return NO_PROBLEM;
}

bool body_given(const struct exchange *x, const char *name)
{
    const struct field *field = field_find(x->route->body, name);

    assert(field);
    return x->given & (UINT64_C(1) << (field - x->route->body->fields));
}
