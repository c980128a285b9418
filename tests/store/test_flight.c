/* Flights of statements (decisions 1 to 4): one instant for a read, two round trips for a write that decides, and what
 * happens when a statement, a connection or the whole server goes away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "database.h"
#include "query.h"

static struct database database;
static struct id council;
static struct store *store;

static int make(void **state)
{
    (void)state;
    database_make(&database);
    council = database_council(&database, "abc", "ABC");
    store = database_store(&database);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    store_free(store);
    database_drop(&database);
    return 0;
}

/* ---- Small statements to fly with ------------------------------------------------------------------- */

static void queue_council(struct store *of)
{
    const char *values[] = {council.text};

    query_queue(of, SQL_TENANT_FIND, values, COUNT(values));
}

static void queue_lock(struct store *of, struct id complaint)
{
    const char *values[] = {council.text, complaint.text};

    query_queue(of, SQL_CASE_LOCK, values, COUNT(values));
}

/* A row that decides nothing: a policy under this name; `published` must be an object (policy_published_fits). */
static void queue_policy(struct store *of, const char *published)
{
    const char *values[] = {council.text, "2026-01-01", "in flight",     published,
                            "{}",         "[]",         "issuer|manager"};

    query_queue(of, SQL_POLICY_ADD, values, COUNT(values));
}

static int policies(void)
{
    return atoi(database_value(&database, "SELECT count(*) FROM policy"));
}

static void read_works(struct store *of)
{
    struct visitor visitor = visitor_staff(council);

    store_read(of, &visitor);
    queue_council(of);
    assert_int_equal(store_done(of, true), NO_PROBLEM);
    assert_int_equal(store_finish(of), NO_PROBLEM);
}

/* ---- Decision 1 ------------------------------------------------------------------------------------ */

static void wait_until_blocked(void)
{
    while (atoi(database_value(
               &database, "SELECT count(*) FROM pg_stat_activity WHERE usename = 'heard_service'"
                          " AND wait_event_type = 'Lock' AND datname = current_database()")) == 0)
        ;
}

static const char *council_name(struct arena *arena)
{
    auto_result *row = NULL;

    assert_int_equal(query_collect(store, ONE_ROW, &row), NO_PROBLEM);
    return field_text(row, 0, field_number(row, "name"), arena);
}

/* Two statements of one flight see one instant, whatever commits between them: here while a third one waits. */
static void a_read_sees_one_instant(void **state)
{
    struct visitor visitor = visitor_staff(council);
    struct arena arena = {0};

    (void)state;
    database_run(&database, "BEGIN");
    database_run(&database, "LOCK TABLE policy IN ACCESS EXCLUSIVE MODE");
    store_read(store, &visitor);
    queue_council(store);
    query_queue(store, SQL_POLICY_VALUES, (const char *const[]){council.text}, 1);
    queue_council(store);
    assert_int_equal(store_send(store), NO_PROBLEM);
    wait_until_blocked();
    database_run(&database, "UPDATE council SET name = 'renamed'");
    database_run(&database, "COMMIT");
    assert_string_equal(council_name(&arena), "abc");
    assert_int_equal(store_done(store, false), NO_PROBLEM);
    assert_string_equal(council_name(&arena), "abc");
    assert_int_equal(store_finish(store), NO_PROBLEM);
    store_read(store, &visitor);
    queue_council(store);
    assert_string_equal(council_name(&arena), "renamed");
    assert_int_equal(store_finish(store), NO_PROBLEM);
    arena_free(&arena);
}

static void a_read_cannot_write(void **state)
{
    struct visitor visitor = visitor_staff(council);
    int before = policies();

    (void)state;
    store_read(store, &visitor);
    queue_policy(store, "{}");
    assert_int_equal(store_done(store, true),
                     PROBLEM_INTERNAL); /* a bug of ours, refused by PostgreSQL: 25006 */
    assert_int_equal(store_finish(store), PROBLEM_INTERNAL);
    assert_int_equal(policies(), before);
    read_works(store);
}

/* ---- Decision 2 ------------------------------------------------------------------------------------ */

