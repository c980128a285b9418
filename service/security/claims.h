/* claims.h - what a payload says, judged and turned into an actor. Pure: the signature is somebody else's matter. */
#ifndef HEARD_SECURITY_CLAIMS_H
#define HEARD_SECURITY_CLAIMS_H

#include <jansson.h>

#include "security/keys.h"
#include "security/token.h"

struct claim_rules {
    const struct issuer *issuer;
    const char *audience; /* when the issuer has none of its own */
    int64_t now_s;
    int64_t leeway_s;
};

/* Read `payload`, whose `iss` is known to be the issuer's. `actor` is written only when nothing is refused. */
enum refusal claims_read(const json_t *payload, const struct claim_rules *rules,
                         struct actor *actor);

#endif
