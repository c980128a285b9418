#include "store/idempotency_store.h"

#include "query.h"

void store_idempotency_claim(struct store *store, struct arena *arena,
                             const struct idempotency_scope *scope)
{
    const char *lock[] = {arena_print(arena, "%s\n%s\n%s\n%s", scope->council.text, scope->caller,
                                      scope->path, scope->key_hash)};
    const char *key[] = {scope->council.text, scope->caller, scope->path, scope->key_hash};

    query_queue(store, SQL_IDEMPOTENCY_LOCK, lock, COUNT(lock));
    query_queue(store, SQL_IDEMPOTENCY_FIND, key,
                COUNT(key)); /* its own snapshot, after the lock */
}

enum problem store_idempotency_claimed(struct store *store, struct arena *arena, bool *found,
                                       struct idempotency_row *row)
{
    auto_result *lock = NULL;
    auto_result *kept = NULL;

    TRY(query_collect(store, ONE_ROW, &lock));
    TRY(query_collect(store, ANY_ROWS, &kept));
    if (!field_flag(lock, 0, field_number(lock, "mine")))
        return PROBLEM_REQUEST_IN_PROGRESS;
    *found = PQntuples(kept) > 0;
    if (!*found)
        return NO_PROBLEM;
    *row = (struct idempotency_row){
        .fingerprint = field_text(kept, 0, field_number(kept, "fingerprint"), arena),
        .complaint = field_id(kept, 0, field_number(kept, "complaint")),
        .status = (int)field_integer(kept, 0, field_number(kept, "status")),
        .headers = field_text(kept, 0, field_number(kept, "headers"), arena),
        .sealed_body = field_text(kept, 0, field_number(kept, "sealed_body"), arena),
        .seen = field_flag(kept, 0, field_number(kept, "seen")),
    };
    return NO_PROBLEM;
}

void store_idempotency_keep(struct store *store, const struct idempotency_scope *scope,
                            const struct idempotency_row *row, int days)
{
    const char *values[] = {scope->council.text,
                            scope->caller,
                            scope->path,
                            scope->key_hash,
                            row->fingerprint,
                            query_id(store, row->complaint),
                            query_number(store, row->status),
                            row->headers,
                            row->sealed_body,
                            query_number(store, days)};

    query_queue(store, SQL_IDEMPOTENCY_KEEP, values, COUNT(values));
}

void store_idempotency_sweep(struct store *store, int most)
{
    const char *values[] = {query_number(store, most)};

    query_queue(store, SQL_IDEMPOTENCY_SWEEP, values, COUNT(values));
}
