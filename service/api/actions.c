#include "api/actions.h"

#include "api/exchange.h"

/* Where each act is done through the API, and what its body says at least. */
struct address {
    const char *name; /* of the action; "notice" and "appoint" go on */
    const char *method;
    const char *part; /* of the complaint's address */
    const char *body; /* JSON; NULL: nothing is fixed */
};

/* clang-format off */
static const struct address addresses[ACT_COUNT] = {
    [ACT_CLASSIFY]            = {"decide:classify",              "POST", "decisions",       "{\"kind\":\"classify\"}"},
    [ACT_ROUTE]               = {"decide:route",                 "POST", "decisions",       "{\"kind\":\"route\"}"},
    [ACT_DECIDE_INTEREST]     = {"decide:sufficient_interest",   "POST", "decisions",       "{\"kind\":\"sufficient_interest\"}"},
    [ACT_DECIDE_LATE]         = {"decide:late_complaint",        "POST", "decisions",       "{\"kind\":\"late_complaint\"}"},
    [ACT_PROPOSE]             = {"decide:proposal",              "POST", "decisions",       "{\"kind\":\"proposal\"}"},
    [ACT_ANSWER]              = {"request:answer",               "POST", "requests",        "{\"kind\":\"answer\"}"},
    [ACT_TRY_EARLY]           = {"request:try_early_resolution", "POST", "requests",        "{\"kind\":\"try_early_resolution\"}"},
    [ACT_STOP_EARLY]          = {"request:stop_early_resolution","POST", "requests",        "{\"kind\":\"stop_early_resolution\"}"},
    [ACT_ASK_ADVOCATE]        = {"request:advocate",             "POST", "requests",        "{\"kind\":\"advocate\"}"},
    [ACT_OFFER_ADVOCATE]      = {"offer:advocate",               "POST", "advocacy",        NULL},
    [ACT_APPOINT_ADVOCATE]    = {"appoint:advocate",             "POST", "advocacy",        NULL},
    [ACT_ASK_LATER_START]     = {"request:later_start",          "POST", "requests",        "{\"kind\":\"later_start\"}"},
    [ACT_DECIDE_LATER_START]  = {"decide:later_start",           "POST", "decisions",       "{\"kind\":\"later_start\"}"},
    [ACT_EXTEND]              = {"decide:extension",             "POST", "decisions",       "{\"kind\":\"extension\",\"detail\":{\"stage\":1}}"},
    [ACT_APPOINT]             = {"appoint",                      "POST", "participants",    NULL},
    [ACT_SEND_NOTICE]         = {"notice",                       "POST", "notices",         NULL},
    [ACT_ACCEPT_OUTCOME]      = {"request:accept_outcome",       "POST", "requests",        "{\"kind\":\"accept_outcome\"}"},
    [ACT_ASK_SKIP]            = {"request:skip_stage_1",         "POST", "requests",        "{\"kind\":\"skip_stage_1\"}"},
    [ACT_DECIDE_SKIP]         = {"decide:skip_stage_1",          "POST", "decisions",       "{\"kind\":\"skip_stage_1\"}"},
    [ACT_ASK_STAGE_2]         = {"request:stage_2",              "POST", "requests",        "{\"kind\":\"stage_2\"}"},
    [ACT_FINALISE_RECORD]     = {"record:finalise",              "PUT",  "stages/2/record", NULL},
    [ACT_WITHDRAW]            = {"request:withdraw",             "POST", "requests",        "{\"kind\":\"withdraw\"}"},
    [ACT_ADD_POINT]           = {"add:point",                    "POST", "points",          NULL},
    [ACT_CORRECT]             = {"decide:correction",            "POST", "decisions",       "{\"kind\":\"correction\"}"},
};
/* clang-format on */

static void write_body(struct writer *writer, const struct exchange *x,
                       const struct address *address, const struct choice *choice)
{
    const char *body = address->body;

    if (choice->kind == ACT_SEND_NOTICE)
        body = arena_print(x->arena, "{\"notice\":\"%s\"}",
                           code_text(&notice_codes, (int)choice->notice));
    else if (choice->kind == ACT_APPOINT)
        body =
            arena_print(x->arena, "{\"role\":\"%s\"}", code_text(&role_codes, (int)choice->role));
    else if (choice->kind == ACT_PROPOSE || choice->kind == ACT_ANSWER)
        body = arena_print(x->arena, "{\"kind\":\"%s\",\"detail\":{\"of\":\"%s\"}}",
                           choice->kind == ACT_PROPOSE ? "proposal" : "answer",
                           code_text(&proposal_codes, (int)choice->of));
    write_member(writer, "body");
    if (body)
        write_json(writer, body);
    else
        write_null(writer);
}

static const char *name_of(const struct exchange *x, const struct address *address,
                           const struct choice *choice)
{
    if (choice->kind == ACT_SEND_NOTICE)
        return arena_join(x->arena, "notice:", code_text(&notice_codes, (int)choice->notice));
    if (choice->kind == ACT_APPOINT)
        return arena_join(x->arena, "appoint:", code_text(&role_codes, (int)choice->role));
    return address->name;
}

/* `below` is the complaint's address with its last slash: there are some thirty choices, at every reading. */
static void write_choice(struct writer *writer, const struct exchange *x, const char *below,
                         const struct address *address, const struct choice *choice)
{
    write_object(writer);
    write_member_text(writer, "name", name_of(x, address, choice));
    write_member_text(writer, "method", address->method);
    write_member_text(writer, "href", arena_join(x->arena, below, address->part));
    write_body(writer, x, address, choice);
    write_member_flag(writer, "allowed", choice->allowed);
    if (!date_none(choice->until))
        write_member_date(writer, "until", choice->until);
    if (!choice->allowed && choice->blocked_by != VIOLATION_NONE) {
        write_member_text(writer, "blocked_by", violation_text(choice->blocked_by)->rule);
        write_member_text(writer, "blocked_reason", violation_text(choice->blocked_by)->detail);
    }
    write_object_end(writer);
}

/* The rules reach further than the addresses: N10 and what follows, and stage 2's extension, have none. */
static bool has_address(const struct choice *choice)
{
    if (choice->kind == ACT_SEND_NOTICE)
        return choice->notice <= NOTICE_WITHDRAWAL_CONFIRMED;
    if (choice->kind == ACT_EXTEND)
        return choice->stage != 2;
    return addresses[choice->kind].name != NULL;
}

void write_actions(struct writer *writer, const struct exchange *x, struct id complaint,
                   const struct standing *standing)
{
    struct choice choices[CHOICES_MAX];
    size_t count = procedure_choices(standing, x->role, x->today, choices);
    const char *below = arena_print(x->arena, "/v1/complaints/%s/", complaint.text);

    write_array(writer);
    for (size_t i = 0; i < count; i++)
        if (has_address(&choices[i]))
            write_choice(writer, x, below, &addresses[choices[i].kind], &choices[i]);
    write_array_end(writer);
}
