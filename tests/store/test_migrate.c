/* The schema comes forward and never back, by one migration at a time, however many are started (decisions 5, 10). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database.h"
#include "sql_migrations.h"
#include "store/migrate.h"
#include "store/policy_record.h"
#include "store/rules_store.h"

static struct database database;
static char sentence[600];

static int set_up(void **state)
{
    (void)state;
    database_make_empty(&database);
    sentence[0] = '\0';
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    database_drop(&database);
    return 0;
}

static bool migrate_until(int stop_before)
{
    const struct migrate_options options = {.database = database.owner, .stop_before = stop_before};

    return store_migrate(&options, sentence, sizeof sentence);
}

static void assert_migrates(int stop_before)
{
    if (!migrate_until(stop_before))
        fail_msg("%s", sentence);
}

static void assert_said(const char *part)
{
    if (!strstr(sentence, part))
        fail_msg("\"%s\" does not say \"%s\"", sentence, part);
}

static int applied(void)
{
    return atoi(database_value(&database, "SELECT count(*) FROM schema_migration"));
}

static void every_migration_is_kept_with_its_checksum(void **state)
{
    (void)state;
    assert_migrates(0);
    assert_int_equal(applied(), SQL_MIGRATIONS);
    for (int i = 0; i < SQL_MIGRATIONS; i++)
        assert_string_equal(database_value(&database,
                                           "SELECT sha256 FROM schema_migration WHERE number = %d",
                                           i + 1),
                            sql_migrations[i].sha256);
    assert_string_equal(
        database_value(&database,
                       "SELECT count(*) FROM schema_migration WHERE min_release !~ '^[0-9.]+$'"),
        "0");
}

static void a_second_time_changes_nothing(void **state)
{
    char first[64];

    (void)state;
    assert_migrates(0);
    (void)snprintf(first, sizeof first, "%s",
                   database_value(&database, "SELECT max(applied_at) FROM schema_migration"));
    assert_migrates(0);
    assert_string_equal(database_value(&database, "SELECT max(applied_at) FROM schema_migration"),
                        first);
    assert_string_equal(database_value(&database, "SELECT count(*) FROM calendar_version"), "1");
}

static void an_old_schema_comes_forward(void **state)
{
    (void)state;
    assert_migrates(9);
    assert_int_equal(applied(), 8);
    assert_migrates(0);
    assert_int_equal(applied(), SQL_MIGRATIONS);
}

static void ten_at_once_apply_each_migration_once(void **state)
{
    pid_t children[10];

    (void)state;
    for (size_t i = 0; i < COUNT(children); i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            _exit(migrate_until(0) ? 0 : 1);
    }
    for (size_t i = 0; i < COUNT(children); i++) {
        int status = -1;

        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(applied(), SQL_MIGRATIONS);
    assert_string_equal(database_value(&database, "SELECT count(*) FROM calendar_version"), "1");
}

static void a_changed_migration_is_refused(void **state)
{
    (void)state;
    assert_migrates(0);
    database_run(&database,
                 "UPDATE schema_migration SET sha256 = repeat('0', 64) WHERE number = 3");
    assert_false(migrate_until(0));
    assert_said("Migration 3");
    assert_said("changed");
}

static void a_later_release_is_refused(void **state)
{
    (void)state;
    assert_migrates(0);
    database_run(&database,
                 "INSERT INTO schema_migration (number, name, sha256, min_release)"
                 " VALUES (%d, 'from_tomorrow', repeat('a', 64), '9.0.0')",
                 SQL_MIGRATIONS + 1);
    assert_false(migrate_until(0));
    assert_said("from_tomorrow");
    assert_said("later release");
}

static void a_gap_is_refused(void **state)
{
    (void)state;
    assert_migrates(0);
    database_run(&database, "DELETE FROM schema_migration WHERE number = 4");
    assert_false(migrate_until(0));
    assert_said("Migration 4 is missing");
}

static void a_failed_migration_leaves_nothing_behind(void **state)
{
    (void)state;
    assert_migrates(6);
    database_run(
        &database,
        "CREATE TABLE advocate (in_the_way int)"); /* 6 makes person first, then advocate */
    assert_false(migrate_until(0));
    assert_said("Migration 6");
    assert_said("undone");
    assert_int_equal(applied(), 5);
    assert_string_equal(database_value(&database, "SELECT to_regclass('person') IS NULL"), "t");
    database_run(&database, "DROP TABLE advocate");
    assert_migrates(0);
}

static void a_database_that_is_away_is_said_to_be(void **state)
{
    const struct migrate_options options = {.database = "host=/nowhere port=1"};

    (void)state;
    assert_false(store_migrate(&options, sentence, sizeof sentence));
    assert_said("cannot be reached");
}

/* The service's role may neither migrate nor make roles. */
static void the_service_cannot_migrate(void **state)
{
    const struct migrate_options options = {.database = database.service};

    (void)state;
    assert_migrates(0);
    assert_false(store_migrate(&options, sentence, sizeof sentence));
    assert_true(sentence[0] != '\0');
}

/* Once a superuser has made the roles, an operator without that power carries on. */
static void a_member_of_the_owner_may_migrate(void **state)
{
    struct migrate_options options = {.stop_before = 1, .database = database.owner};
    char plain[700];
    char operator_name[80];
    bool done;

    (void)state;
    assert_true(store_migrate(&options, sentence, sizeof sentence)); /* roles only */
    (void)snprintf(operator_name, sizeof operator_name, "operator_%s", database.name);
    database_run(&database, "CREATE ROLE %s LOGIN IN ROLE heard_owner", operator_name);
    conninfo_with(plain, sizeof plain, database.owner, operator_name, NULL);
    options.database = plain;
    options.stop_before = 0;
    done = store_migrate(&options, sentence, sizeof sentence);
    database_run(&database, "DROP ROLE %s", operator_name);
    if (!done)
        fail_msg("%s", sentence);
    assert_int_equal(applied(), SQL_MIGRATIONS);
    assert_string_equal(database_value(&database, "SELECT count(*) FROM calendar_version"), "1");
}

