/* advocacy.h - an advocate who comes with a new complaint, or is offered, asked for and appointed later (s.26A). */
#ifndef HEARD_API_ADVOCACY_H
#define HEARD_API_ADVOCACY_H

#include "api/case.h"
#include "register.h"
#include "store/advocacy_store.h"
#include "store/participant_store.h"

/* The five bars of SI 2004/719 reg. 3 as they were declared. */
struct declarations {
    bool subject;
    bool manages_subject;
    bool manages_service;
    bool controls_resources;
    bool considers_for_the_council;
};

/* Who the advocate is: of the register, or by name. */
struct advocate_new {
    struct id advocate_id;
    const char *name;
    const char *provider;
    const struct contact *contact;
    struct json_value contact_text;
    const struct bearer *identity;
    struct date appointed_on;
    bool self_arranged;
    const struct declarations *declarations;
    struct json_value declarations_text;
};
extern const struct body advocate_new_body;

/* What an appointment writes. */
struct advocacy_making {
    bool appoints;
    struct participant_row participant;
    struct advocacy_row advocacy;
    size_t queued; /* statements whose success counts */
};

/* Decide the appointment of an advocate who comes with a new complaint, received on `received_on`: the one of the body,
 * or the caller, when `advocate` is NULL. */
checked enum problem advocacy_of_complaint(struct exchange *x, struct case_file *file,
                                           const struct advocate_new *advocate,
                                           struct date received_on, struct advocacy_making *making);

/* Queue the people, who come before a new complaint, and the advocacy, which comes after it; the statements queued. */
size_t advocacy_people_queue(struct exchange *x, const struct advocacy_making *making);
size_t advocacy_queue(struct exchange *x, const struct advocacy_making *making);

#endif
