/* The register of advocates and their providers: arrangements under s.26A, kept as ADV5 asks. The complainant's side may
 * choose from it, so it shows them how to reach an advocate, and not whose token the advocate bears. */
#include "api/page.h"
#include "register.h"
#include "store/advocate_store.h"
#include "store/version.h"

struct advocate {
    const char *name;
    const char *provider;
    const struct contact *contact;
    struct json_value contact_text;
    struct texts languages;
    struct texts areas;
    const struct bearer *identity;
    bool default_provider;
    bool available;
};

/* ---- Handlers --------------------------------------------------------------------------------------- */

static const enum key_kind by_provider[] = {KEY_FLAG, KEY_TEXT, KEY_ID};

static enum problem advocates_list(struct exchange *x)
{
    struct page page;

    TRY(page_open(x, by_provider, COUNT(by_provider), &page));
    store_advocates_list(x->store, x->council.id, x->visitor.whole_council,
                         parameter_flag_text(x, "available"), page.rows, page.key);
    return page_answer(x, &page);
}

static enum problem advocate_show(struct exchange *x)
{
    store_advocate_show(x->store, x->council.id, path_id(x, "advocate_id"),
                        x->visitor.whole_council);
    return entry_answer(x);
}

static struct advocate_entry advocate_entry(struct exchange *x, const struct advocate *advocate)
{
    return (struct advocate_entry){
        .name = advocate->name,
        .provider = advocate->provider,
        .contact = advocate->contact_text.text,
        .languages = array_of_texts(x->arena, advocate->languages),
        .areas = array_of_texts(x->arena, advocate->areas),
        .issuer = advocate->identity ? advocate->identity->issuer : NULL,
        .subject = advocate->identity ? advocate->identity->subject : NULL,
        .default_provider = advocate->default_provider,
        .available = advocate->available,
    };
}

static enum problem advocate_create(struct exchange *x)
{
    const struct advocate *advocate = x->body;
    const struct id id = id_new(x->now);
    struct advocate_entry entry = advocate_entry(x, advocate);

    entry.available = advocate->available || !body_given(x, "available");
    store_advocate_add(x->store, x->council.id, id, &entry);
    store_advocate_show(x->store, x->council.id, id, x->visitor.whole_council);
    exchange_commit(x);
    TRY(store_done(x->store, false));
    answer_located(x, arena_print(x->arena, "/v1/advocates/%s", id.text));
    return entry_answer(x);
}

static enum problem advocate_amend(struct exchange *x)
{
    const struct id id = path_id(x, "advocate_id");
    const struct advocate_entry entry = advocate_entry(x, x->body);
    long version;

    store_advocate_lock(x->store, x->council.id, id);
    TRY(store_version_collect(x->store, &version));
    TRY(version_match(x, version));
    store_advocate_amend(x->store, x->council.id, id, given_members(x), &entry);
    store_advocate_show(x->store, x->council.id, id, x->visitor.whole_council);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    return entry_answer(x);
}

/* ---- Bodies and routes ------------------------------------------------------------------------------ */
/* clang-format off */
enum { LIST_MAX = 20, NAME_LONGEST = 200, LANGUAGE_LONGEST = 35 };

#define ADVOCATE_FIELDS(name_need, identity_need) \
    FIELD(advocate, name,                        name_need, .longest = NAME_LONGEST), \
    FIELD(advocate, provider,                    NULLABLE,  .longest = NAME_LONGEST), \
    FIELD(advocate, contact,                     OPTIONAL,  .object = &contact_body), \
    FIELD_AS(advocate, contact_text, "contact",  OPTIONAL), \
    FIELD(advocate, languages,                   OPTIONAL,  .most = LIST_MAX, .longest = LANGUAGE_LONGEST, \
          .fits = is_language, .expected = "a BCP 47 language tag"), \
    FIELD(advocate, areas,                       OPTIONAL,  .most = LIST_MAX, .longest = NAME_LONGEST), \
    FIELD(advocate, identity,                    identity_need, .object = &bearer_body), \
    FIELD(advocate, default_provider,            OPTIONAL), \
    FIELD(advocate, available,                   OPTIONAL)

static const struct field advocate_fields[] = {ADVOCATE_FIELDS(REQUIRED, OPTIONAL)};
static const struct field advocate_patch_fields[] = {ADVOCATE_FIELDS(OPTIONAL, NULLABLE)};
static const struct body advocate_body = BODY(advocate, advocate_fields);
static const struct body advocate_patch = PATCH_BODY(advocate, advocate_patch_fields);

static const struct parameter advocates_parameters[] = {
    PARAMETERS_OF_PAGES,
    {.name = "available", .kind = PARAMETER_FLAG},
    {0},
};

#define MAY_CHOOSE \
    (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER) | MAY(ADJUDICATING_OFFICER) | \
     MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE))

extern const struct route_row advocates_routes[];
const struct route_row advocates_routes[] = {
    ROUTE(GET,   "/v1/advocates",              advocates_list,  .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_CHOOSE,
          .parameters = advocates_parameters),
    ROUTE(POST,  "/v1/advocates",              advocate_create, .scopes = NEEDS(PEOPLE_MANAGE),   .may = MAY(COMPLAINTS_MANAGER),
          .body = &advocate_body, .status = 201),
    ROUTE(GET,   "/v1/advocates/:advocate_id", advocate_show,   .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_CHOOSE),
    ROUTE(PATCH, "/v1/advocates/:advocate_id", advocate_amend,  .scopes = NEEDS(PEOPLE_MANAGE),   .may = MAY(COMPLAINTS_MANAGER),
          .body = &advocate_patch, .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
