/* heard: one program, several commands. */
#include <stdio.h>
#include <string.h>

#include "api/route.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/settings.h"
#include "calendar.h"
#include "council.h"
#include "migrate.h"
#include "seed.h"
#include "serve.h"
#include "token.h"

extern char **environ;

static int command_settings(int count, char *arguments[])
{
    if (count == 1) {
        settings_print(stdout);
        return 0;
    }
    if (count == 2 && strcmp(arguments[1], "--markdown") == 0) {
        settings_print_markdown(stdout);
        return 0;
    }
    (void)fputs("usage: heard settings [--markdown]\n", stderr);
    return 2;
}

static int command_routes(int count, char *arguments[])
{
    (void)arguments;
    if (count != 1) {
        (void)fputs("usage: heard routes\n", stderr);
        return 2;
    }
    routes_print();
    return 0;
}

static const struct {
    const char *name;
    int (*run)(int count, char *arguments[]);
    const char *sentence;
} commands[] = {
    {"serve", command_serve, "run the service until SIGTERM"},
    {"migrate", command_migrate, "bring the database's schema up to this release"},
    {"council", command_council, "add a council"},
    {"seed", command_seed, "make the sample councils of a development database"},
    {"calendar", command_calendar, "show or import the national calendar"},
    {"token", command_token, "mint a development access token"},
    {"settings", command_settings, "show every setting, secrets hidden; --markdown: as a table"},
    {"routes", command_routes, "show every route as JSON"},
};

static void help(FILE *file)
{
    (void)fputs("usage: heard COMMAND ...\n\n", file);
    for (size_t i = 0; i < COUNT(commands); i++)
        (void)fprintf(file, "  %-10s %s\n", commands[i].name, commands[i].sentence);
    (void)fputs("\nEverything else is said by HEARD_* variables: see `heard settings`.\n", file);
}

static int run(int count, char *arguments[])
{
    char sentence[512];
    int status = 2;
    size_t which = 0;

    while (which < COUNT(commands) && strcmp(commands[which].name, arguments[0]) != 0)
        which++;
    if (which == COUNT(commands)) {
        (void)fprintf(stderr, "heard: there is no command %s\n\n", arguments[0]);
        help(stderr);
        return 2;
    }
    if (!settings_read(environ, sentence, sizeof sentence)) {
        (void)fprintf(stderr, "heard: %s\n", sentence);
        return 1;
    }
    log_start(setting_text(SETTING_LOG));
    status = commands[which].run(count, arguments);
    log_stop();
    return fflush(stdout) == 0 ? status : 1;
}

int main(int count, char *arguments[])
{
    if (count < 2) {
        help(stderr);
        return 2;
    }
    if (strcmp(arguments[1], "help") == 0 || strcmp(arguments[1], "--help") == 0) {
        help(stdout);
        return 0;
    }
    if (strcmp(arguments[1], "--version") == 0) {
        (void)puts("heard " HEARD_VERSION);
        return 0;
    }
    return run(count - 1, arguments + 1);
}
