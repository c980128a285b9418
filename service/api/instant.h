/* Instants as RFC 3339 writes them, for bodies. */
#ifndef HEARD_API_INSTANT_H
#define HEARD_API_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/lang.h"

struct arena;

/* Read `2026-11-23T17:00:00.123+01:00`; fractions beyond milliseconds are cut. */
checked bool instant_parse(const char *text, int64_t *unix_ms);

/* `2026-11-23T16:00:00.123Z` in the arena. */
const char *instant_print(int64_t unix_ms, struct arena *arena);

#endif
