#include "keyring.h"

#include "reading.h"

uint64_t keys_generation(struct keys *keys)
{
    return atomic_load_explicit(&keys->generation, memory_order_acquire);
}

static const struct key *key_of(const struct source *source, const char *kid,
                                enum algorithm algorithm)
{
    return source->set ? keyset_find(source->set, kid, algorithm) : NULL;
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
    reading_ask(keys, source, keys_now_ms());
    while (!source->removed && source_pending(source) &&
           keys_now_ms() < source->asked_ms + keys->settings.wait_ms)
        keys_wait_until(keys, &keys->changed, source->asked_ms + keys->settings.wait_ms);
    return source->removed ? NULL : key_of(source, kid, algorithm);
}

/* No key: because there is none, or because the issuer could not be asked since? */
static enum key_answer absence(const struct source *source)
{
    const bool asked_in_vain = source->failed || !source->set || source_pending(source);

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
    place = keys_place(keys, iss);
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
