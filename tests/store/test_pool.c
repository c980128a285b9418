/* Threads side by side: each has a store of its own, and a database that dies and comes back loses nothing that was
 * acknowledged. Under the thread sanitizer these find what is shared and should not be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "database.h"
#include "own_cluster.h"
#include "query.h"
#include "store/migrate.h"
#include "store/pool.h"

enum {
    THREADS = 8
};

static struct database database;
static struct id council;

static int make(void **state)
{
    (void)state;
    database_make(&database);
    council = database_council(&database, "abc", "ABC");
    return 0;
}

static int drop(void **state)
{
    (void)state;
    database_drop(&database);
    return 0;
}

/* How many turns: a hundred times as many for ./dev proof. */
static int rounds(int usual)
{
    const char *proof = getenv("HEARD_PROOF");

    return proof && strcmp(proof, "full") == 0 ? usual * 100 : usual;
}

struct hand {
    pthread_t thread;
    struct pool *pool;
    struct store *store;
    int turns;
    int answered;  /* without a problem */
    int refused;   /* PROBLEM_UNAVAILABLE */
    int surprised; /* anything else */
};

static enum problem read_once(struct store *store)
{
    struct visitor visitor = visitor_staff(council);
    enum problem problem;
    enum problem ended;

    store_read(store, &visitor);
    query_queue(store, SQL_TENANT_FIND, (const char *const[]){council.text}, 1);
    problem = store_done(store, true);
    ended = store_finish(store);
    return problem != NO_PROBLEM ? problem : ended;
}

/* A policy that carries the number of its writer and turn as its name. */
static enum problem write_once(struct store *store, const char *name)
{
    struct visitor visitor = visitor_staff(council);
    const char *values[] = {council.text, "2026-01-01", name, "{}", "{}", "[]", visitor.actor};
    enum problem problem;
    enum problem ended;

    store_write(store, &visitor);
    query_queue(store, SQL_POLICY_ADD, values, COUNT(values));
    store_commit(store);
    problem = store_done(store, true);
    ended = store_finish(store);
    return problem != NO_PROBLEM ? problem : ended;
}

static void count_answer(struct hand *hand, enum problem problem)
{
    hand->answered += problem == NO_PROBLEM;
    hand->refused += problem == PROBLEM_UNAVAILABLE;
    hand->surprised += problem != NO_PROBLEM && problem != PROBLEM_UNAVAILABLE;
}

/* Read until so many reads were answered: refused ones are asked again, as a client would. */
static void *read_often(void *argument)
{
    struct hand *hand = argument;

    hand->store = pool_store(hand->pool);
    while (hand->answered < hand->turns && hand->surprised == 0)
        count_answer(hand, pool_store(hand->pool) == hand->store ? read_once(hand->store)
                                                                 : PROBLEM_INTERNAL);
    return NULL;
}

static void start_all(struct hand hands[THREADS], struct pool *pool, void *(*work)(void *),
                      int turns)
{
    for (int i = 0; i < THREADS; i++) {
        hands[i] = (struct hand){.pool = pool, .turns = turns};
        assert_int_equal(pthread_create(&hands[i].thread, NULL, work, &hands[i]), 0);
    }
}

static void join_all(struct hand hands[THREADS])
{
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(hands[i].thread, NULL), 0);
}

static void each_thread_has_a_store_of_its_own(void **state)
{
    const struct store_options options = {.database = database.service};
    struct pool *pool = pool_new(&options);
    struct hand hands[THREADS];

    (void)state;
    start_all(hands, pool, read_often, rounds(100));
    join_all(hands);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(hands[i].answered, rounds(100));
        for (int other = 0; other < i; other++)
            assert_ptr_not_equal(hands[i].store, hands[other].store);
    }
    assert_int_equal(store_figures().connections, THREADS);
    pool_free(pool);
    assert_int_equal(store_figures().connections, 0);
}

/* Backends that are ended under load are replaced; meanwhile nothing but 503 is answered. */
static void terminated_backends_are_replaced(void **state)
{
    const struct store_options options = {.database = database.service};
    struct pool *pool = pool_new(&options);
    struct hand hands[THREADS];

    (void)state;
    start_all(hands, pool, read_often, rounds(300));
    for (int i = 0; i < 5; i++)
        database_run(&database,
                     "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                     " WHERE datname = current_database() AND usename = 'heard_service'");
    join_all(hands);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(hands[i].surprised, 0);
        assert_int_equal(hands[i].answered, rounds(300));
    }
    pool_free(pool);
}

/* ---- kill -9 of the whole server, in a cluster of the test's own -------------------------------------- */

static struct own_cluster cluster;
static struct database durable;
static atomic_bool stop_writing;

