#include "register.h"

#include <string.h>

#include "base/arena.h"

/* clang-format off */
enum { EMAIL_LONGEST = 254, PHONE_LONGEST = 40, ADDRESS_LONGEST = 500, CLAIM_LONGEST = 255, SUBTAG_LONGEST = 8 };

static bool is_way_to_reach(const char *text)
{
    static const char *const ways[] = {"email", "phone", "letter", "in_person", "app"};

    for (size_t i = 0; i < COUNT(ways); i++)
        if (strcmp(ways[i], text) == 0)
            return true;
    return false;
}

static const struct field contact_fields[] = {
    FIELD(contact, email,     NULLABLE, .longest = EMAIL_LONGEST),
    FIELD(contact, phone,     NULLABLE, .longest = PHONE_LONGEST),
    FIELD(contact, address,   NULLABLE, .longest = ADDRESS_LONGEST),
    FIELD(contact, preferred, NULLABLE, .fits = is_way_to_reach,
          .expected = "one of: email, phone, letter, in_person, app"),
};
const struct body contact_body = BODY(contact, contact_fields);

static const struct field bearer_fields[] = {
    FIELD(bearer, issuer,  REQUIRED, .longest = CLAIM_LONGEST),
    FIELD(bearer, subject, REQUIRED, .longest = CLAIM_LONGEST),
};
const struct body bearer_body = BODY(bearer, bearer_fields);
/* clang-format on */

/* Two to eight letters, then subtags of one to eight letters or digits. */
bool is_language(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char more[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t span = strspn(text, letters);

    if (span < 2 || span > SUBTAG_LONGEST)
        return false;
    for (text += span; *text == '-'; text += span) {
        span = strspn(++text, more);
        if (span < 1 || span > SUBTAG_LONGEST)
            return false;
    }
    return *text == '\0';
}

const char *given_members(const struct exchange *x)
{
    const struct body *body = x->route->body;
    const char **names = arena_take(x->arena, body->count * sizeof *names);
    size_t count = 0;

    for (size_t i = 0; i < body->count; i++)
        if (x->given & UINT64_C(1) << i)
            names[count++] = body->fields[i].name;
    return array_of_texts(x->arena, (struct texts){.count = count, .items = names});
}

const char *parameter_flag_text(const struct exchange *x, const char *name)
{
    return parameter_text(x, name) ? query_flag(parameter_flag(x, name, false)) : NULL;
}

void past_check(struct exchange *x, const char *pointer, struct date day)
{
    if (!date_none(day) && date_before(x->today, day))
        fault_add(&x->faults, (struct body_fault){
                                  .pointer = pointer,
                                  .code = "future",
                                  .detail = "What happened is recorded, never what is to come."});
}

enum problem faults_found(const struct exchange *x)
{
    return x->faults.count > 0 ? PROBLEM_VALIDATION_FAILED : NO_PROBLEM;
}

enum problem entry_answer(struct exchange *x)
{
    long version;

    TRY(write_collected_versioned(&x->answer, x->store, &version));
    etag_set(x, version);
    return NO_PROBLEM;
}
