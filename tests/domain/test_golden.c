/* The golden scenarios of rulebook 8 through the domain alone, under all three policies. Scenarios whose acts belong to
 * stages that the procedure does not know yet are named; one that is left out without being named fails the run. */
#include "golden_acts.h"

static const char *const policies[] = {"statutory", "middlesbrough", "sunderland"};

/* Left out: what they are about lies inside stage 2, in stage 3, in a stop or a referral. */
static const char *const later[] = {"D11", "E01", "E02", "E03", "E04", "E05", "E06",
                                    "E07", "E08", "E09", "E10", "E11", "E12", "E13",
                                    "E14", "F04", "F05", "F06", "F09", "F10"};

static bool for_this_policy(const struct scenario *scenario, const json_t *act)
{
    const json_t *only = json_object_get(act, "policies");

    for (size_t i = 0; i < json_array_size(only); i++)
        if (strcmp(json_string_value(json_array_get(only, i)), scenario->policy) == 0)
            return true;
    return only == NULL;
}

static bool names_rule(const struct violations *violations, const char *rule)
{
    for (size_t i = 0; i < violations->count; i++)
        if (strncmp(violation_text(violations->items[i].what)->rule, rule, strlen(rule)) == 0)
            return true;
    return false;
}

static void add_holiday(struct scenario *scenario, const json_t *act)
{
    const struct holiday new = {
        .on = day(json_object_get(act, "detail"), "date"),
        .name = text(json_object_get(act, "detail"), "name"),
        .added_on = day(act, "on"),
    };
    size_t at = scenario->calendar.count++;

    for (; at > 0 && date_before(new.on, scenario->holidays[at - 1].on); at--)
        scenario->holidays[at] = scenario->holidays[at - 1];
    scenario->holidays[at] = new;
}

static void perform(struct scenario *scenario, const json_t *json)
{
    const char *which = text(json, "complaint");
    struct told *told = &scenario->told[which && which[1] == '2' ? 1 : 0];
    const json_t *expect = json_object_get(json, "expect");
    const json_t *advocate = json_object_get(json_object_get(json, "detail"), "advocate");
    struct violations outside = {0};
    struct act act = {0};

    if (strcmp(text(json, "act"), "calendar_add") == 0) {
        add_holiday(scenario, json);
        return;
    }
    if (!translate(scenario, json, &act, &outside))
        return; /* a milestone: no clock knows of it */
    if (!yes(expect, "refused")) {
        if (try_act(told, act) != NO_PROBLEM || outside.count > 0)
            fail_msg("%s %s: %s on %s refused:%s", scenario->id, scenario->policy,
                     text(json, "act"), date_print(act.on).text, told_violations(told));
        if (advocate)
            done(told, .kind = ACT_APPOINT_ADVOCATE, .on = act.on, .by = ROLE_COMPLAINANT,
                 .agreed = true, .until = day(advocate, "appointed_on"));
        return;
    }
    if (outside.count == 0 && try_act(told, act) == NO_PROBLEM)
        fail_msg("%s %s: %s on %s allowed", scenario->id, scenario->policy, text(json, "act"),
                 date_print(act.on).text);
    if (!names_rule(&outside, text(expect, "rule")) &&
        !names_rule(&told->verdict.violations, text(expect, "rule")))
        fail_msg("%s %s: %s refused, but not by %s:%s", scenario->id, scenario->policy,
                 text(json, "act"), text(expect, "rule"), told_violations(told));
}

/* ---- Expectations --------------------------------------------------------------------------------------- */

static void expect_day(const struct scenario *scenario, const char *what, struct date is,
                       const json_t *should)
{
    const struct date day_due = given_date(json_string_value(should));

    if (!date_same(is, day_due))
        fail_msg("%s %s: %s is %s, not %s", scenario->id, scenario->policy, what,
                 date_print(is).text, date_print(day_due).text);
}

static struct date last_day_of(const struct told *told)
{
    struct date last = {0};

    for (size_t i = 0; i < told->history.count; i++)
        last = date_later(last, act_day(&told->history.acts[i]));
    return last;
}

static bool alternative(const char *alternatives, const char *word)
{
    const char *found = word ? strstr(alternatives, word) : NULL;

    return found != NULL;
}

