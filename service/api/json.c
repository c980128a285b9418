#include "api/json.h"

#include <stdbool.h>
#include <string.h>

/* Brackets inside of strings do not count. */
size_t json_first_deeper(const char *text, size_t length, int most)
{
    int depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < length; i++) {
        char c = text[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{') && ++depth > most)
            return i;
        else if (!quoted && (c == ']' || c == '}'))
            depth--;
    }
    return length;
}

static void place(const char *text, size_t offset, struct json_break *broken)
{
    broken->line = 1;
    broken->column = 1;
    broken->offset = (int)offset;
    for (size_t i = 0; i < offset; i++) {
        broken->column++;
        if (text[i] == '\n') {
            broken->line++;
            broken->column = 1;
        }
    }
}

static const char *reason(enum json_error_code code)
{
    static const struct {
        enum json_error_code code;
        const char *why;
    } reasons[] = {
        {json_error_premature_end_of_input, "The JSON ends too early."},
        {json_error_end_of_input_expected, "Something follows the end of the JSON."},
        {json_error_invalid_utf8, "The JSON is not UTF-8."},
        {json_error_duplicate_key, "A member of an object is named twice."},
        {json_error_numeric_overflow, "A number is out of range."},
        {json_error_null_character, "U+0000 cannot be stored."},
        {json_error_null_byte_in_key, "U+0000 cannot stand in a name."},
        {json_error_null_value, "U+0000 cannot be stored."},
    };

    for (size_t i = 0; i < COUNT(reasons); i++)
        if (reasons[i].code == code)
            return reasons[i].why;
    return "This is not JSON.";
}

json_t *json_read(const char *text, size_t length, struct json_break *broken)
{
    size_t deep = json_first_deeper(text, length, JSON_DEEPEST); /* brackets alone cost nothing */
    json_error_t error;
    json_t *value;

    if (deep < length) {
        place(text, deep, broken);
        broken->why = "The JSON is nested too deep.";
        return NULL;
    }
    value = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!value) {
        size_t offset = error.position < 0 ? 0 : (size_t)error.position;

        place(text, offset < length ? offset : length, broken);
        broken->why = reason(json_error_code(&error));
    }
    return value;
}
