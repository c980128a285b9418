#include "store/issuer_store.h"

#include "query.h"

void store_issuers(struct store *store)
{
    query_queue(store, SQL_ISSUER_LIST, NULL, 0);
}

enum problem store_issuers_collect(struct store *store, struct arena *arena,
                                   struct issuer_rows *issuers)
{
    auto_result *rows = NULL;
    struct issuer_row *items;

    TRY(query_collect(store, ANY_ROWS, &rows));
    items = arena_take(arena, ((size_t)PQntuples(rows) + 1) * sizeof *items);
    for (int row = 0; row < PQntuples(rows); row++)
        items[row] = (struct issuer_row){
            .issuer = field_text(rows, row, 0, arena),
            .audience = field_text(rows, row, 1, arena),
            .jwks = field_text(rows, row, 2, arena),
            .slug = field_text(rows, row, 3, arena),
            .council = field_id(rows, row, 4),
        };
    issuers->items = items;
    issuers->count = (size_t)PQntuples(rows);
    return NO_PROBLEM;
}
