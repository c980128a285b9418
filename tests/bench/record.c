/* record.c - writes down what a program sends to PostgreSQL, so that pgbench can send the same. Preloaded into `heard
 * serve` (LD_PRELOAD), it appends to the file BENCH_RECORD, one line each:
 *
 *     text TAB name of the prepared statement TAB its text
 *     run TAB name TAB value TAB value ...
 *     sync
 *
 * with \N, \t, \n and \\ as COPY writes them. Built by run.sh; the service that is measured runs without it. */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dlfcn.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int send_prepare(PGconn *, const char *, const char *, int, const Oid *);
typedef int send_query_prepared(PGconn *, const char *, int, const char *const *, const int *,
                                const int *, int);
typedef int pipeline_sync(PGconn *);

/* The function of that name behind ours. A function's address does not convert from void * in ISO C: POSIX's dlsym
 * promises that its bytes do. */
static void behind(const char *name, void *function, size_t size)
{
    void *address = dlsym(RTLD_NEXT, name);

    if (!address)
        abort();
    memcpy(function, &address, size);
}

static void value_write(FILE *file, const char *value)
{
    if (!value) {
        (void)fputs("\\N", file);
        return;
    }
    for (; *value; value++)
        switch (*value) {
        case '\t':
            (void)fputs("\\t", file);
            break;
        case '\n':
            (void)fputs("\\n", file);
            break;
        case '\\':
            (void)fputs("\\\\", file);
            break;
        default:
            (void)fputc(*value, file);
        }
}

static void line_write(const char *kind, const char *name, int count, const char *const *values)
{
    const char *path = getenv("BENCH_RECORD");
    FILE *file = path ? fopen(path, "a") : NULL;

    if (!file)
        return;
    (void)fputs(kind, file);
    if (name)
        (void)fprintf(file, "\t%s", name);
    for (int i = 0; i < count; i++) {
        (void)fputc('\t', file);
        value_write(file, values[i]);
    }
    (void)fputc('\n', file);
    (void)fclose(file);
}

int PQsendPrepare(PGconn *libpq, const char *name, const char *text, int count, const Oid *types)
{
    send_prepare *real;

    behind("PQsendPrepare", &real, sizeof real);
    line_write("text", name, 1, &text);
    return real(libpq, name, text, count, types);
}

int PQsendQueryPrepared(PGconn *libpq, const char *name, int count, const char *const *values,
                        const int *lengths, const int *formats, int format)
{
    send_query_prepared *real;

    behind("PQsendQueryPrepared", &real, sizeof real);
    line_write("run", name, count, values);
    return real(libpq, name, count, values, lengths, formats, format);
}

int PQpipelineSync(PGconn *libpq)
{
    pipeline_sync *real;

    behind("PQpipelineSync", &real, sizeof real);
    line_write("sync", NULL, 0, NULL);
    return real(libpq);
}
