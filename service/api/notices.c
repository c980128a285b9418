/* notices.c - the formal letters N1 to N9 (rulebook 3.5): drafted, edited while they are drafts, read. A draft says what the
 * case says today; how it leaves is in dispatches.c. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "addressing.h"
#include "api/page.h"
#include "notice_view.h"
#include "store/decision_store.h"
#include "store/tenant_store.h"

/* ---- The body --------------------------------------------------------------------------------------------- */

struct document {
    const char *title;
    const char *sha256;
    const char *address;
};

struct notice_new {
    enum notice notice;
    int stage;
    unsigned channel; /* of notice_channel_codes */
    struct texts to;
    const char *subject;
    const char *body;
    const char *language;
    struct objects documents; /* of struct document */
    struct json_value documents_text;
    struct id decision;
    const void *detail; /* of the notice */
    struct json_value detail_text;
};

struct notice_patch {
    unsigned channel;
    struct texts to;
    const char *subject;
    const char *body;
    const char *language;
    struct objects documents;
    struct json_value documents_text;
    unsigned status; /* of draft_codes */
    struct json_value detail;
};

static bool is_sha256(const char *text)
{
    return strlen(text) == 64 && text[strspn(text, "0123456789abcdef")] == '\0';
}

static const char *const draft_texts[] = {NULL, "draft", "approved"};
static const struct codes draft_codes = {draft_texts, COUNT(draft_texts)};

/* N1 to N9; the later ones belong to the later stages. */
static const char *const slug_texts[] = {NULL,
                                         "acknowledgement",
                                         "handler_named",
                                         "routed_elsewhere",
                                         "interest_decision",
                                         "late_decision",
                                         "stage_1_extension",
                                         "resolution_terms",
                                         "stage_1_response",
                                         "withdrawal_confirmed"};
static const struct codes slug_codes = {slug_texts, COUNT(slug_texts)};
_Static_assert(NOTICE_ACKNOWLEDGEMENT == 1 && NOTICE_WITHDRAWAL_CONFIRMED == COUNT(slug_texts) - 1,
               "slug_texts are the first of NOTICES");

/* clang-format off */
static const struct field document_fields[] = {
    FIELD(document, title,   REQUIRED, .longest = 200),
    FIELD(document, sha256,  NULLABLE, .fits = is_sha256, .expected = "a SHA-256 in 64 lower-case hexadecimal digits"),
    FIELD(document, address, NULLABLE, .longest = 2000),
};
static const struct body document_body = BODY(document, document_fields);

#define WORDS_OF(tag) \
    FIELD(tag, channel,   OPTIONAL, .codes = &notice_channel_codes), \
    FIELD(tag, to,        OPTIONAL, .most = 20, .fits = participant_named, .expected = PARTICIPANT_NAMED), \
    FIELD(tag, subject,   NULLABLE, .longest = 200, .may_be_blank = true), \
    FIELD(tag, body,      NULLABLE, .longest = 50000, .may_be_blank = true), \
    FIELD(tag, language,  OPTIONAL, .longest = 35, .fits = is_language, .expected = "a BCP 47 language tag"), \
    FIELD(tag, documents, OPTIONAL, .object = &document_body), \
    FIELD_AS(tag, documents_text, "documents", OPTIONAL, .longest = 200000)

static const struct field notice_fields[] = {
    FIELD(notice_new, notice,   REQUIRED, .codes = &slug_codes),
    FIELD(notice_new, stage,    NULLABLE, .least = 1, .most = 3),
    WORDS_OF(notice_new),
    FIELD(notice_new, decision, OPTIONAL),
    FIELD(notice_new, detail,   OPTIONAL, .by = "notice", .cases = letter_cases),
    FIELD_AS(notice_new, detail_text, "detail", OPTIONAL, .longest = 400000),
};
static const struct body notice_body = BODY(notice_new, notice_fields);

static const struct field patch_fields[] = {
    WORDS_OF(notice_patch),
    FIELD(notice_patch, status, OPTIONAL, .codes = &draft_codes),
    FIELD(notice_patch, detail, OPTIONAL, .longest = 400000),
};
static const struct body patch_body = PATCH_BODY(notice_patch, patch_fields);
/* clang-format on */

/* ---- What both need ------------------------------------------------------------------------------------- */

/* The complaint under its lock, with everything that letters are made from. */
static enum problem desk_open(struct exchange *x, struct case_file *file, struct desk *desk)
{
    TRY(case_open_at_version(x, path_id(x, "complaint_id"), file));
    desk_queue(x, file->complaint, x->today);
    return desk_collect(x, file, x->today, desk);
}

