/* reading.h - the inside of `struct keys`, shared by keys.c (who is trusted), reading.c (how keys are read) and keyring.c
 * (how they are lent). What says nothing of the mutex is called with it held. */
#ifndef HEARD_SECURITY_READING_H
#define HEARD_SECURITY_READING_H

#include <pthread.h>
#include <stdatomic.h>

#include "security/keys.h"
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

/* Milliseconds of a clock that only goes forward. */
int64_t keys_now_ms(void);

/* Where `iss` stands, or keys->count. */
size_t keys_place(const struct keys *keys, const char *iss);

/* Make a condition whose waits are on that clock: setting the time of day must not stretch them. */
void keys_condition_init(pthread_cond_t *condition);
void keys_wait_until(struct keys *keys, pthread_cond_t *condition, int64_t until_ms);

/* What verified before may verify no more: everything remembered is forgotten. */
void keys_generation_grow(struct keys *keys);

/* Tell the operator. Needs no mutex, and is best called without it. */
void keys_tell(const struct keys *keys, bool warning, const char *iss, const char *sentence);

/* Read one source's keys; the mutex is given up meanwhile. One reader of a source at a time. */
void source_refresh(struct keys *keys, struct source *source);

/* Is a reading under way, or due and not yet begun? */
bool source_pending(const struct source *source);

/* End the thread, if it runs. Takes the mutex itself. */
void keys_thread_stop(struct keys *keys);

#endif