static void a_write_decides_between_two_flights(void **state)
{
    struct id complaint = database_complaint(&database, council, "child");
    struct visitor visitor = visitor_staff(council);
    int before = policies();

    (void)state;
    store_write(store, &visitor);
    queue_lock(store, complaint);
    assert_int_equal(store_done(store, true), NO_PROBLEM);
    queue_policy(store, "{}");
    store_commit(store);
    assert_int_equal(store_done(store, true), NO_PROBLEM);
    assert_int_equal(store_finish(store), NO_PROBLEM);
    assert_int_equal(policies(), before + 1);
}

static void what_is_not_committed_is_rolled_back(void **state)
{
    struct visitor visitor = visitor_staff(council);
    int before = policies();

    (void)state;
    store_write(store, &visitor);
    queue_policy(store, "{}");
    assert_int_equal(store_done(store, true), NO_PROBLEM);
    assert_int_equal(store_finish(store), NO_PROBLEM);
    assert_int_equal(policies(), before);
}

static void a_broken_statement_undoes_the_whole_flight(void **state)
{
    struct visitor visitor = visitor_staff(council);
    int before = policies();

    (void)state;
    store_write(store, &visitor);
    queue_policy(store, "{}");
    queue_policy(store, "[]"); /* policy_published_fits */
    queue_policy(store, "{}");
    store_commit(store);
    assert_int_equal(store_done(store, true), PROBLEM_VALIDATION_FAILED);
    assert_int_equal(store_done(store, true), PROBLEM_VALIDATION_FAILED); /* it sticks */
    assert_int_equal(store_finish(store), PROBLEM_VALIDATION_FAILED);
    assert_string_equal(store_broken_constraint(store), "policy_published_fits");
    assert_int_equal(policies(), before);
    read_works(store);
}

/* The second act on a complaint waits for the first, and gives up in time. */
static void a_lock_that_is_held_too_long_is_unavailable(void **state)
{
    struct id complaint = database_complaint(&database, council, "child");
    const struct store_options hasty = {.database = database.service, .lock_ms = 100};
    struct store *other = store_new(&hasty);
    struct visitor visitor = visitor_staff(council);

    (void)state;
    store_write(store, &visitor);
    queue_lock(store, complaint);
    assert_int_equal(store_done(store, true), NO_PROBLEM);
    store_write(other, &visitor);
    queue_lock(other, complaint);
    assert_int_equal(store_done(other, true), PROBLEM_UNAVAILABLE);
    assert_int_equal(store_finish(other), PROBLEM_UNAVAILABLE);
    assert_int_equal(store_finish(store), NO_PROBLEM);
    store_write(other, &visitor);
    queue_lock(other, complaint);
    assert_int_equal(store_done(other, true), NO_PROBLEM);
    assert_int_equal(store_finish(other), NO_PROBLEM);
    store_free(other);
}

/* Every SELECT of a locked table waits for ACCESS EXCLUSIVE, so a short statement_timeout must fire. */
static void a_statement_that_takes_too_long_is_unavailable(void **state)
{
    const struct store_options hasty = {.database = database.service, .statement_ms = 100};
    struct store *other = store_new(&hasty);
    struct visitor visitor = visitor_staff(council);

    (void)state;
    read_works(other);
    database_run(&database, "BEGIN");
    database_run(&database, "LOCK TABLE complaint_lock IN ACCESS EXCLUSIVE MODE");
    store_write(other, &visitor);
    queue_lock(other, council);
    assert_int_equal(store_done(other, true), PROBLEM_UNAVAILABLE);
    assert_int_equal(store_finish(other), PROBLEM_UNAVAILABLE);
    database_run(&database, "ROLLBACK");
    read_works(other);
    store_free(other);
}

/* A key that is checked at COMMIT still fails the act, with its meaning. */
static void a_deferred_key_fails_at_the_commit(void **state)
{
    struct visitor visitor = visitor_staff(council);
    struct id nobody = id_new(1);
    const char *values[] = {council.text, nobody.text, "t", "They will move me again",
                            visitor.actor};

    (void)state;
    store_write(store, &visitor);
    query_queue(store, SQL_REPRISAL_CONCERN_ADD, values, COUNT(values));
    assert_int_equal(store_done(store, true), NO_PROBLEM);
    store_commit(store);
    assert_int_equal(store_finish(store), PROBLEM_NOT_FOUND);
    assert_string_equal(store_broken_constraint(store), "reprisal_concern_of_complaint");
}

