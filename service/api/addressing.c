#include "addressing.h"

#include <string.h>

bool participant_named(const char *text)
{
    struct id id;

    return id_parse(text, strlen(text), &id) || code_find(&role_codes, text) != 0;
}

const struct addressee *addressee_in_role(const struct addressees *people, enum role role)
{
    for (size_t i = 0; i < people->count; i++)
        if (people->items[i].role == role)
            return &people->items[i];
    return NULL;
}

enum problem addressee_find(struct exchange *x, const struct addressees *people, const char *name,
                            const char *pointer, const struct addressee **found)
{
    const struct addressee *match = NULL;
    struct id id = {{0}};
    bool by_id = id_parse(name, strlen(name), &id);
    enum role role = by_id ? ROLE_NONE : (enum role)code_find(&role_codes, name);

    for (size_t i = 0; i < people->count; i++) {
        if (by_id ? !id_same(people->items[i].id, id) : people->items[i].role != role)
            continue;
        if (match)
            return fault(x, pointer, "ambiguous",
                         "Several people of this complaint hold that role: name one by id.");
        match = &people->items[i];
    }
    if (!match)
        return fault(x, pointer, "not_a_participant", "Nobody of this complaint is meant by that.");
    *found = match;
    return NO_PROBLEM;
}
