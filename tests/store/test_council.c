/* A council is made whole or not at all, and what it publishes is held against the law (rulebook 4). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "database.h"
#include "embedded.h"
#include "store/council_store.h"
#include "store/rules_store.h"

static struct database database;
static struct store *owner;
static struct arena arena;

static int make(void **state)
{
    const struct store_options options = {.database = database.owner, .role = "heard_owner"};

    (void)state;
    database_make(&database);
    owner = store_new(&options);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    store_free(owner);
    database_drop(&database);
    arena_free(&arena);
    return 0;
}

/* ---- Policies -------------------------------------------------------------------------------------- */

static enum problem judged(const char *text, struct policy_record *record)
{
    json_t *published = json_loads(text, 0, NULL);
    enum problem problem;

    assert_non_null(published);
    problem = policy_record_make(&arena, published, record);
    json_decref(published);
    return problem;
}

/* The policy `name` that Heard brings along. */
static struct policy_record brought_along(const char *name)
{
    const char *file = arena_print(&arena, "data/policies/%s.json", name);
    struct policy_record record = {0};

    for (size_t i = 0; i < EMBEDDED_FILES; i++)
        if (strcmp(embedded_files[i].name, file) == 0) {
            json_t *json = json_loads((const char *)embedded_files[i].bytes, 0, NULL);
            json_t *values = json_object_get(json, "values");

            assert_int_equal(policy_record_make(&arena, values ? values : json, &record),
                             NO_PROBLEM);
            json_decref(json);
            return record;
        }
    fail_msg("%s is not there", file);
    return record;
}

static bool warns(const struct policy_record *record, const char *key)
{
    json_t *warnings = json_loads(record->warnings, 0, NULL);
    const json_t *warning;
    bool found = false;
    size_t i;

    json_array_foreach (warnings, i, warning)
        found |= strcmp(json_string_value(json_object_get(warning, "key")), key) == 0;
    json_decref(warnings);
    return found;
}

/* The bold cells of rulebook 4. */
static void laxer_values_are_taken_with_a_warning_each(void **state)
{
    static const char *const middlesbrough[] = {"stage1.ext_from", "stage2.start",
                                                "stage2.clock_stops_on", "stage2.ip_required",
                                                "stage3.window_from"};
    static const char *const sunderland[] = {"stage1.max_days", "stage2.adjudicator",
                                             "stage3.window_days", "panel.meet_days"};
    struct policy_record of_middlesbrough = brought_along("middlesbrough");
    struct policy_record of_sunderland = brought_along("sunderland");
    struct policy_record statutory = brought_along("statutory");

    (void)state;
    for (size_t i = 0; i < COUNT(middlesbrough); i++)
        if (!warns(&of_middlesbrough, middlesbrough[i]))
            fail_msg("Middlesbrough: no warning for %s", middlesbrough[i]);
    for (size_t i = 0; i < COUNT(sunderland); i++)
        if (!warns(&of_sunderland, sunderland[i]))
            fail_msg("Sunderland: no warning for %s", sunderland[i]);
    assert_int_equal(statutory.warning_count, 0);
    assert_false(warns(&of_middlesbrough, "stage1.days"));
}

static void the_law_wins_and_the_page_stays(void **state)
{
    struct policy_record record;

    (void)state;
    assert_int_equal(judged("{\"stage1.days\": 12, \"ack.days\": 1}", &record), NO_PROBLEM);
    assert_string_equal(record.published, "{\"ack.days\":1,\"stage1.days\":12}");
    assert_string_equal(record.effective, "{\"ack.days\":1,\"stage1.days\":10}");
    assert_int_equal(record.warning_count, 1);
    assert_true(warns(&record, "stage1.days"));
}

static void an_object_stands_for_keys_with_a_dot(void **state)
{
    struct policy_record record;

    (void)state;
    assert_int_equal(judged("{\"deemed_receipt\": {\"letter\": 3, \"email\": 1}}", &record),
                     NO_PROBLEM);
    assert_string_equal(record.published,
                        "{\"deemed_receipt.email\":1,\"deemed_receipt.letter\":3}");
}

static void what_is_no_policy_is_refused_by_its_key(void **state)
{
    static const struct {
        const char *text;
        const char *key;
        bool unknown;
    } refused[] = {
        {"{\"stage1.dayz\": 10}", "stage1.dayz", true},
        {"{\"stage1.days\": \"ten\"}", "stage1.days", false},
        {"{\"stage1.days\": -1}", "stage1.days", false},
        {"{\"stage1.days\": 10.5}", "stage1.days", false},
        {"{\"stage1.days\": 99999999999}", "stage1.days", false},
        {"{\"early.enabled\": 1}", "early.enabled", false},
        {"{\"deemed_receipt\": {\"pigeon\": 3}}", "deemed_receipt.pigeon", true},
        {"{\"deemed_receipt\": {\"letter\": {\"x\": 3}}}", "deemed_receipt.letter", false},
    };
    struct policy_record record;

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        assert_int_equal(judged(refused[i].text, &record), PROBLEM_VALIDATION_FAILED);
        assert_string_equal(record.fault_key, refused[i].key);
        if (record.fault_unknown != refused[i].unknown)
            fail_msg("%s", refused[i].text);
    }
    assert_int_equal(judged("[]", &record), PROBLEM_VALIDATION_FAILED);
    assert_null(record.fault_key);
}

