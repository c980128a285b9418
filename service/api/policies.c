/* What a council publishes, and what binds it (rulebook 4). A policy is never changed, only followed by another; a case
 * keeps the one that was in force when its stage started (invariant 19). */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "api/page.h"
#include "store/policy_record.h"
#include "store/policy_store.h"

struct policy_wish {
    const char *name;
    struct date in_force_from;
    struct json_value published;
};

/* ---- Reading ---------------------------------------------------------------------------------------- */

static const enum key_kind by_force[] = {KEY_DATE, KEY_NUMBER};

static enum problem policies_list(struct exchange *x)
{
    struct page page;

    TRY(page_open(x, by_force, COUNT(by_force), &page));
    store_policies_list(x->store, x->council.id, page.rows, page.key);
    return page_answer(x, &page);
}

static enum problem policy_answer(struct exchange *x)
{
    long version;

    TRY(write_collected_versioned(&x->answer, x->store, &version));
    etag_set(x, version);
    return NO_PROBLEM;
}

static enum problem policy_show(struct exchange *x)
{
    enum {
        DIGITS_MAX = 7
    };
    const char *text = path_text(x, "version");
    const size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > DIGITS_MAX || text[digits] != '\0' || *text == '0')
        return PROBLEM_NOT_FOUND;
    store_policy_show(x->store, x->council.id, (int)strtol(text, NULL, 10));
    return policy_answer(x);
}

/* ---- Loading ---------------------------------------------------------------------------------------- */

/* The pointer of a key that is written flat or inside of an object; takes it out of `published`. */
static const char *key_take_out(struct exchange *x, json_t *published, const char *key)
{
    const char *dot = strchr(key, '.');
    const char *group = dot ? arena_copy(x->arena, key, (size_t)(dot - key)) : NULL;
    json_t *inner = group ? json_object_get(published, group) : NULL;

    if (json_object_del(published, key) == 0)
        return arena_print(x->arena, "/published/%s", key);
    if (json_object_del(inner, dot + 1) == 0)
        return arena_print(x->arena, "/published/%s/%s", group, dot + 1);
    abort(); /* policy_record_make named a key that is not there: a fault of ours */
}

/* Judge every key: policy_record_make stops at the first that it cannot take, so those are put aside one by one. */
static enum problem published_judge(struct exchange *x, json_t *published,
                                    struct policy_record *record)
{
    if (!json_is_object(published))
        return fault(x, "/published", "wrong_type", "This is a JSON object of the policy's keys.");
    while (policy_record_make(x->arena, published, record) != NO_PROBLEM &&
           x->faults.count < FAULTS_MAX) {
        const bool unknown = record->fault_unknown;

        fault_add(&x->faults, (struct body_fault){
                                  .pointer = key_take_out(x, published, record->fault_key),
                                  .code = unknown ? "unknown_key" : "wrong_kind",
                                  .detail = unknown ? "The policy has no such key."
                                                    : "The key's value is of another kind.",
                              });
    }
    return x->faults.count ? PROBLEM_VALIDATION_FAILED : NO_PROBLEM;
}

/* A policy does not reach back: cases that began under another would be counted anew. */
static enum problem policy_create(struct exchange *x)
{
    const struct policy_wish *wish = x->body;
    json_auto_t *published = json_loads(wish->published.text, JSON_DECODE_ANY, NULL);
    struct policy_record record;
    int version;

    if (date_before(wish->in_force_from, x->today))
        fault_add(&x->faults,
                  (struct body_fault){.pointer = "/in_force_from",
                                      .code = "past",
                                      .detail = "A policy comes into force today or later."});
    TRY(published_judge(x, published, &record));
    store_policy_add(x->store, x->council.id, wish->in_force_from, wish->name, &record,
                     x->visitor.actor);
    store_policy_show(x->store, x->council.id, 0);
    exchange_commit(x);
    TRY(store_policy_added(x->store, &version));
    answer_located(x, arena_print(x->arena, "/v1/policies/%d", version));
    return policy_answer(x);
}

/* ---- Bodies and routes ------------------------------------------------------------------------------ */
/* clang-format off */
enum { NAME_LONGEST = 200, PUBLISHED_LONGEST = 60000 };

static const struct field policy_fields[] = {
    FIELD(policy_wish, name,          NULLABLE, .longest = NAME_LONGEST),
    FIELD(policy_wish, in_force_from, REQUIRED),
    FIELD(policy_wish, published,     REQUIRED, .longest = PUBLISHED_LONGEST),
};
static const struct body policy_body = BODY(policy_wish, policy_fields);

static const struct parameter policies_parameters[] = {PARAMETERS_OF_PAGES, {0}};

#define MAY_READ (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER) | MAY(ADJUDICATING_OFFICER))

extern const struct route_row policies_routes[];
const struct route_row policies_routes[] = {
    ROUTE(GET,  "/v1/policies",          policies_list, .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_READ,
          .parameters = policies_parameters),
    ROUTE(POST, "/v1/policies",          policy_create, .scopes = NEEDS(POLICY_MANAGE),   .may = MAY(COMPLAINTS_MANAGER),
          .body = &policy_body, .status = 201),
    ROUTE(GET,  "/v1/policies/:version", policy_show,   .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_READ),
    {0},
};
/* clang-format on */
