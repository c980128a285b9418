#include "base/settings.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "HEARD_"

enum kind {
    KIND_TEXT,
    KIND_PATH,
    KIND_FLAG,
    KIND_NUMBER,
    KIND_CHOICE
};

struct row {
    const char *name; /* with its prefix */
    enum kind kind;
    long least, most;    /* of a number */
    const char *choices; /* with bars between them; a bar at the end allows none */
    const char *otherwise;
    bool secret;
    const char *sentence;
};

#define TEXT .kind = KIND_TEXT
#define PATH .kind = KIND_PATH
#define FLAG .kind = KIND_FLAG, .choices = "on|off"
#define NUMBER(from, to) .kind = KIND_NUMBER, .least = (from), .most = (to)
#define CHOICE(words) .kind = KIND_CHOICE, .choices = (words)
#define OPEN false
#define SECRET true
static const struct row rows[SETTING_COUNT] = {
#define SETTING(setting, of_kind, by_default, secrecy, says) \
    [SETTING_##setting] = {.name = PREFIX #setting, \
                           .otherwise = (by_default), \
                           .secret = (secrecy), \
                           .sentence = (says), \
                           of_kind},
#include "base/settings.def"
#undef SETTING
};

static const char *values[SETTING_COUNT]; /* NULL: not given */
static long numbers[SETTING_COUNT];

static const struct row *row_find(const char *variable, size_t length, size_t *place)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strlen(rows[i].name) == length && strncmp(rows[i].name, variable, length) == 0) {
            *place = i;
            return &rows[i];
        }
    return NULL;
}

/* Is `value` one of the words of `choices`, which have bars between them? */
static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);

    for (const char *word = choices;; word++) {
        size_t span = strcspn(word, "|");

        if (span == length && strncmp(word, value, span) == 0)
            return true;
        word += span;
        if (*word == '\0')
            return false;
    }
}

static bool number_read(const char *value, const struct row *row, long *number)
{
    char *end;

    if (*value == '\0')
        return row->otherwise[0] == '\0'; /* empty fits only where empty means something */
    if (value[strspn(value, "0123456789")] != '\0')
        return false;
    errno = 0;
    *number = strtol(value, &end, 10);
    return errno == 0 && *number >= row->least && *number <= row->most;
}

/* A control character has no place in an address, a path or a connection string. */
static bool is_printable(const char *value)
{
    for (; *value; value++)
        if ((unsigned char)*value < ' ' || *value == 0x7f)
            return false;
    return true;
}

/* Take `value` for the setting at `place`; false with a sentence when it does not fit. */
static bool value_take(size_t place, const char *value, char *sentence, size_t size)
{
    const struct row *row = &rows[place];

    if (row->kind == KIND_NUMBER && !number_read(value, row, &numbers[place])) {
        (void)snprintf(sentence, size, "%s must be a whole number from %ld to %ld, not \"%s\".",
                       row->name, row->least, row->most, value);
        return false;
    }
    if (row->choices && !is_choice(row->choices, value)) {
        (void)snprintf(sentence, size, "%s must be one of %s, not \"%s\".", row->name, row->choices,
                       value);
        return false;
    }
    if (!is_printable(value)) {
        (void)snprintf(sentence, size, "%s holds a control character.", row->name);
        return false;
    }
    values[place] = value;
    return true;
}

/* The row whose name differs least from a misspelt one begins with the same letters; NULL when none is near. */
static const char *row_meant(const char *variable, size_t length)
{
    const char *nearest = NULL;
    size_t most = sizeof PREFIX;

    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t same = 0;

        while (same < length && rows[i].name[same] == variable[same])
            same++;
        if (same > most) {
            most = same;
            nearest = rows[i].name;
        }
    }
    return nearest;
}

static bool variable_read(const char *variable, char *sentence, size_t size)
{
    size_t length = strcspn(variable, "=");
    size_t place;

    if (row_find(variable, length, &place))
        return value_take(place, variable + length + (variable[length] == '='), sentence, size);

    const char *meant = row_meant(variable, length);
    (void)snprintf(sentence, size,
                   "%.*s is not a setting of Heard%s%s%s; `heard settings` lists them.",
                   (int)(length > 100 ? 100 : length), variable, meant ? " (perhaps " : "",
                   meant ? meant : "", meant ? ")" : "");
    return false;
}

bool settings_read(char *const environment[], char *sentence, size_t size)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        values[i] = NULL;
        numbers[i] = 0;
        if (rows[i].kind == KIND_NUMBER && !number_read(rows[i].otherwise, &rows[i], &numbers[i]))
            abort(); /* a default that does not fit is a fault of ours */
    }
    for (size_t i = 0; environment && environment[i]; i++)
        if (strncmp(environment[i], PREFIX, strlen(PREFIX)) == 0 &&
            !variable_read(environment[i], sentence, size))
            return false;
    return true;
}

const char *setting_text(enum setting setting)
{
    assert(setting < SETTING_COUNT);
    return values[setting] ? values[setting] : rows[setting].otherwise;
}

long setting_number(enum setting setting, long otherwise)
{
    assert(setting < SETTING_COUNT && rows[setting].kind == KIND_NUMBER);
    return *setting_text(setting) ? numbers[setting] : otherwise;
}

bool setting_on(enum setting setting)
{
    assert(setting < SETTING_COUNT && rows[setting].choices);
    return strcmp(setting_text(setting), "on") == 0;
}

void settings_print(FILE *file)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *value = setting_text((enum setting)i);

        (void)fprintf(file, "%s=%s\n", rows[i].name, rows[i].secret && *value ? "(hidden)" : value);
    }
}

static void print_kind(FILE *file, const struct row *row)
{
    if (row->kind == KIND_NUMBER)
        (void)fprintf(file, "%ld to %ld", row->least, row->most);
    else if (!row->choices)
        (void)fputs(row->kind == KIND_PATH ? "path" : "text", file);
    for (const char *c = row->choices ? row->choices : ""; *c; c++)
        if (*c != '|')
            (void)fputc(*c, file);
        else if (c[1])
            (void)fputs(" or ", file);
}

void settings_print_markdown(FILE *file)
{
    (void)fputs("| Variable | Value | Default | What it does |\n| --- | --- | --- | --- |\n", file);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *otherwise = rows[i].otherwise;

        (void)fprintf(file, "| `%s` | ", rows[i].name);
        print_kind(file, &rows[i]);
        (void)fprintf(file, "%s | %s%s%s | %s |\n", rows[i].secret ? ", secret" : "",
                      *otherwise ? "`" : "", *otherwise ? otherwise : "none", *otherwise ? "`" : "",
                      rows[i].sentence);
    }
}
