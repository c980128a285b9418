/* heard seed: the sandbox councils middlesbrough and sunderland with sample complaints, told to a service of its own over
 * HTTP, so that every sample went through the same doors as a real one. The second time it finds them and adds nothing. */
#include "seed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/settings.h"
#include "council.h"
#include "embedded.h"
#include "instance.h"
#include "security/identity.h"
#include "security/session.h"
#include "store/sandbox_store.h"
#include "store/tenant_store.h"
#include "story.h"

enum {
    EXIT_USAGE = 2,
    /* Calendar days before today on which a sample council's clock begins; its steps are all later. */
    BEGINS_DAYS_AGO = 120
};

struct sample {
    const char *slug;
    const char *code;
    const char *name;
};

static const struct sample samples[] = {
    {"middlesbrough", "MBC", "Middlesbrough Council (sample)"},
    {"sunderland", "SUN", "Together for Children, Sunderland (sample)"},
};

static bool wrong(const char *sentence)
{
    (void)fprintf(stderr, "heard seed: %s\n", sentence);
    return false;
}

/* ---- The councils ----------------------------------------------------------------------------------- */

/* How far a sample has come: no id, when there is no such council. */
struct progress {
    struct tenant_row council;
    struct sample_state state;
};

static json_t *sample_load(const struct sample *sample)
{
    char name[100];

    (void)snprintf(name, sizeof name, "data/samples/%s.json", sample->slug);
    for (size_t i = 0; i < EMBEDDED_FILES; i++)
        if (strcmp(embedded_files[i].name, name) == 0)
            return json_loadb((const char *)embedded_files[i].bytes, embedded_files[i].length,
                              JSON_REJECT_DUPLICATES, NULL);
    abort(); /* it is compiled in */
}

static bool progress_read(struct store *store, const struct sample *sample, const char *last,
                          struct arena *arena, struct progress *progress)
{
    enum problem problem;

    *progress = (struct progress){.state = {.complaints = 0}};
    store_read(store, NULL);
    store_tenant_find(store, sample->slug);
    problem = store_tenant_found(store, arena, &progress->council);
    if (store_finish(store) != NO_PROBLEM || (problem && problem != PROBLEM_NOT_FOUND))
        return wrong("the database cannot be read.");
    if (problem == PROBLEM_NOT_FOUND)
        return true;
    store_read(store, NULL);
    store_sample_state(store, progress->council.id, last);
    problem = store_sample_state_collect(store, &progress->state);
    if (store_finish(store) != NO_PROBLEM || problem)
        return wrong("the database cannot be read.");
    return true;
}

/* `heard council add`, as the operator would say it. */
static bool council_make(const struct sample *sample, struct date today, struct arena *arena)
{
    const struct date_text begins = date_print(date_add_days(today, -BEGINS_DAYS_AGO));
    const char *const words[] = {
        "council",    "add",      "--slug",     sample->slug, "--code",  sample->code, "--name",
        sample->name, "--policy", sample->slug, "--sandbox",  "--today", begins.text,
    };
    char *arguments[COUNT(words) + 1] = {NULL};

    for (size_t i = 0; i < COUNT(words); i++)
        arguments[i] = arena_text(arena, words[i]);
    optind = 1; /* its options are read from the beginning each time */
    return command_council((int)COUNT(words), arguments) == 0;
}

/* ---- Their stories ---------------------------------------------------------------------------------- */

static bool story_of(const struct sample *sample, json_t *script, const struct instance *instance,
                     const struct session *signer, struct date today)
{
    struct arena arena = {0};
    struct story story = {
        .arena = &arena,
        .port = instance->port,
        .council = sample->slug,
        .today = today,
        .signer = signer,
        .kept = json_object(),
        .tokens = json_object(),
        .days = json_object(),
    };
    const bool told = story_tell(&story, json_object_get(script, "steps"));

    json_decref(story.kept);
    json_decref(story.tokens);
    json_decref(story.days);
    arena_free(&arena);
    if (told)
        (void)printf("%s has its sample complaints.\n", sample->slug);
    return told;
}

