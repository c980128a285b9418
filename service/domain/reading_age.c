/* How hard a text is to read (Kincaid, Fishburne, Rogers, Chissom 1975). Syllables are counted by the usual rule of
 * thumb: groups of vowels, a silent e at the end left out. */
#include <ctype.h>
#include <string.h>

#include "domain/plain.h"

enum {
    YEARS_BEFORE_SCHOOL = 5,
    YOUNGEST = 5
};

static bool vowel(char c)
{
    return c != '\0' && strchr("aeiouy", tolower((unsigned char)c)) != NULL;
}

static bool letter(char c)
{
    return isalpha((unsigned char)c) != 0;
}

/* A number is said as a word of about two syllables: "15 June 2026" is not harder than "next week". */
static int syllables(const char *word, size_t length)
{
    int count = 0;

    if (!letter(word[0]))
        return 2;
    for (size_t i = 0; i < length; i++)
        if (vowel(word[i]) && (i == 0 || !vowel(word[i - 1])))
            count++;
    if (count > 1 && tolower((unsigned char)word[length - 1]) == 'e' && !vowel(word[length - 2]) &&
        tolower((unsigned char)word[length - 2]) != 'l')
        count--;
    return count > 0 ? count : 1;
}

static bool in_word(char c)
{
    return letter(c) || (c >= '0' && c <= '9') || c == '\'';
}

static bool ends_sentence(const char *at)
{
    return (*at == '.' || *at == '!' || *at == '?') && (at[1] == ' ' || at[1] == '\0');
}

int plain_reading_age(const char *text)
{
    double words = 0;
    double sounds = 0;
    double sentences = 0;
    double grade;

    for (const char *at = text; *at != '\0';) {
        const char *from = at;

        while (in_word(*at))
            at++;
        if (at > from) {
            words++;
            sounds += syllables(from, (size_t)(at - from));
            continue;
        }
        sentences += ends_sentence(at);
        at++;
    }
    if (words < 1)
        return YOUNGEST;
    if (sentences < 1)
        sentences = 1;
    grade = 0.39 * words / sentences + 11.8 * sounds / words - 15.59;
    return grade < 0 ? YOUNGEST : (int)(grade + 0.5) + YEARS_BEFORE_SCHOOL;
}
