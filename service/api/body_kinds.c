/* One reader for each kind of field. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "api/json.h"
#include "api/utf8.h"
#include "base/arena.h"
#include "body.h"
#include "instant.h"

enum {
    LONGEST_USUAL = 500,   /* characters of a text */
    ITEMS_USUAL = 50,      /* of an array */
    JSON_USUAL = 10000,    /* bytes of free JSON */
    FREE_JSON_DEEPEST = 8, /* of free JSON */
};

/* ---- Texts ------------------------------------------------------------------------------------------ */

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Line ends and tabs belong to what people write; other control characters do not. */
static bool has_control(const char *text)
{
    for (const char *c = text; *c; c++)
        if (((unsigned char)*c < ' ' && !strchr("\t\r\n", *c)) || *c == 0x7f)
            return true;
    return false;
}

/* The text of `value` in the arena; NULL with a fault. */
static const char *text_read(const struct reading *reading, const struct place *place,
                             const struct field *field, json_t *value)
{
    const char *text = json_string_value(value);
    size_t length = json_string_length(value);
    size_t longest = field->longest ? field->longest : LONGEST_USUAL;

    if (!text)
        reading_fault(reading, place, "wrong_type", "This is a JSON string.");
    else if (utf8_length(text, length) > longest)
        reading_fault(reading, place, "too_long",
                      arena_print(reading->arena, "This has at most %zu characters.", longest));
    else if (is_blank(text) && field->may_be_blank)
        return NULL;
    else if (is_blank(text))
        reading_fault(
            reading, place, "blank",
            "An empty text says nothing: leave the member out, or send null where it may be.");
    else if (has_control(text))
        reading_fault(reading, place, "control_character", "This holds a control character.");
    else if (field->fits && !field->fits(text))
        reading_fault(reading, place, "invalid",
                      arena_print(reading->arena, "This is %s.", field->expected));
    else
        return arena_copy(reading->arena, text, length);
    return NULL;
}

static bool id_read(const struct reading *reading, const struct place *place, json_t *value,
                    struct id *id)
{
    const char *text = json_string_value(value);

    if (text && id_parse(text, json_string_length(value), id))
        return true;
    reading_fault(reading, place, "not_an_id", "This is a UUID.");
    return false;
}

static void date_read(const struct reading *reading, const struct place *place, json_t *value,
                      struct date *date)
{
    const char *text = json_string_value(value);

    if (!text || !date_parse(text, json_string_length(value), date))
        reading_fault(reading, place, "not_a_date", "A date is written YYYY-MM-DD and exists.");
}

static void instant_read(const struct reading *reading, const struct place *place, json_t *value,
                         struct instant *instant)
{
    const char *text = json_string_value(value);

    if (!text || !instant_parse(text, &instant->unix_ms))
        reading_fault(reading, place, "not_an_instant",
                      "An instant is written as RFC 3339 has it: 2026-11-23T17:00:00Z.");
    else
        instant->text = instant_print(instant->unix_ms, reading->arena);
}

/* ---- Codes, numbers --------------------------------------------------------------------------------- */

static const char *list_codes(const struct codes *codes, struct arena *arena)
{
    const char *list = "";

    for (size_t i = 1; i < codes->count; i++)
        list = arena_print(arena, "%s%s%s", list, *list ? ", " : "", codes->texts[i]);
    return list;
}

static int code_read(const struct reading *reading, const struct place *place,
                     const struct field *field, json_t *value)
{
    const char *text = json_string_value(value);
    int code = text ? code_find(field->codes, text) : 0;

    if (code == 0)
        reading_fault(reading, place, "not_a_code",
                      arena_print(reading->arena, "This is one of: %s.",
                                  list_codes(field->codes, reading->arena)));
    return code;
}

static bool number_read(const struct reading *reading, const struct place *place,
                        const struct field *field, json_t *value, int *number)
{
    long most = field->most ? field->most : INT_MAX;
    json_int_t given = json_integer_value(value);

    if (!json_is_integer(value)) {
        reading_fault(reading, place, "wrong_type", "This is a whole number.");
        return false;
    }
    if (given < field->least || given > most) {
        reading_fault(
            reading, place, "out_of_range",
            arena_print(reading->arena, "This lies from %ld to %ld.", field->least, most));
        return false;
    }
    *number = (int)given;
    return true;
}

static void flag_read(const struct reading *reading, const struct place *place, json_t *value,
                      bool *flag)
{
    if (json_is_boolean(value))
        *flag = json_is_true(value);
    else
        reading_fault(reading, place, "wrong_type", "This is true or false.");
}

/* ---- Arrays ------------------------------------------------------------------------------------------ */

/* The number of items, 0 with a fault where it is no array or has too few or too many. */
static size_t items_between(const struct reading *reading, const struct place *place, json_t *value,
                            size_t least, size_t most)
{
    if (!json_is_array(value))
        reading_fault(reading, place, "wrong_type", "This is a JSON array.");
    else if (json_array_size(value) > most)
        reading_fault(reading, place, "too_many",
                      arena_print(reading->arena, "This has at most %zu items.", most));
    else if (json_array_size(value) < least)
        reading_fault(reading, place, "too_few",
                      arena_print(reading->arena, "This has at least %zu items.", least));
    else
        return json_array_size(value);
    return 0;
}

static size_t items_count(const struct reading *reading, const struct place *place,
                          const struct field *field, json_t *value)
{
    return items_between(reading, place, value, (size_t)field->least,
                         field->most ? (size_t)field->most : ITEMS_USUAL);
}

