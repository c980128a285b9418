#include "store/addressee_store.h"

#include "query.h"

void store_addressees(struct store *store, struct id council, struct id complaint,
                      struct date today)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_date(store, today)};

    query_queue(store, SQL_ADDRESSEE_LIST, values, COUNT(values));
}

enum problem store_addressees_collect(struct store *store, struct arena *arena,
                                      struct addressees *addressees)
{
    auto_result *rows = NULL;
    struct addressee *items;

    TRY(query_collect(store, ANY_ROWS, &rows));
    items = arena_take(arena, ((size_t)PQntuples(rows) + 1) * sizeof *items);
    for (int row = 0; row < PQntuples(rows); row++)
        items[row] = (struct addressee){
            .id = field_id(rows, row, 0),
            .role = (enum role)field_code(rows, row, 1, &role_codes),
            .name = field_text(rows, row, 2, arena),
            .phone = field_text(rows, row, 3, arena),
            .email = field_text(rows, row, 4, arena),
            .mine = field_flag(rows, row, 5),
            .may_withdraw = field_flag(rows, row, 6),
        };
    addressees->items = items;
    addressees->count = (size_t)PQntuples(rows);
    return NO_PROBLEM;
}
