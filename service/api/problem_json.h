/* RFC 9457: a problem as JSON. */
#ifndef HEARD_API_PROBLEM_JSON_H
#define HEARD_API_PROBLEM_JSON_H

#include "api/exchange.h"

void problem_write(const struct exchange *x, enum problem problem, struct writer *json);

/* Every violation, as an array: of a problem, or of a letter that lacks something yet. */
void violations_list(struct writer *json, const struct violations *violations);

#endif
