/* support/own_cluster.h - a PostgreSQL cluster of a test's own, for drills that the common one must not feel. */
#ifndef HEARD_TESTS_OWN_CLUSTER_H
#define HEARD_TESTS_OWN_CLUSTER_H

struct own_cluster {
    char folder[300];
    char superuser[600]; /* conninfo, database postgres */
};

/* Start a durable one. Ends the program with status 77 (skipped) where the tests have no PostgreSQL. */
void own_cluster_start(struct own_cluster *cluster);

/* "kill" (kill -9 of all its processes), "start", "stop" or "remove"; see cluster.sh. */
void own_cluster_do(const struct own_cluster *cluster, const char *what);

#endif
