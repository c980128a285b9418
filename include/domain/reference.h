/* domain/reference.h - what people call a complaint: `MBC-26-7KQ4XD-K`. Random, so that nobody counts complaints, without
 * letters that are read wrongly, and with a check character (ISO/IEC 7064, MOD 37,36) that finds a slip of the tongue.
 * Never a key to enter. Pure. */
#ifndef HEARD_DOMAIN_REFERENCE_H
#define HEARD_DOMAIN_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    REFERENCE_LENGTH = 15,
    REFERENCE_CODE = 3
};

struct reference {
    char text[REFERENCE_LENGTH + 1];
};

/* The reference of the council with the three-letter `code`, for a complaint of `year`, from 30 random bits. */
struct reference reference_make(const char *code, int year, uint32_t random);

/* Is `text` a reference whose check character is right? */
bool reference_right(const char *text);

#endif
