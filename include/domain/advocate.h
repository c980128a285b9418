/* domain/advocate.h - the five bars on advocates (SI 2004/719 reg. 3) and who may have one (Children Act 1989 s.26A).
 * Pure. */
#ifndef HEARD_DOMAIN_ADVOCATE_H
#define HEARD_DOMAIN_ADVOCATE_H

#include "domain/violation.h"

enum declared {
    UNDECLARED,
    DECLARED_NO,
    DECLARED_YES
};

/* What the person proposed as advocate declares: each must be a no. */
struct advocate_declarations {
    enum declared subject;            /* is, or may become, a subject of the complaint */
    enum declared manages_subject;    /* manages such a person */
    enum declared manages_service;    /* manages the service complained about */
    enum declared controls_resources; /* controls the resources of that service */
    enum declared
        considers_for_the_council; /* is, or may become, involved in considering it for the council */
};

/* One bar as data: `member` is its name in JSON. */
struct advocate_bar {
    const char *member;
    enum violation violation; /* when declared; also names the rule and its source */
};
enum {
    ADVOCATE_BARS = 5
};
extern const struct advocate_bar advocate_bars[ADVOCATE_BARS];

/* Add to `violations` each bar that applies, and once that not all five were declared (invariant 17). */
void advocate_check(const struct advocate_declarations *declarations,
                    struct violations *violations);

#endif