/* ---- Councils -------------------------------------------------------------------------------------- */

static struct council_new council_wanted(const char *slug, const char *code,
                                         const struct policy_record *policy)
{
    return (struct council_new){
        .id = id_new(clock_unix_ms()),
        .slug = slug,
        .code = code,
        .name = "A council",
        .policy = policy,
        .policy_from = {2026, 1, 1},
        .issuer = "https://login.example",
        .audience = "heard",
        .jwks = "https://login.example/jwks",
    };
}

static void a_council_comes_with_policy_and_issuer(void **state)
{
    struct policy_record policy = brought_along("middlesbrough");
    struct council_new wanted = council_wanted("middlesbrough", "MBC", &policy);
    struct policies policies;

    (void)state;
    assert_int_equal(store_council_make(owner, &wanted), NO_PROBLEM);
    assert_string_equal(
        database_value(&database,
                       "SELECT slug || ' ' || issuer || ' ' || jwks_url FROM issuer_list()"),
        "middlesbrough https://login.example https://login.example/jwks");
    store_read(owner, NULL);
    store_policies_read(owner, wanted.id);
    assert_int_equal(store_policies_collect(owner, &arena, &policies, NULL), NO_PROBLEM);
    assert_int_equal(store_finish(owner), NO_PROBLEM);
    assert_int_equal(policies.count, 1);
    assert_int_equal(policies.items[0].version, 1);
    assert_int_equal(policies.items[0].handler_notice_days, 3);
    assert_true(policies.items[0].early_enabled);
    assert_int_equal(policies.items[0].stage1_days, 10);
}

static void a_council_that_cannot_be_made_leaves_nothing(void **state)
{
    static const struct {
        const char *slug, *code, *constraint;
        enum problem problem;
    } refused[] = {
        {"twice", "ONE", "council_slug_unique", PROBLEM_DUPLICATE},
        {"other", "TWC", "council_code_unique", PROBLEM_DUPLICATE},
        {"Not a slug", "TWO", "council_slug_fits", PROBLEM_VALIDATION_FAILED},
        {"other", "two", "council_code_fits", PROBLEM_VALIDATION_FAILED},
    };
    struct policy_record policy = brought_along("statutory");
    struct council_new first = council_wanted("twice", "TWC", &policy);
    struct council_new keyless = council_wanted("keyless", "KEY", &policy);
    int councils;

    (void)state;
    assert_int_equal(store_council_make(owner, &first), NO_PROBLEM);
    councils = atoi(database_value(&database, "SELECT count(*) FROM council"));
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct council_new wanted = council_wanted(refused[i].slug, refused[i].code, &policy);

        assert_int_equal(store_council_make(owner, &wanted), refused[i].problem);
        assert_string_equal(store_broken_constraint(owner), refused[i].constraint);
    }
    keyless.jwks = "relative/path"; /* a file's path must mean the same to every instance */
    assert_int_equal(store_council_make(owner, &keyless), PROBLEM_VALIDATION_FAILED);
    assert_string_equal(store_broken_constraint(owner), "issuer_jwks_file_fits");
    assert_int_equal(atoi(database_value(&database, "SELECT count(*) FROM council")), councils);
    assert_int_equal(
        atoi(database_value(
            &database,
            "SELECT count(*) FROM policy WHERE council NOT IN (SELECT id FROM council)")),
        0);
}

static void a_sandbox_has_a_day_of_its_own_and_a_live_council_none(void **state)
{
    struct policy_record policy = brought_along("sunderland");
    struct council_new wanted = council_wanted("sandbox", "SBX", &policy);

    (void)state;
    wanted.sandbox = true;
    wanted.today = (struct date){2026, 3, 2};
    assert_int_equal(store_council_make(owner, &wanted), NO_PROBLEM);
    assert_string_equal(database_value(&database, "SELECT test_day FROM council_find('sandbox')"),
                        "2026-03-02");
    assert_string_equal(
        database_value(&database,
                       "SELECT count(*) FROM council WHERE NOT sandbox AND test_day IS NOT NULL"),
        "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(laxer_values_are_taken_with_a_warning_each),
        cmocka_unit_test(the_law_wins_and_the_page_stays),
        cmocka_unit_test(an_object_stands_for_keys_with_a_dot),
        cmocka_unit_test(what_is_no_policy_is_refused_by_its_key),
        cmocka_unit_test(a_council_comes_with_policy_and_issuer),
        cmocka_unit_test(a_council_that_cannot_be_made_leaves_nothing),
        cmocka_unit_test(a_sandbox_has_a_day_of_its_own_and_a_live_council_none),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
