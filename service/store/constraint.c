/* constraint.c - what a failed statement means to the caller. Every constraint is named `<table>_<what_holds>`: those
 * with a story of their own have a row, the others a meaning by the end of their name. A test asks the catalogue for
 * every name and finds its meaning here. */
#include "query.h"

#include <string.h>

/* clang-format off */
static const struct {
    const char *constraint;
    enum problem problem;
    const char *pointer;
} meanings[] = {
    {"council_slug_unique", PROBLEM_DUPLICATE, "/slug"},
    {"council_code_unique", PROBLEM_DUPLICATE, "/code"},
    {"council_test_clock_is_a_sandboxs", PROBLEM_NOT_ALLOWED_NOW, ""},
    {"council_expires_when_a_sandbox", PROBLEM_NOT_ALLOWED_NOW, ""},
    {"issuer_keys_come_from_one_place", PROBLEM_VALIDATION_FAILED, "/jwks"},
    {"person_identity_unique", PROBLEM_DUPLICATE, "/identity"},
    {"person_identity_is_whole", PROBLEM_VALIDATION_FAILED, "/identity"},
    {"advocate_identity_unique", PROBLEM_DUPLICATE, "/identity"},
    {"advocate_identity_is_whole", PROBLEM_VALIDATION_FAILED, "/identity"},
    {"complaint_external_id_unique", PROBLEM_DUPLICATE, "/external_id"},
    {"complaint_reference_unique", PROBLEM_UNAVAILABLE, ""}, /* two random references met: try again */
    {"complaint_turns_are_whole", PROBLEM_INTERNAL, ""},
    {"complaint_next_deadline_is_whole", PROBLEM_INTERNAL, ""},
    {"point_number_unique", PROBLEM_UNAVAILABLE, ""}, /* numbers are given under the complaint's lock */
    {"point_number_fits", PROBLEM_VALIDATION_FAILED, ""}, /* the sixty-fifth point */
    {"point_period_fits", PROBLEM_VALIDATION_FAILED, "/period"},
    {"link_unique", PROBLEM_DUPLICATE, ""},
    {"link_is_to_another", PROBLEM_VALIDATION_FAILED, "/complaint_id"},
    {"act_corrects_an_earlier_one", PROBLEM_INTERNAL, ""},
    {"act_is_not_in_the_future", PROBLEM_INTERNAL, ""},
    {"participant_ends_after_it_begins", PROBLEM_VALIDATION_FAILED, "/to_on"},
    {"decision_superseded_once", PROBLEM_DUPLICATE, "/supersedes"},
    {"decision_two_persons", PROBLEM_RULE_BROKEN, "/second_person"},
    {"notice_sent_has_its_act", PROBLEM_INTERNAL, ""},
    {"notice_draft_is_not_sent", PROBLEM_NOT_ALLOWED_NOW, ""},
    {"notice_received_after_sent", PROBLEM_VALIDATION_FAILED, "/received_on"},
    {"deadline_one_of_a_kind", PROBLEM_INTERNAL, ""},
    {"deadline_turns_whole", PROBLEM_INTERNAL, ""},
    {"finding_one_per_author", PROBLEM_DUPLICATE, ""},
    {"finding_submitted_has_its_day", PROBLEM_INTERNAL, ""},
    {"stage_record_final_has_its_day", PROBLEM_INTERNAL, ""},
    {"meeting_held_has_its_day", PROBLEM_VALIDATION_FAILED, "/held_on"},
    {"information_request_answered_has_its_day", PROBLEM_VALIDATION_FAILED, "/answered_on"},
};

static const struct {
    const char *ending;
    enum problem problem;
} endings[] = {
    {"_key", PROBLEM_DUPLICATE},            /* a primary key */
    {"_fits", PROBLEM_VALIDATION_FAILED},   /* a length or a form */
    {"_known", PROBLEM_VALIDATION_FAILED},  /* a code of a closed list */
    {"_unique", PROBLEM_DUPLICATE},
    {"_after_received", PROBLEM_VALIDATION_FAILED}, /* a day before the enquiry reached the council */
};
/* clang-format on */

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), end = strlen(ending);

    return length > end && strcmp(text + length - end, ending) == 0;
}

struct meaning constraint_meaning(const char *constraint, const char *table)
{
    for (size_t i = 0; i < COUNT(meanings); i++)
        if (strcmp(meanings[i].constraint, constraint) == 0)
            return (struct meaning){constraint, meanings[i].problem, meanings[i].pointer};
    for (size_t i = 0; i < COUNT(endings); i++)
        if (ends_with(constraint, endings[i].ending))
            return (struct meaning){constraint, endings[i].problem, ""};
    /* `<table>_of_<other>`: what the key names is not there, or not in this council. */
    if (table && strncmp(constraint, table, strlen(table)) == 0 &&
        strstr(constraint + strlen(table), "of_"))
        return (struct meaning){constraint, PROBLEM_NOT_FOUND, ""};
    return (struct meaning){constraint, PROBLEM_INTERNAL, ""};
}

/* clang-format off */
/* What a SQLSTATE, or its class (two characters), means. */
static const struct {
    const char *state;
    enum problem problem;
} states[] = {
    {"08", PROBLEM_UNAVAILABLE},    /* connection */
    {"40", PROBLEM_UNAVAILABLE},    /* deadlock, serialization: the same request may succeed */
    {"53", PROBLEM_UNAVAILABLE},    /* disk full, out of memory, too many connections */
    {"55P03", PROBLEM_UNAVAILABLE}, /* lock_timeout */
    {"57", PROBLEM_UNAVAILABLE},    /* statement_timeout, shutdown */
    {"58", PROBLEM_UNAVAILABLE},    /* the server's system failed it */
    {"42501", PROBLEM_NOT_FOUND},   /* a row policy refused: not a case of the caller */
};
/* clang-format on */

enum problem query_problem(const PGresult *result, struct meaning *meaning)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);

    if (!state)
        return PROBLEM_UNAVAILABLE;
    if (constraint) {
        *meaning = constraint_meaning(constraint, PQresultErrorField(result, PG_DIAG_TABLE_NAME));
        return meaning->problem;
    }
    for (size_t i = 0; i < COUNT(states); i++)
        if (strncmp(states[i].state, state, strlen(states[i].state)) == 0)
            return states[i].problem;
    return PROBLEM_INTERNAL;
}

/* 57P01 to 57P03: the server ends us; 08: it is gone; 25P03, 57P05: it hung up on an idle one. */
bool query_connection_lost(const char *sqlstate)
{
    return strncmp(sqlstate, "57P", 3) == 0 || strncmp(sqlstate, "08", 2) == 0 ||
           strcmp(sqlstate, "25P03") == 0;
}

/* 0A000: cached plan must not change result type; 26000: the statement is not known; 42P05: known already. */
bool query_statement_stale(const char *sqlstate)
{
    return strcmp(sqlstate, "0A000") == 0 || strcmp(sqlstate, "26000") == 0 ||
           strcmp(sqlstate, "42P05") == 0;
}
