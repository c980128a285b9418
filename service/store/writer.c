/* writer.c - JSON text by hand. */
#include "store/writer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "writer_room.h"

enum {
    FIRST_BYTES = 4096
};

char *writer_room(struct writer *writer, size_t bytes)
{
    if (writer->size - writer->length < bytes + 1) {
        size_t size = writer->size ? writer->size * 2 : FIRST_BYTES;
        char *text;

        if (bytes > SIZE_MAX / 4 || size > SIZE_MAX / 4)
            abort();
        while (size - writer->length < bytes + 1)
            size *= 2;
        text = arena_take(writer->arena, size);
        if (writer->length > 0)
            memcpy(text, writer->text, writer->length);
        writer->text = text;
        writer->size = size;
    }
    return writer->text + writer->length;
}

void writer_took(struct writer *writer, size_t bytes)
{
    writer->length += bytes;
    writer->text[writer->length] = '\0';
}

void write_bytes(struct writer *writer, const char *bytes, size_t length)
{
    if (length > 0)
        memcpy(writer_room(writer, length), bytes, length);
    else
        (void)writer_room(writer, 0);
    writer_took(writer, length);
}

static void put(struct writer *writer, char c)
{
    *writer_room(writer, 1) = c;
    writer_took(writer, 1);
}

void writer_value(struct writer *writer)
{
    if (writer->follows)
        put(writer, ',');
    writer->follows = true;
}

void write_object(struct writer *writer)
{
    writer_value(writer);
    put(writer, '{');
    writer->follows = false;
}

void write_object_end(struct writer *writer)
{
    put(writer, '}');
    writer->follows = true;
}

void write_array(struct writer *writer)
{
    writer_value(writer);
    put(writer, '[');
    writer->follows = false;
}

void write_array_end(struct writer *writer)
{
    put(writer, ']');
    writer->follows = true;
}

/* ---- Text ------------------------------------------------------------------------------------------ */

/* What stands behind the backslash; 'u' for \u00XX; 0 for a character that stands for itself (RFC 8259, 7). */
/* clang-format off */
static const char escapes[256] = {
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
    ['"'] = '"', ['\\'] = '\\',
};
/* clang-format on */

static size_t escape_put(char *to, unsigned char c, char escape)
{
    static const char digits[] = "0123456789abcdef";

    to[0] = '\\';
    to[1] = escape;
    if (escape != 'u')
        return 2;
    to[2] = to[3] = '0';
    to[4] = digits[c >> 4];
    to[5] = digits[c & 0x0f];
    return 6;
}

void writer_string(struct writer *writer, const char *text, size_t length)
{
    char *to = writer_room(writer, length * 6 + 2); /* at worst every byte is \u00XX */
    char *start = to;

    *to++ = '"';
    for (size_t i = 0; i < length; i++) {
        size_t from = i;

        while (i < length && !escapes[(unsigned char)text[i]])
            i++;
        memcpy(to, text + from, i - from);
        to += i - from;
        if (i < length)
            to += escape_put(to, (unsigned char)text[i], escapes[(unsigned char)text[i]]);
    }
    *to++ = '"';
    writer_took(writer, (size_t)(to - start));
}

void write_text_length(struct writer *writer, const char *text, size_t length)
{
    writer_value(writer);
    writer_string(writer, text, length);
}

void write_text(struct writer *writer, const char *text)
{
    if (text)
        write_text_length(writer, text, strlen(text));
    else
        write_null(writer);
}

void writer_name(struct writer *writer, const char *name, size_t length)
{
    char *to = writer_room(writer, length + 4);
    char *start = to;

    if (writer->follows)
        *to++ = ',';
    *to++ = '"';
    memcpy(to, name, length);
    to += length;
    *to++ = '"';
    *to++ = ':';
    writer_took(writer, (size_t)(to - start));
    writer->follows = false;
}

void write_member(struct writer *writer, const char *name)
{
    write_text(writer, name);
    put(writer, ':');
    writer->follows = false;
}

/* ---- Other values ---------------------------------------------------------------------------------- */

void write_json(struct writer *writer, const char *json)
{
    writer_value(writer);
    write_bytes(writer, json, strlen(json));
}

void write_number(struct writer *writer, long long number)
{
    char digits[24];

    (void)snprintf(digits, sizeof digits, "%lld", number);
    write_json(writer, digits);
}

void write_flag(struct writer *writer, bool flag)
{
    write_json(writer, flag ? "true" : "false");
}

void write_null(struct writer *writer)
{
    write_json(writer, "null");
}

void write_date(struct writer *writer, struct date date)
{
    struct date_text text = date_print(date);

    write_text(writer, date_none(date) ? NULL : text.text);
}

void write_id(struct writer *writer, struct id id)
{
    write_text(writer, id_none(id) ? NULL : id.text);
}

void write_member_text(struct writer *writer, const char *name, const char *text)
{
    write_member(writer, name);
    write_text(writer, text);
}

void write_member_number(struct writer *writer, const char *name, long long number)
{
    write_member(writer, name);
    write_number(writer, number);
}

void write_member_flag(struct writer *writer, const char *name, bool flag)
{
    write_member(writer, name);
    write_flag(writer, flag);
}

void write_member_date(struct writer *writer, const char *name, struct date date)
{
    write_member(writer, name);
    write_date(writer, date);
}

void write_member_id(struct writer *writer, const char *name, struct id id)
{
    write_member(writer, name);
    write_id(writer, id);
}
