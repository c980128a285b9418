#include "store/tenant_store.h"

#include "query.h"

void store_tenant_find(struct store *store, const char *slug_or_id)
{
    const char *values[] = {slug_or_id};

    query_queue(store, SQL_TENANT_FIND, values, COUNT(values));
}

enum problem store_tenant_found(struct store *store, struct arena *arena, struct tenant_row *tenant)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *tenant = (struct tenant_row){
        .id = field_id(row, 0, field_number(row, "id")),
        .slug = field_text(row, 0, field_number(row, "slug"), arena),
        .code = field_text(row, 0, field_number(row, "code"), arena),
        .name = field_text(row, 0, field_number(row, "name"), arena),
        .sandbox = field_flag(row, 0, field_number(row, "sandbox")),
        .test_day = field_date(row, 0, field_number(row, "test_day")),
    };
    return NO_PROBLEM;
}

void store_case_version(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {council.text, complaint.text};

    query_queue(store, SQL_CASE_VERSION, values, COUNT(values));
}

enum problem store_case_version_found(struct store *store, long *version)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *version = (long)field_integer(row, 0, field_number(row, "version"));
    return NO_PROBLEM;
}