/* What one run has to do. */
struct seeding {
    struct store *store;
    struct arena arena;
    struct date today;
    size_t count; /* of councils whose story is to be told */
    const struct sample *wanted[COUNT(samples)];
    json_t *scripts[COUNT(samples)];
};

/* With a service and a signer at hand; both are made only when a council is to be filled. */
static bool fill(const struct seeding *seeding)
{
    struct session *signer = session_new(HEARD_DEVELOPMENT_ISSUER, setting_text(SETTING_AUDIENCE));
    const char *key = setting_text(SETTING_DEVELOPMENT_KEY);
    struct instance instance;
    struct fault fault;
    bool filled = session_make_key(key, &fault) && session_add_key(signer, NULL, key, &fault);

    if (!filled)
        (void)wrong(fault.text);
    else if ((filled = instance_start(&instance))) {
        for (size_t i = 0; i < seeding->count && filled; i++)
            filled = story_of(seeding->wanted[i], seeding->scripts[i], &instance, signer,
                              seeding->today);
        filled = instance_stop(&instance) && filled;
    }
    session_free(signer);
    return filled;
}

/* ---- The command ------------------------------------------------------------------------------------ */

/* Make the council when it is not there; its story is told when it has no complaint yet. */
static bool prepare(struct seeding *seeding, const struct sample *sample)
{
    json_t *script = sample_load(sample);
    struct progress progress;
    bool prepared =
        progress_read(seeding->store, sample, json_string_value(json_object_get(script, "last")),
                      &seeding->arena, &progress);

    if (prepared && id_none(progress.council.id))
        prepared = council_make(sample, seeding->today, &seeding->arena);
    if (prepared && progress.state.complaints == 0) {
        seeding->wanted[seeding->count] = sample;
        seeding->scripts[seeding->count++] = script;
        return true;
    }
    json_decref(script);
    if (prepared)
        (void)printf(progress.state.complete
                         ? "%s has its sample complaints already.\n"
                         : "%s has complaints already; they are left as they are.\n",
                     sample->slug);
    return prepared;
}

static bool seed(struct date today)
{
    const struct store_options options = {.database = setting_text(SETTING_OWNER_DATABASE),
                                          .role = "heard_owner"};
    struct seeding seeding = {.store = store_new(&options), .today = today};
    bool done = true;

    for (size_t i = 0; i < COUNT(samples) && done; i++)
        done = prepare(&seeding, &samples[i]);
    if (done && seeding.count > 0)
        done = fill(&seeding);
    for (size_t i = 0; i < seeding.count; i++)
        json_decref(seeding.scripts[i]);
    store_free(seeding.store);
    arena_free(&seeding.arena);
    return done;
}

static int help(FILE *file, int status)
{
    (void)fputs(
        "heard seed makes the sandbox councils middlesbrough and sunderland with sample "
        "complaints, where\n"
        "HEARD_ENV=development. Every name in them is invented. Run again it adds nothing.\n"
        "\n"
        "  --today DATE  where the councils' clocks stand in the end; today when left out\n",
        file);
    return status;
}

static bool settings_fit(void)
{
    if (strcmp(setting_text(SETTING_ENV), "development") != 0)
        return wrong("samples are for HEARD_ENV=development only.");
    if (*setting_text(SETTING_OWNER_DATABASE) == '\0' || *setting_text(SETTING_DATABASE) == '\0')
        return wrong("HEARD_OWNER_DATABASE and HEARD_DATABASE are both needed.");
    return *setting_text(SETTING_DEVELOPMENT_KEY) != '\0' ||
           wrong("HEARD_DEVELOPMENT_KEY is not set.");
}

int command_seed(int count, char *arguments[])
{
    struct date today = date_in_london(clock_unix_ms());

    if (count == 2 && strcmp(arguments[1], "--help") == 0)
        return help(stdout, 0);
    if (count == 3 && strcmp(arguments[1], "--today") == 0) {
        if (!date_parse(arguments[2], strlen(arguments[2]), &today))
            return wrong("a date is written 2026-11-23.") ? 0 : EXIT_USAGE;
    } else if (count > 1) {
        return help(stderr, EXIT_USAGE);
    }
    if (!settings_fit())
        return EXIT_USAGE;
    return seed(today) ? 0 : 1;
}
