/* A small random walker: acts of every kind, by every role, with likely and unlikely particulars, on one complaint after
 * the other; after each act the invariants of rulebook 3.6 must hold, and in the end every rule must have been used. */
#include "given.h"

#include <time.h>

enum {
    ACTS_A_WALK = 24,
    WALKS_TO_ALL = 240,
    WALKS = 30,
    WALKS_OF_PROOF = 10000,
    RULES_MAX = 128
};

static uint64_t random_state;

static int below(int bound) /* xorshift64*: the same everywhere for one seed */
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (int)((random_state * UINT64_C(2685821657736338717)) >> 33) % bound;
}

static bool mostly(void)
{
    return below(10) < 8;
}

/* ---- Acts at random --------------------------------------------------------------------------------------- */

static enum role some_role(uint64_t who)
{
    enum role role;

    do
        role = (enum role)(1 + below(ROLE_COUNT - 1));
    while (mostly() && (who >> role & 1) == 0);
    return role;
}

static size_t likely_rule(const struct standing *standing)
{
    size_t place;

    do
        place = (size_t)below((int)procedure_rule_count);
    while (procedure_rules[place].act == ACT_NONE ||
           (mostly() && (procedure_rules[place].from >> standing->status & 1) == 0));
    return place;
}

/* Of a few likely ones the least used, so that a short walk sees much. */
static const struct rule *some_rule(const struct standing *standing, const int used[RULES_MAX])
{
    size_t best = likely_rule(standing);

    if (standing->status == STATUS_NONE && mostly())
        return &procedure_rules[0]; /* T1 */
    for (int i = 0; i < 3; i++) {
        const size_t other = likely_rule(standing);

        if (used[other] < used[best])
            best = other;
    }
    return &procedure_rules[best];
}

static struct date some_day(struct date day)
{
    return below(4) == 0 ? (struct date){0} : date_add_days(day, below(40) - 6);
}

static struct act some_act(const struct standing *standing, struct date day,
                           const int used[RULES_MAX])
{
    static const enum capacity likely[] = {CAPACITY_PARENT,         CAPACITY_CHILD_LOOKED_AFTER,
                                           CAPACITY_RELEVANT_CHILD, CAPACITY_OTHER_26_3_E,
                                           CAPACITY_NONE,           CAPACITY_FOSTER_PARENT};
    const struct rule *rule = some_rule(standing, used);
    const enum role roles[] = {ROLE_STAGE1_HANDLER, ROLE_STAGE1_HANDLER, ROLE_STAGE2_INVESTIGATOR,
                               ROLE_STAGE2_INDEPENDENT_PERSON};
    struct act act = {
        .kind = rule->act,
        .on = day,
        .until = some_day(day),
        .by = some_role(rule->who),
        .stage = rule->stage,
        .form = below(3) == 0 ? FORM_ORAL : FORM_WRITTEN,
        .channel = (enum channel)(1 + below(CHANNEL_COUNT - 1)),
        .anonymity = below(10) == 0 ? ANONYMITY_ANONYMOUS : ANONYMITY_NAMED,
        .capacity = likely[below(COUNT(likely))],
        .route = below(4) == 0 ? ROUTE_CORPORATE : ROUTE_STATUTORY,
        .of = rule->of,
        .notice = rule->notice,
        .role = roles[below(COUNT(roles))],
        .ground = mostly() ? GROUND_COMPLEX : GROUND_NONE,
        .agreed = mostly(),
        .child = below(2) == 0,
        .points = below(3) == 0 ? 1 : 0,
    };

    if (act.kind == ACT_COMPLAIN)
        act.until = below(4) == 0 ? date_add_days(day, -350 - below(50)) : (struct date){0};
    if (act.kind == ACT_ASK_ADVOCATE || act.kind == ACT_APPOINT_ADVOCATE)
        act.until = (struct date){0};
    if (act.kind == ACT_CORRECT) {
        act.fact = (enum fact)(1 + below(FACT_COUNT - 1));
        act.corrects = 1 + below(3);
    }
    for (int i = 0; act.kind == ACT_FIND && i < standing->point_count; i++)
        act.findings[i] = "upnx"[below(4)];
    return act;
}

