/* The people of a case (rulebook 2): who complains, for whom, and who deals with it for the council. */
#include "participants.h"

#include <string.h>

#include "api/page.h"
#include "domain/independence.h"
#include "store/complaint_store.h"

const char *participant_kind(enum role role)
{
    switch ((int)role) {
    case ROLE_COMPLAINANT:
        return "complainant";
    case ROLE_CHILD_SUBJECT:
        return "child";
    case ROLE_REPRESENTATIVE:
    case ROLE_ADVOCATE:
    case ROLE_SUPPORTER:
        return "representative";
    case ROLE_STAGE2_INDEPENDENT_PERSON:
    case ROLE_PANEL_CHAIR:
    case ROLE_PANEL_MEMBER:
        return "independent";
    default:
        return "staff";
    }
}

/* A flag that may also be unknown: "true", "false" or NULL. */
static const char *known_flag(struct json_value value)
{
    return value.text && strcmp(value.text, "null") != 0 ? value.text : NULL;
}

enum problem flag_or_null(struct exchange *x, const char *pointer, struct json_value value)
{
    const char *flag = known_flag(value);

    if (!flag || strcmp(flag, "true") == 0 || strcmp(flag, "false") == 0)
        return NO_PROBLEM;
    return fault(x, pointer, "not_a_flag", "It is true, false or null.");
}

bool party_is_child(const struct party *party, struct date day)
{
    if (!date_none(party->born_on))
        return date_compare(day, date_add_years(party->born_on, 18)) < 0;
    return party->under_18.text && strcmp(party->under_18.text, "true") == 0;
}

struct participant_row party_row(struct exchange *x, struct id complaint, const struct party *party,
                                 struct date from_on)
{
    const char *under_18 = known_flag(party->under_18);

    if (!under_18 && !date_none(party->born_on))
        under_18 = party_is_child(party, from_on) ? "true" : "false";
    return (struct participant_row){
        .id = id_new(x->now),
        .complaint = complaint,
        .kind = participant_kind((enum role)party->role),
        .role = (enum role)party->role,
        .stage = party->stage,
        .person = party->person_id,
        .name = party->name,
        .capacity = (enum capacity)party->capacity,
        .relation = party->relation,
        .under_18 = under_18,
        .may_withdraw = party->may_withdraw,
        .from_on = from_on,
        .relation_to_authority = code_text(&authority_tie_codes, (int)party->relation_to_authority),
        .relation_to_case = code_text(&case_tie_codes, (int)party->relation_to_case),
        .issuer = party->identity ? party->identity->issuer : NULL,
        .subject = party->identity ? party->identity->subject : NULL,
        .contact = party->contact_text.text,
        .born_on = party->born_on,
    };
}

struct party_patch {
    const char *name;
    const char *relation;
    struct date born_on;
    struct json_value under_18;
    const struct contact *contact;
    struct json_value contact_text;
    const struct bearer *identity;
    bool may_withdraw;
    struct date to_on;
};

/* ---- Appointments ---------------------------------------------------------------------------------- */

/* Roles that somebody is appointed to: an act of the procedure. Others are merely named. */
static bool is_appointed(enum role role)
{
    return role_is_councils(role) && role != ROLE_SUBJECT;
}

/* Somebody takes a role for the council, if nothing bars them (reg. 2, rulebook 2). */
static enum problem appoint(struct exchange *x, const struct party *party, struct case_file *file,
                            struct participant_row *row)
{
    struct act act = {
        .kind = ACT_APPOINT,
        .role = (enum role)party->role,
        .stage = party->stage,
        .on = row->from_on,
        .received_on = row->from_on,
        .subject = row->id,
    };
    struct violations barred = {0};

    independence_check(
        &(struct candidate){
            .role = (enum role)party->role,
            .authority = (enum authority_tie)party->relation_to_authority,
            .complaint = (enum case_tie)party->relation_to_case,
        },
        &barred);
    for (size_t i = 0; i < barred.count; i++)
        case_violates(x, barred.items[i].what, barred.items[i].pointer);
    TRY(case_decide(x, file, &act));
    row->act = act.number;
    row->check = "{\"result\":\"passed\",\"rules\":[]}";
    return NO_PROBLEM;
}