/* Queue the new state of the complaint and show the one draft. */
static enum problem draft_answer(struct exchange *x, struct case_file *file,
                                 const struct desk *desk, const struct notice_row *row)
{
    const struct notice_rows drafts = {.items = row, .count = 1};
    const char *says;

    TRY(drafts_make(x, desk, &drafts, &says));
    case_record(x, file);
    store_notice_show(x->store, x->council.id, file->complaint, row->id, says);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    TRY(case_recorded(x, file));
    etag_set(x, file->version + 1);
    return write_collected(&x->answer, x->store);
}

/* ---- Draft ---------------------------------------------------------------------------------------------- */

/* The decision that the letter tells: the one named, which must be of the kind that this notice is for. */
static enum problem decision_check(struct exchange *x, const struct case_file *file,
                                   const struct notice_new *body)
{
    const char *kind = notice_tells(body->notice);
    struct decision_found found;

    if (id_none(body->decision))
        return NO_PROBLEM;
    if (!kind)
        return fault(x, "/decision", "tells_none", "This notice tells no decision.");
    store_decision_find(x->store, x->council.id, file->complaint, body->decision);
    if (store_decision_found(x->store, x->arena, &found) != NO_PROBLEM ||
        strcmp(found.kind, kind) != 0)
        return fault(x, "/decision", "not_a_decision",
                     "This complaint has no such decision of the kind that this notice tells.");
    return NO_PROBLEM;
}

static enum problem row_new(struct exchange *x, const struct desk *desk,
                            const struct notice_new *body, struct notice_row *row)
{
    *row = (struct notice_row){
        .id = id_new(x->now),
        .notice = body->notice,
        .stage = body->stage,
        .decision = body->decision,
        .channel = body->channel ? notice_channel(body->channel) : CHANNEL_EMAIL,
        .subject = body->subject,
        .body = body->body,
        .language = body->language,
        .detail = body->detail_text.text ? body->detail_text.text : "{}",
        .documents = body->documents_text.text,
    };
    return addressees_put(x, &desk->people, &body->to, row);
}

static enum problem notice_create(struct exchange *x)
{
    const struct notice_new *body = x->body;
    struct notice_row row;
    struct case_file file;
    struct desk desk;

    TRY(desk_open(x, &file, &desk));
    TRY(decision_check(x, &file, body));
    TRY(row_new(x, &desk, body, &row));
    store_notice_add(x->store, x->council.id, file.complaint, &row, x->visitor.actor);
    case_event(x, &file, "notice.drafted", "notice", row.id);
    answer_located(
        x, arena_print(x->arena, "/v1/complaints/%s/notices/%s", file.complaint.text, row.id.text));
    return draft_answer(x, &file, &desk, &row);
}

/* ---- Edit ----------------------------------------------------------------------------------------------- */

/* The draft that the path names. */
static enum problem draft_find(struct exchange *x, const struct case_file *file,
                               struct notice_row *row)
{
    struct notice_rows found;

    store_notice_find(x->store, x->council.id, file->complaint, path_id(x, "notice_id"));
    TRY(store_notices_found(x->store, x->arena, &found));
    if (found.count == 0)
        return PROBLEM_NOT_FOUND;
    *row = found.items[0];
    if (date_none(row->sent_on))
        return NO_PROBLEM;
    x->detail = "This notice was sent: what was sent stays as it was sent.";
    return PROBLEM_NOT_ALLOWED_NOW;
}

/* The patch of a detail must fit the notice's own table: its faults lie below /detail. */
static enum problem detail_fits(struct exchange *x, enum notice notice, const char *detail)
{
    struct body_faults faults = {.count = 0};
    uint64_t given;
    void *read;
    enum problem problem =
        body_read(letter_body(notice), detail, strlen(detail), x->arena, &faults, &read, &given);

    for (size_t i = 0; i < faults.count; i++) {
        faults.items[i].pointer = arena_print(x->arena, "/detail%s", faults.items[i].pointer);
        fault_add(&x->faults, faults.items[i]);
    }
    return problem;
}

/* Members given replace those of the draft; null takes one away (RFC 7396). */
static const char *detail_merged(struct exchange *x, const char *kept, const char *patch)
{
    json_auto_t *detail = json_loads(kept, 0, NULL);
    json_auto_t *changes = json_loads(patch, 0, NULL);
    const char *member, *merged;
    json_t *value;
    char *text;

    json_object_foreach (changes, member, value) {
        if (json_is_null(value))
            (void)json_object_del(detail, member);
        else if (json_object_set(detail, member, value) != 0)
            abort(); /* out of memory */
    }
    text = json_dumps(detail, JSON_COMPACT);
    if (!text)
        abort(); /* out of memory */
    merged = arena_text(x->arena, text);
    free(text);
    return merged;
}

static enum problem row_amended(struct exchange *x, const struct desk *desk, struct notice_row *row)
{
    const struct notice_patch *patch = x->body;

