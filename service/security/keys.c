#include "security/keys.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/lang.h"
#include "fetch.h"
#include "keyring.h"
#include "own_key.h"
#include "source.h"

enum {
    ISSUERS_MOST = 1024
};

struct keys {
    struct key_settings settings;
    atomic_uint_fast64_t generation;
    pthread_mutex_t mutex;  /* guards all below, and the changing half of each source */
    pthread_cond_t changed; /* a reading ended */
    pthread_cond_t wanted;  /* the thread has something to do */
    pthread_t thread;
    bool running;
    atomic_bool stopping; /* read without the mutex by a reading under way */
    size_t count;
    struct source *sources[ISSUERS_MOST];
};

static int64_t now_ms(void)
{
    return clock_monotonic_us() / 1000;
}

static void tell(const struct keys *keys, bool warning, const char *iss, const char *sentence)
{
    if (keys->settings.tell)
        keys->settings.tell(keys->settings.context, warning, iss, sentence);
}

/* ---- Beginning and end ---------------------------------------------------------------------------- */

/* Waits are on the clock that only goes forward: setting the time of day must not stretch them. */
static void condition_init(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;

    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(condition, &attributes);
    (void)pthread_condattr_destroy(&attributes);
}

static void wait_until(struct keys *keys, pthread_cond_t *condition, int64_t until_ms)
{
    const struct timespec until = {
        .tv_sec = (time_t)(until_ms / 1000),
        .tv_nsec = (long)(until_ms % 1000) * 1000000,
    };

    (void)pthread_cond_timedwait(condition, &keys->mutex, &until);
}

struct keys *keys_new(const struct key_settings *settings)
{
    struct keys *keys = calloc(1, sizeof *keys);

    if (!keys)
        abort();
    keys->settings = *settings;
    atomic_init(&keys->generation, 1);
    (void)pthread_mutex_init(&keys->mutex, NULL);
    condition_init(&keys->changed);
    condition_init(&keys->wanted);
    return keys;
}

static void thread_stop(struct keys *keys)
{
    (void)pthread_mutex_lock(&keys->mutex);
    atomic_store(&keys->stopping, true);
    (void)pthread_cond_broadcast(&keys->wanted);
    (void)pthread_mutex_unlock(&keys->mutex);
    if (keys->running)
        (void)pthread_join(keys->thread, NULL);
    keys->running = false;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    thread_stop(keys);
    for (size_t i = 0; i < keys->count; i++)
        source_drop(keys->sources[i]);
    (void)pthread_cond_destroy(&keys->wanted);
    (void)pthread_cond_destroy(&keys->changed);
    (void)pthread_mutex_destroy(&keys->mutex);
    free(keys);
}

uint64_t keys_generation(struct keys *keys)
{
    return atomic_load_explicit(&keys->generation, memory_order_acquire);
}

static void generation_grow(struct keys *keys)
{
    atomic_fetch_add_explicit(&keys->generation, 1, memory_order_acq_rel);
}

/* ---- Reading keys --------------------------------------------------------------------------------- */

struct told {
    const struct keys *keys;
    const char *iss;
};

static void tell_left_out(void *context, const char *sentence)
{
    const struct told *told = context;

    tell(told->keys, true, told->iss, sentence);
}

/* What one reading brought; made without the lock, installed with it. */
struct reading {
    struct keyset *set; /* NULL: nothing new */
    struct sha256 read_as;
    bool failed;
    struct fault fault;
};

/* Read the text of `source` and, when it is another than before, its keys. Blocks; holds no lock. */
static struct reading source_read(struct keys *keys, const struct source *source,
                                  const struct sha256 *before)
{
    const struct fetch fetch = {
        .location = source->issuer.jwks,
        .private_network = source->issuer.private_network,
        .longest_ms = (long)keys->settings.fetch_ms,
        .longest_bytes = JWKS_LONGEST,
        .stop = &keys->stopping,
    };
    struct told told = {keys, source->issuer.iss};
    struct reading reading = {.failed = true};
    char *text = NULL;
    size_t length = 0;

    if (!fetch_read(&fetch, &text, &length, &reading.fault))
        return reading;
    reading.read_as = crypto_sha256((struct span){text, length});
    reading.failed = false;
    if (!before || !crypto_same(before->bytes, reading.read_as.bytes, sizeof before->bytes)) {
        reading.set = keyset_read(text, length, (struct keyset_listener){tell_left_out, &told},
                                  &reading.fault);
        reading.failed = !reading.set;
    }
    free(text);
    return reading;
}

static int64_t pause_after(const struct keys *keys, const struct source *source, bool failed)
{
    if (failed)
        return keys->settings.retry_ms;
    return location_is_file(source->issuer.jwks) ? keys->settings.refresh_file_ms
                                                 : keys->settings.refresh_ms;
}

