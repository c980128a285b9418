#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "fetch.h"
#include "security/actor.h"

/* Never asked, on a clock that starts anywhere. */
#define LONG_AGO (INT64_MIN / 2)

/* An identity is written issuer|subject, so the issuer itself has no bar. */
static bool name_fits(const char *text, size_t longest)
{
    size_t length = text ? strlen(text) : 0;

    if (length == 0 || length > longest)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f || text[i] == '|')
            return false;
    return true;
}

static bool issuer_judge(const struct issuer *issuer, struct fault *fault)
{
    if (!name_fits(issuer->iss, ACTOR_ISSUER))
        return fault_say(fault, "An issuer's iss has 1 to %d characters and no '|'.", ACTOR_ISSUER);
    if (issuer->audience && !name_fits(issuer->audience, ACTOR_ISSUER))
        return fault_say(fault, "The audience of issuer %s has the wrong form.", issuer->iss);
    for (size_t i = 0; i < issuer->council_count; i++)
        if (!name_fits(issuer->councils[i], ACTOR_COUNCIL))
            return fault_say(fault, "A council of issuer %s is neither a slug nor a UUID.",
                             issuer->iss);
    if (!issuer->all_councils && issuer->council_count == 0)
        return fault_say(fault, "Issuer %s may speak for no council: say which, or all.",
                         issuer->iss);
    if (issuer->roles & (ROLE_BIT(ROLE_NONE) | ROLE_BIT(ROLE_SYSTEM)))
        return fault_say(fault, "No issuer may give the role system (%s).", issuer->iss);
    return issuer->jwks ? location_judge(issuer->jwks, fault) : true;
}

bool source_new(const struct issuer *issuer, struct source **source, struct fault *fault)
{
    struct source *made;
    const char **councils;

    if (!issuer_judge(issuer, fault))
        return false;
    made = calloc(1, sizeof *made);
    if (!made)
        abort();
    councils = arena_take(&made->texts, issuer->council_count * sizeof *councils);
    for (size_t i = 0; i < issuer->council_count; i++)
        councils[i] = arena_text(&made->texts, issuer->councils[i]);
    made->issuer = *issuer;
    made->issuer.iss = arena_text(&made->texts, issuer->iss);
    made->issuer.audience = arena_text(&made->texts, issuer->audience);
    made->issuer.jwks = arena_text(&made->texts, issuer->jwks);
    made->issuer.councils = councils;
    made->asked_ms = LONG_AGO;
    made->next_ms = LONG_AGO;
    atomic_init(&made->holders, 1);
    *source = made;
    return true;
}

static bool text_same(const char *left, const char *right)
{
    return left && right ? strcmp(left, right) == 0 : left == right;
}

void source_inherit(struct source *source, const struct source *before)
{
    if (!before->set || !source->issuer.jwks ||
        !text_same(source->issuer.jwks, before->issuer.jwks))
        return;
    source->set = keyset_hold(before->set);
    source->read_as = before->read_as;
    source->failed = before->failed;
    source->next_ms = before->next_ms;
}

bool issuer_same(const struct issuer *left, const struct issuer *right)
{
    bool same = text_same(left->iss, right->iss) && text_same(left->audience, right->audience) &&
                text_same(left->jwks, right->jwks) && left->scopes == right->scopes &&
                left->roles == right->roles && left->council_count == right->council_count &&
                left->all_councils == right->all_councils &&
                left->private_network == right->private_network &&
                left->development == right->development;

    for (size_t i = 0; same && i < left->council_count; i++)
        same = text_same(left->councils[i], right->councils[i]);
    return same;
}

struct source *source_hold(struct source *source)
{
    atomic_fetch_add_explicit(&source->holders, 1, memory_order_relaxed);
    return source;
}

void source_drop(struct source *source)
{
    if (!source || atomic_fetch_sub_explicit(&source->holders, 1, memory_order_acq_rel) != 1)
        return;
    keyset_drop(source->set);
    arena_free(&source->texts);
    free(source);
}
