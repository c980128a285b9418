/* heard token: mints an access token with the development issuer's key and prints it, nothing else. */
#include "token.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/settings.h"
#include "security/keys.h"
#include "security/session.h"

enum {
    EXIT_USAGE = 2,
    LIFETIME_USUAL_S = 3600,
    LIFETIME_LONGEST_S = 30 * 24 * 3600
};

struct wish {
    const char *council;
    const char *subject; /* NULL: called like the first role */
    const char *client;
    uint64_t roles;
    enum role first;
    uint32_t scopes;
    bool scopes_given;
    int64_t lifetime_s;
    struct id complaint;
};

/* ---- Help ----------------------------------------------------------------------------------------- */

static void scopes_print(FILE *file, uint32_t scopes)
{
    for (size_t i = 1; i < scope_codes.count; i++)
        if (scopes & SCOPE_BIT(i))
            (void)fprintf(file, " %s", scope_codes.texts[i]);
    (void)fputc('\n', file);
}

static void help_print(FILE *file)
{
    (void)fputs(
        "heard token mints an access token for trying Heard out. It is signed with the key at\n"
        "HEARD_DEVELOPMENT_KEY, which is made when it is not there, and taken only by a service\n"
        "with HEARD_ENV=development that listens on loopback.\n"
        "\n"
        "  --council SLUG    the council, by slug or id; without it the token opens no council\n"
        "  --as ROLE[,ROLE]  in which roles; complaints_manager when left out\n"
        "  --sub SUBJECT     who; called like the first role when left out\n"
        "  --scope SCOPES    separated by spaces; when left out, what the roles need (below)\n"
        "  --expires TIME    after how long: 90s, 15m, 1h, 2d; 1h when left out, 30d at most\n"
        "  --complaint ID    opens this complaint only\n"
        "  --client ID       the client_id claim; heard-token when left out\n"
        "\n"
        "Scopes of each role:\n",
        file);
    for (size_t role = 1; role < role_codes.count; role++)
        if (scopes_of_role((enum role)role) != 0) {
            (void)fprintf(file, "  %-26s", role_codes.texts[role]);
            scopes_print(file, scopes_of_role((enum role)role));
        }
}

/* Say what is wrong with an option. Always false. */
static bool wrong(const char *option, const char *value, const char *sentence)
{
    (void)fprintf(stderr, "heard token: --%s %s: %s\n", option, value, sentence);
    return false;
}

/* ---- Options -------------------------------------------------------------------------------------- */

static bool roles_read(const char *text, struct wish *wish)
{
    wish->roles = 0;
    wish->first = ROLE_NONE;
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ",");
        char name[64] = "";
        enum role role;

        if (length >= sizeof name)
            return wrong("as", text, "there is no such role; see heard token --help.");
        memcpy(name, at, length);
        role = (enum role)code_find(&role_codes, name);
        if (role == ROLE_NONE || role == ROLE_SYSTEM)
            return wrong("as", text, "there is no such role; see heard token --help.");
        if (wish->first == ROLE_NONE)
            wish->first = role;
        wish->roles |= ROLE_BIT(role);
        at += length;
        if (*at == '\0')
            return true;
    }
}

static bool scopes_ask(const char *text, struct wish *wish)
{
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, " ");
        uint32_t scope = scopes_read(at, length);

        if (length > 0 && scope == 0)
            return wrong("scope", text, "there is no such scope; see heard token --help.");
        wish->scopes |= scope;
        at += length;
        at += *at == ' ';
    }
    wish->scopes_given = true;
    return true;
}

static bool lifetime_read(const char *text, struct wish *wish)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    char *end = NULL;
    long count = strtol(text, &end, 10);

    for (size_t i = 0; i < COUNT(units); i++)
        if (end != text && end[0] == units[i].unit && end[1] == '\0' && count > 0 &&
            count <= LIFETIME_LONGEST_S / units[i].seconds) {
            wish->lifetime_s = count * units[i].seconds;
            return true;
        }
    return wrong("expires", text, "write 90s, 15m, 1h or 2d; 30d at most.");
}

/* A text that fits its claim. */
static bool text_read(const char *option, const char *text, size_t longest, const char **claim)
{
    if (*text == '\0' || strlen(text) > longest)
        return wrong(option, text, "that is empty or too long.");
    *claim = text;
    return true;
}