/* ---- Decision 3 ------------------------------------------------------------------------------------ */

static void what_was_queued_and_never_collected_harms_nobody(void **state)
{
    struct visitor visitor = visitor_staff(council);

    (void)state;
    for (int i = 0; i < 3; i++) {
        store_read(store, &visitor);
        for (int statements = 0; statements < 40; statements++)
            queue_council(store);
        if (i == 1)
            assert_int_equal(store_send(store), NO_PROBLEM);
        if (i == 2)
            assert_int_equal(store_done(store, true), NO_PROBLEM);
        assert_int_equal(store_finish(store), NO_PROBLEM);
    }
    read_works(store);
}

static void a_row_that_is_not_there_is_not_found(void **state)
{
    struct visitor visitor = visitor_staff(council);

    (void)state;
    store_write(store, &visitor);
    queue_lock(store, council);
    assert_int_equal(store_done(store, true), PROBLEM_NOT_FOUND);
    assert_int_equal(store_finish(store), NO_PROBLEM);
}

/* More than libpq, or the socket, buffers: nobody may wait for the other for ever. */
static void large_flights_pass(void **state)
{
    struct visitor visitor = visitor_staff(council);
    enum {
        STATEMENTS = 60,
        BYTES = 90000
    };
    char *words = malloc(BYTES + 1);

    (void)state;
    memset(words, 'x', BYTES);
    words[BYTES] = '\0';
    store_read(store, &visitor);
    for (int i = 0; i < STATEMENTS; i++)
        query_queue(store, SQL_TENANT_FIND, (const char *const[]){words}, 1);
    for (int i = 0; i < STATEMENTS; i++)
        assert_int_equal(store_done(store, false), NO_PROBLEM);
    assert_int_equal(store_finish(store), NO_PROBLEM);
    free(words);
}

/* ---- Decision 4 ------------------------------------------------------------------------------------ */

static void every_statement_can_be_prepared(void **state)
{
    const struct store_options options = {.database = database.service};

    (void)state;
    log_start("error");
    assert_true(store_check_statements(&options));
    log_stop();
}

/* Prepare what the pool has seen away from under it, as a proxy or DISCARD ALL would. */
static void terminate_all(const char *how)
{
    database_run(&database,
                 "SELECT %s(pid) FROM pg_stat_activity WHERE datname = current_database() AND "
                 "usename = 'heard_service'",
                 how);
}

static void a_changed_result_type_is_prepared_again(void **state)
{
    (void)state;
    read_works(store);
    database_run(&database, "DROP FUNCTION council_find(text) CASCADE");
    database_run(
        &database,
        "CREATE FUNCTION council_find(sought text) RETURNS TABLE (id uuid, slug text, code text, "
        "name varchar(9),"
        " sandbox boolean, test_day date, settings jsonb) LANGUAGE sql STABLE SECURITY DEFINER AS"
        " 'SELECT id, slug, code, name::varchar(9), sandbox, test_day, settings FROM council'");
    database_run(&database, "GRANT EXECUTE ON FUNCTION council_find TO heard_service");
    read_works(store); /* 0A000, or a new plan: either way an answer */
}

static void a_read_survives_a_terminated_connection(void **state)
{
    uint64_t retried = store_figures().retried;

    (void)state;
    read_works(store);
    terminate_all("pg_terminate_backend");
    read_works(store);
    assert_int_equal(store_figures().retried, retried + 1);
}

static void a_write_begun_on_a_dead_connection_begins_again(void **state)
{
    struct id complaint = database_complaint(&database, council, "child");
    struct visitor visitor = visitor_staff(council);

    (void)state;
    read_works(store);
    terminate_all("pg_terminate_backend");
    store_write(store, &visitor);
    queue_lock(store, complaint);
    assert_int_equal(store_done(store, true), NO_PROBLEM);
    assert_int_equal(store_finish(store), NO_PROBLEM);
}

