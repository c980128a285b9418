/* complaints.h - a complaint as it is shown. */
#ifndef HEARD_API_COMPLAINTS_H
#define HEARD_API_COMPLAINTS_H

#include "api/case.h"

/* Queue what a complaint's representation is made of, and write it from what comes back, with its ETag. */
void complaint_queue(struct exchange *x, struct id complaint);
checked enum problem complaint_write(struct exchange *x, struct id complaint);

extern const struct body service_body;
extern const struct body accessibility_body;

struct service {
    const char *code;
    const char *name;
};

struct accessibility {
    struct texts formats;
    const char *interpreter_language;
    const char *adjustments;
};

/* A BCP 47 language tag, as far as its form tells. */
bool is_language_tag(const char *text);

/* POST /v1/complaints; its route stands in complaints.c. */
enum problem complaint_create(struct exchange *x);
extern const struct body complaint_new_body;

#endif
