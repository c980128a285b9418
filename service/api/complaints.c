/* Complaints: the worklist, the search, the whole picture, and the facts that may be amended. */
#include "complaints.h"

#include <stdlib.h>
#include <string.h>

#include "api/page.h"
#include "register.h"
#include "store/complaint_store.h"

/* ---- One ------------------------------------------------------------------------------------------- */

static enum problem complaint_show(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");

    complaint_queue(x, complaint);
    return complaint_write(x, complaint);
}

struct wish {
    const char *text;
    const char *status;
};

struct complaint_patch {
    const char *summary;
    const struct service *service;
    const char *language;
    const struct accessibility *accessibility;
    struct json_value accessibility_text;
    struct objects desired_outcomes;
};

static const char *wishes_text(struct exchange *x, const struct objects *wishes)
{
    struct writer text = {.arena = x->arena};

    write_array(&text);
    for (size_t i = 0; i < wishes->count; i++) {
        const struct wish *wish = OBJECT(wish, *wishes, i);

        write_object(&text);
        write_member_text(&text, "text", wish->text);
        write_member_text(&text, "status", wish->status ? wish->status : "wanted");
        write_object_end(&text);
    }
    write_array_end(&text);
    return text.text;
}

static enum problem complaint_amend(struct exchange *x)
{
    const struct complaint_patch *patch = x->body;
    struct case_file file;

    TRY(case_open_at_version(x, path_id(x, "complaint_id"), &file));
    case_event(x, &file, "complaint.updated", NULL, (struct id){{0}});
    store_complaint_amend(
        x->store, x->council.id, file.complaint,
        &(struct complaint_change){
            .summary_given = body_given(x, "summary"),
            .summary = patch->summary,
            .service_given = body_given(x, "service"),
            .service_code = patch->service ? patch->service->code : NULL,
            .service_name = patch->service ? patch->service->name : NULL,
            .language_given = patch->language != NULL,
            .language = patch->language,
            .accessibility_given = body_given(x, "accessibility"),
            .accessibility = patch->accessibility ? patch->accessibility_text.text : NULL,
            .desired_outcomes_given = body_given(x, "desired_outcomes"),
            .desired_outcomes = wishes_text(x, &patch->desired_outcomes),
        });
    case_record(x, &file);
    complaint_queue(x, file.complaint);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    TRY(case_recorded(x, &file));
    return complaint_write(x, file.complaint);
}

/* ---- Many ------------------------------------------------------------------------------------------ */

static const enum key_kind by_day[] = {KEY_TEXT,
                                       KEY_ID}; /* a date, or `infinity` where nothing is due */

static enum complaint_order order_asked(const struct exchange *x)
{
    const char *sort = parameter_text(x, "sort");

    if (!sort || strcmp(sort, "-received_on") == 0)
        return BY_RECEIVED_DOWN;
    if (strcmp(sort, "received_on") == 0)
        return BY_RECEIVED;
    return strcmp(sort, "due_on") == 0 ? BY_DUE : BY_DUE_DOWN;
}

static const char *day_asked(struct exchange *x, const char *name)
{
    return query_date(x->store, parameter_date(x, name));
}

static struct complaint_filter filter_asked(struct exchange *x)
{
    return (struct complaint_filter){
        .today = query_date(x->store, x->today),
        .statuses = parameter_array(x, "status"),
        .phases = parameter_array(x, "phase"),
        .procedures = parameter_array(x, "procedure"),
        .kinds = parameter_array(x, "kind"),
        .capacities = parameter_array(x, "capacity"),
        .channels = parameter_array(x, "channel"),
        .received_from = day_asked(x, "received_on_from"),
        .received_to = day_asked(x, "received_on_to"),
        .due_from = day_asked(x, "due_on_from"),
        .due_to = day_asked(x, "due_on_to"),
        .open = parameter_flag_text(x, "open"),
        .overdue = parameter_flag_text(x, "overdue"),
        .handler = parameter_text(x, "handler"),
        .service = parameter_text(x, "service"),
        .external_id = parameter_text(x, "external_id"),
    };
}

