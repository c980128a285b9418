#include "domain/reference.h"

#include <assert.h>
#include <string.h>

/* Crockford's digits: no I, L, O, U. */
static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static const char alphanumerics[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

enum {
    RANDOM_DIGITS = 6,
    BITS_PER_DIGIT = 5,
    MODULUS = 36
};

/* ISO/IEC 7064, hybrid system MOD 37,36 over what is not a hyphen; '\0' when a character is none of its own. */
static char check_character(const char *text, size_t length)
{
    int product = MODULUS;

    for (size_t i = 0; i < length; i++) {
        const char *at;

        if (text[i] == '-')
            continue;
        at = text[i] != '\0' ? strchr(alphanumerics, text[i]) : NULL;
        if (!at)
            return '\0';
        product = (product + (int)(at - alphanumerics)) % MODULUS;
        if (product == 0)
            product = MODULUS;
        product = product * 2 % (MODULUS + 1);
    }
    return alphanumerics[(MODULUS + 1 - product) % MODULUS];
}

struct reference reference_make(const char *code, int year, uint32_t random)
{
    struct reference reference;
    size_t at = REFERENCE_CODE;

    assert(strlen(code) == REFERENCE_CODE);
    memcpy(reference.text, code, REFERENCE_CODE);
    reference.text[at++] = '-';
    reference.text[at++] = digits[year / 10 % 10];
    reference.text[at++] = digits[year % 10];
    reference.text[at++] = '-';
    for (int i = 0; i < RANDOM_DIGITS; i++) {
        reference.text[at++] = digits[random & 31U];
        random >>= BITS_PER_DIGIT;
    }
    reference.text[at++] = '-';
    reference.text[at] = check_character(reference.text, at);
    reference.text[at + 1] = '\0';
    return reference;
}

bool reference_right(const char *text)
{
    if (strlen(text) != REFERENCE_LENGTH || text[3] != '-' || text[6] != '-' || text[13] != '-')
        return false;
    return check_character(text, REFERENCE_LENGTH - 1) == text[REFERENCE_LENGTH - 1];
}