static int own_cluster_make(void **state)
{
    char sentence[600] = "";
    struct migrate_options options = {.database = durable.owner};

    (void)state;
    own_cluster_start(&cluster);
    (void)snprintf(durable.owner, sizeof durable.owner, "%s", cluster.superuser);
    conninfo_with(durable.service, sizeof durable.service, cluster.superuser, "heard_service",
                  NULL);
    if (!store_migrate(&options, sentence, sizeof sentence))
        fail_msg("%s", sentence);
    durable.admin = PQconnectdb(durable.owner);
    council = database_council(&durable, "abc", "ABC");
    PQfinish(durable.admin);
    durable.admin = NULL;
    return 0;
}

static int own_cluster_remove(void **state)
{
    (void)state;
    own_cluster_do(&cluster, "remove");
    return 0;
}

enum {
    KEPT_MOST = 20000
};

/* What one writer was told is kept. */
struct diary {
    struct hand hand;
    int number;
    int kept[KEPT_MOST]; /* turns */
    int acknowledged;    /* how many of them; behind `ledger` */
};

static pthread_mutex_t ledger = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t acknowledged = PTHREAD_COND_INITIALIZER;

static void note_kept(struct diary *diary, int turn)
{
    (void)pthread_mutex_lock(&ledger);
    diary->kept[diary->acknowledged++] = turn;
    (void)pthread_cond_broadcast(&acknowledged);
    (void)pthread_mutex_unlock(&ledger);
}

static void *write_until_told(void *argument)
{
    struct diary *diary = argument;
    struct store *store = pool_store(diary->hand.pool);
    char name[60];

    for (int turn = 0; !stop_writing && diary->acknowledged < KEPT_MOST; turn++) {
        enum problem problem;

        (void)snprintf(name, sizeof name, "writer %d turn %d", diary->number, turn);
        problem = write_once(store, name);
        /* Two writers may take the same version: the key refuses one of them, which then wrote nothing. */
        count_answer(&diary->hand, problem == PROBLEM_DUPLICATE ? PROBLEM_UNAVAILABLE : problem);
        if (problem == NO_PROBLEM)
            note_kept(diary, turn);
        else
            (void)sched_yield();
    }
    return NULL;
}

static bool found(const char *name)
{
    return atoi(database_value(&durable, "SELECT count(*) FROM policy WHERE name = '%s'", name)) ==
           1;
}

static void wait_for_more(const struct diary *diary, int more)
{
    struct timespec deadline;
    int wanted;
    int waited = 0;

    (void)clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += 60;
    (void)pthread_mutex_lock(&ledger);
    wanted = diary->acknowledged + more;
    while (diary->acknowledged < wanted && waited == 0)
        waited = pthread_cond_timedwait(&acknowledged, &ledger, &deadline);
    (void)pthread_mutex_unlock(&ledger);
    assert_int_equal(waited, 0); /* the writers do not come back */
}

static void a_killed_server_loses_nothing_acknowledged(void **state)
{
    const struct store_options options = {.database = durable.service};
    struct pool *pool = pool_new(&options);
    struct diary *diaries[2];
    int kills = rounds(1) > 10 ? 10 : 2;

    (void)state;
    stop_writing = false;
    for (int i = 0; i < 2; i++) {
        diaries[i] = calloc(1, sizeof *diaries[i]);
        assert_non_null(diaries[i]);
        diaries[i]->number = i;
        diaries[i]->hand.pool = pool;
        assert_int_equal(
            pthread_create(&diaries[i]->hand.thread, NULL, write_until_told, diaries[i]), 0);
    }
    for (int i = 0; i < kills; i++) {
        wait_for_more(diaries[0], 20);
        own_cluster_do(&cluster, "kill");
        own_cluster_do(&cluster, "start");
    }
    wait_for_more(diaries[0], 20);
    wait_for_more(diaries[1], 1);
    stop_writing = true;
    durable.admin = PQconnectdb(durable.owner);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(pthread_join(diaries[i]->hand.thread, NULL), 0);
        assert_int_equal(diaries[i]->hand.surprised, 0);
        for (int kept = 0; kept < diaries[i]->acknowledged; kept++) {
            char name[60];

            (void)snprintf(name, sizeof name, "writer %d turn %d", i, diaries[i]->kept[kept]);
            if (!found(name))
                fail_msg("%s was acknowledged and is gone", name);
        }
        free(diaries[i]);
    }
    PQfinish(durable.admin);
    pool_free(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_thread_has_a_store_of_its_own, make, drop),
        cmocka_unit_test_setup_teardown(terminated_backends_are_replaced, make, drop),
        cmocka_unit_test_setup_teardown(a_killed_server_loses_nothing_acknowledged,
                                        own_cluster_make, own_cluster_remove),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