/* A key's day comes back from the client: only a date, or what the index says where nothing is due. */
static enum problem key_taken(struct exchange *x, const struct page *page,
                              struct complaint_filter *filter)
{
    struct date day;

    filter->limit = query_number(x->store, (long long)page->rows);
    if (!page->key[0])
        return NO_PROBLEM;
    if (strcmp(page->key[0], "infinity") != 0 &&
        !date_parse(page->key[0], strlen(page->key[0]), &day)) {
        fault_add(&x->faults, (struct body_fault){.parameter = "cursor",
                                                  .code = "not_a_cursor",
                                                  .detail = "This is no cursor of ours."});
        return PROBLEM_VALIDATION_FAILED;
    }
    filter->after_day = page->key[0];
    filter->after_id = page->key[1];
    return NO_PROBLEM;
}

static enum problem complaints_list(struct exchange *x)
{
    bool with_total = parameter_flag(x, "with_total", false);
    struct complaint_filter filter = filter_asked(x);
    struct page page;
    long total;

    TRY(page_open(x, by_day, COUNT(by_day), &page));
    TRY(key_taken(x, &page, &filter));
    if (with_total)
        store_complaint_count(x->store, x->council.id, &filter);
    store_complaint_list(x->store, x->council.id, order_asked(x), &filter);
    if (with_total) {
        TRY(store_complaint_counted(x->store, &total));
        page.total = &total;
    }
    return page_answer(x, &page);
}

/* ---- Searches: personal data never stands in an address (api.md 2) --------------------------------- */

struct person_sought {
    const char *name;
    struct date born_on;
};

struct complaint_sought {
    const char *q;
    const struct person_sought *person;
    const char *reference;
    struct code_list status;
    struct code_list phase;
    struct date received_on_from;
    struct date received_on_to;
    struct json_value open;
    struct json_value overdue;
    int limit;
    const char *cursor;
};

static enum problem found_ids(struct exchange *x, const struct complaint_sought *sought,
                              const char **ids)
{
    if (!sought->q && !sought->person && !sought->reference) {
        *ids = NULL;
        return NO_PROBLEM;
    }
    store_complaint_search(
        x->store, x->council.id,
        &(struct complaint_search){
            .words = sought->q,
            .person_name = sought->person ? sought->person->name : NULL,
            .person_born_on = sought->person ? sought->person->born_on : (struct date){0},
            .reference = sought->reference,
        });
    TRY(store_complaint_found(x->store, x->arena, ids));
    TRY(store_finish(x->store)); /* a reader's flight ended with its Sync */
    store_read(x->store, &x->visitor);
    return NO_PROBLEM;
}

static enum problem flag_sought(struct exchange *x, const char *pointer, struct json_value value,
                                const char **flag)
{
    if (value.text && strcmp(value.text, "true") != 0 && strcmp(value.text, "false") != 0)
        return fault(x, pointer, "not_a_flag", "It is true or false.");
    *flag = value.text;
    return NO_PROBLEM;
}

static enum problem complaints_search(struct exchange *x)
{
    const struct complaint_sought *sought = x->body;
    struct complaint_filter filter = {0};
    struct page page;
    const char *ids;

    TRY(flag_sought(x, "/open", sought->open, &filter.open));
    TRY(flag_sought(x, "/overdue", sought->overdue, &filter.overdue));
    TRY(page_open_at(x, by_day, COUNT(by_day),
                     sought->limit > 0 ? (size_t)sought->limit : PAGE_LIMIT_USUAL, sought->cursor,
                     &page));
    TRY(found_ids(x, sought, &ids));
    filter.ids = ids;
    filter.today = query_date(x->store, x->today);
    filter.statuses = array_of_codes(x->arena, &status_codes, sought->status);
    filter.phases = array_of_codes(x->arena, &phase_codes, sought->phase);
    filter.received_from = query_date(x->store, sought->received_on_from);
    filter.received_to = query_date(x->store, sought->received_on_to);
    TRY(key_taken(x, &page, &filter));
    store_complaint_list(x->store, x->council.id, BY_RECEIVED_DOWN, &filter);
    return page_answer(x, &page);
}

