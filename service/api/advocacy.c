/* Advocates (Children Act 1989 s.26A, reg. 11, SI 2004/719): offered, asked for, found, appointed, ended. */
#include "advocacy.h"

#include <string.h>

#include "domain/advocate.h"
#include "store/complaint_store.h"

struct advocacy_new {
    struct advocate_new who; /* first: the fields of both are one table */
    int stage;
    struct date offered_on;
    struct texts shares;
};

struct advocacy_patch {
    struct advocate_new who;
    const char *answer;
    struct date answered_on;
    struct texts shares;
    struct date ended_on;
};

/* ---- The bars -------------------------------------------------------------------------------------- */

static enum declared declared(bool bar)
{
    return bar ? DECLARED_YES : DECLARED_NO;
}

/* Hold the declarations against the five bars. One that the child found may be checked later (T12b); an appointment by
 * the council never goes without them (invariant 17). */
static void bars_check(struct exchange *x, const struct advocate_new *who, bool may_wait)
{
    const struct declarations *made = who->declarations;
    struct advocate_declarations declarations = {0};
    struct violations barred = {0};

    if (!made && may_wait)
        return;
    if (made)
        declarations = (struct advocate_declarations){
            .subject = declared(made->subject),
            .manages_subject = declared(made->manages_subject),
            .manages_service = declared(made->manages_service),
            .controls_resources = declared(made->controls_resources),
            .considers_for_the_council = declared(made->considers_for_the_council),
        };
    advocate_check(&declarations, &barred);
    for (size_t i = 0; i < barred.count; i++)
        case_violates(x, barred.items[i].what, "/declarations");
}

static const char *check_text(const struct advocate_new *who)
{
    return who->declarations ? "{\"result\":\"passed\",\"rules\":[]}"
                             : "{\"result\":\"pending\",\"rules\":[]}";
}

/* ---- Appointing ------------------------------------------------------------------------------------ */

static void participant_of(struct exchange *x, const struct advocate_new *who,
                           const struct case_file *file, struct date from_on,
                           struct participant_row *row)
{
    *row = (struct participant_row){
        .id = id_new(x->now),
        .complaint = file->complaint,
        .kind = "representative",
        .role = ROLE_ADVOCATE,
        .advocate = who->advocate_id,
        .name = who->name,
        .may_withdraw = true,
        .from_on = from_on,
        .check = check_text(who),
        .issuer = who->identity ? who->identity->issuer : NULL,
        .subject = who->identity ? who->identity->subject : NULL,
        .contact = who->contact_text.text,
    };
    if (x->role == ROLE_ADVOCATE) {
        row->issuer = x->actor->issuer;
        row->subject = x->actor->subject;
    }
}

/* Decide the appointment on the day `on`, of an advocate appointed on `appointed_on`. */
static enum problem appoint(struct exchange *x, struct case_file *file,
                            const struct advocate_new *who, struct date on,
                            struct date appointed_on, struct advocacy_making *making)
{
    bool found = who->self_arranged || !role_is_councils(x->role);
    struct act act = {
        .kind = ACT_APPOINT_ADVOCATE,
        .role = ROLE_ADVOCATE,
        .on = on,
        .received_on = on,
        .until = appointed_on,
        .agreed = found,
    };

    participant_of(x, who, file, appointed_on, &making->participant);
    act.subject = making->participant.id;
    bars_check(x, who, found);
    TRY(case_decide(x, file, &act));
    making->appoints = true;
    making->participant.act = act.number;
    making->advocacy = (struct advocacy_row){
        .id = id_new(x->now),
        .complaint = file->complaint,
        .status = "appointed",
        .provider = who->provider,
        .advocate = who->advocate_id,
        .participant = making->participant.id,
        .self_arranged = found,
        .appointed_on = appointed_on,
        .declarations = who->declarations_text.text,
        .act = act.number,
    };
    return NO_PROBLEM;
}

enum problem advocacy_of_complaint(struct exchange *x, struct case_file *file,
                                   const struct advocate_new *advocate, struct date received_on,
                                   struct advocacy_making *making)
{
    static const struct advocate_new caller;
    const struct advocate_new *who = advocate ? advocate : &caller;
    struct date appointed_on = date_none(who->appointed_on) ? received_on : who->appointed_on;

    if (advocate && !advocate->name && id_none(advocate->advocate_id) && x->role != ROLE_ADVOCATE)
        return fault(x, "/advocate/name", "missing",
                     "Either `name` or `advocate_id` says who it is.");
    past_check(x, "/advocate/appointed_on", who->appointed_on);
    TRY(faults_found(x));
    return appoint(x, file, who, received_on, appointed_on, making);
}

