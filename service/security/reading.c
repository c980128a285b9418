/* How keys are read: in the thread, on schedule or because a request met one that is not known. */
#include "reading.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "fetch.h"

int64_t keys_now_ms(void)
{
    return clock_monotonic_us() / 1000;
}

void keys_condition_init(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;

    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(condition, &attributes);
    (void)pthread_condattr_destroy(&attributes);
}

void keys_wait_until(struct keys *keys, pthread_cond_t *condition, int64_t until_ms)
{
    const struct timespec until = {
        .tv_sec = (time_t)(until_ms / 1000),
        .tv_nsec = (long)(until_ms % 1000) * 1000000,
    };

    (void)pthread_cond_timedwait(condition, &keys->mutex, &until);
}

void keys_tell(const struct keys *keys, bool warning, const char *iss, const char *sentence)
{
    if (keys->settings.tell)
        keys->settings.tell(keys->settings.context, warning, iss, sentence);
}

void keys_generation_grow(struct keys *keys)
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

    keys_tell(told->keys, true, told->iss, sentence);
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
    source->next_ms = keys_now_ms() + pause_after(keys, source, reading->failed);
    if (reading->set) {
        keyset_drop(source->set);
        source->set = reading->set;
        source->read_as = reading->read_as;
        keys_generation_grow(keys);
    }
    (void)pthread_cond_broadcast(&keys->changed);
}

static void reading_tell(const struct keys *keys, const char *iss, const struct reading *reading,
                         size_t count, bool failed_before)
{
    struct fault sentence = {""};

    if (reading->failed && !failed_before)
        keys_tell(keys, true, iss, reading->fault.text);
    if (reading->set) {
        (void)fault_say(&sentence, "The issuer's keys were read: %zu to verify with.", count);
        keys_tell(keys, count == 0, iss, sentence.text);
    } else if (!reading->failed && failed_before) {
        keys_tell(keys, false, iss, "The issuer's keys can be read again.");
    }
}

void source_refresh(struct keys *keys, struct source *source)
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
        struct source *source = source_due(keys, keys_now_ms());

        if (source)
            source_refresh(keys, source);
        else
            keys_wait_until(keys, &keys->wanted, next_due(keys, keys_now_ms()));
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

bool source_pending(const struct source *source)
{
    return source->reading || source->next_ms <= source->asked_ms;
}

void keys_thread_stop(struct keys *keys)
{
    (void)pthread_mutex_lock(&keys->mutex);
    atomic_store(&keys->stopping, true);
    (void)pthread_cond_broadcast(&keys->wanted);
    (void)pthread_mutex_unlock(&keys->mutex);
    if (keys->running)
        (void)pthread_join(keys->thread, NULL);
    keys->running = false;
}