static enum problem party_fits(struct exchange *x, const struct party *party)
{
    if (party->role == ROLE_ADVOCATE)
        fault_add(
            &x->faults,
            (struct body_fault){
                .pointer = "/role",
                .code = "elsewhere",
                .detail =
                    "An advocate is appointed under `advocacy`, with the five declarations."});
    if (!party->name && id_none(party->person_id) && party->role != ROLE_COMPLAINANT &&
        party->role != ROLE_CHILD_SUBJECT)
        fault_add(&x->faults,
                  (struct body_fault){.pointer = "/name",
                                      .code = "missing",
                                      .detail = "Either `name` or `person_id` says who it is."});
    past_check(x, "/from_on", party->from_on);
    TRY(faults_found(x));
    return flag_or_null(x, "/under_18", party->under_18);
}

static bool handles(const struct party *party)
{
    return party->role == ROLE_STAGE1_HANDLER || party->role == ROLE_STAGE2_INVESTIGATOR;
}

static enum problem participant_create(struct exchange *x)
{
    const struct party *party = x->body;
    struct case_file file;
    struct participant_row row;
    size_t queued;

    TRY(party_fits(x, party));
    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    row =
        party_row(x, file.complaint, party, date_none(party->from_on) ? x->today : party->from_on);
    if (is_appointed(row.role))
        TRY(appoint(x, party, &file, &row));
    else
        case_event(x, &file, "participant.declared", "participant", row.id);
    queued = store_participant_add(x->store, x->council.id, &row);
    if (handles(party)) {
        store_complaint_handler_set(x->store, x->council.id, file.complaint, row.id);
        queued++;
    }
    case_record(x, &file);
    store_participant_show(x->store, x->council.id, file.complaint, row.id);
    exchange_commit(x);
    for (size_t i = 0; i < queued; i++)
        TRY(store_done(x->store, true));
    TRY(case_recorded(x, &file));
    answer_located(x, arena_print(x->arena, "/v1/complaints/%s/participants/%s",
                                  file.complaint.text, row.id.text));
    return entry_answer(x);
}

/* ---- Reading and amending -------------------------------------------------------------------------- */

