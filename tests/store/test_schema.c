/* What the schema promises, asked of the catalogue: nothing new slips past the rules of decisions 6 to 11. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "database.h"
#include "domain/act.h"
#include "query.h"

static struct database database;

static int make(void **state)
{
    (void)state;
    database_make(&database);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    database_drop(&database);
    return 0;
}

/* The query names what breaks the rule; nothing may. */
static void assert_none(const char *query)
{
    const char *names = database_value(
        &database, "SELECT coalesce(string_agg(name, ', '), '') FROM (%s) AS broken (name)", query);

    if (*names)
        fail_msg("%s", names);
}

#define OUR_TABLES \
    "pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = 'public' AND " \
    "relkind = 'r'"
#define WITH_COUNCIL \
    "(relname = 'council' OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND " \
    "attname = 'council'))"

static void every_table_of_councils_data_is_forced(void **state)
{
    (void)state;
    assert_none("SELECT relname FROM " OUR_TABLES " WHERE " WITH_COUNCIL
                " AND NOT (relrowsecurity AND relforcerowsecurity)");
    assert_true(atoi(database_value(&database, "SELECT count(*) FROM " OUR_TABLES
                                               " WHERE " WITH_COUNCIL)) >= 20);
}

static void every_policy_names_the_council(void **state)
{
    (void)state;
    assert_none("SELECT tablename || '.' || policyname FROM pg_policies"
                " WHERE permissive = 'PERMISSIVE' AND NOT roles = '{heard_worker}'"
                " AND coalesce(qual, with_check) NOT LIKE '%my_council()%'");
}

static void keys_begin_with_the_council(void **state)
{
    (void)state;
    assert_none("SELECT relname || '.' || conname FROM pg_constraint JOIN pg_class ON pg_class.oid "
                "= conrelid"
                " WHERE contype = 'p' AND " WITH_COUNCIL " AND relname <> 'council'"
                " AND conkey[1] <> (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND "
                "attname = 'council')");
}

/* Keys between councils' tables carry the council, so that no row can point into another one. */
static void foreign_keys_stay_within_the_council(void **state)
{
    (void)state;
    assert_none("SELECT conname::text FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid"
                " WHERE contype = 'f' AND " WITH_COUNCIL " AND confrelid <> 'council'::regclass"
                " AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = conrelid AND attname = "
                "'council'"
                "                 AND attnum = ANY (conkey))");
}

static void filtered_columns_are_leakproof_types(void **state)
{
    (void)state;
    assert_none(
        "SELECT typname::text FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace"
        " WHERE nspname = 'public' AND typtype = 'e'");
}

static void the_service_owns_nothing_and_is_nobody_else(void **state)
{
    (void)state;
    assert_none("SELECT relname FROM " OUR_TABLES " WHERE relowner <> 'heard_owner'::regrole");
    assert_none(
        "SELECT rolname::text FROM pg_roles WHERE rolname IN ('heard_service', 'heard_worker')"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)");
    assert_none("SELECT rolname::text FROM pg_roles WHERE rolname IN ('heard_owner', "
                "'heard_sight') AND rolcanlogin");
    assert_none("SELECT roleid::regrole::text FROM pg_auth_members"
                " WHERE member IN ('heard_service'::regrole, 'heard_worker'::regrole)");
    assert_none(
        "SELECT table_name || ' ' || privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = 'heard_service' AND (privilege_type IN ('TRUNCATE', 'REFERENCES', "
        "'TRIGGER')"
        " OR privilege_type IN ('UPDATE', 'DELETE') AND table_name IN ('act', 'event', 'policy'))");
    assert_none(
        "SELECT table_name || ' ' || privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = 'PUBLIC' AND table_schema = 'public'");
    assert_none("SELECT relname FROM " OUR_TABLES
                " WHERE has_table_privilege('heard_service', pg_class.oid, 'DELETE')"
                " AND relname <> 'link'");
}

/* A function that looks across row policies belongs to heard_sight, fixes its search path, and is not for everybody. */
static void functions_that_see_more_are_guarded(void **state)
{
    (void)state;
    assert_none(
        "SELECT proname::text FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace"
        " WHERE nspname = 'public' AND prosecdef AND (proowner <> 'heard_sight'::regrole"
        " OR NOT coalesce(proconfig @> ARRAY['search_path=pg_catalog, public, pg_temp'], false))");
    assert_none(
        "SELECT proname::text FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace"
        " WHERE nspname = 'public' AND has_function_privilege('public', pg_proc.oid, 'EXECUTE')");
}

/* No legal date comes from the server's clock (api.md 2 "Test clock"). */
static void no_statement_asks_the_server_for_the_day(void **state)
{
    static const char *const clocks[] = {"current_date", "CURRENT_DATE", "localtimestamp",
                                         "now()::date", "current_timestamp"};

    (void)state;
    for (size_t i = 0; i < SQL_COUNT; i++)
        for (size_t clock = 0; clock < COUNT(clocks); clock++)
            if (strstr(sql_texts[i].text, clocks[clock]))
                fail_msg("%s takes the day from %s", sql_texts[i].name, clocks[clock]);
}

/* ---- Codes ----------------------------------------------------------------------------------------- */

