#include "store/policy_store.h"

#include "query.h"

void store_policies_list(struct store *store, struct id council, size_t rows,
                         const char *const key[2])
{
    const char *values[] = {query_id(store, council), query_number(store, (long long)rows), key[0],
                            key[1]};

    query_queue(store, SQL_POLICY_LIST, values, COUNT(values));
}

void store_policy_show(struct store *store, struct id council, int version)
{
    const char *values[] = {query_id(store, council),
                            version ? query_number(store, version) : NULL};

    query_queue(store, SQL_POLICY_SHOW, values, COUNT(values));
}

void store_procedure_words(struct store *store, struct id council, struct date day)
{
    const char *values[] = {query_id(store, council), query_date(store, day)};

    query_queue(store, SQL_PROCEDURE_WORDS, values, COUNT(values));
}

enum problem store_procedure_words_collect(struct store *store, struct arena *arena,
                                           struct procedure_words *words)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *words = (struct procedure_words){
        .version = (int)field_integer(row, 0, field_number(row, "version")),
        .effective = field_text(row, 0, field_number(row, "effective"), arena),
        .labels = field_text(row, 0, field_number(row, "labels"), arena),
        .informal_first = field_text(row, 0, field_number(row, "informal_first"), arena),
        .advocacy_provider = field_text(row, 0, field_number(row, "advocacy_provider"), arena),
        .council = field_text(row, 0, field_number(row, "council"), arena),
        .advocacy = field_text(row, 0, field_number(row, "advocacy"), arena),
        .ombudsman = field_text(row, 0, field_number(row, "ombudsman"), arena),
        .bodies = field_text(row, 0, field_number(row, "bodies"), arena),
    };
    return NO_PROBLEM;
}
