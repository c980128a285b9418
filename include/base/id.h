/* base/id.h - UUIDs by value (RFC 9562), as canonical lower-case text. */
#ifndef HEARD_BASE_ID_H
#define HEARD_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

enum {
    ID_LENGTH = 36
};

struct id {
    char text[ID_LENGTH + 1]; /* empty: no id */
};

/* A new id of version 7: the milliseconds of `unix_ms` first, so that new rows stay together in the index. */
struct id id_new(long long unix_ms);

/* Read `length` bytes of canonical UUID text in either case. Writes `id` and returns true, or returns false. */
checked bool id_parse(const char *text, size_t length, struct id *id);

bool id_none(struct id id);
bool id_same(struct id left, struct id right);

#endif
