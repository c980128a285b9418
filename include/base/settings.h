/* base/settings.h - every environment variable, read once at the start; rows of settings.def.
 *
 * A variable that begins with HEARD_ and is no row, or a value that does not fit, stops the start: a misspelt limit
 * must not go unnoticed. */
#ifndef HEARD_BASE_SETTINGS_H
#define HEARD_BASE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/lang.h"

enum setting {
#define SETTING(name, kind, otherwise, secrecy, sentence) SETTING_##name,
#include "base/settings.def"
#undef SETTING
    SETTING_COUNT
};

/* Read `environment` ("NAME=value" texts, ended by NULL), which must outlive the settings. Returns false with a
 * sentence that names the variable; secrets are not repeated. Called once, before any thread. */
checked bool settings_read(char *const environment[], char *sentence, size_t size);

/* The value as text: as given, or its default; may be empty, never NULL. */
const char *setting_text(enum setting setting);

/* A number's value; `otherwise` where it is empty. */
long setting_number(enum setting setting, long otherwise);

/* A flag's value. */
bool setting_on(enum setting setting);

/* Print all of them with their values, secrets hidden; or as the table of the documentation, with defaults only. */
void settings_print(FILE *file);
void settings_print_markdown(FILE *file);

#endif
