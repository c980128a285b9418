/* Policies against the law (rulebook 4): a council may be stricter on itself, never less favourable to who complains. */
#include "given.h"

static struct policy_value days(int number)
{
    return (struct policy_value){.kind = VALUE_DAYS, .days = number};
}

static struct policy_value words(const char *text)
{
    return (struct policy_value){.kind = VALUE_TEXT, .text = text};
}

static enum policy_judgement take(struct policy *policy, const char *key,
                                  struct policy_value published, struct policy_value *effective)
{
    return policy_take(policy, key, &published, effective);
}

static void the_statutory_policy_is_the_law(void **state)
{
    const struct policy policy = policy_statutory();

    (void)state;
    assert_int_equal(policy.stage1_days, 10);
    assert_int_equal(policy.stage1_ext_days, 10);
    assert_int_equal(policy.stage1_max_days, 20);
    assert_int_equal(policy.stage2_days, 25);
    assert_int_equal(policy.stage2_max_days, 65);
    assert_int_equal(policy.submit_years, 1);
    assert_int_equal(policy.ack_days, DAYS_NONE);
    assert_int_equal(policy.deemed_days[CHANNEL_LETTER], 2);
    assert_int_equal(policy.deemed_days[CHANNEL_EMAIL], 0);
    assert_false(policy.early_enabled);
}

/* Invariant 16, for every key with a length in law. */
static void every_length_may_only_depart_its_own_way(void **state)
{
    (void)state;
    for (size_t i = 0; i < policy_key_count; i++) {
        const struct policy_key *key = &policy_keys[i];
        const char *name =
            strcmp(key->key, "deemed_receipt.*") == 0 ? "deemed_receipt.email" : key->key;
        struct policy policy = policy_statutory();
        struct policy_value effective;
        int laxer;

        if (key->kind != VALUE_DAYS || key->law.kind != VALUE_DAYS || key->direction == FREE)
            continue;
        laxer = key->direction == AT_LEAST ? key->law.days - 1 : key->law.days + 1;
        assert_int_equal(take(&policy, name, key->law, &effective), POLICY_TAKEN);
        assert_int_equal(effective.days, key->law.days);
        if (laxer >= 0) {
            assert_int_equal(take(&policy, name, days(laxer), &effective), POLICY_LAW_BINDS);
            assert_int_equal(effective.days, key->law.days);
        }
        if (key->direction == FIXED)
            assert_int_equal(take(&policy, name, days(key->law.days - 1), &effective),
                             POLICY_LAW_BINDS);
        else {
            const int stricter = 2 * key->law.days - laxer;

            assert_int_equal(take(&policy, name, days(stricter), &effective), POLICY_TAKEN);
            assert_int_equal(effective.days, stricter);
        }
        if (strlen(key->warning) < 20 || strlen(key->source) < 6)
            fail_msg("%s warns without saying why", key->key);
    }
}

static void what_is_fixed_is_fixed(void **state)
{
    (void)state;
    for (size_t i = 0; i < policy_key_count; i++) {
        struct policy policy = policy_statutory();
        struct policy_value effective;

        if (policy_keys[i].direction != FIXED || policy_keys[i].kind != VALUE_TEXT)
            continue;
        assert_int_equal(take(&policy, policy_keys[i].key, words("something_else"), &effective),
                         POLICY_LAW_BINDS);
        assert_string_equal(effective.text, policy_keys[i].law.text);
        assert_int_equal(take(&policy, policy_keys[i].key, policy_keys[i].law, &effective),
                         POLICY_TAKEN);
    }
}

static void what_a_council_promises_binds_its_clocks(void **state)
{
    struct policy policy = policy_statutory();
    struct policy_value effective;

    (void)state;
    assert_int_equal(take(&policy, "stage1.days", days(7), &effective), POLICY_TAKEN);
    assert_int_equal(policy.stage1_days, 7);
    assert_int_equal(take(&policy, "stage1.days", days(12), &effective), POLICY_LAW_BINDS);
    assert_int_equal(policy.stage1_days, 10);
    assert_int_equal(take(&policy, "stage2.request_window", days(5), &effective), POLICY_LAW_BINDS);
    assert_int_equal(policy.stage2_request_advice, 20);
    assert_int_equal(take(&policy, "submit.limit", days(3), &effective), POLICY_TAKEN);
    assert_int_equal(policy.submit_years, 3);
    assert_int_equal(take(&policy, "deemed_receipt.letter", days(3), &effective), POLICY_TAKEN);
    assert_int_equal(policy.deemed_days[CHANNEL_LETTER], 3);
    assert_int_equal(take(&policy, "ack.days", (struct policy_value){0}, &effective), POLICY_TAKEN);
    assert_int_equal(policy.ack_days, DAYS_NONE);
}

/* Rulebook 4, `stage1.ext_from`: the earlier of both. */
static void an_extension_from_the_day_told_binds_where_it_ends_earlier(void **state)
{
    struct policy policy = policy_statutory();
    struct policy_value effective;

    (void)state;
    assert_int_equal(take(&policy, "stage1.ext_from", words("told"), &effective), POLICY_LAW_BINDS);
    assert_string_equal(effective.text, "earlier_of_both");
    assert_true(policy.stage1_ext_from_told);
}

