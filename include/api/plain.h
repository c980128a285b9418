/* api/plain.h - where a complaint stands, in words that a child can read: `plain` of a complaint. */
#ifndef HEARD_API_PLAIN_H
#define HEARD_API_PLAIN_H

#include "api/case.h"

/* Write the object `plain` for the caller's role into the answer, and say its language. */
void write_plain(struct exchange *x, const struct case_file *file);

#endif