    if (patch->channel)
        row->channel = notice_channel(patch->channel);
    if (body_given(x, "to"))
        TRY(addressees_put(x, &desk->people, &patch->to, row));
    if (body_given(x, "subject"))
        row->subject = patch->subject;
    if (body_given(x, "body"))
        row->body = patch->body;
    if (patch->language)
        row->language = patch->language;
    if (patch->documents_text.text)
        row->documents = patch->documents_text.text;
    if (patch->status)
        row->approved = strcmp(draft_texts[patch->status], "approved") == 0;
    if (!patch->detail.text)
        return NO_PROBLEM;
    TRY(detail_fits(x, row->notice, patch->detail.text));
    row->detail = detail_merged(x, row->detail, patch->detail.text);
    return NO_PROBLEM;
}

static enum problem notice_amend(struct exchange *x)
{
    struct notice_row row;
    struct case_file file;
    struct desk desk;

    TRY(desk_open(x, &file, &desk));
    TRY(draft_find(x, &file, &row));
    TRY(row_amended(x, &desk, &row));
    store_notice_amend(x->store, x->council.id, file.complaint, &row);
    return draft_answer(x, &file, &desk, &row);
}

/* ---- Read ----------------------------------------------------------------------------------------------- */

/* What the drafts would say today, for those who write them: one flight of its own. The complainant's side sees none. */
static enum problem drafts_read(struct exchange *x, struct id complaint, struct id notice,
                                const char **says)
{
    struct notice_rows drafts;
    struct case_head head;
    struct case_file file;
    struct desk desk;
    struct act *acts;
    size_t count;

    *says = NULL;
    if (!role_is_councils(x->role))
        return NO_PROBLEM;
    store_notice_find(x->store, x->council.id, complaint, notice);
    store_case_read(x->store, x->council.id, complaint);
    desk_queue(x, complaint, x->today);
    TRY(store_notices_found(x->store, x->arena, &drafts));
    TRY(store_case_collect(x->store, x->arena, &head, &acts, &count));
    TRY(store_addressees_collect(x->store, x->arena, &desk.people));
    TRY(store_notice_facts_collect(x->store, x->arena, &desk.facts));
    TRY(case_read(x, &head, acts, count, &file));
    file.reference = head.reference;
    desk.file = &file;
    desk.standing = file.now;
    TRY(drafts_make(x, &desk, &drafts, says));
    TRY(store_finish(x->store));
    store_read(x->store, &x->visitor);
    return NO_PROBLEM;
}

static enum problem notices_list(struct exchange *x)
{
    static const enum key_kind by_id[] = {KEY_ID};
    struct id complaint = path_id(x, "complaint_id");
    const char *says;
    struct page page;
    long version;

    TRY(page_open(x, by_id, COUNT(by_id), &page));
    TRY(drafts_read(x, complaint, (struct id){{0}}, &says));
    store_case_version(x->store, x->council.id, complaint);
    store_notice_list(x->store, x->council.id, complaint, parameter_array(x, "notice"), page.key[0],
                      page.rows, says);
    TRY(store_case_version_found(x->store, &version));
    return page_answer(x, &page);
}

static enum problem notice_show(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");
    struct id notice = path_id(x, "notice_id");
    const char *says;
    long version;

    TRY(drafts_read(x, complaint, notice, &says));
    store_case_version(x->store, x->council.id, complaint);
    store_notice_show(x->store, x->council.id, complaint, notice, says);
    TRY(store_case_version_found(x->store, &version));
    etag_set(x, version);
    return write_collected(&x->answer, x->store);
}

/* clang-format off */
#define MAY_READ \
    (MAY_COUNCIL | MAY(STAGE1_HANDLER) | MAY(ADJUDICATING_OFFICER) | MAY(STAGE2_INVESTIGATOR) | \
     MAY(STAGE2_INDEPENDENT_PERSON) | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE) | MAY(CHILD_SUBJECT))
#define MAY_WRITE (MAY_COUNCIL | MAY(STAGE1_HANDLER))

static const struct parameter list_parameters[] = {
    PARAMETERS_OF_PAGES,
    {.name = "notice", .kind = PARAMETER_CODES, .codes = &slug_codes},
    {0},
};

const struct route_row notices_routes[] = {
    ROUTE(GET,   "/v1/complaints/:complaint_id/notices", notices_list, .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_READ,
          .parameters = list_parameters),
    ROUTE(POST,  "/v1/complaints/:complaint_id/notices", notice_create, .scopes = NEEDS(COMPLAINTS_WRITE),
          .may = MAY_WRITE, .body = &notice_body, .status = 201),
    ROUTE(GET,   "/v1/complaints/:complaint_id/notices/:notice_id", notice_show, .scopes = NEEDS(COMPLAINTS_READ),
          .may = MAY_READ),
    ROUTE(PATCH, "/v1/complaints/:complaint_id/notices/:notice_id", notice_amend, .scopes = NEEDS(COMPLAINTS_WRITE),
          .may = MAY_WRITE, .body = &patch_body, .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
