/* letter.h - a formal letter (N1 to N9) as it would go out today: what staff gave, what follows from the case for the rest,
 * what it still lacks, and its words. */
#ifndef HEARD_API_LETTER_H
#define HEARD_API_LETTER_H

#include "api/case.h"
#include "domain/notice.h"
#include "register.h"
#include "store/addressee_store.h"
#include "store/notice_store.h"

/* ---- The typed contents ---------------------------------------------------------------------------------- */

struct destination_told {
    int point;
    unsigned procedure; /* corporate, other_body */
    const char *destination;
    const char *reasons;
};

struct limbs_told { /* of reg. 9(2) */
    const char *not_reasonable_to_expect_earlier;
    const char *can_be_considered_fairly;
};

struct finding_told {
    int point;
    enum result result;
    const char *reasons;
};

struct action_told {
    const char *text;
    struct date due_on;
    const char *owner;
};

/* The members of every notice's `detail`; each notice's table takes its own of them. */
struct letter_detail {
    const char *reference;
    bool procedure_information, guidance_offer, advocacy_information, advocacy_offer;
    struct date due_on;
    const struct contact *contact;
    const char *handler;
    struct objects destinations; /* of struct destination_told */
    bool accepted;
    struct json_value accepted_given; /* whether it says yes or no at all */
    const char *reasons;
    bool no_further_action, child_told;
    const struct limbs_told *limbs;
    struct date new_due_on;
    const char *ground;
    bool right_to_stage_2, ombudsman_information;
    struct texts terms;
    struct objects actions;          /* of struct action_told */
    struct json_value actions_given; /* whether it says what will be done, be it nothing */
    struct objects findings;         /* of struct finding_told */
    struct date withdrawn_on;
    struct numbers withdrawn_points;
};

/* The table of each notice's detail, by its slug: for `.cases` of a body. */
extern const struct body_case letter_cases[];

/* The same, of one notice. */
const struct body *letter_body(enum notice notice);

/* ---- The letter ------------------------------------------------------------------------------------------ */

/* What all letters of a case are made from. */
struct desk {
    const struct case_file *file;
    struct standing standing; /* on the day of the letter */
    struct addressees people;
    struct notice_facts facts;
};

struct letter_made {
    enum notice notice;
    int stage;
    const struct letter_detail *detail;
    const char *detail_text; /* the same as JSON */
    const char *subject;
    const char *body;
    struct violations missing;
};

/* Make `row` the letter that it would be: the service fills in what staff left out and it knows. Rights and offers it
 * fills in only for its own words: who writes the body answers for what it says.
 *
 * PROBLEM_INTERNAL when a kept detail does not fit its own table. */
checked enum problem letter_make(struct exchange *x, const struct desk *desk,
                                 const struct notice_row *row, struct letter_made *made);

/* The subject and the body in the service's words. */
const char *letter_subject(struct exchange *x, const struct desk *desk,
                           const struct letter_made *letter);
const char *letter_text(struct exchange *x, const struct desk *desk,
                        const struct letter_made *letter);

/* The clock whose day a letter of `stage` names. */
const struct clock *letter_clock(const struct desk *desk, int stage);

#endif
