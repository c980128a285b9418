#include "domain/policy.h"

#include <string.h>

struct policy policy_statutory(void)
{
    return (struct policy){
        .version = 0,
        .submit_years = 1,
        .ack_days = DAYS_NONE,
        .handler_notice_days = DAYS_NONE,
        .interest_days = DAYS_NONE,
        .early_enabled = false,
        .early_days = 5, /* where a policy has early resolution and names no days */
        .stage1_days = 10,
        .stage1_ext_days = 10,
        .stage1_max_days = 20,
        .stage1_ext_from_told = false,
        .terms_days = DAYS_NONE,
        .record_days = 5,            /* rulebook L8: our own default for "as soon as possible" */
        .stage2_request_advice = 20, /* guidance */
        .stage2_days = 25,
        .stage2_max_days = 65,
        .update_days = 10, /* rulebook L25 */
        .close_after_stage1_days =
            60, /* administrative: well after the advice of L7; any request reopens */
        .deemed_days = {[CHANNEL_LETTER] = 2},
    };
}

/* A key that ends with `.*` stands for all that begin like it. */
static bool key_matches(const char *pattern, const char *key)
{
    const size_t length = strlen(pattern);

    if (length > 2 && strcmp(pattern + length - 2, ".*") == 0)
        return strncmp(pattern, key, length - 1) == 0 && key[length - 1] != '\0';
    return strcmp(pattern, key) == 0;
}

const struct policy_key *policy_key_find(const char *key)
{
    for (size_t i = 0; i < policy_key_count; i++)
        if (key_matches(policy_keys[i].key, key))
            return &policy_keys[i];
    return NULL;
}

static bool same_value(const struct policy_value *left, const struct policy_value *right)
{
    if (left->kind != right->kind)
        return false;
    if (left->kind == VALUE_DAYS)
        return left->days == right->days;
    if (left->kind == VALUE_FLAG)
        return left->flag == right->flag;
    return strcmp(left->text, right->text) == 0;
}

/* Whether a published value gives the complainant less than the law does. */
static bool laxer(const struct policy_key *key, const struct policy_value *published)
{
    if (key->law.kind == VALUE_NULL || key->direction == FREE)
        return false;
    if (published->kind == VALUE_NULL || key->direction == FIXED || key->kind != VALUE_DAYS)
        return !same_value(published, &key->law);
    return key->direction == AT_MOST ? published->days > key->law.days
                                     : published->days < key->law.days;
}

/* Where the lengths that the procedure counts with are kept. */
static int *days_of(struct policy *policy, const char *key)
{
    const struct {
        const char *key;
        int *days;
    } members[] = {
        {"submit.limit", &policy->submit_years},
        {"ack.days", &policy->ack_days},
        {"handler_notice.days", &policy->handler_notice_days},
        {"interest.days", &policy->interest_days},
        {"early.days", &policy->early_days},
        {"stage1.days", &policy->stage1_days},
        {"stage1.ext_days", &policy->stage1_ext_days},
        {"stage1.max_days", &policy->stage1_max_days},
        {"terms.days", &policy->terms_days},
        {"record.days", &policy->record_days},
        {"stage2.request_window", &policy->stage2_request_advice},
        {"stage2.days", &policy->stage2_days},
        {"stage2.max_days", &policy->stage2_max_days},
        {"update.every_days", &policy->update_days},
        {"close.after_stage1_days", &policy->close_after_stage1_days},
    };
    const char deemed[] = "deemed_receipt.";

    for (size_t i = 0; i < COUNT(members); i++)
        if (strcmp(members[i].key, key) == 0)
            return members[i].days;
    if (strncmp(key, deemed, sizeof deemed - 1) == 0) {
        const int channel = code_find(&channel_codes, key + sizeof deemed - 1);

        return channel == CHANNEL_NONE ? NULL : &policy->deemed_days[channel];
    }
    return NULL;
}

/* Put into `policy` what binds. */
static void bind(struct policy *policy, const char *key, const struct policy_value *effective)
{
    int *days = days_of(policy, key);

    if (effective->kind == VALUE_DAYS && days)
        *days = effective->days;
    if (effective->kind == VALUE_FLAG && strcmp(key, "early.enabled") == 0)
        policy->early_enabled = effective->flag;
}

/* An extension that is published as running from the day the complainant is told binds where it ends earlier than the
 * law's: both dates are kept (rulebook 4, `stage1.ext_from`). */
static bool extends_from_told(const struct policy_key *key, const struct policy_value *published)
{
    return strcmp(key->key, "stage1.ext_from") == 0 && published->kind == VALUE_TEXT &&
           strcmp(published->text, "told") == 0;
}

enum policy_judgement policy_take(struct policy *policy, const char *key,
                                  const struct policy_value *published,
                                  struct policy_value *effective)
{
    const struct policy_key *row = policy_key_find(key);
    const bool stated = published->kind != VALUE_NULL;

    if (!row)
        return POLICY_UNKNOWN_KEY;
    if (stated &&
        (published->kind != row->kind || (row->kind == VALUE_DAYS && published->days < 0)))
        return POLICY_WRONG_KIND;
    if (strncmp(key, "deemed_receipt.", 15) == 0 && !days_of(policy, key))
        return POLICY_UNKNOWN_KEY; /* no such channel */
    if (extends_from_told(row, published)) {
        *effective = (struct policy_value){.kind = VALUE_TEXT, .text = "earlier_of_both"};
        policy->stage1_ext_from_told = true;
        return POLICY_LAW_BINDS;
    }
    *effective = stated && !laxer(row, published) ? *published : row->law;
    if (stated)
        bind(policy, key, effective);
    if (laxer(row, published))
        return POLICY_LAW_BINDS;
    if (stated && row->law.kind != VALUE_NULL && row->direction == FREE &&
        !same_value(published, &row->law))
        return POLICY_WARNED;
    return POLICY_TAKEN;
}

const struct policy *policy_on(const struct policies *policies, struct date day)
{
    const struct policy *found = &policies->items[0];

    for (size_t i = 1; i < policies->count; i++)
        if (!date_before(day, policies->items[i].effective_from))
            found = &policies->items[i];
    return found;
}
