#include "transaction.h"

#include <string.h>

#include "api/request.h"
#include "store/tenant_store.h"

static bool is_read(const struct exchange *x)
{
    return strcmp(x->route->method, "GET") == 0 || (x->route->flags & ROUTE_READS);
}

/* A constraint that was broken says which member broke it. */
static void blame(struct exchange *x, enum problem problem)
{
    const char *pointer = store_broken_pointer(x->store);

    if (problem == PROBLEM_VALIDATION_FAILED && x->faults.count == 0)
        fault_add(&x->faults, (struct body_fault){.pointer = pointer ? pointer : "",
                                                  .code = "invalid",
                                                  .detail = "This value is refused."});
}

/* End the transaction: commit for NO_PROBLEM, roll back otherwise. The first problem counts. */
static enum problem end(struct exchange *x, const struct idempotency *claim, enum problem problem)
{
    enum problem ended;

    if (problem)
        blame(x, problem);
    else if (!is_read(x) && !x->committed) {
        if (claim)
            idempotency_keep(x, claim);
        store_commit(x->store);
    }
    ended = store_finish(x->store);
    return problem ? problem : ended;
}

static enum problem run(struct exchange *x, struct idempotency *claim, bool *replayed)
{
    *replayed = false;
    if (claim) {
        TRY(idempotency_claim(x, claim, replayed));
        if (*replayed)
            return NO_PROBLEM;
        x->kept_for_repeat = true;
    }
    return x->route->handler(x);
}

enum problem transaction_run(struct exchange *x, struct idempotency *claim)
{
    bool replayed;
    enum problem problem;

    if (is_read(x))
        store_read(x->store, x->visitor.actor ? &x->visitor : NULL);
    else
        store_write(x->store, x->visitor.actor ? &x->visitor : NULL);
    problem = run(x, claim, &replayed);
    if (replayed || (problem && claim && !x->kept_for_repeat)) { /* nothing was written */
        enum problem ended = store_finish(x->store);

        return problem ? problem : ended;
    }
    return end(x, claim, problem);
}

/* Does the address name a complaint and nothing below it that has a version of its own? */
static bool complaint_is_target(const struct exchange *x)
{
    return x->segment_count == 1 && x->segments[0].name_length == 12 &&
           memcmp(x->segments[0].name, "complaint_id", 12) == 0;
}

/* The complaint's version, where it is what the request changes. */
static enum problem version_check(struct exchange *x)
{
    long version;

    if (!x->request->if_match || !complaint_is_target(x))
        return NO_PROBLEM;
    store_case_version(x->store, x->council.id, path_id(x, "complaint_id"));
    TRY(store_case_version_found(x->store, &version));
    return version_match(x, version);
}

enum problem transaction_refuses(struct exchange *x, struct idempotency *claim, enum problem form)
{
    bool replayed = false;
    enum problem problem = NO_PROBLEM;

    if (x->route->flags & (ROUTE_NO_STORE | ROUTE_OWN_FLIGHTS))
        return form;
    store_write(x->store, &x->visitor);
    if (claim)
        problem = idempotency_claim(x, claim, &replayed);
    if (!problem && !replayed)
        problem = version_check(x);
    if (store_finish(x->store) == PROBLEM_UNAVAILABLE && !problem)
        problem = PROBLEM_UNAVAILABLE;
    if (problem || replayed)
        x->faults.count = 0;
    return problem || replayed ? problem : form;
}
