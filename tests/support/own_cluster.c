#include "own_cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SKIPPED = 77
};

/* Run tests/support/cluster.sh and read the first two lines that it prints, where they are wanted. */
static int run(const char *what, const char *argument, struct own_cluster *made)
{
    char command[700];
    FILE *script;

    (void)snprintf(command, sizeof command, "'%s/tests/support/cluster.sh' %s '%s' %s",
                   getenv("HEARD_SOURCE"), what, argument, made ? "" : ">/dev/null");
    script = popen(command, "r"); // NOLINT(cert-env33-c): our own script, by its whole path
    assert_non_null(script);
    if (made) {
        if (!fgets(made->folder, sizeof made->folder, script) ||
            !fgets(made->superuser, sizeof made->superuser, script))
            fail_msg("cluster.sh made no cluster");
        made->folder[strcspn(made->folder, "\n")] = '\0';
        made->superuser[strcspn(made->superuser, "\n")] = '\0';
    }
    return pclose(script);
}

void own_cluster_start(struct own_cluster *cluster)
{
    if (!getenv("HEARD_SOURCE") || !getenv("HEARD_TEST_CLUSTER"))
        exit(SKIPPED);
    assert_int_equal(run("make", "durable", cluster), 0);
}

void own_cluster_do(const struct own_cluster *cluster, const char *what)
{
    assert_int_equal(run(what, cluster->folder, NULL), 0);
}
