/* Who am I: the caller as the service sees them. */
#include "api/exchange.h"
#include "instant.h"
#include "service.h"

static void codes_write(struct writer *answer, const char *name, const struct codes *codes,
                        uint64_t bits)
{
    write_member(answer, name);
    write_array(answer);
    for (size_t i = 1; i < codes->count; i++)
        if (bits & (UINT64_C(1) << i))
            write_text(answer, codes->texts[i]);
    write_array_end(answer);
}

static void council_write(struct writer *answer, const struct tenant *council)
{
    write_member(answer, "council");
    write_object(answer);
    write_member_id(answer, "id", council->id);
    write_member_text(answer, "slug", council->slug);
    write_member_text(answer, "code", council->code);
    write_member_text(answer, "name", council->name);
    write_member_flag(answer, "sandbox", council->sandbox);
    write_object_end(answer);
}

static enum problem me_show(struct exchange *x)
{
    const struct actor *actor = x->actor;
    struct writer *answer = &x->answer;

    write_object(answer);
    write_member_text(answer, "subject", actor->subject);
    write_member_text(answer, "issuer", actor->issuer);
    write_member_text(answer, "client_id", *actor->client_id ? actor->client_id : NULL);
    council_write(answer, &x->council);
    codes_write(answer, "roles", &role_codes, actor->roles);
    codes_write(answer, "scopes", &scope_codes, actor->scopes);
    write_member_text(answer, "reach", x->visitor.whole_council ? "council" : "cases");
    write_member_date(answer, "today", x->today);
    write_member_text(answer, "expires_at", instant_print(actor->expires_at * 1000, x->arena));
    write_member(answer, "limits");
    write_object(answer);
    write_member_number(answer, "body_bytes", (long long)service.body_most);
    write_object_end(answer);
    write_object_end(answer);
    return NO_PROBLEM;
}

/* clang-format off */
const struct route_row me_routes[] = {
    ROUTE(GET, "/v1/me", me_show, .flags = ROUTE_NO_STORE),
    {0},
};
/* clang-format on */
