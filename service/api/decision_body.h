/* decision_body.h - what the council may decide (api.md 5) and the detail of each kind, as it comes in a body. */
#ifndef HEARD_API_DECISION_BODY_H
#define HEARD_API_DECISION_BODY_H

#include "api/body.h"
#include "domain/act.h"

/* clang-format off */
#define DECISION_KINDS(X) /* in the order of the contract */ \
    X(CLASSIFY, "classify") X(PROPOSAL, "proposal") X(ROUTE, "route") \
    X(SUFFICIENT_INTEREST, "sufficient_interest") X(LATE_COMPLAINT, "late_complaint") X(EXTENSION, "extension") \
    X(SKIP, "skip_stage_1") X(LATER_START, "later_start") X(CORRECTION, "correction")
/* clang-format on */
#define WORD_DECISION_KIND(name, text) DECISION_KIND_##name,
CODES(decision_kind, DECISION_KIND_, DECISION_KINDS, WORD_DECISION_KIND)

/* Where one point may be sent: of the routes, `undecided` and `mixed` follow and are not decided. */
#define DESTINATIONS(X) \
    X(STATUTORY, "statutory") X(CORPORATE, "corporate") X(OTHER_BODY, "other_body")
#define WORD_DESTINATION(name, text) DESTINATION_##name,
CODES(destination, DESTINATION_, DESTINATIONS, WORD_DESTINATION)

struct point_function {
    int point;
    enum function function;
};

struct classify_detail {
    enum capacity capacity;
    struct code_list functions;
    struct objects points; /* of struct point_function */
};

struct proposal_detail {
    enum proposal of; /* the first two of proposal_codes */
    struct date until;
};

struct point_route {
    int point;
    enum destination procedure;
    const char *body;
    const char *reasons;
};

struct route_detail {
    struct objects points; /* of struct point_route */
};

struct interest_detail {
    bool accepted;
    const char *child_views;
};

struct limbs { /* of reg. 9(2) */
    const char *not_reasonable_to_expect_earlier;
    const char *can_be_considered_fairly;
};

struct late_detail {
    bool accepted;
    const struct limbs *limbs;
    const char *adjustments_considered;
};

struct extension_detail {
    int stage;
    struct date new_due_on;
    const char *ground; /* any code: the law says which is one */
};

struct agreement_detail {
    bool agreed;
};

struct later_start_detail {
    bool agreed;
    struct date start_on;
};

struct correction_detail {
    enum fact fact;
    const char *value;
    struct id notice;  /* of sent_on */
    struct id request; /* of received_on; none: the complaint's */
};

struct decision_new {
    enum decision_kind kind;
    struct date decided_on;
    const char *reasons; /* NULL: blank, which the law refuses and not the form */
    struct numbers points;
    struct texts evidence;
    struct id in_answer_to;
    struct id supersedes;
    const char *second_person;
    const void *detail; /* of the kind */
    struct json_value detail_text;
};

extern const struct body decision_body;

#endif
