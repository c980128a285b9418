#include "access.h"

#include <string.h>

#include "api/request.h"
#include "tenants.h"

/* Who sees every case of the council (rulebook 2); everybody else sees those in which they take part. */
static const uint64_t WHOLE_COUNCIL = MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(OPERATOR);

/* ---- Saying no ---------------------------------------------------------------------------------------- */

static enum problem challenge(struct exchange *x, const char *sentence)
{
    x->challenge = sentence ? arena_print(x->arena,
                                          "Bearer realm=\"heard\", error=\"invalid_token\", "
                                          "error_description=\"%s\"",
                                          sentence)
                            : "Bearer realm=\"heard\"";
    if (sentence)
        x->detail = arena_print(x->arena, "The access token cannot be used: %s.", sentence);
    return PROBLEM_UNAUTHENTICATED;
}

static const char *first_code(const struct codes *codes, uint64_t bits)
{
    for (size_t i = 1; i < codes->count; i++)
        if (bits & (UINT64_C(1) << i))
            return codes->texts[i];
    return "";
}

static enum problem scope_lacks(struct exchange *x)
{
    const char *scope = first_code(&scope_codes, x->route->scopes);

    x->challenge = arena_print(
        x->arena, "Bearer realm=\"heard\", error=\"insufficient_scope\", scope=\"%s\"", scope);
    problem_member(x, "required_scope", json_text(x->arena, scope));
    return PROBLEM_INSUFFICIENT_SCOPE;
}

static enum problem role_lacks(struct exchange *x)
{
    struct writer json = {.arena = x->arena};

    write_array(&json);
    for (size_t i = 1; i < role_codes.count; i++)
        if (x->route->may & ROLE_BIT(i))
            write_text(&json, role_codes.texts[i]);
    write_array_end(&json);
    problem_member(x, "required_roles", json.text);
    return PROBLEM_INSUFFICIENT_SCOPE;
}

/* ---- Who it is ---------------------------------------------------------------------------------------- */

static enum problem token_read(struct exchange *x, struct tokens *tokens)
{
    struct actor *actor = arena_take(x->arena, sizeof *actor);
    const char *token;
    size_t length;
    enum refusal why;
    enum problem problem;

    if (!x->request->authorization)
        return challenge(x, NULL);
    if (!bearer_token(x->request->authorization, &token, &length))
        return challenge(x, "the Authorization header is not one bearer token");
    problem = token_verify(tokens, token, length, x->now / 1000, actor, &why);
    if (problem == PROBLEM_UNAUTHENTICATED) {
        x->refused = refusal_code(why);
        return challenge(x, refusal_text(why));
    }
    TRY(problem);
    x->actor = actor;
    return NO_PROBLEM;
}

static enum problem route_lets_in(struct exchange *x)
{
    uint64_t roles = x->actor->roles;

    if (x->route->scopes && !(x->route->scopes & x->actor->scopes))
        return scope_lacks(x);
    if (x->route->may && !(x->route->may & roles))
        return role_lacks(x);
    if (x->route->may)
        roles &= x->route->may;
    for (int role = 1; role < ROLE_COUNT && x->role == ROLE_NONE; role++)
        if (roles & ROLE_BIT(role))
            x->role = (enum role)role;
    return NO_PROBLEM;
}

static const char *list_roles(const struct exchange *x)
{
    char *list = arena_take(x->arena, 512);
    char *end = list;

    for (size_t i = 1; i < role_codes.count; i++)
        if (x->actor->roles & ROLE_BIT(i)) {
            if (end > list)
                *end++ = ',';
            end = stpcpy(end, role_codes.texts[i]);
        }
    return list;
}

static enum problem council_enter(struct exchange *x)
{
    enum problem problem;

    if (!*x->actor->council && (x->route->flags & ROUTE_ANY_COUNCIL))
        return NO_PROBLEM;
    if (!*x->actor->council) {
        x->detail = "This token names no council.";
        return PROBLEM_INSUFFICIENT_SCOPE;
    }
    problem = tenant_resolve(x, x->actor->council);
    if (problem == PROBLEM_NOT_FOUND)
        return challenge(x, "the council of the token is not known here");
    TRY(problem);
    x->visitor = (struct visitor){
        .council = x->council.id,
        .actor = arena_print(x->arena, "%s|%s", x->actor->issuer, x->actor->subject),
        .roles = list_roles(x),
        .whole_council = (x->actor->roles & WHOLE_COUNCIL) && id_none(x->actor->complaint),
        .complaint = x->actor->complaint,
    };
    return NO_PROBLEM;
}

/* A public read of one council: the same for everybody. */
static enum problem council_asked(struct exchange *x)
{
    const char *council = parameter_text(x, "council");

    x->visitor = (struct visitor){.actor = "public|", .roles = ""};
    if (!council)
        return NO_PROBLEM;
    TRY(tenant_resolve(x, council));
    x->visitor.council = x->council.id;
    return NO_PROBLEM;
}

enum problem access_check(struct exchange *x, struct tokens *tokens)
{
    if (x->route->flags & ROUTE_PUBLIC)
        return NO_PROBLEM;
    if ((x->route->flags & ROUTE_COUNCIL_ASKED) && !x->request->authorization)
        return council_asked(x);
    TRY(token_read(x, tokens));
    TRY(route_lets_in(x));
    return council_enter(x);
}
