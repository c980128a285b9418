/* participants.h - the people of a case, as a new complaint and its appointments bring them. */
#ifndef HEARD_API_PARTICIPANTS_H
#define HEARD_API_PARTICIPANTS_H

#include "api/case.h"
#include "register.h"
#include "store/participant_store.h"

/* One of the people that a body names. */
struct party {
    unsigned role;
    struct id person_id;
    const char *name;
    unsigned capacity;
    const char *relation;
    struct date born_on;
    struct json_value under_18; /* true, false or null */
    const struct contact *contact;
    struct json_value contact_text;
    const struct bearer *identity;
    bool may_withdraw;
    int stage;
    struct date from_on;
    unsigned relation_to_authority;
    unsigned relation_to_case;
};

extern const struct body party_of_complaint_body; /* what a new complaint may say of its people */

/* The row of `party`, with a new id, from `from_on` on. */
struct participant_row party_row(struct exchange *x, struct id complaint, const struct party *party,
                                 struct date from_on);

/* PROBLEM_VALIDATION_FAILED with a fault at `pointer` when `value` is neither true nor false nor null. */
checked enum problem flag_or_null(struct exchange *x, const char *pointer, struct json_value value);

/* Is a person with this `party` known to be under 18 on `day`? */
bool party_is_child(const struct party *party, struct date day);

/* "complainant", "child", "representative", "staff" or "independent": what somebody in `role` is to the case. */
const char *participant_kind(enum role role);

#endif