/* The lock went with the connection: what was decided under it must not be written. */
static void the_second_flight_is_never_sent_twice(void **state)
{
    struct id complaint = database_complaint(&database, council, "child");
    struct visitor visitor = visitor_staff(council);
    int before = policies();

    (void)state;
    store_write(store, &visitor);
    queue_lock(store, complaint);
    assert_int_equal(store_done(store, true), NO_PROBLEM);
    terminate_all("pg_terminate_backend");
    queue_policy(store, "{}");
    store_commit(store);
    assert_int_equal(store_done(store, true), PROBLEM_UNAVAILABLE);
    assert_int_equal(store_finish(store), PROBLEM_UNAVAILABLE);
    assert_int_equal(policies(), before);
    read_works(store);
}

static void a_cancelled_statement_is_unavailable_and_the_connection_stays(void **state)
{
    struct visitor visitor = visitor_staff(council);
    uint64_t connected;

    (void)state;
    read_works(store);
    connected = store_figures().connected;
    database_run(&database, "BEGIN");
    database_run(&database, "LOCK TABLE complaint_lock IN ACCESS EXCLUSIVE MODE");
    store_write(store, &visitor);
    queue_lock(store, council);
    assert_int_equal(store_send(store), NO_PROBLEM);
    wait_until_blocked();
    terminate_all("pg_cancel_backend");
    assert_int_equal(store_done(store, true), PROBLEM_UNAVAILABLE);
    assert_int_equal(store_finish(store), PROBLEM_UNAVAILABLE);
    database_run(&database, "ROLLBACK");
    read_works(store);
    assert_int_equal(store_figures().connected, connected);
}

/* A service that logs in as a superuser would show every council's data to anybody. */
static void a_login_beyond_row_security_is_refused(void **state)
{
    const struct store_options superuser = {.database = database.owner};
    struct store *mighty = store_new(&superuser);

    (void)state;
    store_read(mighty, NULL);
    queue_council(mighty);
    assert_int_equal(store_done(mighty, true), PROBLEM_UNAVAILABLE);
    assert_int_equal(store_finish(mighty), PROBLEM_UNAVAILABLE);
    store_free(mighty);
}

static void an_absent_server_is_unavailable_at_once(void **state)
{
    const struct store_options nowhere = {.database = "host=/nowhere port=1 dbname=x"};
    struct store *lost = store_new(&nowhere);
    int64_t began = clock_monotonic_us();

    (void)state;
    for (int i = 0; i < 1000; i++) {
        store_read(lost, NULL);
        queue_council(lost);
        assert_int_equal(store_done(lost, true), PROBLEM_UNAVAILABLE);
        assert_int_equal(store_finish(lost), PROBLEM_UNAVAILABLE);
    }
    assert_true(store_figures().connect_failures < 900); /* back-off: most did not even try */
    assert_true(clock_monotonic_us() - began < 2000000);
    store_free(lost);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_read_sees_one_instant),
        cmocka_unit_test(a_read_cannot_write),
        cmocka_unit_test(a_write_decides_between_two_flights),
        cmocka_unit_test(what_is_not_committed_is_rolled_back),
        cmocka_unit_test(a_broken_statement_undoes_the_whole_flight),
        cmocka_unit_test(a_lock_that_is_held_too_long_is_unavailable),
        cmocka_unit_test(a_statement_that_takes_too_long_is_unavailable),
        cmocka_unit_test(a_deferred_key_fails_at_the_commit),
        cmocka_unit_test(what_was_queued_and_never_collected_harms_nobody),
        cmocka_unit_test(a_row_that_is_not_there_is_not_found),
        cmocka_unit_test(large_flights_pass),
        cmocka_unit_test(every_statement_can_be_prepared),
        cmocka_unit_test(a_read_survives_a_terminated_connection),
        cmocka_unit_test(a_write_begun_on_a_dead_connection_begins_again),
        cmocka_unit_test(the_second_flight_is_never_sent_twice),
        cmocka_unit_test(a_cancelled_statement_is_unavailable_and_the_connection_stays),
        cmocka_unit_test(a_login_beyond_row_security_is_refused),
        cmocka_unit_test(an_absent_server_is_unavailable_at_once),
        cmocka_unit_test(a_changed_result_type_is_prepared_again),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
