/* The clocks: of a complaint, across complaints as a worklist, and one with every day that it counted (rulebook 3.1, 3.4). */
#include "deadlines.h"

#include <string.h>

#include "api/page.h"
#include "api/reply.h"
#include "api/rules.h"
#include "domain/limits.h"
#include "domain/policy.h"
#include "register.h"
#include "store/act_store.h"
#include "store/complaint_store.h"

/* ---- One clock as JSON ----------------------------------------------------------------------------- */

enum clock_state deadline_status(const struct deadline_row *row, struct date today)
{
    if (row->state == CLOCK_RUNNING && !date_none(row->due_on) &&
        date_compare(row->due_on, today) < 0)
        return CLOCK_MISSED;
    return row->state;
}

static void write_number_or_null(struct writer *answer, const char *name, bool known, int number)
{
    write_member(answer, name);
    if (known)
        write_number(answer, number);
    else
        write_null(answer);
}

/* Working days left; none once it has ended. */
static void write_remaining(struct exchange *x, const struct calendar *calendar,
                            const struct deadline_row *row)
{
    int days = 0;
    bool runs = date_none(row->ended_on) && !date_none(row->due_on);
    bool known = runs && calendar_between(calendar, x->today, row->due_on, &days) == NO_PROBLEM;

    write_number_or_null(&x->answer, "remaining_working_days", known, days);
}

void write_deadline_summary(struct exchange *x, const struct calendar *calendar,
                            const struct deadline_row *row)
{
    struct writer *answer = &x->answer;

    write_object(answer);
    write_member_id(answer, "id", row->id);
    write_member_text(answer, "kind", code_text(&limit_codes, (int)row->kind));
    write_number_or_null(answer, "stage", row->stage > 0, row->stage);
    write_member_text(answer, "status",
                      code_text(&clock_state_codes, (int)deadline_status(row, x->today)));
    write_member_date(answer, "due_on", row->due_on);
    write_remaining(x, calendar, row);
    write_object_end(answer);
}

static void write_rule(struct writer *answer, const struct limit_rule *rule)
{
    write_member(answer, "rule");
    write_object(answer);
    write_member_text(answer, "code", rule->number);
    write_member_text(answer, "source", rule->source);
    write_member_text(answer, "text", rule->text);
    write_object_end(answer);
}

/* The days on which somebody is told that the end is near. */
static void write_warnings(struct writer *answer, const struct calendar *calendar,
                           const struct limit_rule *rule, const struct deadline_row *row)
{
    write_member(answer, "warn_on");
    write_array(answer);
    for (int i = 0; !date_none(row->starts_on) && rule->warn_days[i] > 0; i++) {
        struct date day;

        if (calendar_count(calendar, row->starts_on, rule->warn_days[i], &day) == NO_PROBLEM)
            write_date(answer, day);
    }
    write_array_end(answer);
}

static void write_links(struct exchange *x, const struct deadline_row *row)
{
    struct writer *answer = &x->answer;

    write_member(answer, "links");
    write_object(answer);
    write_member_text(answer, "self",
                      arena_print(x->arena, "%s/v1/deadlines/%s", reply_base(x), row->id.text));
    write_member_text(
        answer, "complaint",
        arena_print(x->arena, "%s/v1/complaints/%s", reply_base(x), row->complaint.text));
    write_object_end(answer);
}

