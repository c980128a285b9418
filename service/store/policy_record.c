#include "store/policy_record.h"

#include <stdlib.h>
#include <string.h>

#include "query.h"

struct judging {
    struct arena *arena;
    struct policy_record *record;
    struct policy binding;
    json_t *published, *effective, *warnings; /* held by policy_record_make */
};

static const char *list_text(struct arena *arena, const json_t *list)
{
    const char *text = "";
    const json_t *item;
    size_t i;

    json_array_foreach (list, i, item) {
        const char *word = json_is_string(item)
                               ? json_string_value(item)
                               : arena_print(arena, "%lld", json_integer_value(item));

        text = i == 0 ? word : arena_print(arena, "%s %s", text, word);
    }
    return text;
}

static bool value_of(struct arena *arena, const json_t *json, struct policy_value *value)
{
    *value = (struct policy_value){.kind = VALUE_NULL};
    switch (json_typeof(json)) {
    case JSON_NULL:
        return true;
    case JSON_INTEGER:
        *value = (struct policy_value){.kind = VALUE_DAYS, .days = (int)json_integer_value(json)};
        return json_integer_value(json) >= 0 && json_integer_value(json) <= POLICY_DAYS_MAX;
    case JSON_TRUE:
    case JSON_FALSE:
        *value = (struct policy_value){.kind = VALUE_FLAG, .flag = json_is_true(json)};
        return true;
    case JSON_STRING:
        *value = (struct policy_value){.kind = VALUE_TEXT, .text = json_string_value(json)};
        return true;
    case JSON_ARRAY:
        *value = (struct policy_value){.kind = VALUE_LIST, .text = list_text(arena, json)};
        return true;
    case JSON_REAL:
    case JSON_OBJECT:
        break;
    }
    return false;
}

/* What binds, as JSON. A list that binds is the published one: the law names no list. */
static json_t *json_of(const struct policy_value *value, json_t *published)
{
    switch (value->kind) {
    case VALUE_DAYS:
        return json_integer(value->days);
    case VALUE_FLAG:
        return json_boolean(value->flag);
    case VALUE_TEXT:
        return json_string(value->text);
    case VALUE_LIST:
        return json_incref(published);
    case VALUE_NULL:
        break;
    }
    return json_null();
}

static void warn(struct judging *j, const char *key, json_t *published, json_t *effective)
{
    const struct policy_key *row = policy_key_find(key);

    (void)json_array_append_new(j->warnings,
                                json_pack("{s:s, s:O, s:O, s:s, s:s}", "key", key, "published",
                                          published, "effective", effective, "source", row->source,
                                          "detail", row->warning));
    j->record->warning_count++;
}

static enum problem judge(struct judging *j, const char *key, json_t *published)
{
    struct policy_value given;
    struct policy_value binds = {.kind = VALUE_NULL};
    enum policy_judgement judgement = POLICY_WRONG_KIND;
    json_t *effective;

    j->record->fault_key = key;
    if (value_of(j->arena, published, &given))
        judgement = policy_take(&j->binding, key, &given, &binds);
    j->record->fault_unknown = judgement == POLICY_UNKNOWN_KEY;
    if (judgement == POLICY_UNKNOWN_KEY || judgement == POLICY_WRONG_KIND)
        return PROBLEM_VALIDATION_FAILED;
    effective = json_of(&binds, published);
    (void)json_object_set(j->published, key, published);
    (void)json_object_set(j->effective, key, effective);
    if (judgement != POLICY_TAKEN)
        warn(j, key, published, effective);
    json_decref(effective);
    j->record->fault_key = NULL;
    return NO_PROBLEM;
}

/* {"deemed_receipt": {"letter": 2}} is the same as {"deemed_receipt.letter": 2}. */
static enum problem judge_group(struct judging *j, const char *group, json_t *published)
{
    const char *name;
    json_t *value;

    json_object_foreach (published, name, value)
        TRY(judge(j, arena_print(j->arena, "%s.%s", group, name), value));
    return NO_PROBLEM;
}

static enum problem judge_all(struct judging *j, json_t *published)
{
    const char *name;
    json_t *value;

    json_object_foreach (published, name, value) {
        if (json_is_object(value))
            TRY(judge_group(j, name, value));
        else
            TRY(judge(j, arena_text(j->arena, name), value));
    }
    return NO_PROBLEM;
}

static const char *printed(struct arena *arena, const json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    const char *kept = arena_text(arena, text);

    free(text);
    return kept;
}

enum problem policy_record_make(struct arena *arena, json_t *published,
                                struct policy_record *record)
{
    struct judging j = {
        .arena = arena,
        .record = record,
        .binding = policy_statutory(),
        .published = json_object(),
        .effective = json_object(),
        .warnings = json_array(),
    };
    enum problem problem;

    *record = (struct policy_record){0};
    problem = json_is_object(published) ? judge_all(&j, published) : PROBLEM_VALIDATION_FAILED;
    if (problem == NO_PROBLEM) {
        record->published = printed(arena, j.published);
        record->effective = printed(arena, j.effective);
        record->warnings = printed(arena, j.warnings);
    }
    json_decref(j.published);
    json_decref(j.effective);
    json_decref(j.warnings);
    return problem;
}

void store_policy_add(struct store *store, struct id council, struct date from, const char *name,
                      const struct policy_record *record, const char *actor)
{
    const char *values[] = {query_id(store, council),
                            query_date(store, from),
                            query_text(name),
                            record->published,
                            record->effective,
                            record->warnings,
                            actor};

    query_queue(store, SQL_POLICY_ADD, values, COUNT(values));
}

enum problem store_policy_added(struct store *store, int *version)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *version = (int)field_integer(row, 0, 0);
    return NO_PROBLEM;
}
