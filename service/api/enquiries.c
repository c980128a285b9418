/* Before there is a complaint: advice, an informal concern, somebody who means to complain and is told of advocacy
 * (T2, ADV4(2)). Nothing here starts a clock or sends anybody away to try an informal way first (invariant 21). */
#include <string.h>

#include "api/page.h"
#include "register.h"
#include "store/enquiry_store.h"
#include "store/version.h"

struct enquiry {
    unsigned kind;
    struct date received_on;
    unsigned channel;
    const char *words;
    const char *name;
    const struct contact *contact;
    struct json_value contact_text;
    unsigned capacity;
    struct date advocacy_information_given_on;
    struct date guidance_offered_on;
    struct id complaint_id;
    const char *outcome;
    struct date closed_on;
};

static const char *const kinds[] = {NULL, "advice", "informal_concern", "intends_to_complain"};
static const struct codes enquiry_kind_codes = {.texts = kinds, .count = COUNT(kinds)};

/* ---- Handlers --------------------------------------------------------------------------------------- */

static const enum key_kind by_received[] = {KEY_DATE, KEY_ID};

static enum problem enquiries_list(struct exchange *x)
{
    struct page page;

    TRY(page_open(x, by_received, COUNT(by_received), &page));
    store_enquiries_list(x->store, x->council.id, parameter_array(x, "kind"),
                         parameter_flag_text(x, "open"), page.rows, page.key);
    return page_answer(x, &page);
}

static enum problem enquiry_show(struct exchange *x)
{
    store_enquiry_show(x->store, x->council.id, path_id(x, "enquiry_id"));
    return entry_answer(x);
}

static struct enquiry_entry enquiry_entry(const struct enquiry *enquiry)
{
    return (struct enquiry_entry){
        .kind = code_text(&enquiry_kind_codes, (int)enquiry->kind),
        .received_on = enquiry->received_on,
        .channel = code_text(&channel_codes, (int)enquiry->channel),
        .words = enquiry->words,
        .name = enquiry->name,
        .contact = enquiry->contact_text.text,
        .capacity = code_text(&capacity_codes, (int)enquiry->capacity),
        .advocacy_told_on = enquiry->advocacy_information_given_on,
        .guidance_offered_on = enquiry->guidance_offered_on,
        .complaint = enquiry->complaint_id,
        .outcome = enquiry->outcome,
        .closed_on = enquiry->closed_on,
    };
}

static enum problem days_check(struct exchange *x, const struct enquiry *enquiry)
{
    past_check(x, "/received_on", enquiry->received_on);
    past_check(x, "/advocacy_information_given_on", enquiry->advocacy_information_given_on);
    past_check(x, "/guidance_offered_on", enquiry->guidance_offered_on);
    past_check(x, "/closed_on", enquiry->closed_on);
    return faults_found(x);
}

/* What a broken constraint says of the member that broke it. */
static enum problem enquiry_written(struct exchange *x)
{
    static const struct {
        const char *constraint;
        const char *pointer;
        const char *code;
        const char *detail;
    } meanings[] = {
        {"enquiry_told_after_received", "/advocacy_information_given_on", "before_receipt",
         "Nobody was told before the enquiry was received."},
        {"enquiry_guided_after_received", "/guidance_offered_on", "before_receipt",
         "Nothing was offered before the enquiry was received."},
        {"enquiry_closed_after_received", "/closed_on", "before_receipt",
         "An enquiry is not closed before it was received."},
        {"enquiry_of_complaint", "/complaint_id", "unknown", "There is no such complaint."},
    };
    const enum problem problem = store_done(x->store, true);
    const char *broken = problem == NO_PROBLEM ? NULL : store_broken_constraint(x->store);

    for (size_t i = 0; broken && i < COUNT(meanings); i++)
        if (strcmp(meanings[i].constraint, broken) == 0)
            return fault(x, meanings[i].pointer, meanings[i].code, meanings[i].detail);
    return problem;
}

static enum problem enquiry_create(struct exchange *x)
{
    const struct enquiry *enquiry = x->body;
    const struct id id = id_new(x->now);
    struct enquiry_entry entry = enquiry_entry(enquiry);

