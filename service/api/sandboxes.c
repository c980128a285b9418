/* Councils for trying things out: each with a policy, a clock, data and tokens of its own, and an end. Its day governs legal
 * dates alone; how long it lives, and its tokens, go by the real time. */
#include "api/sandboxes.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "api/exchange.h"
#include "base/log.h"
#include "base/settings.h"
#include "embedded.h"
#include "instant.h"
#include "security/crypto.h"
#include "security/session.h"
#include "store/policy_record.h"
#include "store/sandbox_store.h"

enum {
    EXPIRES_IN_DAYS_USUAL = 7,
    EXPIRES_IN_DAYS_MOST = 30,
    SWEPT_AT_ONCE = 1, /* its data go with it: more would keep the caller waiting */
    SUFFIX_LENGTH = 8,
    CODE_LENGTH = 3,
    CODE_TRIES = 8
};
#define MS_OF_DAY INT64_C(86400000)

struct sandbox_wish {
    unsigned policy;
    const char *name;
    struct date today;
    int expires_in_days;
};

static const char *const policies[] = {NULL, "statutory", "middlesbrough", "sunderland"};
static const struct codes policy_codes = {.texts = policies, .count = COUNT(policies)};

/* Who gets a token: those who walk a complaint from intake to its answer. */
static const enum role token_roles[] = {ROLE_COMPLAINTS_MANAGER, ROLE_INTAKE_OFFICER,
                                        ROLE_STAGE1_HANDLER, ROLE_COMPLAINANT, ROLE_ADVOCATE};

static const struct session *signer;

void sandboxes_sign_with(const struct session *own)
{
    signer = own;
}

static bool sandboxes_on(void)
{
    const char *setting = setting_text(SETTING_SANDBOXES);

    if (*setting == '\0')
        return strcmp(setting_text(SETTING_ENV), "development") == 0;
    return strcmp(setting, "on") == 0;
}

/* ---- The council ------------------------------------------------------------------------------------ */

/* `length` letters of `alphabet`, at random. */
static const char *random_text(struct arena *arena, const char *alphabet, size_t length)
{
    const size_t letters = strlen(alphabet);
    unsigned char *bytes = arena_take(arena, length);
    char *text = arena_take(arena, length + 1);

    crypto_random(bytes, length);
    for (size_t i = 0; i < length; i++)
        text[i] = alphabet[bytes[i] % letters];
    return text;
}

static enum problem policy_load(struct exchange *x, const char *name, struct policy_record *record)
{
    const char *file = arena_print(x->arena, "data/policies/%s.json", name);
    size_t i = 0;

    while (i < EMBEDDED_FILES && strcmp(embedded_files[i].name, file) != 0)
        i++;
    if (i == EMBEDDED_FILES)
        return PROBLEM_INTERNAL;
    json_auto_t *whole =
        json_loadb((const char *)embedded_files[i].bytes, embedded_files[i].length, 0, NULL);
    return policy_record_make(x->arena, json_object_get(whole, "values"), record);
}

/* The sandboxes whose time is over go when new ones come. That it fails is no concern of the caller's. */
static void sweep(struct exchange *x)
{
    store_write(x->store, NULL);
    store_sandbox_sweep(x->store, SWEPT_AT_ONCE);
    store_commit(x->store);
    if (store_finish(x->store) != NO_PROBLEM)
        log_event(LOG_WARNING, "sandbox_sweep",
                  "A sandbox whose time is over could not be removed.");
}

static enum problem council_make(struct exchange *x, const struct sandbox_new *sandbox,
                                 const struct policy_record *policy)
{
    const struct visitor founder = {
        .council = sandbox->id,
        .actor = arena_print(x->arena, "%s|%s", x->actor->issuer, x->actor->subject),
        .roles = code_text(&role_codes, ROLE_COMPLAINTS_MANAGER),
        .whole_council = true,
    };

    store_write(x->store, &founder);
    store_sandbox_add(x->store, sandbox);
    store_policy_add(x->store, sandbox->id, sandbox->today, NULL, policy, founder.actor);
    store_commit(x->store);
    return store_finish(x->store);
}

