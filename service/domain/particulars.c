#include "domain/particulars.h"

static void need(struct violations *violations, bool given, enum violation what,
                 const char *pointer)
{
    if (!given)
        violation_add(violations, what, pointer);
}

static bool decision(enum act_kind kind)
{
    return kind == ACT_CLASSIFY || kind == ACT_DECIDE_INTEREST || kind == ACT_DECIDE_LATE ||
           kind == ACT_PROPOSE || kind == ACT_DECIDE_LATER_START || kind == ACT_EXTEND ||
           kind == ACT_DECIDE_SKIP || kind == ACT_CORRECT;
}

void particulars_check(const struct act *act, const struct particulars *given,
                       struct violations *violations)
{
    const bool corporate = act->kind == ACT_ROUTE && act->route == ROUTE_CORPORATE;
    const bool elsewhere = corporate || (act->kind == ACT_ROUTE && act->route == ROUTE_OTHER_BODY);

    if (decision(act->kind))
        need(violations, given->reasons, VIOLATION_REASONS_MISSING, "/reasons");
    if (elsewhere)
        need(violations, given->reasons, VIOLATION_ROUTE_REASONS_MISSING, "/reasons");
    if (corporate)
        need(violations, given->second_person, VIOLATION_ROUTE_SECOND_PERSON_MISSING,
             "/second_person");
    if (act->kind == ACT_CORRECT)
        need(violations, given->second_person, VIOLATION_SECOND_PERSON_MISSING, "/second_person");
    if (act->kind == ACT_DECIDE_INTEREST)
        need(violations, given->child_views, VIOLATION_CHILD_VIEWS_MISSING, "/detail/child_views");
    if (act->kind == ACT_DECIDE_LATE) {
        need(violations, given->limb_reasonable, VIOLATION_LATE_LIMB_REASONABLE_MISSING,
             "/detail/limbs/not_reasonable_to_expect_earlier");
        need(violations, given->limb_fair, VIOLATION_LATE_LIMB_FAIR_MISSING,
             "/detail/limbs/can_be_considered_fairly");
    }
}
