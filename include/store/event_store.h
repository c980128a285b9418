/* store/event_store.h - the events of a complaint, written in the transaction of the act that caused them. */
#ifndef HEARD_STORE_EVENT_STORE_H
#define HEARD_STORE_EVENT_STORE_H

#include "domain/events.h"
#include "store/store.h"

/* Queue `events`, numbered from `first`; one statement. `version` is the complaint's after the act, `now` makes the ids. */
void store_events_add(struct store *store, struct arena *arena, struct id council,
                      struct id complaint, int first, int version, int64_t now,
                      const struct event_list *events);

/* Queue a page of the events of a complaint, as CloudEvents, after the number `after` (NULL: from the first). `base` is the
 * council's base address. */
void store_event_list(struct store *store, struct id council, struct id complaint, const char *base,
                      const char *after, size_t rows);

#endif
