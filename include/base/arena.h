/* base/arena.h - the memory of one request: handed out piece by piece, given back all at once.
 *
 * Nothing taken from an arena is freed by itself. Out of memory ends the process. Not for sharing between threads. */
#ifndef HEARD_BASE_ARENA_H
#define HEARD_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/lang.h"

struct arena {
    struct arena_block *newest;
};

/* `size` bytes, zeroed, aligned for any type, alive until arena_reset or arena_free. */
void *arena_take(struct arena *arena, size_t size);

/* A copy of `length` bytes of `text`, ended with NUL. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* A copy of the NUL-ended `text`; NULL gives NULL. */
char *arena_text(struct arena *arena, const char *text);

/* Two texts, one behind the other. */
char *arena_join(struct arena *arena, const char *first, const char *second);

/* What printf would print, as text of the arena. */
char *arena_print(struct arena *arena, const char *format, ...) formats(2, 3);

/* Forget everything that was taken, keep one block for the next request. */
void arena_reset(struct arena *arena);

/* Give everything back to the system. */
void arena_free(struct arena *arena);

#endif