/* Put in what was read; under the lock. What was there stays when the reading failed. */
static void reading_install(struct keys *keys, struct source *source, const struct reading *reading)
{
    source->reading = false;
    source->failed = reading->failed;
    source->next_ms = now_ms() + pause_after(keys, source, reading->failed);
    if (reading->set) {
        keyset_drop(source->set);
        source->set = reading->set;
        source->read_as = reading->read_as;
        generation_grow(keys);
    }
    (void)pthread_cond_broadcast(&keys->changed);
}

static void reading_tell(const struct keys *keys, const char *iss, const struct reading *reading,
                         size_t count, bool failed_before)
{
    struct fault sentence = {""};

    if (reading->failed && !failed_before)
        tell(keys, true, iss, reading->fault.text);
    if (reading->set) {
        (void)fault_say(&sentence, "The issuer's keys were read: %zu to verify with.", count);
        tell(keys, count == 0, iss, sentence.text);
    } else if (!reading->failed && failed_before) {
        tell(keys, false, iss, "The issuer's keys can be read again.");
    }
}

/* Read one source's keys; called with the lock, which is given up meanwhile. One reader at a time. */
static void source_refresh(struct keys *keys, struct source *source)
{
    const bool known = source->set != NULL;
    const bool failed_before = source->failed;
    const struct sha256 before = source->read_as;
    struct reading reading;

    source->reading = true;
    (void)source_hold(source);
    (void)pthread_mutex_unlock(&keys->mutex);
    reading = source_read(keys, source, known ? &before : NULL);
    /* Counted before the set is shared: a later reading may drop it at once. */
    reading_tell(keys, source->issuer.iss, &reading, reading.set ? keyset_count(reading.set) : 0,
                 failed_before);
    (void)pthread_mutex_lock(&keys->mutex);
    reading_install(keys, source, &reading);
    source_drop(source);
}

static struct source *source_due(const struct keys *keys, int64_t now)
{
    for (size_t i = 0; i < keys->count; i++)
        if (!keys->sources[i]->own && !keys->sources[i]->reading &&
            keys->sources[i]->next_ms <= now)
            return keys->sources[i];
    return NULL;
}

static int64_t next_due(const struct keys *keys, int64_t now)
{
    int64_t next = now + keys->settings.refresh_ms;

    for (size_t i = 0; i < keys->count; i++)
        if (!keys->sources[i]->own && !keys->sources[i]->reading &&
            keys->sources[i]->next_ms < next)
            next = keys->sources[i]->next_ms;
    return next;
}

static void *thread_run(void *context)
{
    struct keys *keys = context;

    (void)pthread_mutex_lock(&keys->mutex);
    while (!atomic_load(&keys->stopping)) {
        struct source *source = source_due(keys, now_ms());

        if (source)
            source_refresh(keys, source);
        else
            wait_until(keys, &keys->wanted, next_due(keys, now_ms()));
    }
    (void)pthread_mutex_unlock(&keys->mutex);
    return NULL;
}

bool keys_start(struct keys *keys, struct fault *fault)
{
    assert(!keys->running);
    keys->running = pthread_create(&keys->thread, NULL, thread_run, keys) == 0;
    return keys->running ? true : fault_say(fault, "No thread to keep the issuers' keys fresh.");
}

void keys_refresh(struct keys *keys)
{
    (void)pthread_mutex_lock(&keys->mutex);
    for (size_t i = 0; i < keys->count; i++) {
        struct source *source = keys->sources[i];

        if (source->own)
            continue;
        (void)source_hold(source);
        while (source->reading)
            (void)pthread_cond_wait(&keys->changed, &keys->mutex);
        source_refresh(keys, source);
        source_drop(source);
    }
    (void)pthread_mutex_unlock(&keys->mutex);
}

bool keys_complete(struct keys *keys)
{
    bool complete = true;

    (void)pthread_mutex_lock(&keys->mutex);
    for (size_t i = 0; i < keys->count; i++)
        complete = complete && keys->sources[i]->set;
    (void)pthread_mutex_unlock(&keys->mutex);
    return complete;
}

/* ---- Issuers that come and go --------------------------------------------------------------------- */

/* Where `iss` stands, or keys->count. */
static size_t place_of(const struct keys *keys, const char *iss)
{
    size_t place = 0;

    while (place < keys->count && strcmp(keys->sources[place]->issuer.iss, iss) != 0)
        place++;
    return place;
}

/* Take over `source`; one of the same name goes. */
static bool source_add(struct keys *keys, struct source *source, struct fault *fault)
{
    size_t place;
    bool fits;

    (void)pthread_mutex_lock(&keys->mutex);
    place = place_of(keys, source->issuer.iss);
    fits = place < ISSUERS_MOST;
    if (fits && place < keys->count) {
        keys->sources[place]->removed = true;
        source_drop(keys->sources[place]);
    } else if (fits) {
        keys->count++;
    }
    if (fits) {
        keys->sources[place] = source;
        generation_grow(keys);
        if (!source->own && location_is_file(source->issuer.jwks))
            source_refresh(keys, source);
        (void)pthread_cond_broadcast(&keys->wanted);
    }
    (void)pthread_mutex_unlock(&keys->mutex);
    if (!fits)
        source_drop(source);
    return fits ? true : fault_say(fault, "More than %d issuers are not taken.", ISSUERS_MOST);
}