static void a_stranger_may_not_migrate(void **state)
{
    struct migrate_options options = {.stop_before = 1, .database = database.owner};
    char plain[700];
    char stranger[80];
    bool done;

    (void)state;
    assert_true(store_migrate(&options, sentence, sizeof sentence));
    (void)snprintf(stranger, sizeof stranger, "stranger_%s", database.name);
    database_run(&database, "CREATE ROLE %s LOGIN CREATEROLE", stranger);
    conninfo_with(plain, sizeof plain, database.owner, stranger, NULL);
    options.database = plain;
    options.stop_before = 0;
    done = store_migrate(&options, sentence, sizeof sentence);
    database_run(&database, "DROP ROLE %s", stranger);
    assert_false(done);
    assert_said("SET ROLE");
}

/* Decision 5: an instance serves what it knows, and newer schemas that still suit it. */
static void the_window_of_schemas_is_judged(void **state)
{
    struct store *store;

    (void)state;
    assert_migrates(SQL_MIGRATIONS);
    store = database_store(&database);
    assert_int_equal(store_schema_state(store), SCHEMA_OLD);
    assert_migrates(0);
    assert_int_equal(store_schema_state(store), SCHEMA_SERVED);
    database_run(&database,
                 "INSERT INTO schema_migration (number, name, sha256, min_release)"
                 " VALUES (%d, 'expanded', repeat('a', 64), '0.0.9'), (%d, 'more', repeat('b', "
                 "64), '" HEARD_VERSION "')",
                 SQL_MIGRATIONS + 1, SQL_MIGRATIONS + 2);
    assert_int_equal(store_schema_state(store), SCHEMA_SERVED);
    database_run(&database,
                 "INSERT INTO schema_migration (number, name, sha256, min_release)"
                 " VALUES (%d, 'contracted', repeat('c', 64), '99.0')",
                 SQL_MIGRATIONS + 3);
    assert_int_equal(store_schema_state(store), SCHEMA_TOO_NEW);
    store_free(store);
}

static void an_empty_database_is_old_and_an_absent_one_unreachable(void **state)
{
    const struct store_options nowhere = {.database = "host=/nowhere port=1"};
    struct store *store = database_store(&database);
    struct store *lost = store_new(&nowhere);

    (void)state;
    assert_int_equal(store_schema_state(store), SCHEMA_OLD);
    assert_int_equal(store_schema_state(lost), SCHEMA_UNREACHABLE);
    store_free(store);
    store_free(lost);
}

/* Decision 10: as the owner under FORCE a migration would silently change nothing. */
static void an_owner_without_bypassrls_changes_nothing_and_is_not_told(void **state)
{
    struct id council;

    (void)state;
    assert_migrates(0);
    council = database_council(&database, "abc", "ABC");
    (void)database_complaint(&database, council, "child");
    database_run(&database, "CREATE ROLE plain_%s NOLOGIN", database.name);
    database_run(&database, "ALTER TABLE complaint OWNER TO plain_%s", database.name);
    database_run(&database, "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO plain_%s",
                 database.name);
    database_run(&database, "SET ROLE plain_%s", database.name);
    assert_string_equal(
        database_value(&database, "WITH changed AS (UPDATE complaint SET version = 2 RETURNING 1)"
                                  " SELECT count(*) FROM changed"),
        "0");
    database_run(&database, "RESET ROLE");
    database_run(&database, "ALTER TABLE complaint OWNER TO heard_owner");
    database_run(&database, "SET ROLE heard_owner");
    assert_string_equal(
        database_value(&database, "WITH changed AS (UPDATE complaint SET version = 2 RETURNING 1)"
                                  " SELECT count(*) FROM changed"),
        "1");
    database_run(&database, "RESET ROLE");
    database_run(&database, "DROP OWNED BY plain_%s", database.name);
    database_run(&database, "DROP ROLE plain_%s", database.name);
}

/* ---- What comes with the schema ---------------------------------------------------------------------- */

static void the_first_calendar_comes_along(void **state)
{
    struct store *store;
    struct arena arena = {0};
    struct calendar calendar;
    struct date end;

    (void)state;
    assert_migrates(0);
    store = database_store(&database);
    store_read(store, NULL);
    store_calendar_read(store);
    assert_int_equal(store_calendar_collect(store, &arena, &calendar), NO_PROBLEM);
    assert_int_equal(store_finish(store), NO_PROBLEM);
    assert_int_equal(calendar.version, 1);
    assert_true(calendar.first_year <= 2019 && calendar.last_year >= 2028);
    assert_int_equal(calendar_count(&calendar, (struct date){2026, 12, 24}, 1, &end), NO_PROBLEM);
    assert_string_equal(date_print(end).text,
                        "2026-12-29"); /* Friday Christmas, Monday in place of Boxing Day */
    arena_free(&arena);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_migration_is_kept_with_its_checksum, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_second_time_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_old_schema_comes_forward, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ten_at_once_apply_each_migration_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_changed_migration_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_later_release_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_gap_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failed_migration_leaves_nothing_behind, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_database_that_is_away_is_said_to_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_service_cannot_migrate, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_member_of_the_owner_may_migrate, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_stranger_may_not_migrate, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_window_of_schemas_is_judged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_database_is_old_and_an_absent_one_unreachable,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_owner_without_bypassrls_changes_nothing_and_is_not_told,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_calendar_comes_along, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