static void texts_read(const struct reading *reading, const struct place *above,
                       const struct field *field, json_t *value, struct texts *texts)
{
    texts->count = items_count(reading, above, field, value);
    texts->items = arena_take(reading->arena, texts->count * sizeof *texts->items);
    for (size_t i = 0; i < texts->count; i++) {
        struct place place = {.above = above, .index = i};

        texts->items[i] = text_read(reading, &place, field, json_array_get(value, i));
    }
}

static void ids_read(const struct reading *reading, const struct place *above,
                     const struct field *field, json_t *value, struct ids *ids)
{
    ids->count = items_count(reading, above, field, value);
    ids->items = arena_take(reading->arena, ids->count * sizeof *ids->items);
    for (size_t i = 0; i < ids->count; i++) {
        struct place place = {.above = above, .index = i};

        if (!id_read(reading, &place, json_array_get(value, i), &ids->items[i]))
            continue;
        for (size_t j = 0; j < i; j++)
            if (id_same(ids->items[i], ids->items[j]))
                reading_fault(reading, &place, "repeated", "This id stands twice.");
    }
}

static void codes_read(const struct reading *reading, const struct place *above,
                       const struct field *field, json_t *value, struct code_list *list)
{
    list->count = items_count(reading, above, field, value);
    list->items = arena_take(reading->arena, list->count * sizeof *list->items);
    for (size_t i = 0; i < list->count; i++) {
        struct place place = {.above = above, .index = i};

        list->items[i] = code_read(reading, &place, field, json_array_get(value, i));
        for (size_t j = 0; j < i; j++)
            if (list->items[i] && list->items[i] == list->items[j])
                reading_fault(reading, &place, "repeated", "This code stands twice.");
    }
}

/* `.least` and `.most` bound each number, and so how many different ones there can be. */
static void numbers_read(const struct reading *reading, const struct place *above,
                         const struct field *field, json_t *value, struct numbers *numbers)
{
    numbers->count =
        items_between(reading, above, value, 0, (size_t)(field->most - field->least + 1));
    numbers->items = arena_take(reading->arena, numbers->count * sizeof *numbers->items);
    for (size_t i = 0; i < numbers->count; i++) {
        struct place place = {.above = above, .index = i};

        if (!number_read(reading, &place, field, json_array_get(value, i), &numbers->items[i]))
            continue;
        for (size_t j = 0; j < i; j++)
            if (numbers->items[i] == numbers->items[j])
                reading_fault(reading, &place, "repeated", "This number stands twice.");
    }
}

static void objects_read(const struct reading *reading, const struct place *above,
                         const struct field *field, json_t *value, struct objects *objects)
{
    size_t size = field->object->size;

    objects->count = items_count(reading, above, field, value);
    objects->items = arena_take(reading->arena, objects->count * size);
    for (size_t i = 0; i < objects->count; i++) {
        struct place place = {.above = above, .index = i};

        object_read(reading, &place, field->object, json_array_get(value, i),
                    (char *)objects->items + i * size, NULL);
    }
}

/* ---- Objects ----------------------------------------------------------------------------------------- */

static void nested_read(const struct reading *reading, const struct place *place,
                        const struct field *field, json_t *value, const void **target)
{
    void *object = arena_take(reading->arena, field->object->size);

    object_read(reading, place, field->object, value, object, NULL);
    *target = object;
}

static void free_json_read(const struct reading *reading, const struct place *place,
                           const struct field *field, json_t *value, struct json_value *json)
{
    size_t longest = field->longest ? field->longest : JSON_USUAL;
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    size_t length;

    if (!text)
        abort(); /* it was read from JSON: only memory can fail */
    length = strlen(text);
    if (json_first_deeper(text, length, FREE_JSON_DEEPEST) < length)
        reading_fault(reading, place, "too_deep", "This is nested at most 8 deep.");
    else if (length > longest)
        reading_fault(reading, place, "too_long",
                      arena_print(reading->arena, "This has at most %zu bytes.", longest));
    else
        json->text = arena_copy(reading->arena, text, length);
    free(text);
}

void value_read(const struct reading *reading, const struct place *place, const struct field *field,
                json_t *value, void *target)
{
    switch (field->kind) {
    case FIELD_TEXT:
        *(const char **)target = text_read(reading, place, field, value);
        break;
    case FIELD_DATE:
        date_read(reading, place, value, target);
        break;
    case FIELD_INSTANT:
        instant_read(reading, place, value, target);
        break;
    case FIELD_ID:
        (void)id_read(reading, place, value, target);
        break;
    case FIELD_FLAG:
        flag_read(reading, place, value, target);
        break;
    case FIELD_NUMBER:
        (void)number_read(reading, place, field, value, target);
        break;
    case FIELD_CODE:
        *(unsigned *)target = (unsigned)code_read(reading, place, field, value);
        break;
    case FIELD_TEXTS:
        texts_read(reading, place, field, value, target);
        break;
    case FIELD_IDS:
        ids_read(reading, place, field, value, target);
        break;
    case FIELD_CODES:
        codes_read(reading, place, field, value, target);
        break;
    case FIELD_NUMBERS:
        numbers_read(reading, place, field, value, target);
        break;
    case FIELD_JSON:
        free_json_read(reading, place, field, value, target);
        break;
    case FIELD_OBJECTS:
        objects_read(reading, place, field, value, target);
        break;
    case FIELD_OBJECT:
        nested_read(reading, place, field, value, target);
        break;
    }
}
