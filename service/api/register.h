/* register.h - what the registers share: how to reach somebody, whose token somebody bears, what a patch gave. */
#ifndef HEARD_API_REGISTER_H
#define HEARD_API_REGISTER_H

#include "api/exchange.h"

/* How to reach somebody. It is kept as the JSON that came, so a table names it twice: as this object, which checks it,
 * and as the json_value that is stored. */
struct contact {
    const char *email;
    const char *phone;
    const char *address;
    const char *preferred;
};
extern const struct body contact_body;

/* Issuer and subject of somebody's access token. */
struct bearer {
    const char *issuer;
    const char *subject;
};
extern const struct body bearer_body;

/* Is it a language tag as BCP 47 writes them, such as `en` or `zh-Hans`? */
bool is_language(const char *text);

/* The names of the members that the body gave, be it as null, as an array literal for PostgreSQL. */
const char *given_members(const struct exchange *x);

/* The PARAMETER_FLAG as PostgreSQL reads it; NULL when not given. */
const char *parameter_flag_text(const struct exchange *x, const char *name);

/* Note a day that has not come yet. The dispatcher's answer is validation-failed when faults_found says so. */
void past_check(struct exchange *x, const char *pointer, struct date day);
checked enum problem faults_found(const struct exchange *x);

/* Collect the row of one entry as the answer, its version as the ETag. */
checked enum problem entry_answer(struct exchange *x);

#endif
