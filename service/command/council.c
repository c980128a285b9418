/* heard council add: makes a council with its policy and its issuers, in one transaction. */
#include "council.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/settings.h"
#include "embedded.h"
#include "store/council_store.h"
#include "store/policy_record.h"

enum {
    EXIT_USAGE = 2,
    FAULT_BYTES = 400
};

struct wish {
    struct council_new council;
    const char *policy; /* a name of sql/data/policies/, or a file */
    struct date today;
    const char *issuer, *audience, *jwks;
    char file[4096]; /* the absolute path of `jwks`, where it is a file */
};

static int help(FILE *file, int status)
{
    (void)fputs("heard council add makes a council in HEARD_OWNER_DATABASE.\n"
                "\n"
                "  --slug SLUG      its name in tokens: middlesbrough\n"
                "  --code CODE      three capital letters, which begin its references: MBC\n"
                "  --name NAME      its name for people\n"
                "  --policy POLICY  what it publishes: statutory, middlesbrough, sunderland, or a "
                "JSON file\n"
                "  --from DATE      in force from; today when left out\n"
                "  --issuer URL     whose tokens are trusted for it (their `iss`), with\n"
                "    --jwks PLACE     the address or the file of its keys, and\n"
                "    --audience NAME  what their `aud` names; heard when left out\n"
                "  --sandbox        a council for trying things out, with a clock of its own, set\n"
                "    --today DATE     to this day; to today when left out\n"
                "\n"
                "Values of the policy that are laxer than the law are taken as published; the law "
                "binds, and each is named.\n",
                file);
    return status;
}

static bool wrong(const char *sentence)
{
    (void)fprintf(stderr, "heard council add: %s\n", sentence);
    return false;
}

/* ---- Options --------------------------------------------------------------------------------------- */

static bool date_option(const char *text, struct date *date)
{
    return date_parse(text, strlen(text), date) || wrong("a date is written 2026-11-23.");
}

/* Keys come from an address or from a file; a file's path must mean the same to every instance. */
static bool jwks_option(const char *text, struct wish *wish)
{
    size_t length = 0;

    wish->jwks = text;
    if (strstr(text, "://"))
        return true;
    if (text[0] != '/' && getcwd(wish->file, sizeof wish->file))
        length = strlen(wish->file);
    (void)snprintf(wish->file + length, sizeof wish->file - length, length > 0 ? "/%s" : "%s",
                   text);
    wish->jwks = wish->file;
    return access(wish->file, R_OK) == 0 ||
           wrong("the file of --jwks is not there, or may not be read.");
}

static bool option_read(int option, const char *value, struct wish *wish)
{
    const struct {
        int option;
        const char **text;
    } texts[] = {
        {'s', &wish->council.slug}, {'c', &wish->council.code}, {'n', &wish->council.name},
        {'p', &wish->policy},       {'i', &wish->issuer},       {'a', &wish->audience},
    };

    for (size_t i = 0; i < COUNT(texts); i++)
        if (texts[i].option == option) {
            *texts[i].text = value;
            return true;
        }
    switch (option) {
    case 'j':
        return jwks_option(value, wish);
    case 'f':
        return date_option(value, &wish->council.policy_from);
    case 't':
        return date_option(value, &wish->today);
    case 'x':
        wish->council.sandbox = true;
        return true;
    default:
        return wrong("see heard council --help.");
    }
}

static const struct option options[] = {
    {"slug", required_argument, NULL, 's'},
    {"code", required_argument, NULL, 'c'},
    {"name", required_argument, NULL, 'n'},
    {"policy", required_argument, NULL, 'p'},
    {"from", required_argument, NULL, 'f'},
    {"issuer", required_argument, NULL, 'i'},
    {"audience", required_argument, NULL, 'a'},
    {"jwks", required_argument, NULL, 'j'},
    {"sandbox", no_argument, NULL, 'x'},
    {"today", required_argument, NULL, 't'},
    {NULL, 0, NULL, 0},
};

