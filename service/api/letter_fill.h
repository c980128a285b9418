/* letter_fill.h - what the service knows of a letter's contents, as the JSON of its detail. For letter.c only. */
#ifndef HEARD_API_LETTER_FILL_H
#define HEARD_API_LETTER_FILL_H

#include <jansson.h>

#include "letter.h"

/* One letter on its way. */
struct filling {
    const struct desk *desk;
    const struct notice_row *row;
    json_t *detail; /* gets the members */
    bool own_words; /* the service writes the body, so it answers for what that says */
    int stage;
};

void letter_fill(struct filling *filling);

/* Has the complainant the right to an advocate under s.26A? */
bool letter_advocate_right(const struct desk *desk);

/* Is the point decided to be heard elsewhere? */
bool point_goes_elsewhere(const struct notice_point *point);

#endif