static void what_is_no_key_or_no_value_of_it_is_not_taken(void **state)
{
    struct policy policy = policy_statutory();
    struct policy_value effective;

    (void)state;
    assert_int_equal(take(&policy, "stage1.dayz", days(10), &effective), POLICY_UNKNOWN_KEY);
    assert_int_equal(take(&policy, "contact.", words("x"), &effective), POLICY_UNKNOWN_KEY);
    assert_int_equal(take(&policy, "deemed_receipt.pigeon", days(3), &effective),
                     POLICY_UNKNOWN_KEY);
    assert_int_equal(take(&policy, "stage1.days", words("ten"), &effective), POLICY_WRONG_KIND);
    assert_int_equal(take(&policy, "stage1.days", days(-1), &effective), POLICY_WRONG_KIND);
    assert_int_equal(take(&policy, "contact.email", words("a@b"), &effective), POLICY_TAKEN);
    assert_int_equal(take(&policy, "bodies.ofsted.contact.phone", words("0"), &effective),
                     POLICY_TAKEN);
}

/* The bold cells of rulebook 4, and nobody's else. */
static void both_councils_load_what_they_publish_with_their_warnings(void **state)
{
    static const struct {
        const char *council;
        const char *bold[9];
        const char *plain[6];
    } cases[] = {
        {"middlesbrough",
         {"stage1.ext_from", "stage2.start", "stage2.clock_stops_on", "stage2.ip_required",
          "stage3.window_from"},
         {"stage1.days", "stage1.max_days", "stage2.days", "panel.meet_days",
          "stage2.adjudicator"}},
        {"sunderland",
         {"stage1.max_days", "stage2.adjudicator", "stage3.window_days", "panel.meet_days"},
         {"stage2.start", "stage2.ip_required", "stage2.clock_stops_on", "stage1.ext_reason",
          "stage3.window_from"}},
        {"statutory", {NULL}, {"stage1.days"}},
    };
    char warnings[1024];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        (void)given_policy(cases[i].council, warnings, sizeof warnings);
        for (size_t j = 0; j < COUNT(cases[i].bold) && cases[i].bold[j]; j++)
            if (!strstr(warnings, cases[i].bold[j]))
                fail_msg("%s: %s does not warn", cases[i].council, cases[i].bold[j]);
        for (size_t j = 0; j < COUNT(cases[i].plain) && cases[i].plain[j]; j++)
            if (strstr(warnings, cases[i].plain[j]))
                fail_msg("%s: %s warns", cases[i].council, cases[i].plain[j]);
    }
    assert_string_equal(warnings, "");
}

static void the_councils_lengths_are_those_of_their_pages(void **state)
{
    const struct policy middlesbrough = given_policy("middlesbrough", NULL, 0);
    const struct policy sunderland = given_policy("sunderland", NULL, 0);

    (void)state;
    assert_int_equal(middlesbrough.ack_days, 1);
    assert_int_equal(middlesbrough.handler_notice_days, 3);
    assert_true(middlesbrough.early_enabled);
    assert_int_equal(middlesbrough.early_days, 5);
    assert_true(middlesbrough.stage1_ext_from_told);
    assert_int_equal(sunderland.ack_days, DAYS_NONE);
    assert_false(sunderland.early_enabled);
    assert_int_equal(sunderland.stage1_max_days, 20);
    assert_false(sunderland.stage1_ext_from_told);
}

/* Invariant 19: the policy of the day. */
static void the_policy_in_force_is_that_of_the_day(void **state)
{
    const struct policy items[] = {{.version = 1, .effective_from = {2026, 1, 1}},
                                   {.version = 2, .effective_from = {2026, 6, 1}},
                                   {.version = 3, .effective_from = {2027, 1, 1}}};
    const struct policies policies = {items, COUNT(items)};

    (void)state;
    assert_int_equal(policy_on(&policies, DAY(2025, 1, 1))->version, 1);
    assert_int_equal(policy_on(&policies, DAY(2026, 5, 31))->version, 1);
    assert_int_equal(policy_on(&policies, DAY(2026, 6, 1))->version, 2);
    assert_int_equal(policy_on(&policies, DAY(2030, 6, 1))->version, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_statutory_policy_is_the_law),
        cmocka_unit_test(every_length_may_only_depart_its_own_way),
        cmocka_unit_test(what_is_fixed_is_fixed),
        cmocka_unit_test(what_a_council_promises_binds_its_clocks),
        cmocka_unit_test(an_extension_from_the_day_told_binds_where_it_ends_earlier),
        cmocka_unit_test(what_is_no_key_or_no_value_of_it_is_not_taken),
        cmocka_unit_test(both_councils_load_what_they_publish_with_their_warnings),
        cmocka_unit_test(the_councils_lengths_are_those_of_their_pages),
        cmocka_unit_test(the_policy_in_force_is_that_of_the_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