/* Tokens under these names are Heard's own to sign, in every environment. */
static bool name_is_ours(const char *iss)
{
    return iss && (strcmp(iss, HEARD_ISSUER) == 0 || strcmp(iss, HEARD_DEVELOPMENT_ISSUER) == 0);
}

bool keys_add_issuer(struct keys *keys, const struct issuer *issuer, struct fault *fault)
{
    struct source *source = NULL;

    if (!issuer->jwks)
        return fault_say(fault, "Issuer %s has no jwks to read its keys from.",
                         issuer->iss ? issuer->iss : "");
    if (name_is_ours(issuer->iss))
        return fault_say(fault, "No other issuer can be called %s.", issuer->iss);
    return source_new(issuer, &source, fault) && source_add(keys, source, fault);
}

bool keys_add_own(struct keys *keys, const struct issuer *issuer, const struct session *session,
                  struct fault *fault)
{
    struct source *source = NULL;

    assert(!issuer->jwks);
    if (!source_new(issuer, &source, fault))
        return false;
    source->own = true;
    source->set = session_keyset(session);
    return source_add(keys, source, fault);
}

void keys_remove_issuer(struct keys *keys, const char *iss)
{
    size_t place;

    (void)pthread_mutex_lock(&keys->mutex);
    place = place_of(keys, iss);
    if (place < keys->count) {
        keys->sources[place]->removed = true;
        source_drop(keys->sources[place]);
        keys->sources[place] = keys->sources[--keys->count];
        generation_grow(keys);
    }
    (void)pthread_mutex_unlock(&keys->mutex);
}

/* ---- Lending keys --------------------------------------------------------------------------------- */

static const struct key *key_of(const struct source *source, const char *kid,
                                enum algorithm algorithm)
{
    return source->set ? keyset_find(source->set, kid, algorithm) : NULL;
}

/* Is a reading under way, or due and not yet begun? */
static bool reading_pending(const struct source *source)
{
    return source->reading || source->next_ms <= source->asked_ms;
}

/* A key is not known: have the thread ask the issuer, unless that was done just now. */
static void reading_ask(struct keys *keys, struct source *source, int64_t now)
{
    if (now - source->asked_ms < keys->settings.gap_ms)
        return;
    source->asked_ms = now;
    source->next_ms = now;
    (void)pthread_cond_signal(&keys->wanted);
}

/* Wait for a reading, but no longer than wait_ms after it was asked for, whoever asked: all the threads together lose no
 * more than that in one gap, however many strange keys a caller invents. */
static const struct key *key_await(struct keys *keys, struct source *source, const char *kid,
                                   enum algorithm algorithm)
{
    if (source->own || !keys->running)
        return NULL;
    reading_ask(keys, source, now_ms());
    while (!source->removed && reading_pending(source) &&
           now_ms() < source->asked_ms + keys->settings.wait_ms)
        wait_until(keys, &keys->changed, source->asked_ms + keys->settings.wait_ms);
    return source->removed ? NULL : key_of(source, kid, algorithm);
}

/* No key: because there is none, or because the issuer could not be asked since? */
static enum key_answer absence(const struct source *source)
{
    const bool asked_in_vain = source->failed || !source->set || reading_pending(source);

    return !source->own && asked_in_vain ? KEY_AWAY : KEY_UNKNOWN;
}

static enum key_answer source_borrow(struct keys *keys, struct source *source, const char *kid,
                                     enum algorithm algorithm, struct key_loan *loan)
{
    const struct key *key = key_of(source, kid, algorithm);

    if (!key)
        key = key_await(keys, source, kid, algorithm);
    if (!key)
        return source->removed ? KEY_NO_ISSUER : absence(source);
    *loan = (struct key_loan){
        .issuer = &source->issuer,
        .key = key,
        .source = source_hold(source),
        .set = keyset_hold(source->set),
    };
    return KEY_FOUND;
}

enum key_answer keys_borrow(struct keys *keys, const char *iss, const char *kid,
                            enum algorithm algorithm, struct key_loan *loan)
{
    enum key_answer answer = KEY_NO_ISSUER;
    size_t place;

    (void)pthread_mutex_lock(&keys->mutex);
    place = place_of(keys, iss);
    if (place < keys->count) {
        struct source *source = source_hold(keys->sources[place]);

        answer = source_borrow(keys, source, kid, algorithm, loan);
        source_drop(source);
    }
    (void)pthread_mutex_unlock(&keys->mutex);
    return answer;
}

void key_return(struct key_loan *loan)
{
    keyset_drop(loan->set);
    source_drop(loan->source);
}
