/* api/utf8.h - is it UTF-8, and how many characters are there (RFC 3629). */
#ifndef HEARD_API_UTF8_H
#define HEARD_API_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Are the `length` bytes well-formed UTF-8: shortest forms, no surrogates, nothing past U+10FFFF? */
bool utf8_is_valid(const char *text, size_t length);

/* The number of code points in well-formed UTF-8. */
size_t utf8_length(const char *text, size_t length);

#endif
