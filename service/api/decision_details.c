/* decision_details.c - what each kind of decision means: the acts that it makes, the words that it must hold, and what it
 * writes besides. Which words the law asks for is said in domain/particulars.h. */
#include <string.h>

#include "deciding.h"
#include "domain/particulars.h"
#include "notice_view.h"
#include "store/decision_store.h"

struct act *act_new(struct deciding *deciding, enum act_kind kind)
{
    struct act *act = &deciding->acts[deciding->act_count++];

    *act = (struct act){.kind = kind, .subject = deciding->id};
    return act;
}

static const char *item_pointer(struct exchange *x, const char *list, size_t index,
                                const char *member)
{
    return arena_print(x->arena, "%s/%zu%s%s", list, index, *member ? "/" : "", member);
}

/* A point that the complaint does not have. */
static bool point_known(struct exchange *x, const struct deciding *deciding, int point,
                        const char *pointer)
{
    if (point <= deciding->file.before.point_count)
        return true;
    case_violates(x, VIOLATION_POINT_UNKNOWN, pointer);
    return false;
}

/* ---- Screening ---------------------------------------------------------------------------------------- */

static enum problem classify(struct exchange *x, struct deciding *deciding)
{
    const struct classify_detail *detail = deciding->body->detail;

    act_new(deciding, ACT_CLASSIFY)->capacity = detail->capacity;
    for (size_t i = 0; i < detail->points.count; i++)
        (void)point_known(x, deciding, OBJECT(point_function, detail->points, i)->point,
                          item_pointer(x, "/detail/points", i, "point"));
    return NO_PROBLEM;
}

static enum problem propose(struct exchange *x, struct deciding *deciding)
{
    const struct proposal_detail *detail = deciding->body->detail;
    struct act *act = act_new(deciding, ACT_PROPOSE);

    (void)x;
    act->of = detail->of;
    act->until = detail->until;
    return NO_PROBLEM;
}

static bool same_point_before(const struct route_detail *detail, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (OBJECT(point_route, detail->points, i)->point ==
            OBJECT(point_route, detail->points, index)->point)
            return true;
    return false;
}

static uint64_t points_to(const struct route_detail *detail, enum destination destination)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < detail->points.count; i++) {
        const struct point_route *one = OBJECT(point_route, detail->points, i);

        if (one->procedure == destination)
            mask |= points_mask(&one->point, 1);
    }
    return mask;
}

/* One act for each destination; a point leaves this procedure only with a reason of its own (T4, decisions 27). */
static enum problem route(struct exchange *x, struct deciding *deciding)
{
    static const enum route routes[DESTINATION_COUNT] = {
        [DESTINATION_STATUTORY] = ROUTE_STATUTORY,
        [DESTINATION_CORPORATE] = ROUTE_CORPORATE,
        [DESTINATION_OTHER_BODY] = ROUTE_OTHER_BODY,
    };
    const struct route_detail *detail = deciding->body->detail;

    for (size_t i = 0; i < detail->points.count; i++) {
        const struct point_route *one = OBJECT(point_route, detail->points, i);

        if (same_point_before(detail, i))
            return fault(x, item_pointer(x, "/detail/points", i, "point"), "repeated",
                         "This point stands twice.");
        (void)point_known(x, deciding, one->point, item_pointer(x, "/detail/points", i, "point"));
        if (one->procedure != DESTINATION_STATUTORY && !one->reasons)
            case_violates(x, VIOLATION_ROUTE_REASONS_MISSING,
                          item_pointer(x, "/detail/points", i, "reasons"));
    }
    for (enum destination to = DESTINATION_STATUTORY; to < DESTINATION_COUNT; to++)
        if (points_to(detail, to) != 0) {
            struct act *act = act_new(deciding, ACT_ROUTE);

            act->route = routes[to];
            act->points = points_to(detail, to);
        }
    return NO_PROBLEM;
}

static enum problem decide_interest(struct exchange *x, struct deciding *deciding)
{
    (void)x;
    act_new(deciding, ACT_DECIDE_INTEREST)->agreed =
        ((const struct interest_detail *)deciding->body->detail)->accepted;
    return NO_PROBLEM;
}

static enum problem decide_late(struct exchange *x, struct deciding *deciding)
{
    (void)x;
    act_new(deciding, ACT_DECIDE_LATE)->agreed =
        ((const struct late_detail *)deciding->body->detail)->accepted;
    return NO_PROBLEM;
}

/* ---- Stage 1 ------------------------------------------------------------------------------------------ */

static enum problem extend(struct exchange *x, struct deciding *deciding)
{
    const struct extension_detail *detail = deciding->body->detail;
    struct act *act = act_new(deciding, ACT_EXTEND);

    (void)x;
    act->stage = detail->stage;
    act->until = detail->new_due_on;
    act->ground = (enum ground)code_find(&ground_codes, detail->ground); /* none: no lawful one */
    return NO_PROBLEM;
}

static enum problem decide_skip(struct exchange *x, struct deciding *deciding)
{
    (void)x;
    act_new(deciding, ACT_DECIDE_SKIP)->agreed =
        ((const struct agreement_detail *)deciding->body->detail)->agreed;
    return NO_PROBLEM;
}