/* ---- Invariants --------------------------------------------------------------------------------------------- */

#define HOLDS(condition) \
    do { \
        if (!(condition)) \
            broken(told, before, after, #condition); \
    } while (0)

static void broken(const struct told *told, const struct standing *before,
                   const struct standing *after, const char *what)
{
    for (size_t i = 0; i < told->history.count; i++)
        print_error("%s %s, ", date_print(told->acts[i].on).text, act_label(&told->acts[i]));
    fail_msg("\n%s -> %s: not %s", code_text(&status_codes, (int)before->status),
             code_text(&status_codes, (int)after->status), what);
}

static bool moves_stage_1_start(const struct act *act)
{
    static const enum act_kind movers[] = {
        ACT_COMPLAIN,         ACT_CLASSIFY,          ACT_ROUTE,        ACT_CORRECT,
        ACT_DECIDE_INTEREST,  ACT_DECIDE_LATE,       ACT_ASK_ADVOCATE, ACT_DECLINE_ADVOCATE,
        ACT_APPOINT_ADVOCATE, ACT_DECIDE_LATER_START};

    for (size_t i = 0; i < COUNT(movers); i++)
        if (movers[i] == act->kind)
            return true;
    return false;
}

/* Invariants 1 to 4. */
static void clocks_hold(const struct told *told, const struct standing *before,
                        const struct standing *after, const struct act *act)
{
    const struct clock *one = &after->clocks[LIMIT_STAGE_1];
    const struct clock *two = &after->clocks[LIMIT_STAGE_2];
    struct date last;

    if (!date_none(one->starts_on)) {
        assert_int_equal(calendar_count(england(), one->starts_on, 20, &last), NO_PROBLEM);
        HOLDS(!date_before(last, one->due) && !date_before(last, one->statutory_due));
        HOLDS(!date_before(one->statutory_due, one->due)); /* policy only tightens, invariant 16 */
        HOLDS(!date_before(one->starts_on, after->received_on));
    }
    if (!date_none(two->starts_on)) {
        assert_int_equal(calendar_count(england(), two->starts_on, 65, &last), NO_PROBLEM);
        HOLDS(!date_before(last, two->due));
        assert_day(after->clocks[LIMIT_STAGE_2_ABSOLUTE].due, last);
        HOLDS(after->form != FORM_ORAL || date_same(two->starts_on, after->facts.record.on));
    }
    if (!moves_stage_1_start(act))
        HOLDS(date_same(before->clocks[LIMIT_STAGE_1].starts_on, one->starts_on) ||
              before->status == STATUS_NONE);
    if (act->kind != ACT_CORRECT && act->kind != ACT_FINALISE_RECORD &&
        !date_none(before->clocks[LIMIT_STAGE_2].starts_on))
        HOLDS(date_same(before->clocks[LIMIT_STAGE_2].starts_on, two->starts_on));
}

/* Invariant 15: nothing dated after a limit erases a miss. L25 starts anew with each word. */
static void misses_stay(const struct told *told, const struct standing *before,
                        const struct standing *after, const struct act *act)
{
    if (act->kind == ACT_CORRECT)
        return;
    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_UPDATE; limit++)
        if (before->clocks[limit].state == CLOCK_MISSED)
            HOLDS(after->clocks[limit].state == CLOCK_MISSED);
}

/* Invariants 5, 6, 12; what a status promises. */
static void status_holds(const struct told *told, const struct standing *before,
                         const struct standing *after, const struct act *act)
{
    const bool oral = after->form == FORM_ORAL;

    if (after->status == STATUS_WITHDRAWN && before->status != STATUS_WITHDRAWN &&
        act->kind != ACT_CORRECT)
        HOLDS(act->kind == ACT_SEND_NOTICE && act->notice == NOTICE_WITHDRAWAL_CONFIRMED &&
              before->withdrawal_pending);
    if (after->status == STATUS_RESOLVED)
        HOLDS(after->facts.accepted.act > 0);
    if (after->status == STATUS_STAGE2)
        HOLDS(!oral || !date_none(after->facts.record.on));
    if (after->status == STATUS_STAGE2_RECORD)
        HOLDS(oral);
    if (act->kind == ACT_ASK_STAGE_2)
        HOLDS(after->stage_2_asked || after->phase == PHASE_STAGE_2);
    if (after->stage_2_asked)
        HOLDS(!after->stage_1_overdue);
    if (after->status == STATUS_AWAITING_INTEREST_DECISION)
        HOLDS(procedure_needs_interest(after->capacity));
    HOLDS(after->turn_count <= TURNS_MAX);
}

