/* row_writer.c - rows as JSON: the columns' names are the members', their types decide the form. What a column needs is
 * found out once per result, so that a page of fifty rows costs fifty times nothing but its bytes. */
#include "row_writer.h"

#include <stdlib.h>
#include <string.h>

#include "query.h"
#include "writer_room.h"

/* Object identifiers of types, as PostgreSQL has them since ever (catalog/pg_type.dat). */
enum oid {
    OID_BOOL = 16,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_JSON = 114,
    OID_FLOAT4 = 700,
    OID_FLOAT8 = 701,
    OID_NUMERIC = 1700,
    OID_TIMESTAMPTZ = 1184,
    OID_JSONB = 3802,
    OID_BOOL_ARRAY = 1000,
    OID_INT2_ARRAY = 1005,
    OID_INT4_ARRAY = 1007,
    OID_INT8_ARRAY = 1016,
    OID_TEXT_ARRAY = 1009,
    OID_VARCHAR_ARRAY = 1015,
    OID_DATE_ARRAY = 1182,
    OID_UUID_ARRAY = 2951
};

enum shape {
    SHAPE_TEXT, /* text, uuid, date: their text in quotes */
    SHAPE_FLAG,
    SHAPE_NUMBER,
    SHAPE_INSTANT,
    SHAPE_JSON,
    SHAPE_TEXTS, /* arrays */
    SHAPE_NUMBERS,
    SHAPE_FLAGS
};

enum {
    COLUMNS_MAX = 128,
    DEPTH_MAX = 4
};

struct column {
    enum shape shape;
    bool hidden;
    const char *groups[DEPTH_MAX]; /* the objects around it, not ended by NUL */
    size_t lengths[DEPTH_MAX];
    bool optional[DEPTH_MAX]; /* null when its first column is */
    size_t depth;
    const char *name; /* of the member itself */
    size_t name_length;
};

static enum shape shape_of(Oid type)
{
    switch ((int)type) {
    case OID_BOOL:
        return SHAPE_FLAG;
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
    case OID_FLOAT4:
    case OID_FLOAT8:
    case OID_NUMERIC:
        return SHAPE_NUMBER;
    case OID_TIMESTAMPTZ:
        return SHAPE_INSTANT;
    case OID_JSON:
    case OID_JSONB:
        return SHAPE_JSON;
    case OID_BOOL_ARRAY:
        return SHAPE_FLAGS;
    case OID_INT2_ARRAY:
    case OID_INT4_ARRAY:
    case OID_INT8_ARRAY:
        return SHAPE_NUMBERS;
    case OID_TEXT_ARRAY:
    case OID_VARCHAR_ARRAY:
    case OID_DATE_ARRAY:
    case OID_UUID_ARRAY:
        return SHAPE_TEXTS;
    default:
        return SHAPE_TEXT;
    }
}

/* "next_deadline?.rule.code": two objects, of which the first may be null, and the member `code`. */
static struct column column_read(const PGresult *result, int number)
{
    struct column column = {.shape = shape_of(PQftype(result, number))};
    const char *name = PQfname(result, number);
    const char *dot;

    column.hidden = name[0] == '_';
    while ((dot = strchr(name, '.')) != NULL && column.depth < DEPTH_MAX) {
        size_t length = (size_t)(dot - name);

        column.optional[column.depth] = length > 0 && dot[-1] == '?';
        column.groups[column.depth] = name;
        column.lengths[column.depth] = length - column.optional[column.depth];
        column.depth++;
        name = dot + 1;
    }
    column.name = name;
    column.name_length = strlen(name);
    return column;
}

static int columns_read(const PGresult *result, struct column columns[COLUMNS_MAX])
{
    int count = PQnfields(result);

    if (count > COLUMNS_MAX)
        abort(); /* a statement of ours that no test has ever run */
    for (int i = 0; i < count; i++)
        columns[i] = column_read(result, i);
    return count;
}

/* ---- Values ---------------------------------------------------------------------------------------- */

/* "2026-11-23 17:00:00.123456+00" as "2026-11-23T17:00:00.123Z". The session's time zone is UTC. */
static void write_instant(struct writer *writer, const char *text)
{
    char instant[] = "YYYY-MM-DDThh:mm:ss.000Z";

    if (strlen(text) < 19 || text[10] != ' ') { /* infinity */
        write_null(writer);
        return;
    }
    memcpy(instant, text, 10);
    memcpy(instant + 11, text + 11, 8);
    if (text[19] == '.')
        for (size_t i = 20; i < 23 && text[i] >= '0' && text[i] <= '9'; i++)
            instant[i] = text[i];
    write_text_length(writer, instant, sizeof instant - 1);
}

