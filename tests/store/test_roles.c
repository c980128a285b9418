/* Roles belong to the whole cluster: databases that come at once on a fresh one make them once, and none fails. */
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
#include "own_cluster.h"
#include "sql_migrations.h"
#include "store/migrate.h"

enum {
    DATABASES = 6
};

static struct own_cluster cluster;

static int make(void **state)
{
    (void)state;
    own_cluster_start(&cluster);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    own_cluster_do(&cluster, "remove");
    return 0;
}

static struct database database_open(const char *name)
{
    struct database database = {0};

    conninfo_with(database.owner, sizeof database.owner, cluster.superuser, NULL, name);
    database.admin = PQconnectdb(database.owner);
    assert_int_equal(PQstatus(database.admin), CONNECTION_OK);
    return database;
}

/* In a process of its own: every other one gives another password, so that ALTER ROLE meets ALTER ROLE. */
static pid_t migrate_aside(int number)
{
    char conninfo[700];
    char name[20];
    char sentence[600] = "";
    struct migrate_options options = {.database = conninfo};
    pid_t child = fork();

    if (child != 0)
        return child;
    (void)snprintf(name, sizeof name, "heard_%d", number);
    conninfo_with(conninfo, sizeof conninfo, cluster.superuser, NULL, name);
    options.service_password = number % 2 ? "one" : "two";
    if (store_migrate(&options, sentence, sizeof sentence))
        _exit(0);
    (void)fprintf(stderr, "%s\n", sentence);
    _exit(1);
}

static void databases_that_come_at_once_share_the_roles(void **state)
{
    struct database postgres = database_open("postgres");
    pid_t children[DATABASES];
    char name[20];

    (void)state;
    for (int i = 0; i < DATABASES; i++)
        database_run(&postgres, "CREATE DATABASE heard_%d", i);
    for (int i = 0; i < DATABASES; i++)
        children[i] = migrate_aside(i);
    for (int i = 0; i < DATABASES; i++) {
        int status = -1;

        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    for (int i = 0; i < DATABASES; i++) {
        struct database database;

        (void)snprintf(name, sizeof name, "heard_%d", i);
        database = database_open(name);
        assert_int_equal(atoi(database_value(&database, "SELECT count(*) FROM schema_migration")),
                         SQL_MIGRATIONS);
        PQfinish(database.admin);
    }
    assert_string_equal(
        database_value(&postgres, "SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_authid"
                                  " WHERE rolname LIKE 'heard\\_%%'"),
        "heard_owner,heard_service,heard_sight,heard_worker");
    PQfinish(postgres.admin);
}

/* What the log of the server could hold is a hash. */
static void the_password_is_hashed_before_it_is_sent(void **state)
{
    struct database postgres = database_open("postgres");

    (void)state;
    assert_string_equal(
        database_value(&postgres,
                       "SELECT count(*) FROM pg_authid WHERE rolname IN ('heard_service',"
                       " 'heard_worker') AND rolpassword LIKE 'SCRAM-SHA-256$%%'"),
        "2");
    PQfinish(postgres.admin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(databases_that_come_at_once_share_the_roles),
        cmocka_unit_test(the_password_is_hashed_before_it_is_sent),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