/* Codes are short: another one is drawn when it is taken. */
static enum problem council_make_somehow(struct exchange *x, struct sandbox_new *sandbox,
                                         const struct policy_record *policy)
{
    enum problem problem = PROBLEM_DUPLICATE;

    for (int i = 0; i < CODE_TRIES && problem == PROBLEM_DUPLICATE; i++) {
        sandbox->code = random_text(x->arena, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", CODE_LENGTH);
        problem = council_make(x, sandbox, policy);
    }
    return problem == PROBLEM_DUPLICATE ? PROBLEM_UNAVAILABLE : problem;
}

/* ---- Its tokens ------------------------------------------------------------------------------------- */

static enum problem token_write(struct exchange *x, const struct sandbox_new *sandbox,
                                enum role role)
{
    const char *subject = arena_print(x->arena, "%s-%s", code_text(&role_codes, (int)role),
                                      sandbox->slug + strlen("sandbox-"));
    const struct grant grant = {
        .subject = subject,
        .council = sandbox->slug,
        .client_id = "sandbox",
        .scopes = scopes_of_role(role),
        .roles = ROLE_BIT(role),
        .issued_at = x->now / 1000,
        .expires_at = sandbox->expires_at / 1000,
    };
    char *token;

    TRY(session_mint(signer, &grant, &token));
    write_object(&x->answer);
    write_member_text(&x->answer, "role", code_text(&role_codes, (int)role));
    write_member_text(&x->answer, "subject", subject);
    write_member_text(&x->answer, "access_token", token);
    write_member_text(&x->answer, "expires_at", instant_print(sandbox->expires_at, x->arena));
    write_object_end(&x->answer);
    free(token);
    return NO_PROBLEM;
}

static enum problem sandbox_write(struct exchange *x, const struct sandbox_new *sandbox,
                                  const char *policy)
{
    struct writer *answer = &x->answer;

    write_object(answer);
    write_member(answer, "council");
    write_object(answer);
    write_member_id(answer, "id", sandbox->id);
    write_member_text(answer, "slug", sandbox->slug);
    write_member_text(answer, "code", sandbox->code);
    write_member_text(answer, "name", sandbox->name);
    write_member_flag(answer, "sandbox", true);
    write_object_end(answer);
    write_member_text(answer, "policy", policy);
    write_member(answer, "test_clock");
    write_object(answer);
    write_member_date(answer, "today", sandbox->today);
    write_object_end(answer);
    write_member_text(answer, "expires_at", instant_print(sandbox->expires_at, x->arena));
    write_member(answer, "tokens");
    write_array(answer);
    for (size_t i = 0; i < COUNT(token_roles); i++)
        TRY(token_write(x, sandbox, token_roles[i]));
    write_array_end(answer);
    write_object_end(answer);
    return NO_PROBLEM;
}

/* ---- The handler ------------------------------------------------------------------------------------ */

static enum problem sandbox_create(struct exchange *x)
{
    const struct sandbox_wish *wish = x->body;
    const char *policy = code_text(&policy_codes, (int)wish->policy);
    const int days = wish->expires_in_days ? wish->expires_in_days : EXPIRES_IN_DAYS_USUAL;
    struct sandbox_new sandbox = {
        .id = id_new(x->now),
        .slug =
            arena_print(x->arena, "sandbox-%s",
                        random_text(x->arena, "abcdefghjkmnpqrstuvwxyz23456789", SUFFIX_LENGTH)),
        .name = wish->name ? wish->name : arena_print(x->arena, "Sandbox, as %s", policy),
        .today = date_none(wish->today) ? date_in_london(x->now) : wish->today,
        .expires_at = x->now / 1000 * 1000 + days * MS_OF_DAY,
    };
    struct policy_record record;

    if (!sandboxes_on())
        return PROBLEM_NOT_FOUND;
    if (!signer || !session_can_sign(signer))
        return PROBLEM_UNAVAILABLE;
    TRY(policy_load(x, policy, &record));
    sweep(x);
    TRY(council_make_somehow(x, &sandbox, &record));
    answer_located(x, arena_print(x->arena, "/v1/procedure?council=%s", sandbox.slug));
    return sandbox_write(x, &sandbox, policy);
}

/* ---- Body and route --------------------------------------------------------------------------------- */
/* clang-format off */
enum { NAME_LONGEST = 200 };

static const struct field sandbox_fields[] = {
    FIELD(sandbox_wish, policy,          REQUIRED, .codes = &policy_codes),
    FIELD(sandbox_wish, name,            NULLABLE, .longest = NAME_LONGEST),
    FIELD(sandbox_wish, today,           OPTIONAL),
    FIELD(sandbox_wish, expires_in_days, OPTIONAL, .least = 1, .most = EXPIRES_IN_DAYS_MOST),
};
static const struct body sandbox_body = BODY(sandbox_wish, sandbox_fields);

extern const struct route_row sandboxes_routes[];
const struct route_row sandboxes_routes[] = {
    ROUTE(POST, "/v1/sandboxes", sandbox_create, .scopes = NEEDS(POLICY_MANAGE), .may = MAY(COMPLAINTS_MANAGER),
          .body = &sandbox_body, .status = 201, .flags = ROUTE_OWN_FLIGHTS | ROUTE_ANY_COUNCIL),
    {0},
};
/* clang-format on */
