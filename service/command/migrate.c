/* heard migrate: makes the roles, brings the schema to this release, and imports the first calendar. */
#include "migrate.h"

#include <stdio.h>
#include <string.h>

#include "base/settings.h"
#include "store/migrate.h"

enum {
    EXIT_USAGE = 2
};

static void tell(const char *sentence)
{
    (void)printf("%s\n", sentence);
}

static int help(FILE *file, int status)
{
    (void)fputs(
        "heard migrate makes Heard's roles and brings the schema of HEARD_OWNER_DATABASE to this\n"
        "release: forward only, each migration in a transaction of its own, one at a time however "
        "many\n"
        "are started. That login is a superuser the first time; later a member of heard_owner is "
        "enough.\n",
        file);
    return status;
}

int command_migrate(int count, char *arguments[])
{
    char sentence[600] = "";
    const struct migrate_options options = {
        .database = setting_text(SETTING_OWNER_DATABASE),
        .service_password = setting_text(SETTING_SERVICE_PASSWORD),
        .tell = tell,
    };

    if (count > 1)
        return strcmp(arguments[1], "--help") == 0 ? help(stdout, 0) : help(stderr, EXIT_USAGE);
    if (*options.database == '\0') {
        (void)fputs("heard migrate: HEARD_OWNER_DATABASE is not set.\n", stderr);
        return EXIT_USAGE;
    }
    if (!store_migrate(&options, sentence, sizeof sentence)) {
        (void)fprintf(stderr, "heard migrate: %s\n", sentence);
        return 1;
    }
    return 0;
}