static void check_deadline(const struct scenario *scenario, const struct told *told,
                           const char *slug, const json_t *expect)
{
    const enum limit limit = (enum limit)code(&limit_codes, slug);
    const struct date last =
        scenario->calendar.count > england()->count ? DAY(2026, 1, 21) : last_day_of(told);
    const struct clock clock = standing_on(told, last)->clocks[limit];
    const bool counts =
        clock.state != CLOCK_NONE && clock.state != CLOCK_CANCELLED && !date_none(clock.due);
    const char *on;
    const json_t *value;

    if (json_is_null(expect)) {
        if (counts)
            fail_msg("%s %s: %s counts (%s)", scenario->id, scenario->policy, slug,
                     date_print(clock.due).text);
        return;
    }
    expect_day(scenario, slug, clock.due, json_object_get(expect, "due_on"));
    if (json_object_get(expect, "statutory_due_on"))
        expect_day(scenario, slug, clock.statutory_due,
                   json_object_get(expect, "statutory_due_on"));
    if (json_object_get(expect, "policy_due_on"))
        expect_day(scenario, slug, clock.policy_due, json_object_get(expect, "policy_due_on"));
    if (json_object_get(expect, "ceiling_on"))
        expect_day(scenario, "ceiling", clock.ceiling, json_object_get(expect, "ceiling_on"));
    json_object_foreach (json_object_get(expect, "due_as_read_on"), on, value)
        expect_day(scenario, on, standing_on(told, given_date(on))->clocks[limit].due, value);
    json_object_foreach (json_object_get(expect, "status_on"), on, value) {
        const enum clock_state state = standing_on(told, given_date(on))->clocks[limit].state;

        if (!alternative(json_string_value(value), code_text(&clock_state_codes, (int)state)))
            fail_msg("%s %s: %s on %s is %s", scenario->id, scenario->policy, slug, on,
                     code_text(&clock_state_codes, (int)state));
    }
    json_object_foreach (json_object_get(expect, "wrong"), on, value)
        if (date_same(clock.due, given_date(on)))
            fail_msg("%s %s: %s: %s", scenario->id, scenario->policy, slug,
                     json_string_value(value));
    for (size_t i = 0; i < json_array_size(json_object_get(expect, "not_started_on")); i++) {
        const char *early =
            json_string_value(json_array_get(json_object_get(expect, "not_started_on"), i));

        if (!date_none(standing_on(told, given_date(early))->clocks[limit].due))
            fail_msg("%s %s: %s has started on %s", scenario->id, scenario->policy, slug, early);
    }
}

static bool available(const struct standing *standing, const char *act, struct date on)
{
    struct choice choices[CHOICES_MAX];
    const size_t count = procedure_choices(standing, ROLE_COMPLAINANT, on, choices);

    assert_string_equal(act, "request:stage_2");
    for (size_t i = 0; i < count; i++)
        if (choices[i].kind == ACT_ASK_STAGE_2)
            return choices[i].allowed;
    return false;
}

static void check_state(const struct scenario *scenario, const struct told *told, json_t *states)
{
    const char *on;
    json_t *value;

    json_object_foreach (states, on, value) {
        const char *state =
            code_text(&status_codes, (int)standing_on(told, given_date(on))->status);

        if (!alternative(json_string_value(value), state))
            fail_msg("%s %s: %s on %s, not %s", scenario->id, scenario->policy, state, on,
                     json_string_value(value));
    }
}

static void check_available(const struct scenario *scenario, const struct told *told, json_t *days)
{
    const char *on;
    const char *act;
    json_t *acts;
    json_t *allowed;

    json_object_foreach (days, on, acts)
        json_object_foreach (acts, act, allowed)
            if (available(standing_on(told, given_date(on)), act, given_date(on)) !=
                json_is_true(allowed))
                fail_msg("%s %s: %s on %s", scenario->id, scenario->policy, act, on);
}

static void check_warnings(const struct scenario *scenario, const json_t *expected)
{
    char warnings[1024];

    (void)given_policy(scenario->policy, warnings, sizeof warnings);
    for (size_t i = 0; i < json_array_size(expected); i++)
        if (!strstr(warnings, json_string_value(json_array_get(expected, i))))
            fail_msg("%s %s: no warning for %s", scenario->id, scenario->policy,
                     json_string_value(json_array_get(expected, i)));
}

