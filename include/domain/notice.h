/* domain/notice.h - what the formal letters N1 to N10 must hold, and who gets them (rulebook 3.5). Pure. */
#ifndef HEARD_DOMAIN_NOTICE_H
#define HEARD_DOMAIN_NOTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/procedure.h"

/* Legal contents. Which member of a notice's `detail` holds one is said by the pointer of its need. */
/* clang-format off */
#define NOTICE_ITEMS(X) \
    X(REFERENCE, "reference")                     /* of the complaint */ \
    X(PROCEDURE, "procedure_information")         /* how the procedure works */ \
    X(ADVOCACY, "advocacy_information")           /* and the offer of help in getting an advocate */ \
    X(GUIDANCE, "guidance_offer") \
    X(STAGE, "stage") \
    X(DUE, "due_on")                              /* the day by which the answer is due */ \
    X(CONTACT, "contact") \
    X(INVESTIGATORS, "investigators")             /* at stage 2: investigator and independent person */ \
    X(HANDLER, "handler")                         /* who deals with it */ \
    X(REASONS, "reasons") \
    X(OTHER_ROUTE, "other_route") \
    X(OMBUDSMAN, "ombudsman_information") \
    X(DECISION, "accepted")                       /* yes or no */ \
    X(NO_FURTHER_ACTION, "no_further_action") \
    X(NEW_DATE, "new_due_on") \
    X(STAGE_2_RIGHT, "right_to_stage_2")          /* orally or in writing, without a form */ \
    X(TERMS, "terms") \
    X(ACTIONS, "actions")                         /* with their dates; or that there are none */ \
    X(FINDINGS, "findings")                       /* on every point */ \
    X(WITHDRAWN, "withdrawn")                     /* the fact */ \
    X(WITHDRAWN_ON, "withdrawn_on")
/* clang-format on */

#define WORD_NOTICE_ITEM(name, text) NOTICE_ITEM_##name,
CODES(notice_item, NOTICE_ITEM_, NOTICE_ITEMS, WORD_NOTICE_ITEM)

/* When an item is needed. */
enum notice_condition {
    ALWAYS,
    AT_STAGE_2,
    WHEN_REFUSED,       /* the decision told is a no */
    WITH_ADVOCATE_RIGHT /* the complainant has the right to an advocate */
};

/* One line of rulebook 3.5. */
struct notice_need {
    enum notice notice;
    enum notice_item item;
    enum notice_condition condition;
    enum violation violation; /* when it is missing; names rule and source */
    const char *pointer;      /* JSON pointer of the member */
};
extern const struct notice_need notice_needs[];
extern const size_t notice_need_count;

/* A letter as far as its contents are judged. `items`: bit n stands for item n. */
struct letter {
    enum notice notice;
    int stage;
    bool refused;
    bool advocate_right;
    uint32_t items;
};

/* Add to `violations` everything that the letter lacks, all at once. */
void notice_check(const struct letter *letter, struct violations *violations);

/* The roles that a notice of `standing` goes to, the advocate whenever one is appointed (invariant 10). */
enum {
    RECIPIENTS_MAX = 4
};
size_t notice_recipients(const struct standing *standing, enum notice notice,
                         enum role roles[RECIPIENTS_MAX]);

/* "N8"; the number of the notice in rulebook 3.5. */
const char *notice_number(enum notice notice);

#endif
