#include "trust.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "security/actor.h"
#include "security/crypto.h"
#include "store/issuer_store.h"

enum {
    PAUSE_SECONDS = 5
};

struct trust {
    struct keys *keys;
    const struct store_options *options;
    pthread_mutex_t mutex; /* of `stopping` */
    pthread_cond_t wake;
    pthread_t thread;
    bool running;
    bool stopping;
    struct sha256 known; /* digest of the rows as they were last taken over */
};

/* ---- Rows into issuers ------------------------------------------------------------------------------------ */

/* A digest of all that the rows say, to see whether they have changed. */
static struct sha256 rows_digest(const struct issuer_rows *rows, struct arena *arena)
{
    struct sha256 digest = {{0}};

    for (size_t i = 0; i < rows->count; i++) {
        const struct issuer_row *row = &rows->items[i];
        struct sha256 before = digest;
        const char *text = arena_print(arena, "%s\n%s\n%s\n%s\n%s", row->issuer, row->audience,
                                       row->jwks, row->slug, row->council.text);

        digest = crypto_hmac((struct span){before.bytes, sizeof before.bytes},
                             (struct span){text, strlen(text)});
    }
    return digest;
}

/* The councils of `count` rows of one issuer: a token may name each by slug or by id. */
static const char *const *councils_of(const struct issuer_row *rows, size_t count,
                                      struct arena *arena)
{
    const char **councils = arena_take(arena, 2 * count * sizeof *councils);

    for (size_t i = 0; i < count; i++) {
        councils[2 * i] = rows[i].slug;
        councils[2 * i + 1] = rows[i].council.text;
    }
    return councils;
}

/* Do all rows of one issuer agree on where its keys are and what its tokens are for? */
static bool rows_agree(const struct issuer_row *rows, size_t count)
{
    bool agree = true;

    for (size_t i = 1; i < count; i++)
        agree = agree && strcmp(rows[i].jwks, rows[0].jwks) == 0 &&
                strcmp(rows[i].audience, rows[0].audience) == 0;
    return agree;
}

static size_t rows_of_one(const struct issuer_rows *rows, size_t first)
{
    size_t count = 1;

    while (first + count < rows->count &&
           strcmp(rows->items[first + count].issuer, rows->items[first].issuer) == 0)
        count++;
    return count;
}

/* Make the list of issuers; the rows stand in their order. */
static size_t issuers_make(const struct issuer_rows *rows, struct issuer *issuers,
                           struct arena *arena)
{
    size_t made = 0;
    size_t count;

    for (size_t first = 0; first < rows->count; first += count) {
        const struct issuer_row *row = &rows->items[first];

        count = rows_of_one(rows, first);
        if (rows_agree(row, count))
            issuers[made++] = (struct issuer){
                .iss = row->issuer,
                .audience = row->audience,
                .jwks = row->jwks,
                .councils = councils_of(row, count, arena),
                .council_count = 2 * count,
                .scopes = SCOPES_ALL,
                .roles = ROLES_OF_ISSUERS,
            };
        else
            log_event(LOG_WARNING, "issuer",
                      "%s: its councils disagree on its keys or audience, so it is not trusted.",
                      row->issuer);
    }
    return made;
}

/* ---- Taking over ------------------------------------------------------------------------------------------ */

static void rows_take(struct trust *trust, const struct issuer_rows *rows, struct arena *arena)
{
    const struct sha256 digest = rows_digest(rows, arena);
    struct issuer *issuers;

    if (crypto_same(trust->known.bytes, digest.bytes, sizeof digest.bytes))
        return; /* as with no rows at the start: there is nothing to take over */
    trust->known = digest;
    issuers = arena_take(arena, (rows->count + 1) * sizeof *issuers);
    keys_list(trust->keys, issuers, issuers_make(rows, issuers, arena));
}

/* A connection for the moment only: none is kept idle in between. */
static void table_read(struct trust *trust)
{
    struct store *store = store_new(trust->options);
    struct arena arena = {NULL};
    struct issuer_rows rows;
    enum problem problem;

    store_read(store, NULL);
    store_issuers(store);
    problem = store_issuers_collect(store, &arena, &rows);
    if (store_finish(store) == NO_PROBLEM && problem == NO_PROBLEM)
        rows_take(trust, &rows, &arena);
    arena_free(&arena);
    store_free(store);
}

static void pause_make(struct trust *trust)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += PAUSE_SECONDS;
    while (!trust->stopping && pthread_cond_timedwait(&trust->wake, &trust->mutex, &until) == 0)
        continue;
}

static void *trust_run(void *context)
{
    struct trust *trust = context;

    (void)pthread_mutex_lock(&trust->mutex);
    for (pause_make(trust); !trust->stopping; pause_make(trust)) {
        (void)pthread_mutex_unlock(&trust->mutex);
        table_read(trust);
        (void)pthread_mutex_lock(&trust->mutex);
    }
    (void)pthread_mutex_unlock(&trust->mutex);
    return NULL;
}

struct trust *trust_start(struct keys *keys, const struct store_options *options)
{
    struct trust *trust = calloc(1, sizeof *trust);
    pthread_condattr_t attributes;

    if (!trust)
        abort();
    trust->keys = keys;
    trust->options = options;
    (void)pthread_mutex_init(&trust->mutex, NULL);
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&trust->wake, &attributes);
    (void)pthread_condattr_destroy(&attributes);
    table_read(trust);
    trust->running = pthread_create(&trust->thread, NULL, trust_run, trust) == 0;
    if (!trust->running)
        log_event(LOG_WARNING, "issuer",
                  "No thread: issuers that are added now are known after the next start.");
    return trust;
}

void trust_stop(struct trust *trust)
{
    (void)pthread_mutex_lock(&trust->mutex);
    trust->stopping = true;
    (void)pthread_cond_signal(&trust->wake);
    (void)pthread_mutex_unlock(&trust->mutex);
    if (trust->running)
        (void)pthread_join(trust->thread, NULL);
    (void)pthread_cond_destroy(&trust->wake);
    (void)pthread_mutex_destroy(&trust->mutex);
    free(trust);
}
