/* heard serve: the parts wired together and the service run until it is told to stop. */
#include "serve.h"

#include <stdio.h>
#include <string.h>

#include "api/sandboxes.h"
#include "api/server.h"
#include "base/log.h"
#include "base/settings.h"
#include "security/identity.h"
#include "store/pool.h"
#include "trust.h"

/* What the keys of issuers have to tell. */
static void tell(void *context, bool warning, const char *iss, const char *sentence)
{
    (void)context;
    log_event(warning ? LOG_WARNING : LOG_INFO, "issuer", "%s: %s", iss, sentence);
}

static struct identity_settings identity_settings(void)
{
    struct identity_settings settings = {
        .development = strcmp(setting_text(SETTING_ENV), "development") == 0,
        .listen = setting_text(SETTING_LISTEN),
        .audience = setting_text(SETTING_AUDIENCE),
        .issuers = setting_text(SETTING_ISSUERS),
        .signing_keys = setting_text(SETTING_SIGNING_KEYS),
        .development_key = setting_text(SETTING_DEVELOPMENT_KEY),
        .leeway_s = setting_number(SETTING_TOKEN_LEEWAY, 60),
        .cache_entries = (size_t)setting_number(SETTING_TOKEN_CACHE, 8192),
        .keys = KEY_SETTINGS_USUAL,
    };

    settings.keys.tell = tell;
    return settings;
}

static bool is_set(enum setting setting, const char *name)
{
    if (*setting_text(setting))
        return true;
    log_event(LOG_ERROR, "start_failed", "%s is not set: `heard settings` says what it is.", name);
    return false;
}

/* A database that is away now may come; a schema or a statement that does not fit will not mend itself. */
static bool database_fits(const struct store_options *options)
{
    struct store *store = store_new(options);
    enum schema_state state = store_schema_state(store);

    store_free(store);
    switch (state) {
    case SCHEMA_UNREACHABLE:
        log_event(LOG_WARNING, "database",
                  "The database cannot be reached; the service starts and waits for it.");
        return true;
    case SCHEMA_OLD:
        log_event(LOG_ERROR, "start_failed", "Migrations are missing: run `heard migrate`.");
        return false;
    case SCHEMA_TOO_NEW:
        log_event(LOG_ERROR, "start_failed",
                  "The schema is of a later release than this program serves.");
        return false;
    case SCHEMA_SERVED:
    default:
        if (store_check_statements(options))
            return true;
        log_event(LOG_ERROR, "start_failed", "Statements of this program do not fit the schema.");
        return false;
    }
}

static int serve(struct identity *identity)
{
    const struct store_options options = {
        .database = setting_text(SETTING_DATABASE),
        .statement_ms = (int)setting_number(SETTING_STATEMENT_MS, 5000),
        .lock_ms = (int)setting_number(SETTING_LOCK_MS, 1500),
    };
    struct trust *trust;
    struct pool *pool;
    int status;

    if (!database_fits(&options))
        return 1;
    trust = trust_start(identity->keys, &options);
    pool = pool_new(&options);
    sandboxes_sign_with(identity->own);
    status = server_run(pool, identity->tokens);
    pool_free(pool);
    trust_stop(trust);
    return status;
}

int command_serve(int count, char *arguments[])
{
    struct identity_settings settings = identity_settings();
    struct identity identity;
    struct fault fault;
    int status;

    (void)arguments;
    if (count != 1) {
        (void)fputs("usage: heard serve\n", stderr);
        return 2;
    }
    if (!is_set(SETTING_DATABASE, "HEARD_DATABASE"))
        return 1;
    server_block_signals(); /* before any thread starts: the one that waits for them is this */
    if (!identity_start(&settings, &identity, &fault)) {
        log_event(LOG_ERROR, "start_failed", "%s", fault.text);
        return 1;
    }
    if (identity_warning(&identity))
        log_event(LOG_WARNING, "development", "%s", identity_warning(&identity));
    status = serve(&identity);
    identity_stop(&identity);
    return status;
}
