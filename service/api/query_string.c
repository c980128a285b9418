/* The query of a request: split, decoded and held against the parameters that the route knows. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/request.h"
#include "api/utf8.h"
#include "base/arena.h"
#include "domain/date.h"

enum {
    LONGEST_USUAL = 200
};

/* ---- Decoding -------------------------------------------------------------------------------------- */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Undo percent signs and pluses; NULL for a broken percent sign, NUL or what is not UTF-8. */
static const char *decode(const char *text, size_t length, struct arena *arena)
{
    char *out = arena_take(arena, length + 1);
    size_t at = 0;

    for (size_t i = 0; i < length; i++) {
        int high;
        int low;

        if (text[i] != '%') {
            out[at++] = text[i];
            if (text[i] == '+')
                out[at - 1] = ' ';
            continue;
        }
        high = i + 2 < length ? hex_value(text[i + 1]) : -1;
        low = i + 2 < length ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0 || high * 16 + low == 0)
            return NULL;
        out[at++] = (char)(high * 16 + low);
        i += 2;
    }
    return utf8_is_valid(out, at) ? out : NULL;
}

static enum problem query_split(struct request *request, struct arena *arena, const char **why)
{
    for (const char *item = request->query; *item;) {
        size_t span = strcspn(item, "&");
        size_t name = strcspn(item, "=&");
        struct given_parameter *given = &request->parameters[request->parameter_count];

        if (span > 0) {
            if (request->parameter_count == REQUEST_PARAMETERS_MAX) {
                *why = "The query has more parameters than any address takes.";
                return PROBLEM_MALFORMED_REQUEST;
            }
            given->name = decode(item, name, arena);
            given->text = name < span ? decode(item + name + 1, span - name - 1, arena) : "";
            if (!given->name || !given->text) {
                *why = "The query is not percent-encoded UTF-8.";
                return PROBLEM_MALFORMED_REQUEST;
            }
            request->parameter_count++;
        }
        item += span + (item[span] == '&');
    }
    return NO_PROBLEM;
}

/* ---- What a parameter may hold --------------------------------------------------------------------- */

static bool is_word(const struct parameter *known, const char *text, size_t length)
{
    for (size_t i = 1; known->codes && i < known->codes->count; i++)
        if (strlen(known->codes->texts[i]) == length &&
            strncmp(known->codes->texts[i], text, length) == 0)
            return true;
    for (size_t i = 0; known->words && known->words[i]; i++)
        if (strlen(known->words[i]) == length && strncmp(known->words[i], text, length) == 0)
            return true;
    return false;
}

/* Words with commas between them, none empty. */
static bool are_words(const struct parameter *known, const char *text)
{
    for (const char *word = text;; word++) {
        size_t sign = known->kind == PARAMETER_SORT && *word == '-';
        size_t span = strcspn(word, ",");

        if (!is_word(known, word + sign, span - sign))
            return false;
        word += span;
        if (*word == '\0')
            return true;
    }
}

static bool is_number(const struct parameter *known, const char *text)
{
    char *end;
    long number;

    if (*text == '\0' || strlen(text) > 18 ||
        text[strspn(text, "-0123456789")] != '\0') /* no blank, no plus, no 1e3 */
        return false;
    errno = 0;
    number = strtol(text, &end, 10);
    return errno == 0 && *end == '\0' && number >= known->least && number <= known->most;
}

static bool is_text(const struct parameter *known, const char *text)
{
    size_t characters = utf8_length(text, strlen(text));

    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            return false;
    return characters > 0 && characters <= (known->longest ? known->longest : LONGEST_USUAL);
}

static bool fits(const struct parameter *known, const char *text)
{
    struct date date;
    struct id id;

    switch (known->kind) {
    case PARAMETER_DATE:
        return date_parse(text, strlen(text), &date);
    case PARAMETER_FLAG:
        return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    case PARAMETER_NUMBER:
        return is_number(known, text);
    case PARAMETER_ID:
        return id_parse(text, strlen(text), &id);
    case PARAMETER_CODE:
        return is_word(known, text, strlen(text));
    case PARAMETER_CODES:
    case PARAMETER_SORT:
        return are_words(known, text);
    case PARAMETER_TEXT:
    default:
        return is_text(known, text);
    }
}

