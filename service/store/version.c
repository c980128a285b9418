#include "store/version.h"

#include "query.h"

enum problem store_version_collect(struct store *store, long *version)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *version = (long)field_integer(row, 0, 0);
    return NO_PROBLEM;
}