/* jsonb has a space behind every colon and comma; ours has none. Spaces inside strings stay. */
static void write_json_compact(struct writer *writer, const char *json, size_t length)
{
    char *start, *to;
    bool inside = false;

    writer_value(writer);
    start = to = writer_room(writer, length);
    for (size_t i = 0; i < length; i++) {
        char c = json[i];

        if (inside && c == '\\') {
            *to++ = c;
            c = json[++i]; /* PostgreSQL gives whole escapes only */
        } else if (c == '"') {
            inside = !inside;
        } else if (!inside && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
            continue;
        }
        *to++ = c;
    }
    writer_took(writer, (size_t)(to - start));
}

static void write_array_element(struct writer *writer, enum shape shape, const char *text,
                                size_t length, bool quoted)
{
    if (!quoted && length == 4 && memcmp(text, "NULL", 4) == 0) {
        write_null(writer);
        return;
    }
    writer_value(writer);
    if (shape == SHAPE_TEXTS)
        writer_string(writer, text, length);
    else if (shape == SHAPE_FLAGS)
        write_bytes(writer, *text == 't' ? "true" : "false", *text == 't' ? 4 : 5);
    else
        write_bytes(writer, text, length);
}

/* An array literal of one dimension: {a,"b \"c\"",NULL}. */
static void write_array_literal(struct writer *writer, enum shape shape, const char *literal,
                                size_t length)
{
    char *element = arena_take(writer->arena, length + 1);
    size_t at = 0;
    bool quoted = false, inside = false;

    write_array(writer);
    for (size_t i = 1; i < length; i++) {
        char c = literal[i];

        if (inside && c == '\\') {
            element[at++] = literal[++i];
        } else if (c == '"') {
            inside = !inside;
            quoted = true;
        } else if (!inside && (c == ',' || c == '}')) {
            if (at > 0 || quoted)
                write_array_element(writer, shape, element, at, quoted);
            at = 0;
            quoted = false;
        } else {
            element[at++] = c;
        }
    }
    write_array_end(writer);
}

static void write_number_text(struct writer *writer, const char *text)
{
    bool finite =
        (text[0] >= '0' && text[0] <= '9') || (text[0] == '-' && text[1] >= '0' && text[1] <= '9');

    write_json(writer, finite ? text : "null"); /* NaN and Infinity are no JSON */
}

static void write_field(struct writer *writer, const PGresult *result, int row, int number,
                        enum shape shape)
{
    const char *text;
    size_t length;

    if (PQgetisnull(result, row, number)) {
        write_null(writer);
        return;
    }
    text = PQgetvalue(result, row, number);
    length = (size_t)PQgetlength(result, row, number);
    switch (shape) {
    case SHAPE_FLAG:
        write_flag(writer, *text == 't');
        break;
    case SHAPE_NUMBER:
        write_number_text(writer, text);
        break;
    case SHAPE_INSTANT:
        write_instant(writer, text);
        break;
    case SHAPE_JSON:
        write_json_compact(writer, text, length);
        break;
    case SHAPE_TEXTS:
    case SHAPE_NUMBERS:
    case SHAPE_FLAGS:
        write_array_literal(writer, shape, text, length);
        break;
    case SHAPE_TEXT:
        write_text_length(writer, text, length);
        break;
    }
}

/* ---- Rows ------------------------------------------------------------------------------------------ */

static bool group_same(const struct column *left, const struct column *right, size_t level)
{
    return left->lengths[level] == right->lengths[level] &&
           memcmp(left->groups[level], right->groups[level], left->lengths[level]) == 0;
}

/* Where a row's writing stands: the objects that are open, and how many of the columns belong to one that is null. */
struct place {
    const struct column *inside; /* the column before: the objects open now are its own */
    size_t depth;
};

/* Leave the objects that `column` is not in, enter those that it is in. Returns false when one of them is null: then
 * that is written, and its other columns are passed over. */
static bool place_move(struct writer *writer, struct place *place, const struct column *column,
                       bool null_first)
{
    size_t common = 0;

    while (common < place->depth && common < column->depth &&
           group_same(place->inside, column, common))
        common++;
    for (; place->depth > common; place->depth--)
        write_object_end(writer);
    for (; place->depth < column->depth; place->depth++) {
        writer_name(writer, column->groups[place->depth], column->lengths[place->depth]);
        if (column->optional[place->depth] && null_first) {
            write_null(writer);
            place->inside = column;
            return false;
        }
        write_object(writer);
    }
    place->inside = column;
    return true;
}

