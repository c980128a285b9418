#include "domain/independence.h"

bool independence_wanted(enum role role)
{
    return role == ROLE_STAGE2_INDEPENDENT_PERSON || role == ROLE_PANEL_CHAIR ||
           role == ROLE_PANEL_MEMBER;
}

/* Reg. 2(1): neither a member nor an officer of the authority, nor the spouse or civil partner of one. */
static enum violation tie_to_authority(enum authority_tie tie)
{
    switch (tie) {
    case AUTHORITY_TIE_NONE:
        return VIOLATION_INDEPENDENCE_UNDECLARED;
    case AUTHORITY_TIE_MEMBER:
        return VIOLATION_MEMBER_NOT_INDEPENDENT;
    case AUTHORITY_TIE_OFFICER:
    case AUTHORITY_TIE_COUNTS_AS_AUTHORITY: /* of the trust or company that runs the service: as an officer */
        return VIOLATION_OFFICER_NOT_INDEPENDENT;
    case AUTHORITY_TIE_SPOUSE_OF_MEMBER:
    case AUTHORITY_TIE_CIVIL_PARTNER_OF_MEMBER:
    case AUTHORITY_TIE_SPOUSE_OF_OFFICER:
    case AUTHORITY_TIE_CIVIL_PARTNER_OF_OFFICER:
        return VIOLATION_PARTNER_NOT_INDEPENDENT;
    case AUTHORITY_TIE_NO:
    case AUTHORITY_TIE_COUNT:
        break;
    }
    return VIOLATION_NONE;
}

/* The part taken already in this complaint, or in what it is about. */
static enum violation tie_to_complaint(enum case_tie tie, enum role role)
{
    const bool panel = role == ROLE_PANEL_CHAIR || role == ROLE_PANEL_MEMBER;

    switch (tie) {
    case CASE_TIE_SUBJECT:
        return VIOLATION_SUBJECT_HOLDS_NO_ROLE;
    case CASE_TIE_LINE_MANAGER_OF_SUBJECT:
        return role == ROLE_STAGE2_INVESTIGATOR ? VIOLATION_MANAGES_SUBJECT : VIOLATION_NONE;
    case CASE_TIE_STAGE1_HANDLER:
        return role == ROLE_ADJUDICATING_OFFICER ? VIOLATION_HANDLER_DOES_NOT_ADJUDICATE
                                                 : VIOLATION_NONE;
    case CASE_TIE_STAGE2_INVESTIGATOR:
        return role == ROLE_STAGE2_INDEPENDENT_PERSON ? VIOLATION_INVESTIGATOR_IS_INDEPENDENT_PERSON
                                                      : VIOLATION_NONE;
    case CASE_TIE_STAGE2_INDEPENDENT_PERSON:
        if (role == ROLE_STAGE2_INVESTIGATOR)
            return VIOLATION_INVESTIGATOR_IS_INDEPENDENT_PERSON;
        return panel ? VIOLATION_INDEPENDENT_PERSON_NOT_ON_PANEL : VIOLATION_NONE;
    case CASE_TIE_NONE:
    case CASE_TIE_NO:
    case CASE_TIE_COUNT:
        break;
    }
    return VIOLATION_NONE;
}

/* Who complains, helps or is the subject takes no office by it; the bars are for those who act for the council. */
static bool holds_office(enum role role)
{
    return role != ROLE_COMPLAINANT && role != ROLE_REPRESENTATIVE && role != ROLE_CHILD_SUBJECT &&
           role != ROLE_SUBJECT && role != ROLE_SUPPORTER;
}

void independence_check(const struct candidate *candidate, struct violations *violations)
{
    enum violation found = VIOLATION_NONE;

    if (!holds_office(candidate->role))
        return;
    if (independence_wanted(candidate->role))
        found = tie_to_authority(candidate->authority);
    if (found != VIOLATION_NONE)
        violation_add(violations, found, "/relation_to_authority");
    found = tie_to_complaint(candidate->complaint, candidate->role);
    if (found != VIOLATION_NONE)
        violation_add(violations, found, "/relation_to_case");
}
