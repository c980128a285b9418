/* Lists of a body as array literals for PostgreSQL's text[] and uuid[] parameters. */
#include <string.h>

#include "api/body.h"
#include "base/arena.h"

/* Every item in quotes; quotes and backslashes escaped. */
static size_t item_put(char *literal, size_t at, const char *item)
{
    literal[at++] = '"';
    for (; *item; item++) {
        if (*item == '"' || *item == '\\')
            literal[at++] = '\\';
        literal[at++] = *item;
    }
    literal[at++] = '"';
    return at;
}

const char *array_of_texts(struct arena *arena, struct texts texts)
{
    size_t size = 3;
    size_t at = 0;
    char *literal;

    if (texts.count == 0)
        return NULL;
    for (size_t i = 0; i < texts.count; i++)
        size += 2 * strlen(texts.items[i]) + 3;
    literal = arena_take(arena, size);
    for (size_t i = 0; i < texts.count; i++) {
        literal[at++] = i ? ',' : '{';
        at = item_put(literal, at, texts.items[i]);
    }
    literal[at] = '}';
    return literal;
}

const char *array_of_ids(struct arena *arena, struct ids ids)
{
    const char **items = arena_take(arena, ids.count * sizeof *items);

    for (size_t i = 0; i < ids.count; i++)
        items[i] = ids.items[i].text;
    return array_of_texts(arena, (struct texts){.count = ids.count, .items = items});
}

const char *array_of_codes(struct arena *arena, const struct codes *codes, struct code_list list)
{
    const char **items = arena_take(arena, list.count * sizeof *items);

    for (size_t i = 0; i < list.count; i++)
        items[i] = code_text(codes, list.items[i]);
    return array_of_texts(arena, (struct texts){.count = list.count, .items = items});
}