size_t advocacy_people_queue(struct exchange *x, const struct advocacy_making *making)
{
    return making->appoints ? store_participant_add(x->store, x->council.id, &making->participant)
                            : 0;
}

size_t advocacy_queue(struct exchange *x, const struct advocacy_making *making)
{
    if (!making->appoints)
        return 0;
    store_advocacy_add(x->store, x->council.id, &making->advocacy);
    return 1;
}

/* ---- Under a complaint ----------------------------------------------------------------------------- */

static enum problem advocacy_list(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");

    store_complaint_seen(x->store, x->council.id, complaint);
    store_advocacy_list(x->store, x->council.id, complaint);
    TRY(store_complaint_is_seen(x->store));
    write_object(&x->answer);
    write_member(&x->answer, "items");
    TRY(write_collected_rows(&x->answer, x->store));
    write_member_text(&x->answer, "next_cursor", NULL);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem advocacy_show(struct exchange *x)
{
    store_advocacy_show(x->store, x->council.id, path_id(x, "complaint_id"),
                        path_id(x, "advocacy_id"));
    return entry_answer(x);
}

static bool names_advocate(const struct exchange *x, const struct advocate_new *who)
{
    return who->name || !id_none(who->advocate_id) || x->role == ROLE_ADVOCATE;
}

/* The council offers, or tells that it offered, an advocate (reg. 11). */
static enum problem offer(struct exchange *x, struct case_file *file,
                          const struct advocacy_new *body, struct advocacy_making *making)
{
    struct act act = {.kind = ACT_OFFER_ADVOCATE};

    TRY(act_dates(x, "offered_on", body->offered_on, NULL, (struct date){0}, &act));
    making->advocacy = (struct advocacy_row){
        .id = id_new(x->now),
        .complaint = file->complaint,
        .status = "offered",
        .offered_on = act.on,
        .provider = body->who.provider,
    };
    act.subject = making->advocacy.id;
    TRY(case_decide(x, file, &act));
    making->advocacy.act = act.number;
    return NO_PROBLEM;
}

static enum problem appoint_now(struct exchange *x, struct case_file *file,
                                const struct advocate_new *who, struct advocacy_making *making)
{
    struct act dated = {0};

    /* A child names whom they found, and since when; that is theirs to say (T12b). */
    past_check(x, "/appointed_on", who->appointed_on);
    TRY(faults_found(x));
    if (role_is_councils(x->role))
        TRY(act_dates(x, "appointed_on", who->appointed_on, NULL, (struct date){0}, &dated));
    else
        dated.on = x->today;
    return appoint(x, file, who, dated.on,
                   date_none(who->appointed_on) ? dated.on : who->appointed_on, making);
}

static enum problem made_answer(struct exchange *x, struct case_file *file, struct id advocacy,
                                size_t queued)
{
    case_record(x, file);
    store_advocacy_show(x->store, x->council.id, file->complaint, advocacy);
    exchange_commit(x);
    for (size_t i = 0; i < queued; i++)
        TRY(store_done(x->store, true));
    TRY(case_recorded(x, file));
    return entry_answer(x);
}

/* An appointment goes to the entry of what was offered or asked for, where one waits: one record of each advocate, ADV5. */
static enum problem entry_queue(struct exchange *x, const struct case_file *file,
                                struct advocacy_making *making)
{
    struct id waiting = {{0}};

    if (making->appoints) {
        store_advocacy_open(x->store, x->council.id, file->complaint);
        TRY(store_advocacy_opened(x->store, &waiting));
    }
    making->queued = advocacy_people_queue(x, making) + 1;
    if (id_none(waiting)) {
        store_advocacy_add(x->store, x->council.id, &making->advocacy);
        return NO_PROBLEM;
    }
    making->advocacy.id = waiting;
    store_advocacy_amend(x->store, x->council.id, &making->advocacy);
    return NO_PROBLEM;
}

static enum problem advocacy_create(struct exchange *x)
{
    const struct advocacy_new *body = x->body;
    struct advocacy_making making = {0};
    struct case_file file;

    if (!names_advocate(x, &body->who) && date_none(body->offered_on))
        return fault(
            x, "", "missing",
            "Either `offered_on` tells of an offer, or `name` or `advocate_id` who is appointed.");
    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    if (names_advocate(x, &body->who))
        TRY(appoint_now(x, &file, &body->who, &making));
    else
        TRY(offer(x, &file, body, &making));
    making.advocacy.stage = body->stage;
    making.advocacy.shares = array_of_texts(x->arena, body->shares);
    TRY(entry_queue(x, &file, &making));
    answer_located(x, arena_print(x->arena, "/v1/complaints/%s/advocacy/%s", file.complaint.text,
                                  making.advocacy.id.text));
    return made_answer(x, &file, making.advocacy.id, making.queued);
}

/* ---- What becomes of it ---------------------------------------------------------------------------- */

/* The child answers the offer: declining it ends the wait of reg. 14(3)(b). */
static enum problem answered(struct exchange *x, struct case_file *file,
                             const struct advocacy_patch *patch, struct advocacy_row *row)
{
    bool declines = strcmp(patch->answer, "declined") == 0;
    struct act act = {.kind = declines ? ACT_DECLINE_ADVOCATE : ACT_ASK_ADVOCATE,
                      .by = ROLE_COMPLAINANT};

    TRY(act_dates(x, "answered_on", patch->answered_on, NULL, (struct date){0}, &act));
    act.subject = row->id;
    TRY(case_decide(x, file, &act));
    row->answer = patch->answer;
    row->answered_on = act.on;
    row->status = patch->answer;
    row->act = act.number;
    return NO_PROBLEM;
}

static enum problem ended(struct exchange *x, struct case_file *file,
                          const struct advocacy_patch *patch, const struct advocacy_head *head,
                          struct advocacy_row *row)
{
    struct act act = {.kind = ACT_END_ADVOCATE,
                      .on = patch->ended_on,
                      .role = ROLE_ADVOCATE,
                      .subject = head->participant};

    past_check(x, "/ended_on", patch->ended_on);
    TRY(faults_found(x));
    TRY(case_decide(x, file, &act));
    row->ended_on = patch->ended_on;
    row->status = "ended";
    row->act = act.number;
    return NO_PROBLEM;
}

/* A check that had been pending is made: the five declarations come in. */
static size_t check_made(struct exchange *x, const struct advocacy_patch *patch,
                         const struct advocacy_head *head, struct advocacy_row *row)
{
    if (!patch->who.declarations)
        return 0;
    row->declarations = patch->who.declarations_text.text;
    if (id_none(head->participant))
        return 0;
    store_participant_checked(x->store, x->council.id, head->participant, check_text(&patch->who));
    return 1;
}

static size_t end_participant(struct exchange *x, const struct advocacy_patch *patch,
                              const struct advocacy_head *head)
{
    if (date_none(patch->ended_on) || id_none(head->participant))
        return 0;
    store_participant_amend(
        x->store, x->council.id, head->participant,
        &(struct participant_change){.to_on_given = true, .to_on = patch->ended_on});
    return 1;
}

static enum problem changes_decide(struct exchange *x, struct case_file *file,
                                   const struct advocacy_patch *patch,
                                   const struct advocacy_head *head, struct advocacy_making *making)
{
    struct id advocacy = path_id(x, "advocacy_id");

    making->advocacy.id = advocacy;
    if (patch->answer)
        TRY(answered(x, file, patch, &making->advocacy));
    if (names_advocate(x, &patch->who) && id_none(head->participant)) {
        TRY(appoint_now(x, file, &patch->who, making));
        making->advocacy.id = advocacy;
    } else if (patch->who.declarations) {
        bars_check(x, &patch->who, false);
        if (x->violations.count > 0)
            return PROBLEM_RULE_BROKEN;
    }
    if (!date_none(patch->ended_on))
        TRY(ended(x, file, patch, head, &making->advocacy));
    return NO_PROBLEM;
}

static enum problem advocacy_amend(struct exchange *x)
{
    const struct advocacy_patch *patch = x->body;
    struct advocacy_making making = {0};
    struct advocacy_head head;
    struct case_file file;
    size_t queued;

    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    store_advocacy_lock(x->store, x->council.id, file.complaint, path_id(x, "advocacy_id"));
    TRY(store_advocacy_locked(x->store, x->arena, &head));
    TRY(version_match(x, head.version));
    TRY(changes_decide(x, &file, patch, &head, &making));
    queued = advocacy_people_queue(x, &making);
    queued += check_made(x, patch, &head, &making.advocacy);
    queued += end_participant(x, patch, &head);
    making.advocacy.shares = array_of_texts(x->arena, patch->shares);
    if (patch->who.provider)
        making.advocacy.provider = patch->who.provider;
    store_advocacy_amend(x->store, x->council.id, &making.advocacy);
    return made_answer(x, &file, making.advocacy.id, queued + 1);
}

/* ---- Bodies and routes ----------------------------------------------------------------------------- */
/* clang-format off */
enum { NAME_LONGEST = 200, SHARES_MAX = 20 };

static const struct field declarations_fields[] = {
    FIELD(declarations, subject,                   REQUIRED),
    FIELD(declarations, manages_subject,           REQUIRED),
    FIELD(declarations, manages_service,           REQUIRED),
    FIELD(declarations, controls_resources,        REQUIRED),
    FIELD(declarations, considers_for_the_council, REQUIRED),
};
static const struct body declarations_body = BODY(declarations, declarations_fields);

#define ADVOCATE_FACTS(tag, at) \
    FIELD_AS(tag, at advocate_id,       "advocate_id",  OPTIONAL), \
    FIELD_AS(tag, at name,              "name",         NULLABLE, .longest = NAME_LONGEST), \
    FIELD_AS(tag, at provider,          "provider",     NULLABLE, .longest = NAME_LONGEST), \
    FIELD_AS(tag, at contact,           "contact",      OPTIONAL, .object = &contact_body), \
    FIELD_AS(tag, at contact_text,      "contact",      OPTIONAL), \
    FIELD_AS(tag, at identity,          "identity",     OPTIONAL, .object = &bearer_body), \
    FIELD_AS(tag, at appointed_on,      "appointed_on", NULLABLE), \
    FIELD_AS(tag, at declarations,      "declarations", OPTIONAL, .object = &declarations_body), \
    FIELD_AS(tag, at declarations_text, "declarations", OPTIONAL)

static const struct field advocate_new_fields[] = {
    ADVOCATE_FACTS(advocate_new, ),
    FIELD(advocate_new, self_arranged, OPTIONAL),
};
const struct body advocate_new_body = BODY(advocate_new, advocate_new_fields);

static const struct field advocacy_fields[] = {
    ADVOCATE_FACTS(advocacy_new, who.),
    FIELD_AS(advocacy_new, who.self_arranged, "self_arranged", OPTIONAL),
    FIELD(advocacy_new, stage,      NULLABLE, .least = 1, .most = 3),
    FIELD(advocacy_new, offered_on, OPTIONAL),
    FIELD(advocacy_new, shares,     OPTIONAL, .longest = NAME_LONGEST, .most = SHARES_MAX),
};
static const struct body advocacy_body = BODY(advocacy_new, advocacy_fields);

static bool is_answer(const char *text)
{
    return strcmp(text, "accepted") == 0 || strcmp(text, "declined") == 0;
}

static const struct field advocacy_patch_fields[] = {
    ADVOCATE_FACTS(advocacy_patch, who.),
    FIELD(advocacy_patch, answer,      OPTIONAL, .fits = is_answer, .expected = "accepted or declined"),
    FIELD(advocacy_patch, answered_on, OPTIONAL),
    FIELD(advocacy_patch, shares,      OPTIONAL, .longest = NAME_LONGEST, .most = SHARES_MAX),
    FIELD(advocacy_patch, ended_on,    OPTIONAL),
};
static const struct body advocacy_patch_body = PATCH_BODY(advocacy_patch, advocacy_patch_fields);

#define MAY_HELP (MAY_KEEP_CASES | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE))

const struct route_row advocacy_routes[] = {
    ROUTE(GET,   "/v1/complaints/:complaint_id/advocacy",              advocacy_list,
          .scopes = NEEDS(COMPLAINTS_READ),   .may = MAY_SEE_CASES),
    ROUTE(POST,  "/v1/complaints/:complaint_id/advocacy",              advocacy_create,
          .scopes = NEEDS(COMPLAINTS_SUBMIT) | NEEDS(COMPLAINTS_WRITE), .may = MAY_HELP, .body = &advocacy_body, .status = 201),
    ROUTE(GET,   "/v1/complaints/:complaint_id/advocacy/:advocacy_id", advocacy_show,
          .scopes = NEEDS(COMPLAINTS_READ),   .may = MAY_SEE_CASES),
    ROUTE(PATCH, "/v1/complaints/:complaint_id/advocacy/:advocacy_id", advocacy_amend,
          .scopes = NEEDS(COMPLAINTS_SUBMIT) | NEEDS(COMPLAINTS_WRITE), .may = MAY_HELP, .body = &advocacy_patch_body,
          .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
