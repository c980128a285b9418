/* A representation is made (T1, reg. 6): complaint, points, people, advocate and links, all or nothing. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "advocacy.h"
#include "complaints.h"
#include "domain/advocate.h"
#include "domain/reference.h"
#include "links.h"
#include "participants.h"
#include "points.h"
#include "store/complaint_store.h"
#include "store/participant_store.h"
#include "store/request_store.h"

struct concern {
    bool raised;
    const char *words;
};

struct complaint_new {
    const char *own_words;
    unsigned kind;
    const char *summary;
    unsigned capacity;
    struct code_list functions;
    const struct service *service;
    unsigned channel;
    unsigned form;
    struct date received_on;
    struct instant written_at;
    struct date grounds_arose_on;
    struct date became_aware_on;
    unsigned anonymity;
    const char *language;
    const struct accessibility *accessibility;
    struct json_value accessibility_text;
    struct texts desired_outcomes;
    const struct concern *reprisal_concern;
    const char *external_id;
    struct objects points;
    struct objects participants;
    struct objects links;
    const struct advocate_new *advocate;
    bool advocate_wanted;
};

enum {
    PEOPLE_MAX = 10
};

/* A new complaint while it is put together. */
struct making {
    const struct complaint_new *body;
    struct case_file file;
    struct act complain;
    struct act advocate_asked; /* number 0: none was */
    struct participant_row people[PEOPLE_MAX + 2];
    size_t people_count;
    struct participant_row *complainant;
    size_t queued; /* statements whose success counts */
};

static unsigned or_else(unsigned given, unsigned otherwise)
{
    return given ? given : otherwise;
}

/* ---- Who ------------------------------------------------------------------------------------------- */

static bool caller_takes_part(const struct exchange *x)
{
    return x->role == ROLE_COMPLAINANT || x->role == ROLE_REPRESENTATIVE;
}

static struct participant_row *person_in(struct making *making, enum role role)
{
    for (size_t i = 0; i < making->people_count; i++)
        if (making->people[i].role == role)
            return &making->people[i];
    return NULL;
}

static struct participant_row *person_more(struct exchange *x, struct making *making,
                                           const struct party *party)
{
    struct participant_row *row = &making->people[making->people_count++];

    *row = party_row(x, making->file.complaint, party, making->complain.received_on);
    row->may_withdraw = party->role == ROLE_COMPLAINANT || party->role == ROLE_REPRESENTATIVE;
    return row;
}

/* The people that the body names, the complainant even when it names none, and the caller as the one they are. */
static void people_gather(struct exchange *x, struct making *making)
{
    const struct complaint_new *body = making->body;
    struct participant_row *caller;

    for (size_t i = 0; i < body->participants.count; i++)
        (void)person_more(x, making, OBJECT(party, body->participants, i));
    if (!person_in(making, ROLE_COMPLAINANT) && body->anonymity != ANONYMITY_ANONYMOUS)
        (void)person_more(x, making, &(struct party){.role = ROLE_COMPLAINANT});
    if (caller_takes_part(x)) {
        caller = person_in(making, x->role);
        if (!caller)
            caller = person_more(x, making, &(struct party){.role = x->role});
        caller->issuer = x->actor->issuer;
        caller->subject = x->actor->subject;
    }
    making->complainant = person_in(making, ROLE_COMPLAINANT);
    if (making->complainant && making->complainant->capacity == CAPACITY_NONE)
        making->complainant->capacity = (enum capacity)body->capacity;
}

static bool complainant_is_child(const struct making *making)
{
    const struct participant_row *complainant = making->complainant;

    return complainant && complainant->under_18 && strcmp(complainant->under_18, "true") == 0;
}

/* ---- What ------------------------------------------------------------------------------------------ */

