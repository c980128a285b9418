/* What subscribers are told of an act: the act itself, and what it changed. */
#include "given.h"

#include "domain/events.h"

#define MANAGER .by = ROLE_COMPLAINTS_MANAGER
#define CHILD .by = ROLE_COMPLAINANT

static const struct date received = {2026, 6, 1};
static struct told told;

/* Do an act and tell the types it raised, `deadline.` ones with their limit, joined by spaces. */
static const char *raised(struct act act)
{
    static char text[1024];
    static struct event_list list;
    struct standing before;
    struct standing after;
    const struct date day = act_day(&act);

    text[0] = '\0';
    list.count = 0;
    assert_int_equal(procedure_replay(&told.history, day, &before), NO_PROBLEM);
    if (try_act(&told, act) != NO_PROBLEM)
        fail_msg("%s refused:%s", act_label(&act), told_violations(&told));
    assert_int_equal(procedure_replay(&told.history, day, &after), NO_PROBLEM);
    procedure_events(told.history.count == 1 ? NULL : &before, &after, &act, 1, &list);
    for (size_t i = 0; i < list.count; i++) {
        const char *limit = code_text(&limit_codes, (int)list.items[i].limit);

        (void)strncat(text, i > 0 ? " " : "", sizeof text - strlen(text) - 1);
        (void)strncat(text, list.items[i].type, sizeof text - strlen(text) - 1);
        if (limit) {
            (void)strncat(text, ":", sizeof text - strlen(text) - 1);
            (void)strncat(text, limit, sizeof text - strlen(text) - 1);
        }
        assert_day(list.items[i].on, day);
    }
    return text;
}
#define assert_raises(words, ...) assert_string_equal(raised((struct act){__VA_ARGS__}), words)

static void a_complaint_from_receipt_to_its_answer(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    assert_raises("complaint.received stage.opened deadline.started:acknowledge "
                  "deadline.started:name_handler "
                  "deadline.started:stage_1",
                  COMPLAINT(received));
    assert_raises("notice.sent complaint.acknowledged deadline.met:acknowledge",
                  .kind = ACT_SEND_NOTICE, .notice = NOTICE_ACKNOWLEDGEMENT, .stage = 1,
                  .on = received, MANAGER);
    assert_raises("request.made deadline.started:early_resolution", .kind = ACT_TRY_EARLY,
                  .on = received, CHILD);
    assert_raises("request.made deadline.cancelled:early_resolution", .kind = ACT_STOP_EARLY,
                  .on = DAY(2026, 6, 2), CHILD);
    assert_raises("participant.appointed", .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER,
                  .on = DAY(2026, 6, 2), MANAGER);
    assert_raises("decision.made", .kind = ACT_EXTEND, .stage = 1, .on = DAY(2026, 6, 15), MANAGER,
                  .ground = GROUND_COMPLEX, .until = DAY(2026, 6, 24));
    assert_raises("notice.sent deadline.moved:stage_1", .kind = ACT_SEND_NOTICE,
                  .notice = NOTICE_STAGE_1_EXTENSION, .stage = 1, .on = DAY(2026, 6, 15), MANAGER);
    assert_raises("finding.submitted", .kind = ACT_FIND, .stage = 1, .findings = "n",
                  .on = DAY(2026, 6, 23), .by = ROLE_STAGE1_HANDLER);
    assert_raises("notice.sent stage.responded stage.ended deadline.met:stage_1 "
                  "deadline.started:ask_stage_2 deadline.cancelled:update",
                  .kind = ACT_SEND_NOTICE, .notice = NOTICE_STAGE_1_RESPONSE, .stage = 1,
                  .on = DAY(2026, 6, 23), .by = ROLE_STAGE1_HANDLER);
    assert_raises("request.made stage.opened deadline.met:ask_stage_2 deadline.started:stage_2 "
                  "deadline.started:stage_2_absolute",
                  .kind = ACT_ASK_STAGE_2, .on = DAY(2026, 6, 25), CHILD);
}

