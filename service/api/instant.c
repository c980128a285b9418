#include "instant.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "domain/date.h"

enum {
    DAY_MS = 86400000
};

/* Two digits below `limit`; -1 otherwise. */
static int two_digits(const char *text, int limit)
{
    int number;

    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    number = (text[0] - '0') * 10 + (text[1] - '0');
    return number < limit ? number : -1;
}

/* `HH:MM`, as minutes; -1 otherwise. */
static int hours_minutes(const char *text)
{
    int hours = two_digits(text, 24);
    int minutes = hours >= 0 && text[2] == ':' ? two_digits(text + 3, 60) : -1;

    return minutes < 0 ? -1 : hours * 60 + minutes;
}

/* `.123456`: its milliseconds; -1 for a point without digits. `text` moves behind it. */
static int fraction(const char **text)
{
    int ms = 0;
    int weight = 100;
    size_t digits;

    if (**text != '.')
        return 0;
    digits = strspn(*text + 1, "0123456789");
    for (size_t i = 0; i < digits; i++, weight /= 10)
        ms += ((*text)[1 + i] - '0') * weight;
    *text += 1 + digits;
    return digits ? ms : -1;
}

/* `Z` or an offset, as minutes east; false for anything else. */
static bool zone(const char *text, int *east)
{
    int minutes;

    *east = 0;
    if ((text[0] == 'Z' || text[0] == 'z') && text[1] == '\0')
        return true;
    if ((text[0] != '+' && text[0] != '-') || strlen(text) != 6)
        return false;
    minutes = hours_minutes(text + 1);
    *east = text[0] == '-' ? -minutes : minutes;
    return minutes >= 0;
}

bool instant_parse(const char *text, int64_t *unix_ms)
{
    struct date date;
    int minutes;
    int seconds;
    int ms;
    int east;
    const char *rest = text + DATE_LENGTH + 9;

    if (strlen(text) < DATE_LENGTH + 10 || strlen(text) > 40 ||
        !date_parse(text, DATE_LENGTH, &date) ||
        (text[DATE_LENGTH] != 'T' && text[DATE_LENGTH] != 't'))
        return false;
    minutes = hours_minutes(text + DATE_LENGTH + 1);
    seconds = text[DATE_LENGTH + 6] == ':' ? two_digits(text + DATE_LENGTH + 7, 60) : -1;
    ms = fraction(&rest);
    if (minutes < 0 || seconds < 0 || ms < 0 || !zone(rest, &east))
        return false;
    *unix_ms = (int64_t)date_number(date) * DAY_MS + (int64_t)(minutes - east) * 60000 +
               (int64_t)seconds * 1000 + ms;
    return true;
}

const char *instant_print(int64_t unix_ms, struct arena *arena)
{
    int64_t days = unix_ms / DAY_MS - (unix_ms % DAY_MS < 0);
    int ms = (int)(unix_ms - days * DAY_MS);
    struct date_text day = date_print(date_of_number((int)days));

    return arena_print(arena, "%sT%02d:%02d:%02d.%03dZ", day.text, ms / 3600000, ms / 60000 % 60,
                       ms / 1000 % 60, ms % 1000);
}
