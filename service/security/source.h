/* source.h - one issuer as keys.c keeps it: its configuration, copied and never changed, and its keys, replaced whole. */
#ifndef HEARD_SECURITY_SOURCE_H
#define HEARD_SECURITY_SOURCE_H

#include <stdatomic.h>

#include "base/arena.h"
#include "keyset.h"
#include "security/crypto.h"
#include "security/keys.h"

struct source {
    struct issuer issuer;
    struct arena texts; /* of the issuer */
    atomic_size_t holders;

    /* All below under the mutex of `struct keys`. */
    struct keyset *set;    /* NULL until read for the first time */
    struct sha256 read_as; /* of the text that `set` was read from */
    bool listed;           /* it came by keys_list */
    bool own;              /* the keys are Heard's: never read, never away */
    bool failed;           /* the last reading failed */
    bool reading;          /* somebody reads it now */
    bool removed;          /* no longer trusted; lives on for who holds it */
    int64_t next_ms;       /* when it is to be read again, on the clock that only goes forward */
    int64_t asked_ms;      /* when a request last asked for it to be read */
};

/* A copy of `issuer`, held once. False, with `fault`, when a text of it is wrong. */
bool source_new(const struct issuer *issuer, struct source **source, struct fault *fault);
struct source *source_hold(struct source *source);
void source_drop(struct source *source);

/* Take over what `before`, an earlier configuration of the issuer, has read, if it is read from the same place. */
void source_inherit(struct source *source, const struct source *before);

/* Do both say the same? */
bool issuer_same(const struct issuer *left, const struct issuer *right);

#endif
