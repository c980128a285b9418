/* store/deadline_store.h - clocks as they are read: of a complaint, one, and the worklist across complaints. */
#ifndef HEARD_STORE_DEADLINE_STORE_H
#define HEARD_STORE_DEADLINE_STORE_H

#include "domain/codes.h"
#include "store/store.h"

struct deadline_row {
    struct id id;
    struct id complaint;
    const char *reference;
    enum limit kind;
    int stage;              /* 0: none */
    enum clock_state state; /* as of the day, but that what is due is missed the day after */
    struct date starts_on;
    const char *start_event;
    int working_days; /* DAYS_NONE: counted in years */
    struct date statutory_due_on;
    struct date policy_due_on;
    struct date due_on;
    struct date ceiling_on;
    struct date met_on;
    struct date ended_on;
    bool extended;
    bool recorded_late;
    const char *moves; /* JSON */
    struct id handler; /* participant */
    int version;       /* of the complaint */
};

struct deadline_filter {
    const char *today;
    const char *overdue; /* "true", "false" or NULL */
    const char *due_before, *due_from, *due_to;
    const char *kinds;    /* array literals */
    const char *statuses; /* NULL: those that still ask for something */
    const char *stage;
    const char *handler; /* person of the directory */
    const char *after_day, *after_id;
    const char *limit;
};

void store_deadline_list(struct store *store, struct id council, bool down,
                         const struct deadline_filter *filter);
void store_deadline_count(struct store *store, struct id council,
                          const struct deadline_filter *filter);
/* As they stand on the council's day `today`; none: as they are written, those that are yet to come too. */
void store_deadlines_of(struct store *store, struct id council, struct id complaint,
                        struct date today);
void store_deadline_show(struct store *store, struct id council, struct id deadline,
                         struct date today);

/* The rows of any of these lists; the one of store_deadline_show, or PROBLEM_NOT_FOUND. */
checked enum problem store_deadlines_collect(struct store *store, struct arena *arena,
                                             struct deadline_row **rows, size_t *count);
checked enum problem store_deadline_collect(struct store *store, struct arena *arena,
                                            struct deadline_row *row);

#endif
