#include "security/keys.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fetch.h"
#include "own_key.h"
#include "reading.h"

struct keys *keys_new(const struct key_settings *settings)
{
    struct keys *keys = calloc(1, sizeof *keys);

    if (!keys)
        abort();
    keys->settings = *settings;
    atomic_init(&keys->generation, 1);
    (void)pthread_mutex_init(&keys->mutex, NULL);
    keys_condition_init(&keys->changed);
    keys_condition_init(&keys->wanted);
    return keys;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    keys_thread_stop(keys);
    for (size_t i = 0; i < keys->count; i++)
        source_drop(keys->sources[i]);
    (void)pthread_cond_destroy(&keys->wanted);
    (void)pthread_cond_destroy(&keys->changed);
    (void)pthread_mutex_destroy(&keys->mutex);
    free(keys);
}

/* ---- Issuers that come and go --------------------------------------------------------------------- */

size_t keys_place(const struct keys *keys, const char *iss)
{
    size_t place = 0;

    while (place < keys->count && strcmp(keys->sources[place]->issuer.iss, iss) != 0)
        place++;
    return place;
}

/* Take over `source`; one of the same name goes. */
static bool source_add(struct keys *keys, struct source *source, struct fault *fault)
{
    size_t place;
    bool fits;

    (void)pthread_mutex_lock(&keys->mutex);
    place = keys_place(keys, source->issuer.iss);
    fits = place < ISSUERS_MOST;
    if (fits && place < keys->count) {
        source_inherit(source, keys->sources[place]);
        keys->sources[place]->removed = true;
        source_drop(keys->sources[place]);
    } else if (fits) {
        keys->count++;
    }
    if (fits) {
        keys->sources[place] = source;
        keys_generation_grow(keys);
        if (!source->own && location_is_file(source->issuer.jwks))
            source_refresh(keys, source);
        (void)pthread_cond_broadcast(&keys->wanted);
    }
    (void)pthread_mutex_unlock(&keys->mutex);
    if (!fits)
        source_drop(source);
    return fits ? true : fault_say(fault, "More than %d issuers are not taken.", ISSUERS_MOST);
}

/* Tokens under these names are Heard's own to sign, in every environment. */
static bool name_is_ours(const char *iss)
{
    return iss && (strcmp(iss, HEARD_ISSUER) == 0 || strcmp(iss, HEARD_DEVELOPMENT_ISSUER) == 0);
}

static bool issuer_add(struct keys *keys, const struct issuer *issuer, bool listed,
                       struct fault *fault)
{
    struct source *source = NULL;

    if (!issuer->jwks)
        return fault_say(fault, "Issuer %s has no jwks to read its keys from.",
                         issuer->iss ? issuer->iss : "");
    if (name_is_ours(issuer->iss))
        return fault_say(fault, "No other issuer can be called %s.", issuer->iss);
    if (!source_new(issuer, &source, fault))
        return false;
    source->listed = listed;
    return source_add(keys, source, fault);
}

bool keys_add_issuer(struct keys *keys, const struct issuer *issuer, struct fault *fault)
{
    return issuer_add(keys, issuer, false, fault);
}

bool keys_add_own(struct keys *keys, const struct issuer *issuer, const struct session *session,
                  struct fault *fault)
{
    struct source *source = NULL;

    assert(!issuer->jwks);
    if (!source_new(issuer, &source, fault))
        return false;
    source->own = true;
    source->set = session_keyset(session);
    return source_add(keys, source, fault);
}

/* Take out the source at `place`; who holds it learns that it has gone. */
static void source_remove(struct keys *keys, size_t place)
{
    keys->sources[place]->removed = true;
    source_drop(keys->sources[place]);
    keys->sources[place] = keys->sources[--keys->count];
    keys_generation_grow(keys);
    (void)pthread_cond_broadcast(&keys->changed);
}

void keys_remove_issuer(struct keys *keys, const char *iss)
{
    size_t place;

    (void)pthread_mutex_lock(&keys->mutex);
    place = keys_place(keys, iss);
    if (place < keys->count)
        source_remove(keys, place);
    (void)pthread_mutex_unlock(&keys->mutex);
}

/* ---- Issuers by list ------------------------------------------------------------------------------ */

static bool list_names(const struct issuer *list, size_t count, const char *iss)
{
    bool named = false;

    for (size_t i = 0; i < count && !named; i++)
        named = strcmp(list[i].iss, iss) == 0;
    return named;
}

static void unlisted_remove(struct keys *keys, const struct issuer *list, size_t count)
{
    (void)pthread_mutex_lock(&keys->mutex);
    for (size_t place = keys->count; place-- > 0;) /* backwards: the last one moves into the gap */
        if (keys->sources[place]->listed &&
            !list_names(list, count, keys->sources[place]->issuer.iss))
            source_remove(keys, place);
    (void)pthread_mutex_unlock(&keys->mutex);
}

enum standing {
    STRANGE,   /* not known, or known otherwise */
    THE_SAME,  /* listed before, just so */
    ELSEWHERE, /* known from a file, or Heard's own */
};

static enum standing standing_of(struct keys *keys, const struct issuer *issuer)
{
    enum standing standing = STRANGE;
    size_t place;

    (void)pthread_mutex_lock(&keys->mutex);
    place = keys_place(keys, issuer->iss);
    if (place < keys->count && !keys->sources[place]->listed)
        standing = ELSEWHERE;
    else if (place < keys->count && issuer_same(&keys->sources[place]->issuer, issuer))
        standing = THE_SAME;
    (void)pthread_mutex_unlock(&keys->mutex);
    return standing;
}

void keys_list(struct keys *keys, const struct issuer *list, size_t count)
{
    struct fault fault = {""};

    unlisted_remove(keys, list, count);
    for (size_t i = 0; i < count; i++) {
        enum standing standing = standing_of(keys, &list[i]);

        if (standing == ELSEWHERE)
            keys_tell(keys, true, list[i].iss,
                      "The issuer is configured twice: the file's row holds.");
        else if (standing == STRANGE && !issuer_add(keys, &list[i], true, &fault))
            keys_tell(keys, true, list[i].iss, fault.text);
    }
}
