/* What a role could do now: every rule that lets it act, tried with the most lawful particulars there are. */
#include "procedure_parts.h"

/* An act as its rule wants it, so that only the standing can speak against it. */
static struct act likely_act(const struct rule *rule, const struct standing *standing,
                             enum role role, struct date day)
{
    struct act act = {
        .kind = rule->act,
        .on = day,
        .by = role,
        .stage = rule->stage,
        .of = rule->of,
        .notice = rule->notice,
        .agreed =
            rule->act != ACT_ADD_POINT, /* one role alone cannot say that both agree (rulebook 7) */
        .role = standing->phase == PHASE_STAGE_2 ? ROLE_STAGE2_INVESTIGATOR : ROLE_STAGE1_HANDLER,
        .ground = GROUND_COMPLEX,
        .capacity = CAPACITY_PARENT,
        .route = ROUTE_STATUTORY,
    };

    if (rule->act == ACT_EXTEND)
        act.until = standing->clocks[rule->stage == 2 ? LIMIT_STAGE_2 : LIMIT_STAGE_1].ceiling;
    else if (rule->act == ACT_ASK_LATER_START)
        act.until = date_add_days(day, 1);
    else if (rule->act == ACT_FINALISE_RECORD)
        act.until = day;
    return act;
}

/* The last day on which the act may be done, where there is one. */
static struct date last_day(const struct rule *rule, const struct standing *standing)
{
    const struct clock *clocks = standing->clocks;

    if (rule->act == ACT_EXTEND || rule->notice == NOTICE_STAGE_1_EXTENSION ||
        rule->notice == NOTICE_STAGE_2_EXTENSION)
        return rule->stage == 2 || rule->notice == NOTICE_STAGE_2_EXTENSION
                   ? clocks[LIMIT_STAGE_2].due
                   : clocks[LIMIT_STAGE_1].first_due;
    if (rule->act == ACT_TRY_EARLY ||
        (rule->of == PROPOSAL_EARLY_RESOLUTION && rule->act == ACT_PROPOSE))
        return standing->early_until;
    if (rule->act == ACT_ASK_LATER_START || rule->act == ACT_DECIDE_LATER_START)
        return clocks[LIMIT_STAGE_1].due;
    return (struct date){0};
}

static bool same_choice(const struct choice *choice, const struct rule *rule)
{
    return choice->kind == rule->act && choice->of == rule->of && choice->notice == rule->notice &&
           choice->stage == rule->stage;
}

static struct choice *choice_of(struct choice *choices, size_t count, const struct rule *rule)
{
    for (size_t i = 0; i < count; i++)
        if (same_choice(&choices[i], rule))
            return &choices[i];
    return NULL;
}

size_t procedure_choices(const struct standing *standing, enum role role, struct date day,
                         struct choice choices[CHOICES_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < procedure_rule_count && count < CHOICES_MAX; i++) {
        const struct rule *rule = &procedure_rules[i];
        struct violations violations = {0};
        struct act act;

        if (rule->act == ACT_NONE || (rule->who >> role & 1) == 0 ||
            choice_of(choices, count, rule))
            continue;
        act = likely_act(rule, standing, role, day);
        act_judge(standing, &act, &violations);
        choices[count++] = (struct choice){
            .kind = rule->act,
            .of = rule->of,
            .notice = rule->notice,
            .stage = rule->stage,
            .role = rule->act == ACT_APPOINT ? act.role : ROLE_NONE,
            .allowed = violations.count == 0,
            .blocked_by = violations.count == 0 ? VIOLATION_NONE : violations.items[0].what,
            .until = violations.count == 0 ? last_day(rule, standing) : (struct date){0},
        };
    }
    return count;
}