/* ---- Bodies and routes ----------------------------------------------------------------------------- */

/* Letters and digits in parts of at most 8, the first of 2 to 8 letters (BCP 47, as far as its form tells). */
enum {
    TAG_PART_LONGEST = 8
};

bool is_language_tag(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char alphanumerics[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t part = strspn(text, letters);

    if (part < 2)
        return false;
    for (;;) {
        if (part == 0 || part > TAG_PART_LONGEST)
            return false;
        text += part;
        if (*text == '\0')
            return true;
        if (*text++ != '-')
            return false;
        part = strspn(text, alphanumerics);
    }
}

static bool is_wish_status(const char *text)
{
    static const char *const statuses[] = {"wanted", "agreed", "partly", "refused", "done"};

    for (size_t i = 0; i < COUNT(statuses); i++)
        if (strcmp(statuses[i], text) == 0)
            return true;
    return false;
}

/* clang-format off */
enum {
    CODE_LONGEST = 64, NAME_LONGEST = 200, SUMMARY_LONGEST = 500, ADJUSTMENTS_LONGEST = 2000, LANGUAGE_LONGEST = 35,
    WISH_LONGEST = 1000, WISHES_MAX = 20, FORMATS_MAX = 10, REFERENCE_LONGEST = 40, CURSOR_LONGEST = 512,
    STATUSES_MAX = 24, PHASES_MAX = 5, PAGE_MAX = 100, YES_OR_NO = 5
};

static const struct field service_fields[] = {
    FIELD(service, code, REQUIRED, .longest = CODE_LONGEST),
    FIELD(service, name, NULLABLE, .longest = NAME_LONGEST),
};
const struct body service_body = BODY(service, service_fields);

static const struct field accessibility_fields[] = {
    FIELD(accessibility, formats,              OPTIONAL, .longest = CODE_LONGEST, .most = FORMATS_MAX),
    FIELD(accessibility, interpreter_language, NULLABLE, .longest = LANGUAGE_LONGEST),
    FIELD(accessibility, adjustments,          NULLABLE, .longest = ADJUSTMENTS_LONGEST),
};
const struct body accessibility_body = BODY(accessibility, accessibility_fields);

static const struct field wish_fields[] = {
    FIELD(wish, text,   REQUIRED, .longest = WISH_LONGEST),
    FIELD(wish, status, OPTIONAL, .fits = is_wish_status, .expected = "one of: wanted, agreed, partly, refused, done"),
};
static const struct body wish_body = BODY(wish, wish_fields);

static const struct field complaint_patch_fields[] = {
    FIELD(complaint_patch, summary,          NULLABLE, .longest = SUMMARY_LONGEST),
    FIELD(complaint_patch, service,          NULLABLE, .object = &service_body),
    FIELD(complaint_patch, language,         OPTIONAL, .longest = LANGUAGE_LONGEST, .fits = is_language_tag,
          .expected = "a BCP 47 language tag"),
    FIELD(complaint_patch, accessibility,    NULLABLE, .object = &accessibility_body),
    FIELD_AS(complaint_patch, accessibility_text, "accessibility", NULLABLE),
    FIELD(complaint_patch, desired_outcomes, OPTIONAL, .object = &wish_body, .most = WISHES_MAX),
};
static const struct body complaint_patch_body = PATCH_BODY(complaint_patch, complaint_patch_fields);

static const struct field person_sought_fields[] = {
    FIELD(person_sought, name,    OPTIONAL, .longest = NAME_LONGEST),
    FIELD(person_sought, born_on, OPTIONAL),
};
static const struct body person_sought_body = BODY(person_sought, person_sought_fields);

static const struct field complaint_sought_fields[] = {
    FIELD(complaint_sought, q,                OPTIONAL, .longest = NAME_LONGEST),
    FIELD(complaint_sought, person,           OPTIONAL, .object = &person_sought_body),
    FIELD(complaint_sought, reference,        OPTIONAL, .longest = REFERENCE_LONGEST),
    FIELD(complaint_sought, status,           OPTIONAL, .codes = &status_codes, .most = STATUSES_MAX),
    FIELD(complaint_sought, phase,            OPTIONAL, .codes = &phase_codes,  .most = PHASES_MAX),
    FIELD(complaint_sought, received_on_from, OPTIONAL),
    FIELD(complaint_sought, received_on_to,   OPTIONAL),
    FIELD(complaint_sought, open,             OPTIONAL, .longest = YES_OR_NO),
    FIELD(complaint_sought, overdue,          OPTIONAL, .longest = YES_OR_NO),
    FIELD(complaint_sought, limit,            OPTIONAL, .least = 1, .most = PAGE_MAX),
    FIELD(complaint_sought, cursor,           OPTIONAL, .longest = CURSOR_LONGEST),
};
static const struct body complaint_sought_body = BODY(complaint_sought, complaint_sought_fields);

static const char *const orders[] = {"received_on", "-received_on", "due_on", "-due_on", NULL};

static const struct parameter list_parameters[] = {
    PARAMETERS_OF_PAGES,
    {.name = "with_total",       .kind = PARAMETER_FLAG},
    {.name = "sort",             .kind = PARAMETER_CODE,  .words = orders},
    {.name = "status",           .kind = PARAMETER_CODES, .codes = &status_codes},
    {.name = "phase",            .kind = PARAMETER_CODES, .codes = &phase_codes},
    {.name = "procedure",        .kind = PARAMETER_CODES, .codes = &route_codes},
    {.name = "kind",             .kind = PARAMETER_CODES, .codes = &kind_codes},
    {.name = "capacity",         .kind = PARAMETER_CODES, .codes = &capacity_codes},
    {.name = "channel",          .kind = PARAMETER_CODES, .codes = &channel_codes},
    {.name = "received_on_from", .kind = PARAMETER_DATE},
    {.name = "received_on_to",   .kind = PARAMETER_DATE},
    {.name = "due_on_from",      .kind = PARAMETER_DATE},
    {.name = "due_on_to",        .kind = PARAMETER_DATE},
    {.name = "open",             .kind = PARAMETER_FLAG},
    {.name = "overdue",          .kind = PARAMETER_FLAG},
    {.name = "handler",          .kind = PARAMETER_ID},
    {.name = "service",          .kind = PARAMETER_TEXT,  .longest = CODE_LONGEST},
    {.name = "external_id",      .kind = PARAMETER_TEXT,  .longest = 128},
    {0},
};

static const struct parameter plain_parameters[] = {
    {.name = "plain", .kind = PARAMETER_FLAG},
    {0},
};

const struct route_row complaints_routes[] = {
    ROUTE(GET,   "/v1/complaints",               complaints_list,
          .scopes = NEEDS(COMPLAINTS_READ),   .may = MAY_SEE_CASES, .parameters = list_parameters),
    ROUTE(POST,  "/v1/complaints",               complaint_create,
          .scopes = NEEDS(COMPLAINTS_SUBMIT),
          .may = MAY_KEEP_CASES | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE),
          .body = &complaint_new_body, .parameters = plain_parameters, .status = 201),
    ROUTE(GET,   "/v1/complaints/:complaint_id", complaint_show,
          .scopes = NEEDS(COMPLAINTS_READ),   .may = MAY_SEE_CASES, .parameters = plain_parameters),
    ROUTE(PATCH, "/v1/complaints/:complaint_id", complaint_amend,
          .scopes = NEEDS(COMPLAINTS_WRITE),  .may = MAY_KEEP_CASES, .body = &complaint_patch_body,
          .parameters = plain_parameters, .flags = ROUTE_NEEDS_VERSION),
    ROUTE(POST,  "/v1/complaint-searches",       complaints_search,
          .scopes = NEEDS(COMPLAINTS_READ),   .may = MAY_KEEP_CASES | MAY(ADJUDICATING_OFFICER),
          .body = &complaint_sought_body, .flags = ROUTE_READS),
    {0},
};
/* clang-format on */