static enum problem decide_later_start(struct exchange *x, struct deciding *deciding)
{
    const struct later_start_detail *detail = deciding->body->detail;
    struct act *act = act_new(deciding, ACT_DECIDE_LATER_START);

    (void)x;
    act->agreed = detail->agreed;
    if (detail->agreed)
        act->until = date_none(detail->start_on) ? deciding->answered.start_on : detail->start_on;
    return NO_PROBLEM;
}

/* ---- All kinds -------------------------------------------------------------------------------------------- */

static struct particulars words_given(const struct deciding *deciding)
{
    const struct decision_new *body = deciding->body;
    struct particulars given = {.reasons = body->reasons != NULL,
                                .second_person = deciding->second_person};

    if (body->kind == DECISION_KIND_SUFFICIENT_INTEREST)
        given.child_views = ((const struct interest_detail *)body->detail)->child_views != NULL;
    if (body->kind == DECISION_KIND_LATE_COMPLAINT) {
        const struct limbs *limbs = ((const struct late_detail *)body->detail)->limbs;

        given.limb_reasonable = limbs && limbs->not_reasonable_to_expect_earlier;
        given.limb_fair = limbs && limbs->can_be_considered_fairly;
    }
    return given;
}

static void points_of_act(struct exchange *x, struct deciding *deciding)
{
    const struct numbers *points = &deciding->body->points;

    for (size_t i = 0; i < points->count; i++)
        (void)point_known(x, deciding, points->items[i], item_pointer(x, "/points", i, ""));
    for (size_t i = 0; i < deciding->act_count; i++)
        if (deciding->acts[i].points == 0)
            deciding->acts[i].points = points_mask(points->items, points->count);
}

enum problem decision_acts(struct exchange *x, struct deciding *deciding)
{
    static enum problem (*const details[DECISION_KIND_COUNT])(struct exchange *,
                                                              struct deciding *) = {
        [DECISION_KIND_CLASSIFY] = classify,
        [DECISION_KIND_PROPOSAL] = propose,
        [DECISION_KIND_ROUTE] = route,
        [DECISION_KIND_SUFFICIENT_INTEREST] = decide_interest,
        [DECISION_KIND_LATE_COMPLAINT] = decide_late,
        [DECISION_KIND_EXTENSION] = extend,
        [DECISION_KIND_SKIP] = decide_skip,
        [DECISION_KIND_LATER_START] = decide_later_start,
        [DECISION_KIND_CORRECTION] = correction_act,
    };
    struct particulars given = words_given(deciding);

    TRY(details[deciding->body->kind](x, deciding));
    points_of_act(x, deciding);
    for (size_t i = 0; i < deciding->act_count; i++)
        particulars_check(&deciding->acts[i], &given, &x->violations);
    return NO_PROBLEM;
}

/* ---- What is written besides ------------------------------------------------------------------------------ */

static size_t classify_effects(struct exchange *x, const struct deciding *deciding)
{
    const struct classify_detail *detail = deciding->body->detail;
    const char *functions = array_of_codes(x->arena, &function_codes, detail->functions);
    const char *numbers[POINTS_MAX];
    const char *of_points[POINTS_MAX];
    size_t queued = 0;

    for (size_t i = 0; i < detail->points.count; i++) {
        const struct point_function *one = OBJECT(point_function, detail->points, i);

        numbers[i] = query_number(x->store, one->point);
        of_points[i] = code_text(&function_codes, (int)one->function);
    }
    if (functions) {
        store_functions_set(x->store, x->council.id, deciding->file.complaint, functions);
        queued++;
    }
    if (detail->points.count > 0) {
        store_point_functions_set(x->store, x->council.id, deciding->file.complaint,
                                  query_array(x->store, numbers, detail->points.count),
                                  query_array(x->store, of_points, detail->points.count));
        queued++;
    }
    return queued;
}

static size_t route_effects(struct exchange *x, const struct deciding *deciding)
{
    const struct route_detail *detail = deciding->body->detail;
    const char *numbers[POINTS_MAX];
    const char *bodies[POINTS_MAX];

    for (size_t i = 0; i < detail->points.count; i++) {
        const struct point_route *one = OBJECT(point_route, detail->points, i);

        numbers[i] = query_number(x->store, one->point);
        bodies[i] = one->procedure == DESTINATION_OTHER_BODY ? one->body : NULL;
    }
    store_point_bodies_set(x->store, x->council.id, deciding->file.complaint,
                           query_array(x->store, numbers, detail->points.count),
                           query_array(x->store, bodies, detail->points.count));
    return 1;
}

size_t decision_effects(struct exchange *x, const struct deciding *deciding)
{
    if (deciding->body->kind == DECISION_KIND_CLASSIFY)
        return classify_effects(x, deciding);
    if (deciding->body->kind == DECISION_KIND_ROUTE)
        return route_effects(x, deciding);
    if (deciding->body->kind == DECISION_KIND_CORRECTION)
        return correction_effects(x, deciding);
    return 0;
}