static enum problem participants_list(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");

    store_complaint_seen(x->store, x->council.id, complaint);
    store_participant_list(x->store, x->council.id, complaint);
    TRY(store_complaint_is_seen(x->store));
    write_object(&x->answer);
    write_member(&x->answer, "items");
    TRY(write_collected_rows(&x->answer, x->store));
    write_member_text(&x->answer, "next_cursor", NULL);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem participant_show(struct exchange *x)
{
    store_participant_show(x->store, x->council.id, path_id(x, "complaint_id"),
                           path_id(x, "participant_id"));
    return entry_answer(x);
}

/* Somebody's part ends: a role that was appointed is an act of the procedure. */
static enum problem end_part(struct exchange *x, const struct party_patch *patch,
                             const struct participant_head *head, struct id participant,
                             struct case_file *file)
{
    struct act act = {
        .kind = ACT_END_ROLE, .role = head->role, .on = patch->to_on, .subject = participant};

    if (date_compare(patch->to_on, x->today) > 0)
        return fault(x, "/to_on", "in_the_future", "A part ends on the day, not before it comes.");
    if (!is_appointed(head->role)) {
        case_event(x, file, "participant.ended", "participant", participant);
        return NO_PROBLEM;
    }
    return case_decide(x, file, &act);
}

static size_t amend_queue(struct exchange *x, const struct party_patch *patch, struct id complaint,
                          struct id participant)
{
    size_t queued = 1;

    store_participant_amend(x->store, x->council.id, participant,
                            &(struct participant_change){
                                .name_given = body_given(x, "name"),
                                .name = patch->name,
                                .relation_given = body_given(x, "relation"),
                                .relation = patch->relation,
                                .under_18_given = body_given(x, "under_18"),
                                .under_18 = known_flag(patch->under_18),
                                .may_withdraw_given = body_given(x, "may_withdraw"),
                                .may_withdraw = patch->may_withdraw,
                                .to_on_given = !date_none(patch->to_on),
                                .to_on = patch->to_on,
                            });
    if (patch->identity) {
        store_participant_identity_put(x->store, x->council.id, complaint, participant,
                                       patch->identity->issuer, patch->identity->subject);
        queued++;
    }
    if (body_given(x, "contact") || body_given(x, "born_on")) {
        store_participant_contact_put(x->store, x->council.id, complaint, participant,
                                      patch->contact_text.text, body_given(x, "born_on"),
                                      patch->born_on);
        queued++;
    }
    return queued;
}

static enum problem participant_amend(struct exchange *x)
{
    const struct party_patch *patch = x->body;
    struct id participant = path_id(x, "participant_id");
    struct participant_head head;
    struct case_file file;
    size_t queued;

    TRY(flag_or_null(x, "/under_18", patch->under_18));
    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    store_participant_lock(x->store, x->council.id, file.complaint, participant);
    TRY(store_participant_locked(x->store, x->arena, &head));
    TRY(version_match(x, head.version));
    if (!date_none(patch->to_on))
        TRY(end_part(x, patch, &head, participant, &file));
    queued = amend_queue(x, patch, file.complaint, participant);
    if (file.fresh_count + file.event_count > 0)
        case_record(x, &file);
    store_participant_show(x->store, x->council.id, file.complaint, participant);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    for (size_t i = 1; i < queued; i++)
        TRY(store_done(x->store, false));
    if (file.fresh_count + file.event_count > 0)
        TRY(case_recorded(x, &file));
    return entry_answer(x);
}

/* ---- Bodies and routes ----------------------------------------------------------------------------- */
/* clang-format off */
enum { NAME_LONGEST = 200, YES_OR_NO = 5 };

#define PARTY_FACTS(tag) \
    FIELD(tag, name,                       NULLABLE, .longest = NAME_LONGEST), \
    FIELD(tag, relation,                   NULLABLE, .longest = NAME_LONGEST), \
    FIELD(tag, born_on,                    NULLABLE), \
    FIELD(tag, under_18,                   NULLABLE, .longest = YES_OR_NO), \
    FIELD(tag, contact,                    OPTIONAL, .object = &contact_body), \
    FIELD_AS(tag, contact_text, "contact", OPTIONAL), \
    FIELD(tag, may_withdraw,               OPTIONAL)

static const struct field party_of_complaint_fields[] = {
    FIELD(party, role,     REQUIRED, .codes = &role_codes),
    FIELD(party, capacity, NULLABLE, .codes = &capacity_codes),
    FIELD(party, identity, OPTIONAL, .object = &bearer_body),
    PARTY_FACTS(party),
};
const struct body party_of_complaint_body = BODY(party, party_of_complaint_fields);

static const struct field party_fields[] = {
    FIELD(party, role,                  REQUIRED, .codes = &role_codes),
    FIELD(party, person_id,             OPTIONAL),
    FIELD(party, capacity,              NULLABLE, .codes = &capacity_codes),
    FIELD(party, identity,              OPTIONAL, .object = &bearer_body),
    FIELD(party, stage,                 NULLABLE, .least = 1, .most = 3),
    FIELD(party, from_on,               OPTIONAL),
    FIELD(party, relation_to_authority, OPTIONAL, .codes = &authority_tie_codes),
    FIELD(party, relation_to_case,      OPTIONAL, .codes = &case_tie_codes),
    PARTY_FACTS(party),
};
static const struct body party_body = BODY(party, party_fields);

static const struct field party_patch_fields[] = {
    PARTY_FACTS(party_patch),
    FIELD(party_patch, identity, NULLABLE, .object = &bearer_body),
    FIELD(party_patch, to_on,    NULLABLE),
};
static const struct body party_patch_body = PATCH_BODY(party_patch, party_patch_fields);

const struct route_row participants_routes[] = {
    ROUTE(GET,   "/v1/complaints/:complaint_id/participants", participants_list,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    ROUTE(POST,  "/v1/complaints/:complaint_id/participants", participant_create,
          .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_KEEP_CASES, .body = &party_body, .status = 201),
    ROUTE(GET,   "/v1/complaints/:complaint_id/participants/:participant_id", participant_show,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    ROUTE(PATCH, "/v1/complaints/:complaint_id/participants/:participant_id", participant_amend,
          .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_KEEP_CASES, .body = &party_patch_body,
          .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