/* Every member of a clock, into an object that is open. */
static void write_deadline(struct exchange *x, const struct calendar *calendar,
                           const struct deadline_row *row)
{
    const struct limit_rule *rule = limit_rule(row->kind);
    struct writer *answer = &x->answer;

    write_member_id(answer, "id", row->id);
    write_member_id(answer, "complaint_id", row->complaint);
    write_member_text(answer, "complaint_reference", row->reference);
    write_member_text(answer, "kind", code_text(&limit_codes, (int)row->kind));
    write_number_or_null(answer, "stage", row->stage > 0, row->stage);
    write_member_text(answer, "start_event", row->start_event);
    write_member_date(answer, "starts_on", row->starts_on);
    write_number_or_null(answer, "working_days", row->working_days != DAYS_NONE, row->working_days);
    write_number_or_null(answer, "ceiling_working_days", rule->ceiling_days != DAYS_NONE,
                         rule->ceiling_days);
    write_member_date(answer, "statutory_due_on", row->statutory_due_on);
    write_member_date(answer, "policy_due_on", row->policy_due_on);
    write_member_date(answer, "due_on", row->due_on);
    write_member_date(answer, "ceiling_on", row->ceiling_on);
    write_warnings(answer, calendar, rule, row);
    write_member_text(answer, "status",
                      code_text(&clock_state_codes, (int)deadline_status(row, x->today)));
    write_member_flag(answer, "extended", row->extended);
    write_member_flag(answer, "recorded_late", row->recorded_late);
    write_member_date(answer, "met_on", row->met_on);
    write_remaining(x, calendar, row);
    write_member_id(answer, "handler", row->handler);
    write_rule(answer, rule);
    write_member(answer, "moves");
    write_json(answer, row->moves ? row->moves : "[]");
    write_links(x, row);
}

/* ---- Lists ----------------------------------------------------------------------------------------- */

/* The calendar of today, asked for in the flight that is being queued. */
static enum problem calendar_at_hand(struct exchange *x, const struct case_head *versions,
                                     const struct calendar **calendar)
{
    struct rules rules;

    TRY(rules_know(x, versions->policy_version, versions->calendar_version, &rules));
    *calendar = rules.calendar;
    return NO_PROBLEM;
}

static void write_items(struct exchange *x, const struct calendar *calendar,
                        const struct deadline_row *rows, size_t count)
{
    write_object(&x->answer);
    write_member(&x->answer, "items");
    write_array(&x->answer);
    for (size_t i = 0; i < count; i++) {
        write_object(&x->answer);
        write_deadline(x, calendar, &rows[i]);
        write_object_end(&x->answer);
    }
    write_array_end(&x->answer);
}

