/* command/trust.h - keeps the verifier's issuers as the table `issuer` has them, while the service runs. */
#ifndef HEARD_COMMAND_TRUST_H
#define HEARD_COMMAND_TRUST_H

#include "security/keys.h"
#include "store/store.h"

struct trust;

/* Read the table now, and again every five seconds in a thread of its own, so that `heard council add` needs no restart.
 * A database that is away changes nobody's standing. `keys` and `options` must outlive it. Ended by trust_stop. */
struct trust *trust_start(struct keys *keys, const struct store_options *options);
void trust_stop(struct trust *trust);

#endif