static bool wish_read(int count, char *arguments[], struct wish *wish)
{
    int option;

    *wish = (struct wish){.audience = "heard"};
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): a command has one thread */
    while ((option = getopt_long(count, arguments, "", options, NULL)) != -1)
        if (!option_read(option, optarg, wish))
            return false;
    if (optind < count)
        return wrong("see heard council --help.");
    if (!wish->council.slug || !wish->council.code || !wish->council.name || !wish->policy)
        return wrong("--slug, --code, --name and --policy are needed.");
    if (!wish->issuer != !wish->jwks)
        return wrong("--issuer and --jwks go together.");
    if (!date_none(wish->today) && !wish->council.sandbox)
        return wrong("only a sandbox has a day of its own.");
    return true;
}

/* ---- The policy ------------------------------------------------------------------------------------ */

static json_t *policy_load(const char *policy)
{
    char name[200];

    (void)snprintf(name, sizeof name, "data/policies/%s.json", policy);
    for (size_t i = 0; i < EMBEDDED_FILES; i++)
        if (strcmp(embedded_files[i].name, name) == 0)
            return json_loadb((const char *)embedded_files[i].bytes, embedded_files[i].length,
                              JSON_REJECT_DUPLICATES, NULL);
    return json_load_file(policy, JSON_REJECT_DUPLICATES, NULL);
}

static void warnings_print(const struct policy_record *record)
{
    json_t *warnings = json_loads(record->warnings, 0, NULL);
    const json_t *warning;
    size_t i;

    json_array_foreach (warnings, i, warning)
        (void)printf("Warning: %s (%s): %s\n", json_string_value(json_object_get(warning, "key")),
                     json_string_value(json_object_get(warning, "source")),
                     json_string_value(json_object_get(warning, "detail")));
    json_decref(warnings);
}

static bool policy_judge(const char *policy, struct arena *arena, struct policy_record *record)
{
    json_t *published = policy_load(policy);
    json_t *values;
    char fault[FAULT_BYTES];
    enum problem problem;

    if (!published)
        return wrong("the policy is none that Heard brings along, and no JSON file.");
    /* The policies that Heard brings along say beside their values where these come from. */
    values = json_object_get(published, "values");
    problem = policy_record_make(arena, values ? values : published, record);
    json_decref(published);
    if (problem == NO_PROBLEM)
        return true;
    (void)snprintf(fault, sizeof fault,
                   record->fault_unknown ? "the policy's key %s is not known."
                                         : "the policy's key %s has a value that does not fit.",
                   record->fault_key ? record->fault_key : "");
    return wrong(fault);
}

/* ---- Making it ------------------------------------------------------------------------------------- */

static int add(struct wish *wish, const struct policy_record *record)
{
    const struct store_options options_of_owner = {.database = setting_text(SETTING_OWNER_DATABASE),
                                                   .role = "heard_owner"};
    struct store *store = store_new(&options_of_owner);
    struct date today = date_in_london(clock_unix_ms());
    enum problem problem;

    wish->council.id = id_new(clock_unix_ms());
    wish->council.today = date_none(wish->today) ? today : wish->today;
    if (date_none(wish->council.policy_from))
        wish->council.policy_from = date_earlier(today, wish->council.today);
    wish->council.policy = record;
    wish->council.issuer = wish->issuer;
    wish->council.audience = wish->audience;
    wish->council.jwks = wish->jwks;
    problem = store_council_make(store, &wish->council);
    if (problem == NO_PROBLEM)
        (void)printf("%s (%s) is council %s.\n", wish->council.name, wish->council.slug,
                     wish->council.id.text);
    else
        (void)fprintf(stderr, "heard council add: %s (%s).\n", problem_text(problem)->title,
                      store_broken_constraint(store) ? store_broken_constraint(store)
                                                     : problem_text(problem)->slug);
    store_free(store);
    return problem == NO_PROBLEM ? 0 : 1;
}

int command_council(int count, char *arguments[])
{
    struct arena arena = {0};
    struct policy_record record;
    struct wish wish;
    int status = EXIT_USAGE;

    if (count > 1 && strcmp(arguments[1], "--help") == 0)
        return help(stdout, 0);
    if (count < 2 || strcmp(arguments[1], "add") != 0)
        return help(stderr, EXIT_USAGE);
    if (*setting_text(SETTING_OWNER_DATABASE) == '\0')
        (void)wrong("HEARD_OWNER_DATABASE is not set.");
    else if (wish_read(count - 1, arguments + 1, &wish) &&
             policy_judge(wish.policy, &arena, &record)) {
        status = add(&wish, &record);
        if (status == 0)
            warnings_print(&record);
    }
    arena_free(&arena);
    return status;
}