static enum problem complaint_deadlines_list(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");
    const struct calendar *calendar;
    struct deadline_row *rows;
    struct case_head versions;
    size_t count;

    store_complaint_seen(x->store, x->council.id, complaint);
    store_versions_read(x->store, x->council.id);
    store_deadlines_of(x->store, x->council.id, complaint, x->today);
    TRY(store_complaint_is_seen(x->store));
    TRY(store_versions_collect(x->store, &versions));
    TRY(store_deadlines_collect(x->store, x->arena, &rows, &count));
    TRY(calendar_at_hand(x, &versions, &calendar));
    write_items(x, calendar, rows, count);
    write_member_text(&x->answer, "next_cursor", NULL);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static const enum key_kind by_due[] = {KEY_DATE, KEY_ID};

static struct deadline_filter filter_asked(struct exchange *x, const struct page *page)
{
    return (struct deadline_filter){
        .today = query_date(x->store, x->today),
        .overdue = parameter_flag_text(x, "overdue"),
        .due_before = query_date(x->store, parameter_date(x, "due_before")),
        .due_from = query_date(x->store, parameter_date(x, "due_on_from")),
        .due_to = query_date(x->store, parameter_date(x, "due_on_to")),
        .kinds = parameter_array(x, "kind"),
        .statuses = parameter_array(x, "status"),
        .stage = parameter_text(x, "stage"),
        .handler = parameter_text(x, "handler"),
        .after_day = page->key[0],
        .after_id = page->key[1],
        .limit = query_number(x->store, (long long)page->rows),
    };
}

static const char *cursor_after(struct exchange *x, const struct deadline_row *last)
{
    struct date_text day = date_print(last->due_on);
    const char *key = arena_print(x->arena, "[\"%s\",\"%s\"]", day.text, last->id.text);

    return cursor_of(x->arena, key, strlen(key));
}

static enum problem deadlines_list(struct exchange *x)
{
    const char *sort = parameter_text(x, "sort");
    bool with_total = parameter_flag(x, "with_total", false);
    const struct calendar *calendar;
    struct deadline_filter filter;
    struct case_head versions;
    struct deadline_row *rows;
    struct page page;
    const char *next = NULL;
    size_t count;
    long total;

    TRY(page_open(x, by_due, COUNT(by_due), &page));
    filter = filter_asked(x, &page);
    store_versions_read(x->store, x->council.id);
    if (with_total)
        store_deadline_count(x->store, x->council.id, &filter);
    store_deadline_list(x->store, x->council.id, sort && sort[0] == '-', &filter);
    TRY(store_versions_collect(x->store, &versions));
    if (with_total) {
        TRY(store_complaint_counted(x->store, &total));
        page.total = &total;
    }
    TRY(store_deadlines_collect(x->store, x->arena, &rows, &count));
    TRY(calendar_at_hand(x, &versions, &calendar));
    if (count > page.limit) {
        count = page.limit;
        next = cursor_after(x, &rows[count - 1]);
    }
    write_items(x, calendar, rows, count);
    write_member_text(&x->answer, "next_cursor", next);
    page_end(x, &page, next);
    return NO_PROBLEM;
}

/* ---- One, day by day ------------------------------------------------------------------------------- */

static bool counts_in_days(const struct deadline_row *row)
{
    return row->working_days != DAYS_NONE && !date_none(row->starts_on) && !date_none(row->due_on);
}

/* Every day from the event to the end: which was counted, as which, and why not (rulebook 3.1). */
static enum problem write_explanation(struct exchange *x, const struct calendar *calendar,
                                      const struct deadline_row *row)
{
    struct writer *answer = &x->answer;
    struct date day = row->starts_on;
    int number = 0;

    write_member(answer, "explanation");
    write_array(answer);
    for (; counts_in_days(row) && date_compare(day, row->due_on) <= 0;
         day = date_add_days(day, 1)) {
        bool first = date_same(day, row->starts_on);
        bool working;

        TRY(calendar_is_working(calendar, day, &working));
        write_object(answer);
        write_member_date(answer, "date", day);
        write_member_flag(answer, "counted", working && !first);
        if (working && !first)
            write_member_number(answer, "number", ++number);
        write_member_text(answer, "reason",
                          first     ? "Day 0: the day of the event itself"
                          : working ? "Working day"
                                    : calendar_reason(calendar, day));
        write_object_end(answer);
    }
    write_array_end(answer);
    return NO_PROBLEM;
}

static enum problem deadline_show(struct exchange *x)
{
    const struct calendar *calendar;
    struct case_head versions;
    struct deadline_row row = {0};

    store_versions_read(x->store, x->council.id);
    store_deadline_show(x->store, x->council.id, path_id(x, "deadline_id"), x->today);
    TRY(store_versions_collect(x->store, &versions));
    TRY(store_deadline_collect(x->store, x->arena, &row));
    TRY(calendar_at_hand(x, &versions, &calendar));
    write_object(&x->answer);
    write_deadline(x, calendar, &row);
    TRY(write_explanation(x, calendar, &row));
    write_object_end(&x->answer);
    etag_set(x, row.version);
    return NO_PROBLEM;
}

/* ---- Routes ---------------------------------------------------------------------------------------- */
/* clang-format off */
static const char *const orders[] = {"due_on", "-due_on", NULL};

static const struct parameter list_parameters[] = {
    PARAMETERS_OF_PAGES,
    {.name = "with_total",  .kind = PARAMETER_FLAG},
    {.name = "sort",        .kind = PARAMETER_CODE,   .words = orders},
    {.name = "overdue",     .kind = PARAMETER_FLAG},
    {.name = "due_before",  .kind = PARAMETER_DATE},
    {.name = "due_on_from", .kind = PARAMETER_DATE},
    {.name = "due_on_to",   .kind = PARAMETER_DATE},
    {.name = "kind",        .kind = PARAMETER_CODES,  .codes = &limit_codes},
    {.name = "status",      .kind = PARAMETER_CODES,  .codes = &clock_state_codes},
    {.name = "stage",       .kind = PARAMETER_NUMBER, .least = 1, .most = 3},
    {.name = "handler",     .kind = PARAMETER_ID},
    {0},
};

const struct route_row deadlines_routes[] = {
    ROUTE(GET, "/v1/complaints/:complaint_id/deadlines", complaint_deadlines_list,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    ROUTE(GET, "/v1/deadlines",                          deadlines_list,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_KEEP_CASES | MAY(ADJUDICATING_OFFICER),
          .parameters = list_parameters),
    ROUTE(GET, "/v1/deadlines/:deadline_id",             deadline_show,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    {0},
};
/* clang-format on */
