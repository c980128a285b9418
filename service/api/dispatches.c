/* dispatches.c - a letter leaves, and arrives. The dispatch is the act: it alone stops a clock or makes an extension
 * effective, on the day it was sent (decisions 26, 30). It is refused, with everything named at once, while a legal content
 * is missing; and it always goes to an appointed advocate too (invariant 10). */
#include <string.h>

#include "addressing.h"
#include "notice_view.h"
#include "store/request_store.h"

/* ---- The bodies ------------------------------------------------------------------------------------------- */

struct dispatch_new {
    struct date sent_on;
    unsigned channel; /* of notice_channel_codes */
    struct texts to;
    const char *evidence;
    const char *second_person;
};

struct mark_new {
    unsigned mark; /* of mark_codes */
    const char *to;
    struct date received_on;
    unsigned received_basis; /* of basis_codes */
};

enum {
    MARK_DELIVERED = 1,
    MARK_RECEIVED,
    MARK_SEEN,
    MARK_FAILED
};
static const char *const mark_texts[] = {NULL, "delivered", "received", "seen", "failed"};
static const struct codes mark_codes = {mark_texts, COUNT(mark_texts)};
static const char *const basis_texts[] = {NULL, "known", "said"};
static const struct codes basis_codes = {basis_texts, COUNT(basis_texts)};

/* clang-format off */
static const struct field dispatch_fields[] = {
    FIELD(dispatch_new, sent_on,       OPTIONAL),
    FIELD(dispatch_new, channel,       OPTIONAL, .codes = &notice_channel_codes),
    FIELD(dispatch_new, to,            OPTIONAL, .most = 20, .fits = participant_named, .expected = PARTICIPANT_NAMED),
    FIELD(dispatch_new, evidence,      NULLABLE, .longest = 2000, .may_be_blank = true),
    FIELD(dispatch_new, second_person, NULLABLE, .longest = 255),
};
static const struct body dispatch_body = BODY(dispatch_new, dispatch_fields);

static const struct field mark_fields[] = {
    FIELD(mark_new, mark,           REQUIRED, .codes = &mark_codes),
    FIELD(mark_new, to,             OPTIONAL, .fits = participant_named, .expected = PARTICIPANT_NAMED),
    FIELD(mark_new, received_on,    OPTIONAL),
    FIELD(mark_new, received_basis, OPTIONAL, .codes = &basis_codes),
};
static const struct body mark_body = BODY(mark_new, mark_fields);
/* clang-format on */

/* ---- Dispatch: ask ---------------------------------------------------------------------------------------- */

struct sending {
    const struct dispatch_new *body;
    struct case_file file;
    struct desk desk;
    struct notice_row row;
    struct act act;
    struct letter_made letter;
};

static enum problem notice_find(struct exchange *x, struct id complaint, struct notice_row *row)
{
    struct notice_rows found;

    store_notice_find(x->store, x->council.id, complaint, path_id(x, "notice_id"));
    TRY(store_notices_found(x->store, x->arena, &found));
    if (found.count == 0)
        return PROBLEM_NOT_FOUND;
    *row = found.items[0];
    return NO_PROBLEM;
}

static enum problem sending_open(struct exchange *x, struct sending *sending)
{
    struct case_file *file = &sending->file;

    sending->body = x->body;
    TRY(case_open_at_version(x, path_id(x, "complaint_id"), file));
    TRY(notice_find(x, file->complaint, &sending->row));
    if (!date_none(sending->row.sent_on)) {
        x->detail = "This notice was sent already; what comes after it is a notice of its own.";
        return PROBLEM_NOT_ALLOWED_NOW;
    }
    TRY(act_dates(x, "sent_on", sending->body->sent_on, NULL, (struct date){0}, &sending->act));
    desk_queue(x, file->complaint, sending->act.on);
    return desk_collect(x, file, sending->act.on, &sending->desk);
}

/* ---- Dispatch: decide --------------------------------------------------------------------------------------- */

static const struct notice_decision *decision_told(const struct sending *sending)
{
    return &sending->desk.facts.decisions[sending->row.notice];
}

static void sending_act(struct sending *sending)
{
    struct act *act = &sending->act;

    act->kind = ACT_SEND_NOTICE;
    act->notice = sending->row.notice;
    act->stage = sending->letter.stage;
    act->channel = sending->row.channel;
    act->subject = sending->row.id;
    act->corrects = decision_told(sending)->act;
}

