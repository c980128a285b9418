/* value.c - values on their way into statements, and fields of the rows that come back. */
#include "query.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *query_text(const char *text)
{
    return text && *text ? text : NULL;
}

const char *query_id(struct store *store, struct id id)
{
    return id_none(id) ? NULL : arena_text(query_arena(store), id.text);
}

const char *query_date(struct store *store, struct date date)
{
    struct date_text text = date_print(date);

    return date_none(date) ? NULL : arena_text(query_arena(store), text.text);
}

const char *query_number(struct store *store, long long number)
{
    return arena_print(query_arena(store), "%lld", number);
}

const char *query_flag(bool flag)
{
    return flag ? "t" : "f";
}

const char *query_instant(struct store *store, int64_t unix_ms)
{
    int64_t days = unix_ms / 86400000;
    int64_t rest = unix_ms % 86400000;
    struct date date;

    if (rest < 0) {
        rest += 86400000;
        days--;
    }
    date = date_of_number((int)days);
    return arena_print(query_arena(store), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", date.year,
                       date.month, date.day, (int)(rest / 3600000), (int)(rest / 60000 % 60),
                       (int)(rest / 1000 % 60), (int)(rest % 1000));
}

/* `text` in quotes, so that commas, braces and the word NULL mean themselves. */
static char *element_put(char *to, const char *text)
{
    *to++ = '"';
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            *to++ = '\\';
        *to++ = *c;
    }
    *to++ = '"';
    return to;
}

const char *query_array(struct store *store, const char *const texts[], size_t count)
{
    size_t length = sizeof "{}";
    char *literal, *end;

    for (size_t i = 0; i < count; i++)
        length += (texts[i] ? 2 * strlen(texts[i]) + 2 : strlen("NULL")) + 1;
    literal = end = arena_take(query_arena(store), length);
    *end++ = '{';
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            *end++ = ',';
        if (texts[i])
            end = element_put(end, texts[i]);
        else
            end = (char *)memcpy(end, "NULL", 4) + 4;
    }
    *end++ = '}';
    *end = '\0';
    return literal;
}

const char *query_numbers(struct store *store, const int numbers[], size_t count)
{
    size_t size = 3 + count * 12;
    char *literal = arena_take(query_arena(store), size);
    size_t length = 0;

    literal[length++] = '{';
    for (size_t i = 0; i < count; i++)
        length +=
            (size_t)snprintf(literal + length, size - length, i > 0 ? ",%d" : "%d", numbers[i]);
    literal[length++] = '}';
    literal[length] = '\0';
    return literal;
}

/* ---- Fields ---------------------------------------------------------------------------------------- */

int field_number(const PGresult *result, const char *column)
{
    int number = PQfnumber(result, column);

    assert(number >= 0); /* the statement does not give this column */
    return number;
}

static bool field_none(const PGresult *result, int row, int column)
{
    return column < 0 || PQgetisnull(result, row, column);
}

const char *field_text(const PGresult *result, int row, int column, struct arena *arena)
{
    if (field_none(result, row, column))
        return NULL;
    return arena_copy(arena, PQgetvalue(result, row, column),
                      (size_t)PQgetlength(result, row, column));
}

struct id field_id(const PGresult *result, int row, int column)
{
    struct id id = {{0}};

    if (!field_none(result, row, column) &&
        !id_parse(PQgetvalue(result, row, column), (size_t)PQgetlength(result, row, column), &id))
        return (struct id){{0}};
    return id;
}

struct date field_date(const PGresult *result, int row, int column)
{
    struct date date = {0};

    if (!field_none(result, row, column) &&
        !date_parse(PQgetvalue(result, row, column), (size_t)PQgetlength(result, row, column),
                    &date))
        return (struct date){0};
    return date;
}

long long field_integer(const PGresult *result, int row, int column)
{
    return field_none(result, row, column) ? 0 : strtoll(PQgetvalue(result, row, column), NULL, 10);
}

bool field_flag(const PGresult *result, int row, int column)
{
    return !field_none(result, row, column) && *PQgetvalue(result, row, column) == 't';
}

int field_code(const PGresult *result, int row, int column, const struct codes *codes)
{
    return field_none(result, row, column) ? 0 : code_find(codes, PQgetvalue(result, row, column));
}