static bool option_read(int option, const char *value, struct wish *wish)
{
    switch (option) {
    case 'c':
        return text_read("council", value, ACTOR_COUNCIL, &wish->council);
    case 'a':
        return roles_read(value, wish);
    case 's':
        return text_read("sub", value, ACTOR_SUBJECT, &wish->subject);
    case 'o':
        return scopes_ask(value, wish);
    case 'e':
        return lifetime_read(value, wish);
    case 'i':
        return text_read("client", value, ACTOR_CLIENT, &wish->client);
    case 'p':
        return id_parse(value, strlen(value), &wish->complaint) ||
               wrong("complaint", value, "that is not a UUID.");
    default:
        (void)fputs("See heard token --help.\n", stderr);
        return false;
    }
}

static const struct option options[] = {
    {"council", required_argument, NULL, 'c'},
    {"as", required_argument, NULL, 'a'},
    {"sub", required_argument, NULL, 's'},
    {"scope", required_argument, NULL, 'o'},
    {"expires", required_argument, NULL, 'e'},
    {"client", required_argument, NULL, 'i'},
    {"complaint", required_argument, NULL, 'p'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* ---- Minting -------------------------------------------------------------------------------------- */

static uint32_t scopes_needed(uint64_t roles)
{
    uint32_t scopes = 0;

    for (size_t role = 1; role < role_codes.count; role++)
        if (roles & ROLE_BIT(role))
            scopes |= scopes_of_role((enum role)role);
    return scopes;
}

static struct grant grant_of(const struct wish *wish)
{
    const int64_t now_s = clock_unix_ms() / 1000;

    return (struct grant){
        .subject = wish->subject ? wish->subject : role_codes.texts[wish->first],
        .council = wish->council,
        .client_id = wish->client,
        .scopes = wish->scopes_given ? wish->scopes : scopes_needed(wish->roles),
        .roles = wish->roles,
        .complaint = wish->complaint,
        .issued_at = now_s,
        .expires_at = now_s + wish->lifetime_s,
    };
}

static bool mint(const struct session *session, const struct wish *wish)
{
    const struct grant grant = grant_of(wish);
    char *token = NULL;
    bool printed;

    if (session_mint(session, &grant, &token) != NO_PROBLEM) {
        (void)fputs("heard token: the token could not be signed.\n", stderr);
        return false;
    }
    printed = puts(token) >= 0 && fflush(stdout) == 0;
    free(token);
    return printed;
}

/* Only where the token would be taken: elsewhere it could only mislead. */
static bool settings_judge(void)
{
    if (strcmp(setting_text(SETTING_ENV), "development") != 0) {
        (void)fputs("heard token: works with HEARD_ENV=development only.\n", stderr);
        return false;
    }
    if (*setting_text(SETTING_DEVELOPMENT_KEY) == '\0') {
        (void)fputs("heard token: HEARD_DEVELOPMENT_KEY does not say where the key lies.\n",
                    stderr);
        return false;
    }
    return true;
}

static int token_run(const struct wish *wish)
{
    const char *path = setting_text(SETTING_DEVELOPMENT_KEY);
    struct session *session;
    struct fault fault;
    bool done;

    if (!settings_judge())
        return EXIT_FAILURE;
    session = session_new(HEARD_DEVELOPMENT_ISSUER, setting_text(SETTING_AUDIENCE));
    done = session_make_key(path, &fault) && session_add_key(session, NULL, path, &fault);
    if (!done)
        (void)fprintf(stderr, "heard token: %s\n", fault.text);
    done = done && mint(session, wish);
    session_free(session);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

int command_token(int count, char *arguments[])
{
    struct wish wish = {
        .client = "heard-token",
        .roles = ROLE_BIT(ROLE_COMPLAINTS_MANAGER),
        .first = ROLE_COMPLAINTS_MANAGER,
        .lifetime_s = LIFETIME_USUAL_S,
    };
    int option;

    /* NOLINTNEXTLINE(concurrency-mt-unsafe): a command has one thread */
    while ((option = getopt_long(count, arguments, "h", options, NULL)) != -1) {
        if (option == 'h') {
            help_print(stdout);
            return EXIT_SUCCESS;
        }
        if (!option_read(option, optarg, &wish))
            return EXIT_USAGE;
    }
    if (optind < count) {
        (void)fprintf(stderr, "heard token: %s is not an option. See heard token --help.\n",
                      arguments[optind]);
        return EXIT_USAGE;
    }
    return token_run(&wish);
}
