#include "domain/codes.h"

#include <string.h>

#include "domain/act.h"

#define TEXT(name, text) text,
#define TABLE(tag, LIST) \
    static const char *const tag##_texts[] = {NULL, LIST(TEXT)}; \
    const struct codes tag##_codes = {tag##_texts, sizeof tag##_texts / sizeof *tag##_texts};

TABLE(capacity, CAPACITIES)
TABLE(function, FUNCTIONS)
TABLE(kind, KINDS)
TABLE(form, FORMS)
TABLE(channel, CHANNELS)
TABLE(anonymity, ANONYMITIES)
TABLE(route, ROUTES)
TABLE(role, ROLES)
TABLE(status, STATUSES)
TABLE(phase, PHASES)
TABLE(outcome, OUTCOMES)
TABLE(result, RESULTS)
TABLE(point_status, POINT_STATUSES)
TABLE(proposal, PROPOSALS)
TABLE(ground, GROUNDS)
TABLE(notice, NOTICES)
TABLE(limit, LIMITS)
TABLE(clock_state, CLOCK_STATES)
TABLE(fact, FACTS)
TABLE(act_kind, ACTS)
TABLE(authority_tie, AUTHORITY_TIES)
TABLE(case_tie, CASE_TIES)

int code_find(const struct codes *codes, const char *text)
{
    for (size_t i = 1; text && i < codes->count; i++)
        if (strcmp(codes->texts[i], text) == 0)
            return (int)i;
    return 0;
}

const char *code_text(const struct codes *codes, int value)
{
    return value > 0 && (size_t)value < codes->count ? codes->texts[value] : NULL;
}