static void endings_and_returns_are_told(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    assert_raises("complaint.received stage.opened deadline.started:stage_1", COMPLAINT(received));
    assert_raises("request.made", .kind = ACT_WITHDRAW, .on = received, CHILD);
    assert_raises(
        "notice.sent complaint.withdrawn complaint.closed stage.ended deadline.cancelled:stage_1",
        .kind = ACT_SEND_NOTICE, .notice = NOTICE_WITHDRAWAL_CONFIRMED, .on = DAY(2026, 6, 2),
        MANAGER);
    tell_under(&told, "statutory");
    (void)raised((struct act){COMPLAINT(received)});
    assert_raises(
        "decision.made complaint.routed complaint.closed stage.ended deadline.cancelled:stage_1",
        .kind = ACT_ROUTE, .route = ROUTE_OTHER_BODY, .on = received, MANAGER);
    assert_raises("decision.made complaint.routed complaint.reopened deadline.started:stage_1",
                  .kind = ACT_ROUTE, .route = ROUTE_STATUTORY, .on = received, MANAGER);
    assert_raises("request.made point.resolved complaint.closed stage.ended deadline.met:stage_1",
                  .kind = ACT_ACCEPT_OUTCOME, .on = DAY(2026, 6, 3), CHILD);
}

static void waiting_and_corrections_are_told(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    assert_raises("complaint.received", COMPLAINT_OF(received, CAPACITY_OTHER_26_3_E));
    assert_raises("decision.made stage.opened deadline.started:stage_1",
                  .kind = ACT_DECIDE_INTEREST, .agreed = true, .on = DAY(2026, 6, 4), MANAGER);
    assert_raises("decision.made deadline.moved:stage_1", .kind = ACT_CORRECT,
                  .fact = FACT_RECEIVED_ON, .corrects = 2, .until = DAY(2026, 6, 3),
                  .on = DAY(2026, 6, 5), MANAGER);
    assert_raises("advocacy.offered", .kind = ACT_OFFER_ADVOCATE, .on = DAY(2026, 6, 5), MANAGER);
    assert_raises("advocacy.declined", .kind = ACT_DECLINE_ADVOCATE, .on = DAY(2026, 6, 5), CHILD);
}

/* Invariant 15: a limit shown as missed that was kept. */
static void an_act_keyed_late_corrects_its_deadline(void **state)
{
    struct event_list list = {0};
    struct standing before;
    struct standing after;
    const struct act late = {.kind = ACT_SEND_NOTICE,
                             .notice = NOTICE_ACKNOWLEDGEMENT,
                             .stage = 1,
                             .on = DAY(2026, 6, 2),
                             MANAGER,
                             .recorded_on = DAY(2026, 6, 4)};
    bool told_of = false;

    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT(received));
    before = *standing_on(&told, DAY(2026, 6, 4));
    assert_int_equal(try_act(&told, late), NO_PROBLEM);
    after = *standing_on(&told, DAY(2026, 6, 4));
    procedure_events(&before, &after, &late, 1, &list);
    for (size_t i = 0; i < list.count; i++)
        told_of = told_of || strcmp(list.items[i].type, "deadline.corrected") == 0;
    assert_true(told_of);
}

static void every_type_is_named_once_and_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < event_type_count; i++) {
        assert_non_null(strchr(event_types[i].type, '.'));
        assert_true(strlen(event_types[i].text) > 10);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(event_types[i].type, event_types[j].type);
    }
}

static void a_full_list_keeps_what_it_has(void **state)
{
    static struct event_list list;

    (void)state;
    for (int i = 0; i < EVENTS_MAX + 2; i++)
        event_add(&list, &(struct event){.type = "x"});
    assert_int_equal(list.count, EVENTS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complaint_from_receipt_to_its_answer),
        cmocka_unit_test(endings_and_returns_are_told),
        cmocka_unit_test(waiting_and_corrections_are_told),
        cmocka_unit_test(an_act_keyed_late_corrects_its_deadline),
        cmocka_unit_test(every_type_is_named_once_and_explained),
        cmocka_unit_test(a_full_list_keeps_what_it_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