/* Is `column` in the object that was just written as null, `depth` objects deep? */
static bool in_null_group(const struct column *null_group, size_t depth,
                          const struct column *column)
{
    if (!null_group || column->depth <= depth)
        return false;
    for (size_t level = 0; level <= depth; level++)
        if (!group_same(null_group, column, level))
            return false;
    return true;
}

static void write_members(struct writer *writer, const PGresult *result, int row,
                          const struct column columns[], int count)
{
    struct place place = {0};
    const struct column *null_group = NULL;
    size_t null_depth = 0;

    for (int i = 0; i < count; i++) {
        const struct column *column = &columns[i];

        if (column->hidden || in_null_group(null_group, null_depth, column))
            continue;
        null_group = NULL;
        if (!place_move(writer, &place, column, PQgetisnull(result, row, i))) {
            null_group = column;
            null_depth = place.depth;
            continue;
        }
        writer_name(writer, column->name, column->name_length);
        write_field(writer, result, row, i, column->shape);
    }
    for (; place.depth > 0; place.depth--)
        write_object_end(writer);
}

static void write_object_of(struct writer *writer, const PGresult *result, int row,
                            const struct column columns[], int count)
{
    write_object(writer);
    write_members(writer, result, row, columns, count);
    write_object_end(writer);
}

void write_result_members(struct writer *writer, const PGresult *result, int row)
{
    struct column columns[COLUMNS_MAX];

    write_members(writer, result, row, columns, columns_read(result, columns));
}

void write_result_row(struct writer *writer, const PGresult *result, int row)
{
    struct column columns[COLUMNS_MAX];

    write_object_of(writer, result, row, columns, columns_read(result, columns));
}

void write_result_rows(struct writer *writer, const PGresult *rows, int count)
{
    struct column columns[COLUMNS_MAX];
    int width = columns_read(rows, columns);

    write_array(writer);
    for (int i = 0; i < count; i++) {
        size_t before = writer->length;

        write_object_of(writer, rows, i, columns, width);
        if (i == 0) /* the others will be about as long: room for them at once */
            (void)writer_room(writer, (size_t)(count - 1) * (writer->length - before));
    }
    write_array_end(writer);
}

void write_result_values(struct writer *writer, const PGresult *rows)
{
    enum shape shape = shape_of(PQftype(rows, 0));

    write_array(writer);
    for (int i = 0; i < PQntuples(rows); i++)
        write_field(writer, rows, i, 0, shape);
    write_array_end(writer);
}

/* ---- Pages ----------------------------------------------------------------------------------------- */

/* base64url without padding (RFC 4648, 5). */
const char *cursor_of(struct arena *arena, const char *key, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char *text = arena_take(arena, length / 3 * 4 + 5);
    char *to = text;
    unsigned bits = 0;
    int held = 0;

    for (size_t i = 0; i < length; i++) {
        bits = bits << 8 | (unsigned char)key[i];
        for (held += 8; held >= 6; held -= 6)
            *to++ = digits[bits >> (held - 6) & 63];
    }
    if (held > 0)
        *to++ = digits[bits << (6 - held) & 63];
    *to = '\0';
    return text;
}

/* The columns _key_1, _key_2 ... of a row, as JSON: only the last row of a page needs its key. */
static const char *cursor_of_row(struct arena *arena, const PGresult *rows, int row)
{
    struct writer key = {.arena = arena};

    write_array(&key);
    for (int i = 0; i < PQnfields(rows); i++)
        if (strncmp(PQfname(rows, i), "_key_", 5) == 0)
            write_field(&key, rows, row, i, shape_of(PQftype(rows, i)));
    write_array_end(&key);
    return cursor_of(arena, key.text, key.length);
}

const char *write_result_page(struct writer *writer, const PGresult *rows, size_t limit)
{
    const char *next = NULL;
    int count = PQntuples(rows);

    if ((size_t)count > limit) {
        count = (int)limit;
        next = cursor_of_row(writer->arena, rows, count - 1);
    }
    write_object(writer);
    write_member(writer, "items");
    write_result_rows(writer, rows, count);
    write_member_text(writer, "next_cursor", next);
    return next;
}
