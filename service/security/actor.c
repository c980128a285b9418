#include "security/actor.h"

#include <assert.h>
#include <string.h>

/* clang-format off */
#define TEXT(name, text) text,
static const char *const scope_texts[SCOPE_COUNT] = {NULL, SCOPES(TEXT)};
/* clang-format on */

const struct codes scope_codes = {scope_texts, SCOPE_COUNT};

bool actor_has_scope(const struct actor *actor, enum scope scope)
{
    return (actor->scopes & SCOPE_BIT(scope)) != 0;
}

bool actor_has_role(const struct actor *actor, enum role role)
{
    return (actor->roles & ROLE_BIT(role)) != 0;
}

static uint32_t scope_named(const char *name, size_t length)
{
    for (unsigned int scope = SCOPE_NONE + 1; scope < SCOPE_COUNT; scope++)
        if (strlen(scope_texts[scope]) == length && memcmp(scope_texts[scope], name, length) == 0)
            return SCOPE_BIT(scope);
    return 0;
}

uint32_t scopes_read(const char *text, size_t length)
{
    const char *end = text + length;
    uint32_t scopes = 0;

    while (text < end) {
        const char *space = memchr(text, ' ', (size_t)(end - text));
        const char *stop = space ? space : end;

        scopes |= scope_named(text, (size_t)(stop - text));
        text = space ? space + 1 : end;
    }
    return scopes;
}

#define BIT(name) SCOPE_BIT(SCOPE_##name)

/* What everybody on a case does: read it, read its papers, write to the others. */
#define ON_THE_CASE (BIT(COMPLAINTS_READ) | BIT(DOCUMENTS_READ) | BIT(MESSAGES_WRITE))
/* Who complains, and who does it for them: the acts marked C in rulebook 3. */
#define COMPLAINS \
    (ON_THE_CASE | BIT(COMPLAINTS_SUBMIT) | BIT(COMPLAINTS_WRITE) | BIT(DOCUMENTS_WRITE))
/* Who finds, decides or reports at a stage. */
#define REPORTS (ON_THE_CASE | BIT(STAGES_REPORT) | BIT(DOCUMENTS_WRITE))

uint32_t scopes_of_role(enum role role)
{
    static const uint32_t needs[ROLE_COUNT] = {
        [ROLE_COMPLAINTS_MANAGER] = SCOPES_ALL & ~(BIT(IDENTITY_DISCLOSE) | BIT(DATA_ERASE)),
        [ROLE_INTAKE_OFFICER] = COMPLAINS | BIT(PEOPLE_MANAGE),
        [ROLE_STAGE1_HANDLER] = REPORTS | BIT(COMPLAINTS_WRITE) | BIT(ACTIONS_WRITE),
        [ROLE_STAGE2_INVESTIGATOR] = REPORTS,
        [ROLE_STAGE2_INDEPENDENT_PERSON] = REPORTS,
        [ROLE_ADJUDICATING_OFFICER] = REPORTS | BIT(COMPLAINTS_DECIDE) | BIT(ACTIONS_WRITE),
        [ROLE_PANEL_CHAIR] = REPORTS | BIT(PANELS_WRITE),
        [ROLE_PANEL_MEMBER] = REPORTS,
        [ROLE_PANEL_CLERK] = ON_THE_CASE | BIT(PANELS_WRITE) | BIT(DOCUMENTS_WRITE),
        [ROLE_DIRECTOR] = REPORTS | BIT(COMPLAINTS_DECIDE) | BIT(ACTIONS_WRITE) | BIT(REPORTS_READ),
        [ROLE_ADVOCATE] = COMPLAINS,
        [ROLE_SUPPORTER] = ON_THE_CASE,
        [ROLE_COMPLAINANT] = COMPLAINS,
        [ROLE_REPRESENTATIVE] = COMPLAINS,
        [ROLE_CHILD_SUBJECT] = ON_THE_CASE | BIT(COMPLAINTS_WRITE),
        [ROLE_SUBJECT] = ON_THE_CASE,
        [ROLE_OMBUDSMAN] = BIT(COMPLAINTS_READ) | BIT(DOCUMENTS_READ),
        [ROLE_IRO] = ON_THE_CASE,
        [ROLE_AUDITOR_READER] = BIT(REPORTS_READ) | BIT(AUDIT_READ),
        [ROLE_OPERATOR] = BIT(POLICY_MANAGE) | BIT(AUDIT_READ),
    };

    assert(role >= ROLE_NONE && role < ROLE_COUNT);
    return needs[role];
}