static void check_facts(const struct scenario *scenario, const struct told *told,
                        const json_t *facts)
{
    const struct date last = last_day_of(told);
    const char *on;
    json_t *value;
    bool working;

    check_state(scenario, told, json_object_get(facts, "state_on"));
    check_available(scenario, told, json_object_get(facts, "available_on"));
    check_warnings(scenario, json_object_get(facts, "policy_warnings"));
    if (text(facts, "received_on"))
        expect_day(scenario, "received_on", standing_on(told, last)->received_on,
                   json_object_get(facts, "received_on"));
    json_object_foreach (json_object_get(facts, "working_days"), on, value) {
        assert_int_equal(calendar_is_working(england(), given_date(on), &working), NO_PROBLEM);
        assert_int_equal(working, json_is_true(value));
    }
    if (json_object_get(facts, "in_time"))
        assert_int_equal(standing_on(told, last)->clocks[LIMIT_COMPLAIN].state == CLOCK_MET,
                         yes(json_object_get(facts, "in_time"), "complain"));
    if (json_object_get(facts, "counted_as_statutory"))
        assert_int_equal(standing_on(told, last)->counted_as_statutory,
                         yes(facts, "counted_as_statutory"));
    if (text(facts, "latest_lawful_target_on")) {
        const struct standing *now = standing_on(told, last);
        const enum limit stage = now->phase == PHASE_STAGE_2 ? LIMIT_STAGE_2 : LIMIT_STAGE_1;

        expect_day(scenario, "target", now->clocks[stage].ceiling,
                   json_object_get(facts, "latest_lawful_target_on"));
    }
    json_object_foreach (json_object_get(facts, "flags_on"), on, value)
        assert_int_equal(standing_on(told, given_date(on))->withdrawal_pending,
                         yes(value, "withdrawal_pending"));
}

static void check(const struct scenario *scenario, const struct told *told, const json_t *expect)
{
    const char *slug;
    json_t *deadline;

    json_object_foreach (json_object_get(expect, "deadlines"), slug, deadline)
        check_deadline(scenario, told, slug, deadline);
    check_facts(scenario, told, json_object_get(expect, "facts"));
}

static void run(const json_t *json, const char *policy)
{
    static struct scenario scenario;
    const json_t *expect = json_object_get(json_object_get(json, "expect"), policy);
    const json_t *acts = json_object_get(json, "acts");

    scenario = (struct scenario){
        .id = text(json, "id"), .policy = policy, .json = json, .calendar = *england()};
    memcpy(scenario.holidays, england()->holidays, england()->count * sizeof *england()->holidays);
    scenario.calendar.holidays = scenario.holidays;
    for (size_t i = 0; i < COMPLAINTS; i++) {
        tell_under(&scenario.told[i], policy);
        scenario.told[i].history.calendar = &scenario.calendar;
    }
    for (size_t i = 0; i < json_array_size(acts); i++)
        if (for_this_policy(&scenario, json_array_get(acts, i)))
            perform(&scenario, json_array_get(acts, i));
    check(&scenario, &scenario.told[0], expect);
    if (json_object_get(expect, "others"))
        check(&scenario, &scenario.told[1],
              json_object_get(json_object_get(expect, "others"), "c2"));
}

static bool left_to_later(const char *id)
{
    for (size_t i = 0; i < COUNT(later); i++)
        if (strcmp(later[i], id) == 0)
            return true;
    return false;
}

static void golden_scenarios_come_out_as_the_rulebook_says(void **state)
{
    json_t *golden = given_json("tests/data/golden.json");
    const json_t *scenarios = json_object_get(golden, "scenarios");
    size_t ran = 0;

    (void)state;
    for (size_t i = 0; i < json_array_size(scenarios); i++) {
        const json_t *scenario = json_array_get(scenarios, i);

        if (left_to_later(text(scenario, "id")))
            continue;
        for (size_t p = 0; p < COUNT(policies); p++)
            run(scenario, policies[p]);
        print_message("%s ", text(scenario, "id"));
        ran++;
    }
    print_message("\n%zu scenarios under %zu policies; %zu wait for later stages\n", ran,
                  COUNT(policies), COUNT(later));
    assert_int_equal(ran + COUNT(later), json_array_size(scenarios));
    json_decref(golden);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_scenarios_come_out_as_the_rulebook_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
