/* What is asked most is found by an index, under row-level security, whoever asks (decisions 6, 7): shown by the plan that
 * the service's own role would use, in a council of a few thousand complaints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "database.h"
#include "sql_queries.h"

static struct database database;
static PGconn *service;
static struct id council;
static char plan[20000];

#define COMPLAINTS "4000"

static void fill(void)
{
    database_run(&database,
                 "SET session_replication_role = replica"); /* keys hold by construction */
    database_run(&database,
                 "INSERT INTO complaint (council, id, reference, form, channel, received_on, "
                 "received_at, own_words, handler,"
                 " next_deadline_id, next_deadline_kind, next_deadline_stage, next_deadline_due_on)"
                 " SELECT '%s', md5('k' || n)::uuid, 'ABC-26-' || lpad(n::text, 6, '0') || '-X', "
                 "'written', 'web',"
                 " date '2025-01-01' + n / 10, timestamptz '2025-01-01 10:00Z', 'Nobody told me', "
                 "md5('h' || n)::uuid,"
                 " md5('d' || n)::uuid, 'stage_1', 1, date '2025-01-15' + n / 10 FROM "
                 "generate_series(1, " COMPLAINTS ") AS n",
                 council.text);
    database_run(&database, "INSERT INTO complaint_lock SELECT council, id FROM complaint");
    database_run(&database, "INSERT INTO point (council, id, complaint, number, own_words)"
                            " SELECT council, gen_random_uuid(), id, number, 'Nobody came' FROM "
                            "complaint, generate_series(1, 2) AS number");
    database_run(&database, "INSERT INTO act (council, complaint, number, kind, on_day, "
                            "received_on, recorded_on, by_role, recorded_by)"
                            " SELECT council, id, number, 'send_notice', received_on, received_on, "
                            "received_on, 'complaints_manager', 'x'"
                            " FROM complaint, generate_series(1, 4) AS number");
    database_run(
        &database,
        "INSERT INTO event (council, complaint, number, id, type, complaint_version, occurred_on)"
        " SELECT council, id, number, gen_random_uuid(), 'notice.sent', number, received_on"
        " FROM complaint, generate_series(1, 4) AS number");
    database_run(
        &database,
        "INSERT INTO deadline (council, id, complaint, kind, stage, state, starts_on, due_on)"
        " SELECT council, next_deadline_id, id, 'stage_1', 1, 'running', received_on, "
        "next_deadline_due_on FROM complaint"
        " UNION ALL SELECT council, gen_random_uuid(), id, 'acknowledge', 0, 'met', received_on, "
        "received_on + 1"
        " FROM complaint");
    database_run(&database, "INSERT INTO participant (council, id, complaint, kind, role, from_on)"
                            " SELECT council, md5('p' || id)::uuid, id, 'complainant', "
                            "'complainant', received_on FROM complaint");
    database_run(
        &database,
        "INSERT INTO participant_identity (council, participant, complaint, issuer, subject)"
        " SELECT council, md5('p' || id)::uuid, id, 'issuer', 'child-' || reference FROM "
        "complaint");
    database_run(&database,
                 "INSERT INTO participant_contact (council, participant, complaint, telephone)"
                 " SELECT council, id, complaint, '01632 960000' FROM participant");
    database_run(&database, "RESET session_replication_role");
    database_run(&database, "VACUUM ANALYZE");
}

static int make(void **state)
{
    (void)state;
    database_make(&database);
    council = database_council(&database, "abc", "ABC");
    fill();
    service = PQconnectdb(database.service);
    return PQstatus(service) == CONNECTION_OK ? 0 : -1;
}

static int drop(void **state)
{
    (void)state;
    PQfinish(service);
    database_drop(&database);
    return 0;
}

static PGresult *run(const char *text)
{
    PGresult *result = PQexec(service, text);

    if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
        fail_msg("%s\n%s", text, PQerrorMessage(service));
    return result;
}

static void become(const char *reach)
{
    char text[400];

    PQclear(run("BEGIN READ WRITE"));
    (void)snprintf(
        text, sizeof text,
        "SELECT set_config('heard.council', '%s', true), set_config('heard.actor', "
        "'issuer|child-ABC-26-000007-X', true),"
        " set_config('heard.roles', 'complainant', true), set_config('heard.reach', '%s', true)",
        council.text, reach);
    PQclear(run(text));
}

/* The plan of `sql` with `arguments` behind the council's id, as one text. */
static void explain(enum sql sql, const char *reach, const char *arguments)
{
    char text[1000];
    PGresult *rows;

    become(reach);
    PQclear(PQprepare(service, sql_texts[sql].name, sql_texts[sql].text, 0, NULL));
    (void)snprintf(text, sizeof text,
                   "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE %s ('%s'%s)",
                   sql_texts[sql].name, council.text, arguments);
    rows = run(text);
    plan[0] = '\0';
    for (int i = 0; i < PQntuples(rows); i++)
        (void)snprintf(plan + strlen(plan), sizeof plan - strlen(plan), "%s\n",
                       PQgetvalue(rows, i, 0));
    PQclear(rows);
    PQclear(run("ROLLBACK"));
    (void)snprintf(text, sizeof text, "DEALLOCATE %s", sql_texts[sql].name);
    PQclear(run(text));
}