    TRY(days_check(x, enquiry));
    if (date_none(entry.received_on))
        entry.received_on = x->today;
    store_enquiry_add(x->store, x->council.id, id, &entry, x->visitor.actor);
    store_enquiry_show(x->store, x->council.id, id);
    exchange_commit(x);
    TRY(enquiry_written(x));
    answer_located(x, arena_print(x->arena, "/v1/enquiries/%s", id.text));
    return entry_answer(x);
}

static enum problem enquiry_amend(struct exchange *x)
{
    const struct id id = path_id(x, "enquiry_id");
    const struct enquiry_entry entry = enquiry_entry(x->body);
    long version;

    store_enquiry_lock(x->store, x->council.id, id);
    TRY(store_version_collect(x->store, &version));
    TRY(version_match(x, version));
    TRY(days_check(x, x->body));
    store_enquiry_amend(x->store, x->council.id, id, given_members(x), &entry);
    store_enquiry_show(x->store, x->council.id, id);
    exchange_commit(x);
    TRY(enquiry_written(x));
    return entry_answer(x);
}

/* ---- Bodies and routes ------------------------------------------------------------------------------ */
/* clang-format off */
enum { WORDS_LONGEST = 20000, NAME_LONGEST = 200, OUTCOME_LONGEST = 2000 };

static const struct field enquiry_fields[] = {
    FIELD(enquiry, kind,                          REQUIRED, .codes = &enquiry_kind_codes),
    FIELD(enquiry, received_on,                   OPTIONAL),
    FIELD(enquiry, channel,                       OPTIONAL, .codes = &channel_codes),
    FIELD(enquiry, words,                         NULLABLE, .longest = WORDS_LONGEST),
    FIELD(enquiry, name,                          NULLABLE, .longest = NAME_LONGEST),
    FIELD(enquiry, contact,                       OPTIONAL, .object = &contact_body),
    FIELD_AS(enquiry, contact_text, "contact",    OPTIONAL),
    FIELD(enquiry, capacity,                      NULLABLE, .codes = &capacity_codes),
    FIELD(enquiry, advocacy_information_given_on, NULLABLE),
    FIELD(enquiry, guidance_offered_on,           NULLABLE),
};
static const struct field enquiry_patch_fields[] = {
    FIELD(enquiry, words,                         NULLABLE, .longest = WORDS_LONGEST),
    FIELD(enquiry, name,                          NULLABLE, .longest = NAME_LONGEST),
    FIELD(enquiry, contact,                       OPTIONAL, .object = &contact_body),
    FIELD_AS(enquiry, contact_text, "contact",    OPTIONAL),
    FIELD(enquiry, advocacy_information_given_on, NULLABLE),
    FIELD(enquiry, guidance_offered_on,           NULLABLE),
    FIELD(enquiry, complaint_id,                  NULLABLE),
    FIELD(enquiry, outcome,                       NULLABLE, .longest = OUTCOME_LONGEST),
    FIELD(enquiry, closed_on,                     NULLABLE),
};
static const struct body enquiry_body = BODY(enquiry, enquiry_fields);
static const struct body enquiry_patch = PATCH_BODY(enquiry, enquiry_patch_fields);

static const struct parameter enquiries_parameters[] = {
    PARAMETERS_OF_PAGES,
    {.name = "kind", .kind = PARAMETER_CODES, .codes = &enquiry_kind_codes},
    {.name = "open", .kind = PARAMETER_FLAG},
    {0},
};

#define MAY_READ  (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER) | MAY(ADJUDICATING_OFFICER))
#define MAY_WRITE (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER))

extern const struct route_row enquiries_routes[];
const struct route_row enquiries_routes[] = {
    ROUTE(GET,   "/v1/enquiries",             enquiries_list, .scopes = NEEDS(COMPLAINTS_READ),  .may = MAY_READ,
          .parameters = enquiries_parameters),
    ROUTE(POST,  "/v1/enquiries",             enquiry_create, .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_WRITE,
          .body = &enquiry_body, .status = 201),
    ROUTE(GET,   "/v1/enquiries/:enquiry_id", enquiry_show,   .scopes = NEEDS(COMPLAINTS_READ),  .may = MAY_READ),
    ROUTE(PATCH, "/v1/enquiries/:enquiry_id", enquiry_amend,  .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_WRITE,
          .body = &enquiry_patch, .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
