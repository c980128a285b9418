#include "etag.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api/exchange.h"
#include "api/request.h"

/* FNV-1a: tells representations apart, keeps no secret. */
static uint64_t digest(uint64_t state, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;

    for (size_t i = 0; i < length; i++)
        state = (state ^ byte[i]) * UINT64_C(1099511628211);
    return state;
}

static const uint64_t START = UINT64_C(14695981039346656037);

static uint64_t digest_text(uint64_t state, const char *text)
{
    return digest(state, text ? text : "", text ? strlen(text) + 1 : 1);
}

const char *etag_of_bytes(struct arena *arena, const void *bytes, size_t length)
{
    return arena_print(arena, "\"%016" PRIx64 "\"", digest(START, bytes, length));
}

/* Plain words, available actions and remaining days change with the day, the caller, the language and the query. */
const char *etag_text(const struct exchange *x, long version)
{
    struct date_text day = date_print(x->today);
    uint64_t state = digest_text(START, x->visitor.actor);

    state = digest_text(state, x->visitor.roles);
    state = digest_text(state, x->request->accept_language);
    state = digest_text(state, x->request->query);
    return arena_print(x->arena, "\"%ld.%s.%08" PRIx32 "\"", version, day.text,
                       (uint32_t)(state ^ (state >> 32)));
}

void etag_set(struct exchange *x, long version)
{
    x->etag = etag_text(x, version);
}

const char *etag_weak(struct arena *arena, const char *etag)
{
    return etag && strncmp(etag, "W/", 2) != 0 ? arena_print(arena, "W/%s", etag) : etag;
}

/* ---- Lists of tags ----------------------------------------------------------------------------------- */

/* Step over one tag of a list: its opaque part in `tag` and `length`. NULL where there is none. */
static const char *tag_next(const char *list, const char **tag, size_t *length)
{
    list += strspn(list, " \t,");
    if (strncmp(list, "W/", 2) == 0)
        list += 2;
    if (*list != '"')
        return NULL;
    *tag = list;
    *length = strcspn(list + 1, "\"") + 2;
    return list[*length - 1] == '"' ? list + *length : NULL;
}

static bool is_star(const char *list)
{
    return strcmp(list + strspn(list, " \t"), "*") == 0;
}

bool etag_is_held(const char *if_none_match, const char *etag)
{
    const char *tag;
    size_t length;

    if (!if_none_match || !etag)
        return false;
    if (is_star(if_none_match))
        return true;
    etag += strncmp(etag, "W/", 2) == 0 ? 2 : 0;
    while ((if_none_match = tag_next(if_none_match, &tag, &length)))
        if (length == strlen(etag) && strncmp(tag, etag, length) == 0)
            return true;
    return false;
}

bool etag_names_version(const char *if_match, long version)
{
    const char *tag;
    size_t length;

    if (is_star(if_match))
        return true;
    while ((if_match = tag_next(if_match, &tag, &length))) {
        size_t digits = strspn(tag + 1, "0123456789");

        if (digits > 0 && digits < 18 && (tag[1 + digits] == '.' || tag[1 + digits] == '"') &&
            strtol(tag + 1, NULL, 10) == version)
            return true;
    }
    return false;
}

bool etag_list_is_valid(const char *if_match)
{
    const char *tag;
    size_t length;

    if (is_star(if_match))
        return true;
    do {
        if_match = tag_next(if_match, &tag, &length);
        if (!if_match)
            return false;
        if_match += strspn(if_match, " \t");
    } while (*if_match == ',');
    return *if_match == '\0';
}

enum problem version_match(struct exchange *x, long version)
{
    const char *wanted = x->request->if_match;

    if (!wanted || etag_names_version(wanted, version))
        return NO_PROBLEM;
    problem_member(x, "current_etag", json_text(x->arena, etag_text(x, version)));
    return PROBLEM_VERSION_MISMATCH;
}