/* The codes of a domain's CHECK, in order, joined by commas. */
static const char *codes_of_domain(const char *domain)
{
    return database_value(&database,
                          "SELECT string_agg(code[1], ',' ORDER BY place) FROM pg_constraint JOIN "
                          "pg_type ON pg_type.oid = contypid,"
                          " regexp_matches(pg_get_constraintdef(pg_constraint.oid), "
                          "'''([^'']*)''', 'g') WITH ORDINALITY AS m (code, place)"
                          " WHERE typname = '%s'",
                          domain);
}

static void assert_codes(const char *domain, const struct codes *codes)
{
    char joined[4000] = "";
    const char *found;

    for (size_t i = 1; i < codes->count; i++) {
        size_t length = strlen(joined);

        (void)snprintf(joined + length, sizeof joined - length, i > 1 ? ",%s" : "%s",
                       codes->texts[i]);
    }
    found = codes_of_domain(domain);
    if (strcmp(found, joined) != 0)
        fail_msg("%s\n  database %s\n  program  %s", domain, found, joined);
}

static void the_codes_are_those_of_the_program(void **state)
{
    (void)state;
    assert_codes("capacity_code", &capacity_codes);
    assert_codes("function_code", &function_codes);
    assert_codes("kind_code", &kind_codes);
    assert_codes("form_code", &form_codes);
    assert_codes("channel_code", &channel_codes);
    assert_codes("anonymity_code", &anonymity_codes);
    assert_codes("route_code", &route_codes);
    assert_codes("role_code", &role_codes);
    assert_codes("status_code", &status_codes);
    assert_codes("phase_code", &phase_codes);
    assert_codes("outcome_code", &outcome_codes);
    assert_codes("result_code", &result_codes);
    assert_codes("point_status_code", &point_status_codes);
    assert_codes("proposal_code", &proposal_codes);
    assert_codes("ground_code", &ground_codes);
    assert_codes("notice_code", &notice_codes);
    assert_codes("limit_code", &limit_codes);
    assert_codes("clock_state_code", &clock_state_codes);
    assert_codes("fact_code", &fact_codes);
    assert_codes("act_kind_code", &act_kind_codes);
}

/* ---- Constraints ----------------------------------------------------------------------------------- */

static PGresult *constraints(void)
{
    PGresult *rows = PQexec(
        database.admin,
        "SELECT conname, coalesce(relname, typname), contype FROM pg_constraint"
        " LEFT JOIN pg_class ON pg_class.oid = conrelid LEFT JOIN pg_type ON pg_type.oid = contypid"
        " WHERE connamespace = 'public'::regnamespace");

    assert_int_equal(PQresultStatus(rows), PGRES_TUPLES_OK);
    assert_true(PQntuples(rows) > 100);
    return rows;
}

static void every_constraint_is_named_for_its_table(void **state)
{
    auto_result *rows = constraints();

    (void)state;
    for (int i = 0; i < PQntuples(rows); i++) {
        const char *name = PQgetvalue(rows, i, 0);
        const char *table = PQgetvalue(rows, i, 1);

        if (strncmp(name, table, strlen(table)) != 0 || name[strlen(table)] != '_')
            fail_msg("%s on %s", name, table);
    }
}

/* Constraints that only a fault of ours can break; whoever adds one decides that here. */
static bool only_we_can_break(const char *constraint)
{
    static const char *const ours[] = {
        "complaint_turns_are_whole",      "complaint_next_deadline_is_whole",
        "act_corrects_an_earlier_one",    "act_is_not_in_the_future",
        "notice_sent_has_its_act",        "deadline_one_of_a_kind",
        "deadline_turns_whole",           "finding_submitted_has_its_day",
        "stage_record_final_has_its_day",
    };

    for (size_t i = 0; i < COUNT(ours); i++)
        if (strcmp(ours[i], constraint) == 0)
            return true;
    return false;
}

/* A name that PostgreSQL gave by itself says what the constraint is, not what holds. */
static void no_constraint_is_left_unnamed(void **state)
{
    (void)state;
    assert_none(
        "SELECT conname::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        " AND conname ~ '_(fkey|check|pkey|key1|excl)[0-9]*$'");
}

static void every_constraint_has_a_meaning(void **state)
{
    auto_result *rows = constraints();

    (void)state;
    for (int i = 0; i < PQntuples(rows); i++) {
        const char *name = PQgetvalue(rows, i, 0);
        struct meaning meaning = constraint_meaning(name, PQgetvalue(rows, i, 1));

        assert_non_null(meaning.pointer);
        if (meaning.problem == NO_PROBLEM ||
            (meaning.problem == PROBLEM_INTERNAL && !only_we_can_break(name)))
            fail_msg("%s has no meaning in constraint.c", name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_of_councils_data_is_forced),
        cmocka_unit_test(every_policy_names_the_council),
        cmocka_unit_test(keys_begin_with_the_council),
        cmocka_unit_test(foreign_keys_stay_within_the_council),
        cmocka_unit_test(filtered_columns_are_leakproof_types),
        cmocka_unit_test(the_service_owns_nothing_and_is_nobody_else),
        cmocka_unit_test(functions_that_see_more_are_guarded),
        cmocka_unit_test(no_statement_asks_the_server_for_the_day),
        cmocka_unit_test(the_codes_are_those_of_the_program),
        cmocka_unit_test(every_constraint_is_named_for_its_table),
        cmocka_unit_test(no_constraint_is_left_unnamed),
        cmocka_unit_test(every_constraint_has_a_meaning),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
