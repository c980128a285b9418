#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK_BYTES = 64 * 1024 /* most requests need no second one */
};

struct arena_block {
    struct arena_block *older;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

static struct arena_block *block_new(struct arena_block *older, size_t size)
{
    struct arena_block *block = malloc(sizeof *block + size);

    if (!block)
        abort(); /* no request can be answered honestly without memory */
    *block = (struct arena_block){.older = older, .size = size};
    return block;
}

static size_t round_up(size_t size)
{
    const size_t align = alignof(max_align_t);

    if (size > SIZE_MAX / 2)
        abort();
    return (size + align - 1) / align * align;
}

static size_t room(const struct arena *arena)
{
    return arena->newest ? arena->newest->size - arena->newest->used : 0;
}

void *arena_take(struct arena *arena, size_t size)
{
    size_t rounded = round_up(size);
    void *taken;

    if (!arena->newest || room(arena) < rounded)
        arena->newest = block_new(arena->newest, rounded > BLOCK_BYTES ? rounded : BLOCK_BYTES);
    taken = arena->newest->bytes + arena->newest->used;
    arena->newest->used += rounded;
    return memset(taken, 0, rounded);
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_take(arena, length + 1);

    memcpy(copy, text, length);
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

char *arena_join(struct arena *arena, const char *first, const char *second)
{
    size_t length = strlen(first);
    size_t whole = length + strlen(second);
    char *text = arena_take(arena, whole + 1);

    memcpy(text, first, length);
    memcpy(text + length, second, whole - length);
    text[whole] = '\0';
    return text;
}

/* Printed into what the block has left; once more where that was too little. */
char *arena_print(struct arena *arena, const char *format, ...)
{
    size_t left = room(arena);
    char *text = left > 0 ? (char *)arena->newest->bytes + arena->newest->used : NULL;
    va_list arguments;
    va_list again;
    int length;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(text, left, format, arguments);
    va_end(arguments);
    if (length < 0)
        abort();
    if ((size_t)length < left) {
        arena->newest->used += round_up((size_t)length + 1);
    } else {
        text = arena_take(arena, (size_t)length + 1);
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text;
}

void arena_reset(struct arena *arena)
{
    struct arena_block *block = arena->newest;

    while (block && block->older) {
        struct arena_block *older = block->older;

        free(block);
        block = older;
    }
    if (block && block->size > BLOCK_BYTES) {
        free(block);
        block = NULL;
    }
    if (block)
        block->used = 0;
    arena->newest = block;
}

void arena_free(struct arena *arena)
{
    arena_reset(arena);
    free(arena->newest);
    arena->newest = NULL;
}