static uint64_t first_points(size_t count)
{
    return count >= POINTS_MAX ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

static void points_queue(struct exchange *x, struct making *making)
{
    const struct point_new whole = {.own_words = making->body->own_words};
    const struct objects *points = &making->body->points;
    size_t count = points->count > 0 ? points->count : 1;

    for (size_t i = 0; i < count; i++) {
        const struct point_new *point = points->count > 0 ? OBJECT(point_new, *points, i) : &whole;
        struct point_row row = point_row(x, &making->file, (int)i + 1, point);

        row.added_on = making->complain.received_on;
        row.act = making->complain.number;
        store_point_add(x->store, x->council.id, &row);
        making->queued++;
    }
}

static struct reference reference_new(const struct exchange *x)
{
    uint32_t random = 0;

    if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
        abort(); /* a reference that can be counted on from another tells how many complain */
    return reference_make(x->council.code, x->today.year, random);
}

static const char *received_at(struct exchange *x, const struct making *making)
{
    struct date_text day = date_print(making->complain.received_on);

    if (date_same(making->complain.received_on, x->today) && !x->council.sandbox)
        return query_instant(x->store, x->now);
    /* Keyed later, or by a sandbox's clock: the day is known, the hour is not. */
    return arena_print(x->arena, "%s 12:00:00+00", day.text);
}

static void complaint_row_queue(struct exchange *x, struct making *making)
{
    const struct complaint_new *body = making->body;
    struct reference reference = reference_new(x);
    struct complaint_row row = {
        .reference = arena_text(x->arena, reference.text),
        .kind = (enum kind)or_else(body->kind, KIND_COMPLAINT),
        .channel = making->complain.channel,
        .anonymity = making->complain.anonymity,
        .functions = array_of_codes(x->arena, &function_codes, body->functions),
        .received_at = received_at(x, making),
        .written_at = body->written_at.text,
        .became_aware_on = body->became_aware_on,
        .own_words = body->own_words,
        .summary = body->summary,
        .service_code = body->service ? body->service->code : NULL,
        .service_name = body->service ? body->service->name : NULL,
        .language = body->language ? body->language : "en",
        .accessibility = body->accessibility_text.text,
        .desired_outcomes = array_of_texts(x->arena, body->desired_outcomes),
        .external_id = body->external_id,
        .client_id = x->actor->client_id[0] != '\0' ? x->actor->client_id : x->actor->issuer,
    };

    store_complaint_add(x->store, &row, case_conclude(x, &making->file));
    making->queued += 2;
}

/* ---- The acts -------------------------------------------------------------------------------------- */

static enum problem complain(struct exchange *x, struct making *making)
{
    const struct complaint_new *body = making->body;
    size_t points = body->points.count > 0 ? body->points.count : 1;
    bool keyed_for_somebody = role_is_councils(x->role);

    making->complain.kind = ACT_COMPLAIN;
    making->complain.by = keyed_for_somebody ? ROLE_COMPLAINANT : x->role;
    making->complain.until = body->grounds_arose_on;
    making->complain.form = (enum form)or_else(body->form, FORM_WRITTEN);
    making->complain.channel = (enum channel)or_else(body->channel, CHANNEL_WEB);
    making->complain.matter = (enum kind)or_else(body->kind, KIND_COMPLAINT);
    making->complain.anonymity = (enum anonymity)or_else(body->anonymity, ANONYMITY_NAMED);
    making->complain.capacity = (enum capacity)body->capacity;
    making->complain.child = complainant_is_child(making);
    making->complain.points = first_points(points);
    making->complain.subject = making->file.complaint;
    return case_decide(x, &making->file, &making->complain);
}

/* An advocate is asked for with the complaint: stage 1 waits for the appointment (reg. 14(3)(b)). */
static enum problem want_advocate(struct exchange *x, struct making *making)
{
    making->advocate_asked = (struct act){
        .kind = ACT_ASK_ADVOCATE, .by = making->complain.by, .on = making->complain.received_on};

    return case_decide(x, &making->file, &making->advocate_asked);
}

/* What was asked for stands where it is answered, offered or declined (ADV5). */
static void wanted_advocate_queue(struct exchange *x, struct making *making)
{
    if (making->advocate_asked.number == 0)
        return;
    store_advocacy_asked(x->store, x->council.id, id_new(x->now), making->file.complaint,
                         &making->advocate_asked);
    making->queued++;
}

static enum problem acts_decide(struct exchange *x, struct making *making,
                                struct advocacy_making *advocacy)
{
    const struct complaint_new *body = making->body;

    TRY(complain(x, making));
    if (body->advocate || x->role == ROLE_ADVOCATE)
        TRY(advocacy_of_complaint(x, &making->file, body->advocate, making->complain.received_on,
                                  advocacy));
    else if (body->advocate_wanted)
        TRY(want_advocate(x, making));
    return NO_PROBLEM;
}

/* ---- The request ----------------------------------------------------------------------------------- */

static enum problem days_fit(struct exchange *x, const struct complaint_new *body, struct act *act)
{
    TRY(act_dates(x, "received_on", body->received_on, NULL, (struct date){0}, act));
    past_check(x, "/grounds_arose_on", body->grounds_arose_on);
    if (!date_none(body->grounds_arose_on) && date_before(act->received_on, body->grounds_arose_on))
        fault_add(&x->faults, (struct body_fault){.pointer = "/grounds_arose_on",
                                                  .code = "after_receipt",
                                                  .detail = "What is complained about happened "
                                                            "before the complaint."});
    past_check(x, "/became_aware_on", body->became_aware_on);
    for (size_t i = 0; i < body->participants.count; i++)
        TRY(flag_or_null(x, arena_print(x->arena, "/participants/%zu/under_18", i),
                         OBJECT(party, body->participants, i)->under_18));
    return faults_found(x);
}

static void everything_queue(struct exchange *x, struct making *making,
                             struct advocacy_making *advocacy)
{
    const struct complaint_new *body = making->body;

    for (size_t i = 0; i < making->people_count; i++)
        making->queued += store_participant_add(x->store, x->council.id, &making->people[i]);
    making->queued += advocacy_people_queue(x, advocacy);
    complaint_row_queue(x, making);
    if (body->reprisal_concern) {
        store_reprisal_concern_add(x->store, x->council.id, making->file.complaint,
                                   body->reprisal_concern->raised, body->reprisal_concern->words,
                                   x->visitor.actor);
        making->queued++;
    }
    points_queue(x, making);
    making->queued += advocacy_queue(x, advocacy);
    wanted_advocate_queue(x, making);
}

/* `text` with every byte but letters and digits written as %XX. */
static const char *percent_encoded(struct arena *arena, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    char *encoded = arena_take(arena, strlen(text) * 3 + 1);
    char *at = encoded;

    for (const unsigned char *byte = (const unsigned char *)text; *byte; byte++) {
        if (isalnum(*byte)) {
            *at++ = (char)*byte;
            continue;
        }
        *at++ = '%';
        *at++ = digits[*byte >> 4];
        *at++ = digits[*byte & 15];
    }
    *at = '\0';
    return encoded;
}

/* Leads to what has the external id already; the list shows it to those who may see it. */
static void existing_tell(struct exchange *x, const char *external_id)
{
    const char *path = arena_print(x->arena, "/v1/complaints?external_id=%s",
                                   percent_encoded(x->arena, external_id ? external_id : ""));

    problem_member(x, "existing", json_text(x->arena, path));
}

static enum problem queued_done(struct exchange *x, const struct making *making)
{
    for (size_t i = 0; i < making->queued; i++) {
        enum problem problem = store_done(x->store, true);

        if (problem == PROBLEM_DUPLICATE)
            existing_tell(x, making->body->external_id);
        TRY(problem);
    }
    return NO_PROBLEM;
}

static enum problem links_done(struct exchange *x, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum problem problem = store_done(x->store, true);

        if (problem == PROBLEM_NOT_FOUND)
            return fault(x, arena_print(x->arena, "/links/%zu/to", i), "unknown",
                         "There is no such complaint for you.");
        TRY(problem);
    }
    return NO_PROBLEM;
}

