/* The directory: staff and independent people who may be appointed (rulebook 2). */
#include "api/page.h"
#include "register.h"
#include "store/person_store.h"
#include "store/version.h"

struct person_check {
    const char *kind;
    struct date checked_on;
    struct date valid_until;
};

struct person {
    const char *name;
    const char *employer;
    const char *team;
    const char *job_title;
    const struct contact *contact;
    struct json_value contact_text;
    struct code_list roles;
    unsigned relation_to_authority;
    const struct bearer *identity;
    bool available;
    struct objects checks;
    struct json_value checks_text;
};

/* What reg. 2(1) asks of somebody who is to be independent. */
static const char *const ties[] = {NULL,
                                   "none",
                                   "officer",
                                   "member",
                                   "spouse_of_officer",
                                   "spouse_of_member",
                                   "civil_partner_of_officer",
                                   "civil_partner_of_member"};
static const struct codes tie_codes = {.texts = ties, .count = COUNT(ties)};

/* ---- Handlers --------------------------------------------------------------------------------------- */

static const enum key_kind by_name[] = {KEY_TEXT, KEY_ID};

static enum problem people_list(struct exchange *x)
{
    const struct person_filter filter = {.role = parameter_text(x, "role"),
                                         .available = parameter_flag_text(x, "available")};
    struct page page;

    TRY(page_open(x, by_name, COUNT(by_name), &page));
    store_people_list(x->store, x->council.id, &filter, page.rows, page.key);
    return page_answer(x, &page);
}

static enum problem person_show(struct exchange *x)
{
    store_person_show(x->store, x->council.id, path_id(x, "person_id"));
    return entry_answer(x);
}

/* Roles of the council's side; the complainant's side and the Ombudsman's are not appointed from the directory. */
static void roles_check(struct exchange *x, const struct code_list *roles)
{
    static const uint64_t appointed = MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) |
                                      MAY(STAGE1_HANDLER) | MAY(STAGE2_INVESTIGATOR) |
                                      MAY(STAGE2_INDEPENDENT_PERSON) | MAY(ADJUDICATING_OFFICER) |
                                      MAY(PANEL_CHAIR) | MAY(PANEL_MEMBER) | MAY(PANEL_CLERK) |
                                      MAY(DIRECTOR) | MAY(IRO) | MAY(AUDITOR_READER);

    for (size_t i = 0; i < roles->count; i++)
        if (!(appointed & ROLE_BIT(roles->items[i])))
            fault_add(&x->faults,
                      (struct body_fault){.pointer = arena_print(x->arena, "/roles/%zu", i),
                                          .code = "not_a_code",
                                          .detail = "Nobody is appointed to this role from the "
                                                    "directory."});
}

static void checks_check(struct exchange *x, const struct objects *checks)
{
    for (size_t i = 0; i < checks->count; i++)
        past_check(x, arena_print(x->arena, "/checks/%zu/checked_on", i),
                   OBJECT(person_check, *checks, i)->checked_on);
}

static struct person_entry person_entry(struct exchange *x, const struct person *person)
{
    return (struct person_entry){
        .name = person->name,
        .employer = person->employer,
        .team = person->team,
        .job_title = person->job_title,
        .contact = person->contact_text.text,
        .roles = array_of_codes(x->arena, &role_codes, person->roles),
        .relation_to_authority = code_text(&tie_codes, (int)person->relation_to_authority),
        .issuer = person->identity ? person->identity->issuer : NULL,
        .subject = person->identity ? person->identity->subject : NULL,
        .checks = person->checks_text.text,
        .available = person->available,
    };
}

static enum problem person_fits(struct exchange *x, const struct person *person)
{
    roles_check(x, &person->roles);
    checks_check(x, &person->checks);
    return faults_found(x);
}

static enum problem person_create(struct exchange *x)
{
    const struct person *person = x->body;
    const struct id id = id_new(x->now);
    struct person_entry entry;

