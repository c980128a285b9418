#include "domain/advocate.h"

const struct advocate_bar advocate_bars[ADVOCATE_BARS] = {
    {"subject", VIOLATION_ADVOCATE_IS_SUBJECT},
    {"manages_subject", VIOLATION_ADVOCATE_MANAGES_SUBJECT},
    {"manages_service", VIOLATION_ADVOCATE_MANAGES_SERVICE},
    {"controls_resources", VIOLATION_ADVOCATE_CONTROLS_RESOURCES},
    {"considers_for_the_council", VIOLATION_ADVOCATE_CONSIDERS_IT},
};

static const char *const pointers[ADVOCATE_BARS] = {
    "/declarations/subject",
    "/declarations/manages_subject",
    "/declarations/manages_service",
    "/declarations/controls_resources",
    "/declarations/considers_for_the_council",
};

void advocate_check(const struct advocate_declarations *declarations, struct violations *violations)
{
    const enum declared declared[ADVOCATE_BARS] = {
        declarations->subject,
        declarations->manages_subject,
        declarations->manages_service,
        declarations->controls_resources,
        declarations->considers_for_the_council,
    };
    bool silent = false;

    for (size_t i = 0; i < ADVOCATE_BARS; i++) {
        silent = silent || declared[i] == UNDECLARED;
        if (declared[i] == DECLARED_YES)
            violation_add(violations, advocate_bars[i].violation, pointers[i]);
    }
    if (silent)
        violation_add(violations, VIOLATION_ADVOCATE_UNDECLARED, "/declarations");
}
