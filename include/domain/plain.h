/* domain/plain.h - where a complaint stands, in words that a ten-year-old can read: `plain` of every representation.
 * Pure: the texts are those of texts.def, what is put together lives in the caller's arena. */
#ifndef HEARD_DOMAIN_PLAIN_H
#define HEARD_DOMAIN_PLAIN_H

#include "base/arena.h"
#include "domain/procedure.h"

enum {
    PLAIN_CHOICES_MAX = 8
};

/* Whom to ring, as the council's policy says; NULL where it says nothing. */
struct plain_contacts {
    const char *council;  /* "complaints@middlesbrough.gov.uk or 01642 729814" */
    const char *advocacy; /* "National Youth Advocacy Service, 0808 808 1001" */
};

struct plain {
    const char *headline;
    const char *what_happened;
    const char *next_step;
    const char *by_when;
    const char *your_choices[PLAIN_CHOICES_MAX];
    size_t choice_count;
    const char *who_knows;
    const char *help;
    const char *speech; /* all of it, to be read aloud */
    const char *symbol; /* a code point of Unicode's emoji list: "U+1F4E8" */
    int reading_age; /* in years, of `speech` without the contacts, by Flesch and Kincaid's grade */
};

/* Tell `role` on `day`, the day of `standing`, where the complaint stands. Complainant, representative, advocate and
 * child are spoken to about their own complaint; everybody else as staff. */
void plain_tell(const struct standing *standing, enum role role, struct date day,
                const struct plain_contacts *contacts, struct arena *arena, struct plain *plain);

/* "Monday 15 June 2026". */
const char *plain_date(struct arena *arena, struct date date);

/* The age in years at which `text` is read with ease: the grade of Flesch and Kincaid (1975), 0.39 words per sentence
 * + 11.8 syllables per word - 15.59, plus the five years before school; at least 5, rounded to whole years. */
int plain_reading_age(const char *text);

#endif
