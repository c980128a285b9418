/* Who sees what (decisions 6 to 9, 11 to 13, 16), asked as heard_service with the settings of a transaction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "database.h"

static struct database database;
static struct id council, other_council;
static struct id complaint, others_complaint, foreign_complaint;
static PGconn *service;

static PGconn *connect_as(const char *conninfo)
{
    PGconn *connection = PQconnectdb(conninfo);

    assert_int_equal(PQstatus(connection), CONNECTION_OK);
    return connection;
}

static int make(void **state)
{
    (void)state;
    database_make(&database);
    council = database_council(&database, "abc", "ABC");
    other_council = database_council(&database, "xyz", "XYZ");
    complaint = database_complaint(&database, council, "child");
    others_complaint = database_complaint(&database, council, "parent");
    foreign_complaint = database_complaint(&database, other_council, "child");
    service = connect_as(database.service);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    PQfinish(service);
    database_drop(&database);
    return 0;
}

/* ---- Asking ---------------------------------------------------------------------------------------- */

static char answer[400]; /* the first field, or the SQLSTATE in brackets */

static void take(PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    if (state)
        (void)snprintf(answer, sizeof answer, "[%s]", state);
    else if (PQresultStatus(result) == PGRES_TUPLES_OK)
        (void)snprintf(answer, sizeof answer, "%s",
                       PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
    else
        (void)snprintf(answer, sizeof answer, "%s", PQcmdTuples(result));
    PQclear(result);
}

static void plain(const char *text)
{
    PQclear(PQexec(service, text));
}

static void set(const char *name, const char *value)
{
    const char *values[] = {name, value};

    PQclear(
        PQexecParams(service, "SELECT set_config($1, $2, true)", 2, NULL, values, NULL, NULL, 0));
}

static void become(const char *of_council, const char *actor, const char *roles, const char *reach)
{
    plain("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
    if (of_council)
        set("heard.council", of_council);
    if (actor)
        set("heard.actor", actor);
    if (roles)
        set("heard.roles", roles);
    if (reach)
        set("heard.reach", reach);
}

/* The answer to `text` (with its %s filled by `first` and `second`) as the visitor; nothing of it stays. */
static const char *ask(const char *of_council, const char *actor, const char *roles,
                       const char *reach, const char *format, ...) formats(5, 6);

static const char *ask(const char *of_council, const char *actor, const char *roles,
                       const char *reach, const char *format, ...)
{
    char text[2000];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    become(of_council, actor, roles, reach);
    take(PQexec(service, text));
    plain("ROLLBACK");
    return answer;
}

#define AS_STAFF council.text, "issuer|manager", "complaints_manager", "council"
#define AS_HANDLER council.text, "issuer|handler", "stage1_handler", "council"
#define AS_CHILD council.text, "issuer|child", "complainant", "cases"
#define AS_STRANGER council.text, "issuer|nobody", "complainant", "cases"

/* ---- Decision 6 ------------------------------------------------------------------------------------ */

static void missing_and_empty_settings_see_nothing(void **state)
{
    static const char *const tables[] = {"complaint", "participant", "act",    "event",
                                         "deadline",  "person",      "policy", "enquiry",
                                         "council",   "idempotency"};

    (void)state;
    for (size_t i = 0; i < COUNT(tables); i++) {
        assert_string_equal(ask(NULL, NULL, NULL, NULL, "SELECT count(*) FROM %s", tables[i]), "0");
        assert_string_equal(ask("", "", "", "council", "SELECT count(*) FROM %s", tables[i]), "0");
    }
}

static void a_malformed_council_sees_nothing(void **state)
{
    static const char *const malformed[] = {"abc", "' OR true --",
                                            "00000000-0000-0000-0000-00000000000", "%",
                                            "019a0000-0000-7000-8000-000000000000'"};

    (void)state;
    for (size_t i = 0; i < COUNT(malformed); i++) {
        const char *said = ask(malformed[i], "issuer|x", "complaints_manager", "council",
                               "SELECT count(*) FROM complaint");

        if (strcmp(said, "0") != 0 && strcmp(said, "[22P02]") != 0)
            fail_msg("%s: %s", malformed[i], said);
    }
}

static void a_council_sees_its_own_and_no_other(void **state)
{
    (void)state;
    assert_string_equal(ask(AS_STAFF, "SELECT count(*) FROM complaint"), "2");
    assert_string_equal(
        ask(AS_STAFF, "SELECT count(*) FROM complaint WHERE id = '%s'", foreign_complaint.text),
        "0");
    assert_string_equal(ask(AS_STAFF, "SELECT string_agg(slug, ',') FROM council"), "abc");
    assert_string_equal(
        ask(AS_STAFF, "UPDATE complaint SET summary = 'x' WHERE id = '%s'", foreign_complaint.text),
        "0");
    assert_string_equal(ask(AS_STAFF,
                            "INSERT INTO complaint_lock (council, complaint) VALUES ('%s', '%s')",
                            other_council.text, foreign_complaint.text),
                        "[42501]");
}

/* The settings die with their transaction: the next one on the connection starts with none. */
static void settings_do_not_outlive_their_transaction(void **state)
{
    (void)state;
    become(AS_STAFF);
    plain("COMMIT");
    plain("BEGIN");
    take(PQexec(service, "SELECT count(*) FROM complaint"));
    plain("ROLLBACK");
    assert_string_equal(answer, "0");
}

/* ---- Decision 7 ------------------------------------------------------------------------------------ */

static void a_person_sees_the_cases_of_their_own(void **state)
{
    (void)state;
    assert_string_equal(ask(AS_CHILD, "SELECT string_agg(id::text, ',') FROM complaint"),
                        complaint.text);
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM point"), "1");
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM participant"), "1");
    assert_string_equal(ask(AS_STRANGER, "SELECT count(*) FROM complaint"), "0");
    assert_string_equal(ask(AS_STRANGER, "SELECT count(*) FROM point"), "0");
    /* The same subject in another council is somebody else. */
    assert_string_equal(ask(other_council.text, "issuer|child", "complainant", "cases",
                            "SELECT string_agg(id::text, ',') FROM complaint"),
                        foreign_complaint.text);
    /* A reach that is no known word gives no more than the cases. */
    assert_string_equal(ask(council.text, "issuer|child", "complaints_manager", "COUNCIL",
                            "SELECT count(*) FROM complaint"),
                        "1");
}

static void whose_part_has_ended_sees_no_more(void **state)
{
    (void)state;
    database_run(&database, "UPDATE participant SET to_on = '2026-03-03' WHERE complaint = '%s'",
                 complaint.text);
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM complaint"), "0");
    database_run(&database, "UPDATE participant SET to_on = NULL WHERE complaint = '%s'",
                 complaint.text);
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM complaint"), "1");
}

static void the_person_complained_about_sees_nothing(void **state)
{
    (void)state;
    database_run(&database, "UPDATE participant SET role = 'subject' WHERE complaint = '%s'",
                 complaint.text);
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM complaint"), "0");
    database_run(&database, "UPDATE participant SET role = 'complainant' WHERE complaint = '%s'",
                 complaint.text);
}

/* A token that is one complaint wide opens no other, nor what the same person said on it. */
static void a_token_of_one_complaint_opens_no_other(void **state)
{
    struct id second = database_complaint(&database, council, "child");

    (void)state;
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM complaint"), "2");
    become(AS_CHILD);
    set("heard.complaint", second.text);
    take(PQexec(service, "SELECT string_agg(id::text, ',') FROM complaint"));
    assert_string_equal(answer, second.text);
    take(PQexec(service, "SELECT count(*) FROM participant_identity"));
    assert_string_equal(answer, "1");
    plain("ROLLBACK");
    database_run(&database, "DELETE FROM complaint WHERE id = '%s'", second.text);
}

/* ---- Decision 8 ------------------------------------------------------------------------------------ */

static void every_actor_on_the_case_may_lock_it(void **state)
{
    (void)state;
    assert_string_equal(ask(AS_CHILD,
                            "SELECT complaint FROM complaint_lock WHERE council = '%s' AND "
                            "complaint = '%s' FOR UPDATE",
                            council.text, complaint.text),
                        complaint.text);
    assert_string_equal(ask(AS_CHILD,
                            "SELECT complaint FROM complaint_lock WHERE council = '%s' AND "
                            "complaint = '%s' FOR UPDATE",
                            council.text, others_complaint.text),
                        "");
}

/* ---- Decision 9 ------------------------------------------------------------------------------------ */

static void make_own_complaint(const char *id, const char *subject, bool participant_first)
{
    const char *participant = "019a0000-0000-7000-8000-0000000000aa";
    char text[2000];
    char people[1000];
    char itself[1000];

    (void)snprintf(
        people, sizeof people,
        "INSERT INTO participant (council, id, complaint, kind, role, from_on)"
        " VALUES ('%s', '%s', '%s', 'complainant', 'complainant', '2026-03-02');"
        "INSERT INTO participant_identity (council, participant, complaint, issuer, subject)"
        " VALUES ('%s', '%s', '%s', 'issuer', '%s');",
        council.text, participant, id, council.text, participant, id, subject);
    (void)snprintf(itself, sizeof itself,
                   "INSERT INTO complaint (council, id, reference, form, channel, received_on, "
                   "received_at, own_words)"
                   " VALUES ('%s', '%s', 'ABC-26-ZZZZZZ-Z', 'written', 'app', '2026-03-02', "
                   "'2026-03-02T10:00Z', 'Mine');",
                   council.text, id);
    (void)snprintf(text, sizeof text, "%s%s", participant_first ? people : itself,
                   participant_first ? itself : people);
    take(PQexec(service, text));
}

static void a_new_complaint_is_visible_to_its_maker(void **state)
{
    const char *id = "019a0000-0000-7000-8000-000000000001";

    (void)state;
    become(AS_STRANGER);
    make_own_complaint(id, "nobody", true);
    assert_string_equal(answer, "1");
    take(PQexec(service, "SELECT string_agg(id::text, ',') FROM complaint"));
    assert_string_equal(answer, id);
    plain("ROLLBACK");
    become(AS_STRANGER);
    make_own_complaint(id, "nobody", false);
    assert_string_equal(answer, "[42501]"); /* the complaint alone would be nobody's */
    plain("ROLLBACK");
}

static void nobody_joins_a_case_that_exists(void **state)
{
    (void)state;
    assert_string_equal(
        ask(AS_STRANGER,
            "INSERT INTO participant (council, id, complaint, kind, role, from_on)"
            " VALUES ('%s', gen_random_uuid(), '%s', 'complainant', 'complainant', '2026-03-02')",
            council.text, complaint.text),
        "[42501]");
    assert_string_equal(
        ask(AS_STRANGER,
            "INSERT INTO participant_identity (council, participant, complaint, issuer, subject)"
            " SELECT '%s', gen_random_uuid(), '%s', 'issuer', 'nobody'",
            council.text, complaint.text),
        "[42501]");
}

/* ---- Decision 11 ----------------------------------------------------------------------------------- */

static void what_has_other_readers_lies_apart(void **state)
{
    (void)state;
    database_run(
        &database,
        "INSERT INTO participant_contact (council, participant, complaint, telephone)"
        " SELECT council, id, complaint, '01632 960000' FROM participant WHERE complaint = '%s'",
        complaint.text);
    database_run(&database,
                 "INSERT INTO participant (council, id, complaint, kind, role, from_on)"
                 " VALUES ('%s', '019a0000-0000-7000-8000-0000000000bb', '%s', 'representative', "
                 "'advocate', '2026-03-02')",
                 council.text, complaint.text);
    database_run(
        &database,
        "INSERT INTO participant_identity (council, participant, complaint, issuer, subject)"
        " VALUES ('%s', '019a0000-0000-7000-8000-0000000000bb', '%s', 'issuer', 'advocate')",
        council.text, complaint.text);
    database_run(&database,
                 "INSERT INTO reprisal_concern (council, complaint, raised, words, recorded_by)"
                 " VALUES ('%s', '%s', true, 'They will move me', 'issuer|child')",
                 council.text, complaint.text);
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM participant_contact"), "1");
    assert_string_equal(ask(AS_STAFF, "SELECT count(*) FROM participant_contact"), "1");
    assert_string_equal(
        ask(council.text, "issuer|advocate", "advocate", "cases", "SELECT count(*) FROM complaint"),
        "1");
    assert_string_equal(ask(council.text, "issuer|advocate", "advocate", "cases",
                            "SELECT count(*) FROM participant_contact"),
                        "0");
    assert_string_equal(ask(council.text, "issuer|advocate", "advocate", "cases",
                            "SELECT count(*) FROM participant_identity"),
                        "1");
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM reprisal_concern"), "1");
    assert_string_equal(ask(AS_STAFF, "SELECT count(*) FROM reprisal_concern"), "1");
    assert_string_equal(ask(AS_HANDLER, "SELECT count(*) FROM reprisal_concern"), "0");
    assert_string_equal(ask(council.text, "issuer|advocate", "advocate", "cases",
                            "SELECT count(*) FROM reprisal_concern"),
                        "0");
}

static void the_directory_shows_others_the_people_of_their_cases(void **state)
{
    (void)state;
    database_run(&database,
                 "INSERT INTO person (council, id, name) VALUES"
                 " ('%s', '019a0000-0000-7000-8000-0000000000c1', 'Hands On'),"
                 " ('%s', '019a0000-0000-7000-8000-0000000000c2', 'Not Here')",
                 council.text, council.text);
    database_run(&database,
                 "INSERT INTO participant (council, id, complaint, kind, role, person, from_on) "
                 "VALUES ('%s',"
                 " '019a0000-0000-7000-8000-0000000000cc', '%s', 'staff', 'stage1_handler',"
                 " '019a0000-0000-7000-8000-0000000000c1', '2026-03-03')",
                 council.text, complaint.text);
    assert_string_equal(ask(AS_STAFF, "SELECT count(*) FROM person"), "2");
    assert_string_equal(ask(AS_CHILD, "SELECT string_agg(name, ',') FROM person"), "Hands On");
    assert_string_equal(ask(AS_STRANGER, "SELECT count(*) FROM person"), "0");
}

/* ---- Decision 12 ----------------------------------------------------------------------------------- */

static void search_stays_within_council_and_cases(void **state)
{
    (void)state;
    assert_string_equal(ask(AS_STAFF, "SELECT count(*) FROM complaint_search('moves', 50)"), "2");
    assert_string_equal(ask(AS_STAFF, "SELECT count(*) FROM complaint_search('moves', 1)"), "1");
    assert_string_equal(
        ask(AS_CHILD, "SELECT string_agg(s::text, ',') FROM complaint_search('moves', 50) AS s"),
        complaint.text);
    assert_string_equal(ask(AS_STRANGER, "SELECT count(*) FROM complaint_search('moves', 50)"),
                        "0");
    assert_string_equal(
        ask(NULL, NULL, NULL, NULL, "SELECT count(*) FROM complaint_search('moves', 50)"), "0");
    assert_string_equal(ask(AS_STAFF, "SELECT count(*) FROM complaint_search('elephant', 50)"),
                        "0");
    /* A hostile query is words, never syntax. */
    assert_string_equal(
        ask(AS_STAFF, "SELECT count(*) FROM complaint_search('& | ! ( :* <-> ''', 50)"), "0");
}

/* ---- Decision 13 ----------------------------------------------------------------------------------- */

static void councils_and_issuers_are_found_before_the_tenant_is_known(void **state)
{
    (void)state;
    database_run(&database,
                 "INSERT INTO issuer (council, issuer, jwks_url) VALUES ('%s', "
                 "'https://login.example', 'https://login.example/jwks')",
                 council.text);
    assert_string_equal(ask(NULL, NULL, NULL, NULL, "SELECT id FROM council_find('abc')"),
                        council.text);
    assert_string_equal(
        ask(NULL, NULL, NULL, NULL, "SELECT slug FROM council_find('%s')", council.text), "abc");
    assert_string_equal(ask(NULL, NULL, NULL, NULL, "SELECT count(*) FROM council_find('%%')"),
                        "0");
    assert_string_equal(ask(NULL, NULL, NULL, NULL, "SELECT council_by_code('abc')"), council.text);
    assert_string_equal(
        ask(NULL, NULL, NULL, NULL, "SELECT slug || ' ' || issuer FROM issuer_list()"),
        "abc https://login.example");
    assert_string_equal(ask(NULL, NULL, NULL, NULL, "SELECT count(*) FROM issuer"), "0");
}

static void a_sandbox_that_is_over_is_found_no_more_and_swept(void **state)
{
    (void)state;
    database_run(&database,
                 "INSERT INTO council (id, slug, code, name, sandbox, test_day, expires_at) VALUES"
                 " ('019a0000-0000-7000-8000-0000000000d1', 'over', 'OVR', 'Over', true, "
                 "'2026-01-01', now() - interval '1 s'),"
                 " ('019a0000-0000-7000-8000-0000000000d2', 'alive', 'ALV', 'Alive', true, "
                 "'2026-01-01', now() + interval '1 day')");
    assert_string_equal(ask(NULL, NULL, NULL, NULL, "SELECT count(*) FROM council_find('over')"),
                        "0");
    assert_string_equal(ask(NULL, NULL, NULL, NULL, "SELECT count(*) FROM council_find('alive')"),
                        "1");
    become(NULL, NULL, NULL, NULL);
    take(PQexec(service, "SELECT sandbox_sweep(10)"));
    plain("COMMIT");
    assert_string_equal(answer, "1");
    assert_string_equal(
        database_value(&database, "SELECT string_agg(slug, ',' ORDER BY slug) FROM council"),
        "abc,alive,xyz");
}

static void a_swept_sandbox_leaves_nothing_behind(void **state)
{
    struct id sandbox = {"019a0000-0000-7000-8000-0000000000d2"};

    (void)state;
    (void)database_complaint(&database, sandbox, "child");
    database_run(&database,
                 "UPDATE council SET expires_at = now() - interval '1 s' WHERE id = '%s'",
                 sandbox.text);
    become(NULL, NULL, NULL, NULL);
    take(PQexec(service, "SELECT sandbox_sweep(10)"));
    plain("COMMIT");
    assert_string_equal(answer, "1");
    assert_string_equal(
        database_value(&database,
                       "SELECT (SELECT count(*) FROM complaint WHERE council = '%s')"
                       " + (SELECT count(*) FROM participant WHERE council = '%s')",
                       sandbox.text, sandbox.text),
        "0");
}

static void the_worker_sees_due_clocks_and_the_outbox_without_words(void **state)
{
    PGconn *worker = connect_as(database.worker);

    (void)state;
    database_run(&database,
                 "INSERT INTO deadline (council, id, complaint, kind, stage, state, due_on) VALUES"
                 " ('%s', gen_random_uuid(), '%s', 'acknowledge', 0, 'running', '2026-03-03'),"
                 " ('%s', gen_random_uuid(), '%s', 'stage_1', 1, 'met', '2026-03-16')",
                 council.text, complaint.text, other_council.text, foreign_complaint.text);
    take(PQexec(worker, "SELECT moves FROM deadline"));
    assert_string_equal(answer, "[42501]"); /* not every column */
    take(PQexec(worker, "SELECT count(id) FROM deadline"));
    assert_string_equal(answer, "1");
    take(PQexec(worker, "SELECT count(id) FROM event"));
    assert_string_equal(answer, "0");
    take(PQexec(worker, "SELECT data FROM event"));
    assert_string_equal(answer, "[42501]");
    take(PQexec(worker, "SELECT count(*) FROM complaint"));
    assert_string_equal(answer, "[42501]");
    PQfinish(worker);
}

/* ---- What only grows, and decision 16 ---------------------------------------------------------------- */

static void acts_and_events_only_grow(void **state)
{
    static const char *const never[] = {
        "UPDATE act SET number = 2",
        "DELETE FROM act",
        "TRUNCATE act",
        "UPDATE event SET number = 2",
        "DELETE FROM event",
        "DELETE FROM complaint",
        "DELETE FROM participant",
        "DELETE FROM deadline",
        "UPDATE decision SET reasons = 'x'",
        "UPDATE request SET words = 'x'",
        "UPDATE policy SET published = '{}'",
        "DELETE FROM policy",
        "UPDATE non_working_day SET name = 'x'",
        "INSERT INTO calendar_version (version) VALUES (9)",
        "UPDATE council SET name = 'x'",
        "INSERT INTO council (id, slug, code, name) VALUES (gen_random_uuid(), 'new', 'NEW', 'x')",
        "UPDATE schema_migration SET sha256 = 'x'",
        "ALTER TABLE act DISABLE ROW LEVEL SECURITY",
        "SET ROLE heard_owner",
        "SET SESSION AUTHORIZATION heard_sight",
        "CREATE TABLE mine (x int)",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(never); i++)
        if (strcmp(ask(AS_STAFF, "%s", never[i]), "[42501]") != 0)
            fail_msg("%s: %s", never[i], answer);
}

static void own_words_are_immutable(void **state)
{
    (void)state;
    assert_string_equal(ask(AS_STAFF, "UPDATE complaint SET own_words = 'tidied'"), "[42501]");
    assert_string_equal(ask(AS_STAFF, "UPDATE point SET own_words = 'tidied'"), "[42501]");
    assert_string_equal(ask(AS_STAFF,
                            "UPDATE point SET agreed_text = 'agreed' WHERE complaint = '%s'",
                            complaint.text),
                        "1");
    assert_string_equal(ask(AS_STAFF, "UPDATE complaint SET reference = 'ABC-26-AAAAAA-A'"),
                        "[42501]");
}

static void a_kept_answer_is_its_callers_alone(void **state)
{
    (void)state;
    database_run(
        &database,
        "INSERT INTO idempotency (council, caller, path, key_hash, fingerprint, status, "
        "sealed_body) VALUES"
        " ('%s', 'issuer|child', '/v1/complaints', repeat('a', 64), repeat('b', 64), 201, '')",
        council.text);
    assert_string_equal(ask(AS_CHILD, "SELECT count(*) FROM idempotency"), "1");
    assert_string_equal(ask(AS_STAFF, "SELECT count(*) FROM idempotency"), "0");
}

static void what_is_not_committed_is_not_visible_to_others(void **state)
{
    PGconn *other = connect_as(database.service);

    (void)state;
    become(AS_STAFF);
    take(PQexec(service, "UPDATE complaint SET summary = 'half done'"));
    assert_string_equal(answer, "2");
    PQclear(PQexec(other, "BEGIN"));
    PQclear(PQexec(other, "SELECT set_config('heard.reach', 'council', true)"));
    {
        const char *values[] = {council.text};

        PQclear(PQexecParams(other, "SELECT set_config('heard.council', $1, true)", 1, NULL, values,
                             NULL, NULL, 0));
    }
    take(PQexec(other, "SELECT count(*) FROM complaint WHERE summary IS NOT NULL"));
    assert_string_equal(answer, "0");
    plain("ROLLBACK");
    PQfinish(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missing_and_empty_settings_see_nothing),
        cmocka_unit_test(a_malformed_council_sees_nothing),
        cmocka_unit_test(a_council_sees_its_own_and_no_other),
        cmocka_unit_test(settings_do_not_outlive_their_transaction),
        cmocka_unit_test(a_person_sees_the_cases_of_their_own),
        cmocka_unit_test(whose_part_has_ended_sees_no_more),
        cmocka_unit_test(the_person_complained_about_sees_nothing),
        cmocka_unit_test(a_token_of_one_complaint_opens_no_other),
        cmocka_unit_test(every_actor_on_the_case_may_lock_it),
        cmocka_unit_test(a_new_complaint_is_visible_to_its_maker),
        cmocka_unit_test(nobody_joins_a_case_that_exists),
        cmocka_unit_test(what_has_other_readers_lies_apart),
        cmocka_unit_test(the_directory_shows_others_the_people_of_their_cases),
        cmocka_unit_test(search_stays_within_council_and_cases),
        cmocka_unit_test(councils_and_issuers_are_found_before_the_tenant_is_known),
        cmocka_unit_test(a_sandbox_that_is_over_is_found_no_more_and_swept),
        cmocka_unit_test(a_swept_sandbox_leaves_nothing_behind),
        cmocka_unit_test(the_worker_sees_due_clocks_and_the_outbox_without_words),
        cmocka_unit_test(acts_and_events_only_grow),
        cmocka_unit_test(own_words_are_immutable),
        cmocka_unit_test(a_kept_answer_is_its_callers_alone),
        cmocka_unit_test(what_is_not_committed_is_not_visible_to_others),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