enum problem complaint_create(struct exchange *x)
{
    struct making making = {.body = x->body};
    struct advocacy_making advocacy = {0};
    size_t links;

    TRY(days_fit(x, making.body, &making.complain));
    TRY(case_new(x, id_new(x->now), &making.file));
    people_gather(x, &making);
    TRY(acts_decide(x, &making, &advocacy));
    everything_queue(x, &making, &advocacy);
    links = links_queue(x, making.file.complaint, &making.body->links);
    case_record(x, &making.file);
    complaint_queue(x, making.file.complaint);
    if (links == 0)
        exchange_commit(x); /* else the other ends must be found first */
    TRY(queued_done(x, &making));
    TRY(links_done(x, links));
    TRY(case_recorded(x, &making.file));
    answer_located(x, arena_print(x->arena, "/v1/complaints/%s", making.file.complaint.text));
    return complaint_write(x, making.file.complaint);
}

/* ---- The body -------------------------------------------------------------------------------------- */
/* clang-format off */
enum {
    OWN_WORDS_LONGEST = 50000, SUMMARY_LONGEST = 500, WISH_LONGEST = 1000, WISHES_MAX = 20, EXTERNAL_LONGEST = 128,
    CONCERN_LONGEST = 5000, LINKS_MAX = 10, ACCESSIBILITY_LONGEST = 10000, LANGUAGE_LONGEST = 35
};