static bool stage_2(enum status status)
{
    return status == STATUS_STAGE2 || status == STATUS_STAGE2_RECORD;
}

/* A quick fix that stops leaves a child who asked for an advocate waiting for one. */
static bool waits(const struct rule *rule, enum status status)
{
    return rule->act == ACT_STOP_EARLY && status == STATUS_AWAITING_ADVOCATE;
}

/* Every act goes where its rule says; a request for stage 2 that waits takes it further. */
static void rule_holds(const struct told *told, const struct standing *before,
                       const struct standing *after, const struct act *act, int used[RULES_MAX])
{
    for (size_t i = 0; i < procedure_rule_count; i++) {
        const struct rule *rule = &procedure_rules[i];

        if (rule->act != act->kind ||
            (rule->notice != NOTICE_NONE && rule->notice != act->notice) ||
            (rule->of != PROPOSAL_NONE && rule->of != act->of) ||
            (rule->stage != 0 && rule->stage != act->stage) ||
            (rule->from >> before->status & 1) == 0 || (rule->who >> act->by & 1) == 0)
            continue;
        used[i]++;
        if (rule->to != STATUS_NONE)
            HOLDS(after->status == rule->to || stage_2(after->status) ||
                  waits(rule, after->status));
        return;
    }
    broken(told, before, after, "a rule allows it");
}

/* Invariant 23: what the day alone will bring comes, and nothing else does. */
static void turns_come_true(const struct told *told, const struct standing *after, struct date day)
{
    const struct standing *before = after;
    enum status status = after->status;
    struct standing expected = *after;

    for (int i = 0; i < expected.turn_count; i++) {
        HOLDS(date_before(day, expected.turns[i].from));
        HOLDS(standing_on(told, date_add_days(expected.turns[i].from, -1))->status == status);
        status = expected.turns[i].status;
        HOLDS(standing_on(told, expected.turns[i].from)->status == status);
    }
}

static void choices_are_true(struct told *told, const struct standing *standing, struct date day)
{
    struct choice choices[CHOICES_MAX];
    const enum role role = below(2) == 0 ? ROLE_COMPLAINANT : ROLE_COMPLAINTS_MANAGER;
    const size_t count = procedure_choices(standing, role, day, choices);
    const struct choice *choice = &choices[below((int)count)];
    struct act act = {.kind = choice->kind,
                      .of = choice->of,
                      .notice = choice->notice,
                      .stage = choice->stage,
                      .on = day,
                      .by = role,
                      .agreed = choice->kind != ACT_ADD_POINT,
                      .ground = GROUND_COMPLEX,
                      .capacity = CAPACITY_PARENT,
                      .route = ROUTE_STATUTORY,
                      .recorded_on = day,
                      .number = GIVEN_ACTS + 1,
                      .role = standing->phase == PHASE_STAGE_2 ? ROLE_STAGE2_INVESTIGATOR
                                                               : ROLE_STAGE1_HANDLER};
    enum problem problem;

    assert_true(count > 5 && count < CHOICES_MAX);
    assert_int_equal(choice->allowed, choice->blocked_by == VIOLATION_NONE);
    if (choice->kind == ACT_EXTEND || choice->kind == ACT_ASK_LATER_START ||
        choice->kind == ACT_FINALISE_RECORD || choice->kind == ACT_CORRECT)
        return; /* these need particulars */
    problem = procedure_decide(&told->history, &act, &told->verdict);
    if ((problem == NO_PROBLEM) != choice->allowed)
        fail_msg("%s by %s at %s: %d, offered %d", act_label(&act),
                 code_text(&role_codes, (int)role), code_text(&status_codes, (int)standing->status),
                 (int)problem, choice->allowed);
}

