/* The vocabularies of the procedure as tables, each code with the council's own name for it. */
#ifndef HEARD_API_PROCEDURE_TABLES_H
#define HEARD_API_PROCEDURE_TABLES_H

#include <jansson.h>

#include "store/writer.h"

/* Write the member `tables`; `labels` are the policy's names for things by code. */
void write_procedure_tables(struct writer *answer, const json_t *labels);

#endif
