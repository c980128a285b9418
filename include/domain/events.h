/* domain/events.h - what subscribers are told of an act: types of events.def, ids, codes and dates, never words (api.md 7).
 * Pure. */
#ifndef HEARD_DOMAIN_EVENTS_H
#define HEARD_DOMAIN_EVENTS_H

#include "domain/procedure.h"

struct event {
    const char *type;          /* "request.made": a row of events.def */
    int stage;                 /* 0: none */
    const char *resource_type; /* "request", "deadline" ...; NULL: the complaint itself */
    struct id resource_id;
    const char *reason_code; /* NULL: none */
    struct date on;          /* the day on which it happened */
    enum limit limit;        /* of a clock */
    struct date due_on;
    struct date due_on_before; /* where a clock moved from */
};

/* The rows of events.def. */
struct event_type {
    const char *type;
    const char *text; /* one sentence */
};
extern const struct event_type event_types[];
extern const size_t event_type_count;

enum {
    EVENTS_MAX = 64
};

struct event_list {
    size_t count;
    struct event items[EVENTS_MAX];
};

/* Append `event`; a list that is full keeps what it has. */
void event_add(struct event_list *list, const struct event *event);

/* What the `count` acts, done one after the other, mean to subscribers: the acts themselves, and what changed between
 * the standing before (NULL for a new complaint) and after them. Appends to `list`. */
void procedure_events(const struct standing *before, const struct standing *after,
                      const struct act *acts, size_t count, struct event_list *list);

#endif
