/* store/writer.h - JSON text, written by hand or straight from the columns of a result.
 *
 * Commas come by themselves. A column's name is its member's; `a.b` nests; `a?.b` nests in an object that is null when
 * the first column of it is null; a name that begins with `_` is not shown. The column's type decides the form: text,
 * numbers, booleans, dates, timestamptz as RFC 3339 in UTC with milliseconds, json and jsonb embedded without spaces,
 * arrays as arrays, null as null. */
#ifndef HEARD_STORE_WRITER_H
#define HEARD_STORE_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/problem.h"
#include "domain/date.h"

struct store;

struct writer {
    struct arena *arena;
    char *text; /* `length` bytes, ended with NUL once anything is written; NULL before */
    size_t length;
    size_t size;
    bool follows; /* a value stands before the next one: a comma is due */
};

/* ---- By hand --------------------------------------------------------------------------------------- */

void write_object(struct writer *writer);
void write_object_end(struct writer *writer);
void write_array(struct writer *writer);
void write_array_end(struct writer *writer);

/* The name of a member; its value follows. */
void write_member(struct writer *writer, const char *name);

void write_text(struct writer *writer, const char *text); /* NULL: null */
void write_text_length(struct writer *writer, const char *text, size_t length);
void write_number(struct writer *writer, long long number);
void write_flag(struct writer *writer, bool flag);
void write_null(struct writer *writer);
void write_date(struct writer *writer, struct date date); /* no date: null */
void write_id(struct writer *writer, struct id id);       /* no id: null */
void write_json(struct writer *writer, const char *json); /* finished JSON text, as it is */

/* A member with its value. */
void write_member_text(struct writer *writer, const char *name, const char *text);
void write_member_number(struct writer *writer, const char *name, long long number);
void write_member_flag(struct writer *writer, const char *name, bool flag);
void write_member_date(struct writer *writer, const char *name, struct date date);
void write_member_id(struct writer *writer, const char *name, struct id id);

/* Bytes that are no JSON (a page of documentation, CSV). */
void write_bytes(struct writer *writer, const char *bytes, size_t length);

/* ---- From the next statement of the flight ----------------------------------------------------------- */

/* One row as an object. PROBLEM_NOT_FOUND when there is none. */
checked enum problem write_collected(struct writer *writer, struct store *store);

/* The same; `*version` is what its column `version` says. */
checked enum problem write_collected_versioned(struct writer *writer, struct store *store,
                                               long *version);

/* Every row, as an array of objects. */
checked enum problem write_collected_rows(struct writer *writer, struct store *store);

/* Every row of one column, as an array of values. */
checked enum problem write_collected_values(struct writer *writer, struct store *store);

/* A page: {"items": [...], "next_cursor": ...}, the object left open for more members. The statement asks for `limit` + 1
 * rows and gives the key of each as the columns `_key_1`, `_key_2` ... A row too many is not shown; then `*next`, of the writer's
 * arena, is the key of the last one shown in base64url, else NULL. */
checked enum problem write_collected_page(struct writer *writer, struct store *store, size_t limit,
                                          const char **next);

/* A cursor for the key `length` bytes of JSON long: base64url, of `arena`. */
const char *cursor_of(struct arena *arena, const char *key, size_t length);

#endif