/* Invariant 15: sent in time and keyed after the limit, it cures the miss only with evidence and a second person. */
static enum problem cure_check(struct exchange *x, const struct sending *sending)
{
    const char *second = sending->body->second_person;

    if (!sending->file.cures_miss)
        return NO_PROBLEM;
    if (!second || strcmp(second, x->actor->subject) == 0)
        case_violates(x, VIOLATION_SECOND_PERSON_MISSING, "/second_person");
    if (!sending->body->evidence)
        case_violates(x, VIOLATION_SECOND_PERSON_MISSING, "/evidence");
    return x->violations.count > 0 ? PROBLEM_RULE_BROKEN : NO_PROBLEM;
}

static enum problem sending_decide(struct exchange *x, struct sending *sending)
{
    if (sending->body->channel)
        sending->row.channel = notice_channel(sending->body->channel);
    TRY(addressees_put(x, &sending->desk.people, &sending->body->to, &sending->row));
    TRY(letter_make(x, &sending->desk, &sending->row, &sending->letter));
    for (size_t i = 0; i < sending->letter.missing.count; i++)
        case_violates(x, sending->letter.missing.items[i].what,
                      sending->letter.missing.items[i].pointer);
    sending_act(sending);
    TRY(case_decide(x, &sending->file, &sending->act));
    return cure_check(x, sending);
}

/* ---- Dispatch: write ------------------------------------------------------------------------------------------ */

static enum problem sending_write(struct exchange *x, struct sending *sending, size_t *queued)
{
    struct notice_row *row = &sending->row;
    struct id complaint = sending->file.complaint;
    struct dispatch_row dispatch = {
        .id = id_new(x->now),
        .evidence = sending->body->evidence,
        .second_person = sending->body->second_person,
        .actor = x->visitor.actor,
    };

    TRY(deemed_receipt(&sending->file.history, row->channel, sending->act.on, &dispatch.deemed_on));
    row->sent_on = sending->act.on;
    row->subject = sending->letter.subject;
    row->body = sending->letter.body;
    row->detail = sending->letter.detail_text;
    row->act = sending->act.number;
    if (id_none(row->decision))
        row->decision = decision_told(sending)->id;
    store_notice_send(x->store, x->council.id, complaint, row, &dispatch);
    *queued = 2;
    if (!id_none(row->decision)) {
        store_decision_told(x->store, x->council.id, complaint, row->decision, row->id);
        ++*queued;
    }
    if (row->notice == NOTICE_STAGE_1_RESPONSE) {
        store_response_sent(x->store, x->council.id, complaint, row);
        ++*queued;
    }
    if (row->notice == NOTICE_WITHDRAWAL_CONFIRMED) {
        store_withdrawals_done(x->store, x->council.id, complaint);
        ++*queued;
    }
    return NO_PROBLEM;
}

static const char *notice_path(struct exchange *x, struct id complaint, struct id notice)
{
    return arena_print(x->arena, "/v1/complaints/%s/notices/%s", complaint.text, notice.text);
}

static enum problem dispatch_create(struct exchange *x)
{
    struct sending sending = {0};
    size_t queued;

    TRY(sending_open(x, &sending));
    TRY(sending_decide(x, &sending));
    TRY(sending_write(x, &sending, &queued));
    case_record(x, &sending.file);
    store_notice_show(x->store, x->council.id, sending.file.complaint, sending.row.id, NULL);
    exchange_commit(x);
    while (queued-- > 0)
        TRY(store_done(x->store, false));
    TRY(case_recorded(x, &sending.file));
    etag_set(x, sending.file.version + 1);
    answer_located(x, notice_path(x, sending.file.complaint, sending.row.id));
    return write_collected(&x->answer, x->store);
}

/* ---- Delivery marks -------------------------------------------------------------------------------------------- */

struct marking {
    const struct mark_new *body;
    struct case_file file;
    struct notice_row row;
    struct addressees people;
    struct act act;
    const struct addressee *reader; /* NULL: the complainant, whom the case does not know by name */
    bool receipt;                   /* the complainant's side has it: an act */
};

static enum problem reader_find(struct exchange *x, struct marking *marking)
{
    const char *name = marking->body->to;

    if (name && strcmp(name, "complainant") != 0)
        return addressee_find(x, &marking->people, name, "/to", &marking->reader);
    marking->reader = addressee_in_role(&marking->people, ROLE_COMPLAINANT);
    return NO_PROBLEM;
}