    TRY(person_fits(x, person));
    entry = person_entry(x, person);
    entry.available = person->available || !body_given(x, "available");
    store_person_add(x->store, x->council.id, id, &entry);
    store_person_show(x->store, x->council.id, id);
    exchange_commit(x);
    TRY(store_done(x->store, false));
    answer_located(x, arena_print(x->arena, "/v1/people/%s", id.text));
    return entry_answer(x);
}

/* Later changes never alter a check that was made before: a participant keeps what was declared then. */
static enum problem person_amend(struct exchange *x)
{
    const struct id id = path_id(x, "person_id");
    const struct person *person = x->body;
    const struct person_entry entry = person_entry(x, person);
    long version;

    store_person_lock(x->store, x->council.id, id);
    TRY(store_version_collect(x->store, &version));
    TRY(version_match(x, version));
    TRY(person_fits(x, person));
    store_person_amend(x->store, x->council.id, id, given_members(x), &entry);
    store_person_show(x->store, x->council.id, id);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    return entry_answer(x);
}

/* ---- Bodies and routes ------------------------------------------------------------------------------ */
/* clang-format off */
enum { CHECKS_MAX = 20, ROLES_MAX = 21, KIND_LONGEST = 64, NAME_LONGEST = 200 };

static const struct field person_check_fields[] = {
    FIELD(person_check, kind,        REQUIRED, .longest = KIND_LONGEST),
    FIELD(person_check, checked_on,  NULLABLE),
    FIELD(person_check, valid_until, NULLABLE),
};
static const struct body person_check_body = BODY(person_check, person_check_fields);

#define PERSON_FIELDS(name_need, identity_need) \
    FIELD(person, name,                          name_need, .longest = NAME_LONGEST), \
    FIELD(person, employer,                      NULLABLE,  .longest = NAME_LONGEST), \
    FIELD(person, team,                          NULLABLE,  .longest = NAME_LONGEST), \
    FIELD(person, job_title,                     NULLABLE,  .longest = NAME_LONGEST), \
    FIELD(person, contact,                       OPTIONAL,  .object = &contact_body), \
    FIELD_AS(person, contact_text, "contact",    OPTIONAL), \
    FIELD(person, roles,                         OPTIONAL,  .codes = &role_codes, .most = ROLES_MAX), \
    FIELD(person, relation_to_authority,         OPTIONAL,  .codes = &tie_codes), \
    FIELD(person, identity,                      identity_need, .object = &bearer_body), \
    FIELD(person, available,                     OPTIONAL), \
    FIELD(person, checks,                        OPTIONAL,  .object = &person_check_body, .most = CHECKS_MAX), \
    FIELD_AS(person, checks_text, "checks",      OPTIONAL)

static const struct field person_fields[] = {PERSON_FIELDS(REQUIRED, OPTIONAL)};
static const struct field person_patch_fields[] = {PERSON_FIELDS(OPTIONAL, NULLABLE)};
static const struct body person_body = BODY(person, person_fields);
static const struct body person_patch = PATCH_BODY(person, person_patch_fields);

static const struct parameter people_parameters[] = {
    PARAMETERS_OF_PAGES,
    {.name = "role",      .kind = PARAMETER_CODE, .codes = &role_codes},
    {.name = "available", .kind = PARAMETER_FLAG},
    {0},
};

#define MAY_READ_REGISTERS \
    (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER) | MAY(ADJUDICATING_OFFICER))

extern const struct route_row people_routes[];
const struct route_row people_routes[] = {
    ROUTE(GET,   "/v1/people",            people_list,   .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_READ_REGISTERS,
          .parameters = people_parameters),
    ROUTE(POST,  "/v1/people",            person_create, .scopes = NEEDS(PEOPLE_MANAGE),   .may = MAY(COMPLAINTS_MANAGER),
          .body = &person_body, .status = 201),
    ROUTE(GET,   "/v1/people/:person_id", person_show,   .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_READ_REGISTERS),
    ROUTE(PATCH, "/v1/people/:person_id", person_amend,  .scopes = NEEDS(PEOPLE_MANAGE),   .may = MAY(COMPLAINTS_MANAGER),
          .body = &person_patch, .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
