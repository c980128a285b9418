/* api/json.h - strict JSON in (RFC 8259, I-JSON RFC 7493), for body.c and for who reads free JSON again. */
#ifndef HEARD_API_JSON_H
#define HEARD_API_JSON_H

#include <stddef.h>

#include <jansson.h>

#include "base/lang.h"

enum {
    JSON_DEEPEST = 16
};

struct json_break { /* where and why reading ended */
    int line, column, offset;
    const char *why; /* static; never repeats the text */
};

/* Read all of `length` bytes. NULL, with `broken`, for what is not JSON, nests deeper than JSON_DEEPEST, names a member
 * twice, goes on behind its end, holds NUL or is not UTF-8. The caller releases the value (json_auto_t). */
checked json_t *json_read(const char *text, size_t length, struct json_break *broken);

/* The place of the first bracket of JSON text that nests more than `most` deep, or `length`. */
size_t json_first_deeper(const char *text, size_t length, int most);

#endif