static void assert_index(enum sql sql, const char *index)
{
    static const char *const slow[] = {"Seq Scan on complaint",
                                       "Seq Scan on deadline",
                                       "Seq Scan on act",
                                       "Seq Scan on event",
                                       "Seq Scan on point",
                                       "Seq Scan on participant",
                                       "Bitmap Heap Scan on complaint",
                                       "Bitmap Heap Scan on deadline"};

    if (!strstr(plan, index))
        fail_msg("%s does not go by %s:\n%s", sql_texts[sql].name, index, plan);
    for (size_t i = 0; i < COUNT(slow); i++)
        if (strstr(plan, slow[i]))
            fail_msg("%s: %s\n%s", sql_texts[sql].name, slow[i], plan);
}

#define NULLS_8 ", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
#define FIRST ", '-infinity', '00000000-0000-0000-0000-000000000000', 51"
#define LAST ", 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 51"

static void pages_of_the_worklist_follow_an_index(void **state)
{
    static const struct {
        enum sql sql;
        const char *arguments;
        const char *index;
    } lists[] = {
        {SQL_COMPLAINT_LIST_BY_RECEIVED, ", '2025-06-01'" NULLS_8 NULLS_8 FIRST,
         "using complaint_by_received"},
        {SQL_COMPLAINT_LIST_BY_RECEIVED_DOWN, ", '2025-06-01'" NULLS_8 NULLS_8 LAST,
         "Backward using complaint_by_received"},
        {SQL_COMPLAINT_LIST_BY_DUE, ", '2025-06-01'" NULLS_8 NULLS_8 FIRST,
         "using complaint_by_due"},
        {SQL_COMPLAINT_LIST_BY_DUE_DOWN, ", '2025-06-01'" NULLS_8 NULLS_8 LAST,
         "Backward using complaint_by_due"},
        {SQL_DEADLINE_LIST_OPEN, ", '2025-06-01'" NULLS_8 FIRST, "using deadline_by_due"},
        {SQL_DEADLINE_LIST_OPEN_DOWN, ", '2025-06-01'" NULLS_8 LAST,
         "Backward using deadline_by_due"},
        {SQL_DEADLINE_LIST_ANY, ", '2025-06-01'" NULLS_8 FIRST, "using deadline_by_day"},
        {SQL_DEADLINE_LIST_ANY_DOWN, ", '2025-06-01'" NULLS_8 LAST,
         "Backward using deadline_by_day"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(lists); i++) {
        explain(lists[i].sql, "council", lists[i].arguments);
        assert_index(lists[i].sql, lists[i].index);
        if (strstr(plan, "Sort Key"))
            fail_msg("%s sorts:\n%s", sql_texts[lists[i].sql].name, plan);
    }
}

static void a_persons_worklist_goes_by_their_cases(void **state)
{
    (void)state;
    explain(SQL_COMPLAINT_LIST_MINE, "cases",
            ", '2025-06-01'" NULLS_8 NULLS_8 LAST ", false, true");
    assert_index(SQL_COMPLAINT_LIST_MINE, "using complaint_key on complaint c (actual rows=1");
    explain(SQL_DEADLINE_LIST_MINE, "cases", ", '2025-06-01'" NULLS_8 FIRST ", true, false");
    assert_index(SQL_DEADLINE_LIST_MINE,
                 "using deadline_one_of_a_kind on deadline d_1 (actual rows=1");
}

static void one_complaint_is_found_by_its_keys(void **state)
{
    static const struct {
        enum sql sql;
        const char *index;
    } parts[] = {
        {SQL_COMPLAINT_SHOW, "using complaint_key"},
        {SQL_CASE_HEAD, "using complaint_key"},
        {SQL_CASE_LOCK, "using complaint_lock_key"},
        {SQL_ACT_LIST, "using act_key"},
        {SQL_POINT_LIST, "using point_number_unique"},
        {SQL_PARTICIPANT_LIST, "participant_by_complaint"},
        {SQL_DEADLINE_OF_COMPLAINT, "deadline_one_of_a_kind"},
    };
    static const char *const reaches[] = {"council", "cases"};
    char arguments[120];

    (void)state;
    for (size_t i = 0; i < COUNT(parts); i++)
        for (size_t reach = 0; reach < COUNT(reaches); reach++) {
            size_t length = (size_t)snprintf(arguments, sizeof arguments, ", '%s'",
                                             database_value(&database, "SELECT md5('k7')::uuid"));

            for (size_t more = 2; more < sql_texts[parts[i].sql].parameters; more++)
                length += (size_t)snprintf(arguments + length, sizeof arguments - length, ", NULL");
            explain(parts[i].sql, reaches[reach], arguments);
            assert_index(parts[i].sql, parts[i].index);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_of_the_worklist_follow_an_index),
        cmocka_unit_test(a_persons_worklist_goes_by_their_cases),
        cmocka_unit_test(one_complaint_is_found_by_its_keys),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
