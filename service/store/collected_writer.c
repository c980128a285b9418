/* collected_writer.c - what the next statement of a flight gives, as JSON. */
#include "query.h"
#include "row_writer.h"
#include "store/writer.h"

enum problem write_collected(struct writer *writer, struct store *store)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    write_result_row(writer, row, 0);
    return NO_PROBLEM;
}

enum problem write_collected_versioned(struct writer *writer, struct store *store, long *version)
{
    auto_result *row = NULL;
    int shown;

    TRY(query_collect(store, ONE_ROW, &row));
    write_result_row(writer, row, 0);
    shown = PQfnumber(row, "version");
    *version = (long)field_integer(row, 0, shown >= 0 ? shown : field_number(row, "_version"));
    return NO_PROBLEM;
}

enum problem write_collected_rows(struct writer *writer, struct store *store)
{
    auto_result *rows = NULL;

    TRY(query_collect(store, ANY_ROWS, &rows));
    write_result_rows(writer, rows, PQntuples(rows));
    return NO_PROBLEM;
}

enum problem write_collected_values(struct writer *writer, struct store *store)
{
    auto_result *rows = NULL;

    TRY(query_collect(store, ANY_ROWS, &rows));
    write_result_values(writer, rows);
    return NO_PROBLEM;
}

enum problem write_collected_page(struct writer *writer, struct store *store, size_t limit,
                                  const char **next)
{
    auto_result *rows = NULL;

    TRY(query_collect(store, ANY_ROWS, &rows));
    *next = write_result_page(writer, rows, limit);
    return NO_PROBLEM;
}