/* The closed list of a parameter, for its sentence. */
static const char *list_words(const struct parameter *known, struct arena *arena)
{
    const char *list = "";

    for (size_t i = 1; known->codes && i < known->codes->count; i++)
        list = arena_print(arena, "%s%s%s", list, *list ? ", " : "", known->codes->texts[i]);
    for (size_t i = 0; known->words && known->words[i]; i++)
        list = arena_print(arena, "%s%s%s", list, *list ? ", " : "", known->words[i]);
    return list;
}

static const char *sentence(const struct parameter *known, struct arena *arena)
{
    switch (known->kind) {
    case PARAMETER_DATE:
        return "A date is written YYYY-MM-DD.";
    case PARAMETER_FLAG:
        return "This is true or false.";
    case PARAMETER_NUMBER:
        return arena_print(arena, "This is a whole number from %ld to %ld.", known->least,
                           known->most);
    case PARAMETER_ID:
        return "This is a UUID.";
    case PARAMETER_CODE:
        return arena_print(arena, "This is one of: %s.", list_words(known, arena));
    case PARAMETER_CODES:
        return arena_print(arena, "This is one or more, with commas, of: %s.",
                           list_words(known, arena));
    case PARAMETER_SORT:
        return arena_print(arena,
                           "This is one or more, with commas, a minus for falling order, of: %s.",
                           list_words(known, arena));
    case PARAMETER_TEXT:
    default:
        return arena_print(arena, "This is text of 1 to %zu characters.",
                           known->longest ? known->longest : (size_t)LONGEST_USUAL);
    }
}

/* ---- The check ------------------------------------------------------------------------------------- */

static const struct parameter *known_find(const struct parameter *known, const char *name)
{
    for (; known && known->name; known++)
        if (strcmp(known->name, name) == 0)
            return known;
    return NULL;
}

static bool given_before(const struct request *request, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (strcmp(request->parameters[i].name, request->parameters[place].name) == 0)
            return true;
    return false;
}

static enum problem names_check(const struct request *request, const struct parameter *known,
                                struct body_faults *faults)
{
    for (size_t i = 0; i < request->parameter_count; i++)
        if (!known_find(known, request->parameters[i].name))
            fault_add(faults, (struct body_fault){.parameter = request->parameters[i].name,
                                                  .code = "unknown_parameter",
                                                  .detail = "This address does not take it."});
    return faults->count ? PROBLEM_UNKNOWN_PARAMETER : NO_PROBLEM;
}

static void values_check(const struct request *request, const struct parameter *known,
                         struct arena *arena, struct body_faults *faults)
{
    for (size_t i = 0; i < request->parameter_count; i++) {
        const struct given_parameter *given = &request->parameters[i];
        const struct parameter *row = known_find(known, given->name);

        if (given_before(request, i))
            fault_add(faults, (struct body_fault){.parameter = given->name,
                                                  .code = "repeated",
                                                  .detail = "A parameter stands once."});
        else if (!fits(row, given->text))
            fault_add(faults, (struct body_fault){.parameter = given->name,
                                                  .code = "invalid",
                                                  .detail = sentence(row, arena)});
    }
}

static void missing_check(const struct request *request, const struct parameter *known,
                          struct body_faults *faults)
{
    for (; known && known->name; known++) {
        bool found = !known->required;

        for (size_t i = 0; i < request->parameter_count && !found; i++)
            found = strcmp(request->parameters[i].name, known->name) == 0;
        if (!found)
            fault_add(faults, (struct body_fault){.parameter = known->name,
                                                  .code = "missing",
                                                  .detail = "This parameter is required."});
    }
}

enum problem request_query(struct request *request, const struct parameter *known,
                           struct arena *arena, struct body_faults *faults, const char **why)
{
    if (request->query)
        TRY(query_split(request, arena, why));
    TRY(names_check(request, known, faults));
    values_check(request, known, arena, faults);
    missing_check(request, known, faults);
    return faults->count ? PROBLEM_VALIDATION_FAILED : NO_PROBLEM;
}