/* Invariant 1: the same acts give the same clocks, however often they are asked. */
static void twice_the_same(const struct told *told, const struct standing *first, struct date day)
{
    const struct standing *before = first;
    const struct standing *after = standing_on(told, day);

    HOLDS(after->status == first->status);
    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++) {
        const struct clock *one = &first->clocks[limit];
        const struct clock *other = &after->clocks[limit];

        HOLDS(one->state == other->state && one->recorded_late == other->recorded_late);
        HOLDS(date_same(one->starts_on, other->starts_on) && date_same(one->due, other->due));
        HOLDS(date_same(one->statutory_due, other->statutory_due));
        HOLDS(date_same(one->policy_due, other->policy_due));
        HOLDS(date_same(one->met_on, other->met_on) && date_same(one->ended_on, other->ended_on));
    }
}

/* ---- The walk ------------------------------------------------------------------------------------------------- */

static void walk(const char *policy, int used[RULES_MAX])
{
    static struct told told;
    static struct standing before;
    static struct standing after;
    struct date day = {2026, 1, 5};

    tell_under(&told, policy);
    for (int tries = 0;
         tries < 15 * ACTS_A_WALK && told.history.count < ACTS_A_WALK && day.year < 2028; tries++) {
        struct act act;

        if (below(8) == 0)
            day = date_add_days(day, below(15));
        before = *standing_on(&told, day);
        act = some_act(&before, day, used);
        if (try_act(&told, act) != NO_PROBLEM)
            continue;
        act = told.acts[told.history.count - 1];
        after = *standing_on(&told, day);
        clocks_hold(&told, &before, &after, &act);
        misses_stay(&told, &before, &after, &act);
        status_holds(&told, &before, &after, &act);
        rule_holds(&told, &before, &after, &act, used);
        turns_come_true(&told, &after, day);
        choices_are_true(&told, &after, day);
        twice_the_same(&told, &after, day);
    }
}

static void walk_from(uint64_t seed, int walks, int used[RULES_MAX])
{
    static const char *const policies[] = {"statutory", "middlesbrough", "sunderland"};

    print_message("HEARD_SEED=%llu\n", (unsigned long long)seed);
    random_state = seed * 2 + 1;
    for (int i = 0; i < walks; i++)
        walk(policies[i % 3], used);
}

static void the_invariants_hold_on_every_way(void **state)
{
    const char *given = getenv("HEARD_SEED");
    int used[RULES_MAX] = {0};

    (void)state;
    walk_from(given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL),
              getenv("HEARD_PROOF") ? WALKS_OF_PROOF : WALKS, used);
}

/* One way for all: every rule of the table can be used. */
static void every_rule_is_used(void **state)
{
    int used[RULES_MAX] = {0};

    (void)state;
    assert_true(procedure_rule_count < RULES_MAX);
    walk_from(2006, WALKS_TO_ALL, used);
    for (size_t i = 0; i < procedure_rule_count; i++)
        if (procedure_rules[i].act != ACT_NONE && used[i] == 0)
            fail_msg("%s: %s is never used", procedure_rules[i].number, procedure_rules[i].text);
}

static void every_rule_cites_its_source(void **state)
{
    (void)state;
    for (size_t i = 0; i < procedure_rule_count; i++) {
        const struct rule *rule = &procedure_rules[i];

        if (rule->from == 0 || rule->who == 0 || strlen(rule->number) < 2 ||
            strlen(rule->source) < 4 || strlen(rule->text) < 20)
            fail_msg("rule %zu", i);
        assert_true(rule->act != ACT_NONE || rule->to != STATUS_NONE);
    }
}

/* Every status but the ends and those of later issues can be left, and every one can be reached. */
static void every_status_can_be_left(void **state)
{
    uint64_t left = 0;

    (void)state;
    for (size_t i = 0; i < procedure_rule_count; i++)
        left |= procedure_rules[i].from;
    for (enum status status = STATUS_RECEIVED; status <= STATUS_STAGE2; status++)
        assert_true((left >> status & 1) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_cites_its_source),
        cmocka_unit_test(every_status_can_be_left),
        cmocka_unit_test(every_rule_is_used),
        cmocka_unit_test(the_invariants_hold_on_every_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