static const struct field concern_fields[] = {
    FIELD(concern, raised, REQUIRED),
    FIELD(concern, words,  NULLABLE, .longest = CONCERN_LONGEST),
};
static const struct body concern_body = BODY(concern, concern_fields);

static const struct field complaint_fields[] = {
    FIELD(complaint_new, own_words,        REQUIRED, .longest = OWN_WORDS_LONGEST),
    FIELD(complaint_new, kind,             OPTIONAL, .codes = &kind_codes),
    FIELD(complaint_new, summary,          NULLABLE, .longest = SUMMARY_LONGEST),
    FIELD(complaint_new, capacity,         NULLABLE, .codes = &capacity_codes),
    FIELD(complaint_new, functions,        OPTIONAL, .codes = &function_codes),
    FIELD(complaint_new, service,          NULLABLE, .object = &service_body),
    FIELD(complaint_new, channel,          OPTIONAL, .codes = &channel_codes),
    FIELD(complaint_new, form,             OPTIONAL, .codes = &form_codes),
    FIELD(complaint_new, received_on,      OPTIONAL),
    FIELD(complaint_new, written_at,       NULLABLE),
    FIELD(complaint_new, grounds_arose_on, NULLABLE),
    FIELD(complaint_new, became_aware_on,  NULLABLE),
    FIELD(complaint_new, anonymity,        OPTIONAL, .codes = &anonymity_codes),
    FIELD(complaint_new, language,         OPTIONAL, .longest = LANGUAGE_LONGEST, .fits = is_language_tag,
          .expected = "a BCP 47 language tag"),
    FIELD(complaint_new, accessibility,    OPTIONAL, .object = &accessibility_body),
    FIELD_AS(complaint_new, accessibility_text, "accessibility", OPTIONAL, .longest = ACCESSIBILITY_LONGEST),
    FIELD(complaint_new, desired_outcomes, OPTIONAL, .longest = WISH_LONGEST, .most = WISHES_MAX),
    FIELD(complaint_new, reprisal_concern, OPTIONAL, .object = &concern_body),
    FIELD(complaint_new, external_id,      NULLABLE, .longest = EXTERNAL_LONGEST),
    FIELD(complaint_new, points,           OPTIONAL, .object = &point_body, .most = POINTS_MAX),
    FIELD(complaint_new, participants,     OPTIONAL, .object = &party_of_complaint_body, .most = PEOPLE_MAX),
    FIELD(complaint_new, links,            OPTIONAL, .object = &link_body, .most = LINKS_MAX),
    FIELD(complaint_new, advocate,         OPTIONAL, .object = &advocate_new_body),
    FIELD(complaint_new, advocate_wanted,  OPTIONAL),
};
const struct body complaint_new_body = BODY(complaint_new, complaint_fields);
/* clang-format on */
