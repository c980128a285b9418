/* row_writer.h - a result of libpq as JSON (the rules stand in store/writer.h). For this folder only. */
#ifndef HEARD_STORE_ROW_WRITER_H
#define HEARD_STORE_ROW_WRITER_H

#include <libpq-fe.h>

#include "store/writer.h"

/* The members of one row, into an object that is open. */
void write_result_members(struct writer *writer, const PGresult *result, int row);

void write_result_row(struct writer *writer, const PGresult *result, int row);

/* The first `count` rows as an array. */
void write_result_rows(struct writer *writer, const PGresult *rows, int count);

/* The first column of every row as an array. */
void write_result_values(struct writer *writer, const PGresult *rows);

/* See write_collected_page: the object is left open; returns the next page's cursor, of the writer's arena, or NULL. */
const char *write_result_page(struct writer *writer, const PGresult *rows, size_t limit);

#endif
