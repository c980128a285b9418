/* Scopes: read from a token's text, and given to those whom `heard token` and sandboxes make up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "base/lang.h"
#include "security/actor.h"

static void scopes_are_read_by_their_whole_names(void **state)
{
    static const struct {
        const char *text;
        uint32_t scopes;
    } cases[] = {
        {"", 0},
        {" ", 0},
        {"complaints:read", SCOPE_BIT(SCOPE_COMPLAINTS_READ)},
        {"complaints:read complaints:read", SCOPE_BIT(SCOPE_COMPLAINTS_READ)},
        {"  data:erase  complaints:submit ",
         SCOPE_BIT(SCOPE_DATA_ERASE) | SCOPE_BIT(SCOPE_COMPLAINTS_SUBMIT)},
        {"complaints:reads", 0},
        {"complaints:rea", 0},
        {"Complaints:Read", 0},
        {"complaints:read,data:erase", 0},
        {"complaints:*", 0},
        {"openid profile email", 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (scopes_read(cases[i].text, strlen(cases[i].text)) != cases[i].scopes)
            fail_msg("%s", cases[i].text);
}

static void every_scope_has_a_name_that_is_read_back(void **state)
{
    uint32_t all = 0;

    (void)state;
    for (size_t i = 1; i < scope_codes.count; i++) {
        assert_true(scopes_read(scope_codes.texts[i], strlen(scope_codes.texts[i])) ==
                    SCOPE_BIT(i));
        all |= SCOPE_BIT(i);
    }
    assert_true(all == SCOPES_ALL);
}

/* rulebook 2: findings and decisions are not for those who complain, nor complaints for those who audit. */
static void roles_get_what_their_part_needs(void **state)
{
    static const enum role complaining[] = {ROLE_COMPLAINANT, ROLE_ADVOCATE, ROLE_REPRESENTATIVE,
                                            ROLE_CHILD_SUBJECT, ROLE_SUPPORTER};
    const uint32_t of_staff = SCOPE_BIT(SCOPE_COMPLAINTS_DECIDE) | SCOPE_BIT(SCOPE_STAGES_REPORT) |
                              SCOPE_BIT(SCOPE_PEOPLE_MANAGE) | SCOPE_BIT(SCOPE_POLICY_MANAGE) |
                              SCOPE_BIT(SCOPE_DATA_ERASE) | SCOPE_BIT(SCOPE_IDENTITY_DISCLOSE);

    (void)state;
    for (size_t i = 0; i < COUNT(complaining); i++)
        assert_true((scopes_of_role(complaining[i]) & of_staff) == 0);
    assert_true(scopes_of_role(ROLE_COMPLAINANT) & SCOPE_BIT(SCOPE_COMPLAINTS_SUBMIT));
    assert_true(scopes_of_role(ROLE_STAGE1_HANDLER) & SCOPE_BIT(SCOPE_STAGES_REPORT));
    assert_false(scopes_of_role(ROLE_COMPLAINTS_MANAGER) & SCOPE_BIT(SCOPE_DATA_ERASE));
    assert_false(scopes_of_role(ROLE_AUDITOR_READER) & SCOPE_BIT(SCOPE_COMPLAINTS_READ));
    assert_true(scopes_of_role(ROLE_SYSTEM) == 0);
    assert_true(scopes_of_role(ROLE_NONE) == 0);
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++)
        assert_true((scopes_of_role((enum role)role) != 0) == (role != ROLE_SYSTEM));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scopes_are_read_by_their_whole_names),
        cmocka_unit_test(every_scope_has_a_name_that_is_read_back),
        cmocka_unit_test(roles_get_what_their_part_needs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
