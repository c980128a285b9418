/* request_kinds.h - what the complainant's side may ask (api.md 5), in the order of the contract. */
#ifndef HEARD_API_REQUEST_KINDS_H
#define HEARD_API_REQUEST_KINDS_H

#include "domain/codes.h"

/* clang-format off */
#define REQUEST_KINDS(X) \
    X(ADVOCATE, "advocate") X(LATER_START, "later_start") X(TRY_EARLY, "try_early_resolution") \
    X(STOP_EARLY, "stop_early_resolution") X(SKIP, "skip_stage_1") X(ACCEPT_OUTCOME, "accept_outcome") \
    X(ANSWER, "answer") X(STAGE_2, "stage_2") X(WITHDRAW, "withdraw")
/* clang-format on */
#define WORD_REQUEST_KIND(name, text) REQUEST_KIND_##name,
CODES(request_kind, REQUEST_KIND_, REQUEST_KINDS, WORD_REQUEST_KIND)

/* What may be proposed at stage 1; an early referral belongs to stage 2. */
extern const struct codes stage_1_proposal_codes;

#endif