static enum problem marking_open(struct exchange *x, struct marking *marking)
{
    struct id complaint = path_id(x, "complaint_id");

    marking->body = x->body;
    store_addressees(x->store, x->council.id, complaint, x->today);
    TRY(store_addressees_collect(x->store, x->arena, &marking->people));
    TRY(case_open(x, complaint, &marking->file));
    TRY(notice_find(x, complaint, &marking->row));
    if (date_none(marking->row.sent_on)) {
        x->detail = "This notice has not been sent: nobody can have received it.";
        return PROBLEM_NOT_ALLOWED_NOW;
    }
    TRY(act_dates(x, "received_on", marking->body->received_on, NULL, (struct date){0},
                  &marking->act));
    if (date_before(marking->act.on, marking->row.sent_on))
        return fault(x, "/received_on", "before_it_happened",
                     "It cannot have been received before it was sent.");
    return reader_find(x, marking);
}

/* The receipt that windows run from is the complainant's own; a second look at a letter changes nothing. */
static bool tells_receipt(const struct marking *marking)
{
    enum role reader = marking->reader ? marking->reader->role : ROLE_COMPLAINANT;

    if (reader != ROLE_COMPLAINANT && reader != ROLE_REPRESENTATIVE)
        return false;
    return marking->body->mark == MARK_RECEIVED ||
           (marking->body->mark == MARK_SEEN && !marking->row.receipt_known);
}

static enum problem marking_decide(struct exchange *x, struct marking *marking)
{
    struct act *act = &marking->act;

    marking->receipt = tells_receipt(marking);
    if (!marking->receipt)
        return NO_PROBLEM;
    act->kind = ACT_RECEIVE_NOTICE;
    act->notice = marking->row.notice;
    act->channel = marking->row.channel;
    act->subject = marking->row.id;
    return case_decide(x, &marking->file, act);
}

static const char *status_after(const struct marking *marking)
{
    if (marking->row.seen || marking->body->mark == MARK_SEEN)
        return "seen";
    return marking->body->mark == MARK_FAILED ? "sent" : "delivered";
}

static void marking_write(struct exchange *x, const struct marking *marking)
{
    const struct delivery_mark_row mark = {
        .id = id_new(x->now),
        .mark = mark_texts[marking->body->mark],
        .on = marking->act.on,
        .basis =
            marking->body->received_basis ? basis_texts[marking->body->received_basis] : "known",
        .participant = marking->reader ? marking->reader->id : (struct id){{0}},
        .act = marking->receipt ? marking->act.number : 0,
        .actor = x->visitor.actor,
        .status = status_after(marking),
        .received_on = marking->receipt ? marking->act.on : (struct date){0},
    };

    store_delivery_mark_add(x->store, x->council.id, marking->file.complaint, marking->row.id,
                            &mark);
}

/* A mark that tells no receipt is no act: the complaint's version stays. */
static enum problem delivery_mark_create(struct exchange *x)
{
    struct marking marking = {0};

    TRY(marking_open(x, &marking));
    TRY(marking_decide(x, &marking));
    marking_write(x, &marking);
    if (marking.receipt)
        case_record(x, &marking.file);
    store_notice_show(x->store, x->council.id, marking.file.complaint, marking.row.id, NULL);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    TRY(store_done(x->store, true));
    if (marking.receipt)
        TRY(case_recorded(x, &marking.file));
    etag_set(x, marking.file.version + marking.receipt);
    answer_located(x, notice_path(x, marking.file.complaint, marking.row.id));
    return write_collected(&x->answer, x->store);
}

/* clang-format off */
const struct route_row dispatches_routes[] = {
    ROUTE(POST, "/v1/complaints/:complaint_id/notices/:notice_id/dispatches", dispatch_create,
          .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_COUNCIL | MAY(STAGE1_HANDLER), .body = &dispatch_body,
          .status = 201, .flags = ROUTE_NEEDS_VERSION),
    ROUTE(POST, "/v1/complaints/:complaint_id/notices/:notice_id/delivery-marks", delivery_mark_create,
          .scopes = NEEDS(COMPLAINTS_SUBMIT) | NEEDS(COMPLAINTS_WRITE),
          .may = MAY_COUNCIL | MAY(STAGE1_HANDLER) | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE),
          .body = &mark_body, .status = 201),
    {0},
};
/* clang-format on */
