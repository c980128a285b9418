/* The issuers that a file names (HEARD_ISSUERS). Strict: a misspelt member must not leave a ceiling away. */
#include "security/keys.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "fetch.h"
#include "security/actor.h"

enum {
    FILE_LONGEST = 1024 * 1024
};

/* One row being read. */
struct row {
    json_t *members;
    size_t number; /* from 1 */
    struct arena *texts;
    struct issuer issuer;
    struct fault *fault;
};

static bool row_fault(const struct row *row, const char *member, const char *form)
{
    return fault_say(row->fault, "Issuer %zu: %s must be %s.", row->number, member, form);
}

static bool text_read(const struct row *row, const char *member, bool required, const char **text)
{
    const json_t *value = json_object_get(row->members, member);
    const char *read = json_string_value(value);

    if (!value && !required)
        return true;
    if (!read || *read == '\0')
        return row_fault(row, member, "a text that is not empty");
    *text = read;
    return true;
}

static bool flag_read(const struct row *row, const char *member, bool *flag)
{
    const json_t *value = json_object_get(row->members, member);

    if (value && !json_is_boolean(value))
        return row_fault(row, member, "true or false");
    *flag = json_is_true(value);
    return true;
}

static bool councils_read(struct row *row)
{
    const json_t *value = json_object_get(row->members, "councils");
    const char **councils;

    if (json_is_string(value) && strcmp(json_string_value(value), "all") == 0) {
        row->issuer.all_councils = true;
        return true;
    }
    councils = arena_take(row->texts, json_array_size(value) * sizeof *councils);
    for (size_t i = 0; i < json_array_size(value); i++) {
        councils[i] = json_string_value(json_array_get(value, i));
        if (!councils[i])
            return row_fault(row, "councils", "an array of texts, or \"all\"");
    }
    row->issuer.councils = councils;
    row->issuer.council_count = json_array_size(value);
    if (row->issuer.council_count == 0)
        return row_fault(row, "councils", "an array of texts, or \"all\"");
    return true;
}

/* A ceiling: an array of codes, each of which Heard knows. Absent leaves `bits` alone. */
static bool ceiling_read(const struct row *row, const char *member, const struct codes *codes,
                         uint64_t *bits)
{
    const json_t *value = json_object_get(row->members, member);
    uint64_t read = 0;

    if (!value)
        return true;
    if (!json_is_array(value))
        return row_fault(row, member, "an array of codes");
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *text = json_string_value(json_array_get(value, i));
        int code = text ? code_find(codes, text) : 0;

        if (code == 0)
            return row_fault(row, member, "an array of codes that Heard knows");
        read |= (uint64_t)1 << code;
    }
    *bits = read;
    return true;
}

static bool ceilings_read(struct row *row)
{
    uint64_t scopes = SCOPES_ALL;

    row->issuer.roles = ROLES_OF_ISSUERS;
    if (!ceiling_read(row, "scopes", &scope_codes, &scopes) ||
        !ceiling_read(row, "roles", &role_codes, &row->issuer.roles))
        return false;
    row->issuer.scopes = (uint32_t)scopes;
    return true;
}

static bool members_known(const struct row *row)
{
    static const char *const known[] = {"iss",    "audience", "jwks",           "councils",
                                        "scopes", "roles",    "private_network"};
    void *at = json_object_iter(row->members);

    for (; at; at = json_object_iter_next(row->members, at)) {
        const char *member = json_object_iter_key(at);
        bool found = false;

        for (size_t i = 0; i < COUNT(known); i++)
            found = found || strcmp(known[i], member) == 0;
        if (!found)
            return fault_say(row->fault, "Issuer %zu: %s is not known here.", row->number, member);
    }
    return true;
}

static bool row_read(struct row *row)
{
    if (!json_is_object(row->members))
        return fault_say(row->fault, "Issuer %zu is not an object.", row->number);
    return members_known(row) && text_read(row, "iss", true, &row->issuer.iss) &&
           text_read(row, "jwks", true, &row->issuer.jwks) &&
           text_read(row, "audience", false, &row->issuer.audience) && councils_read(row) &&
           ceilings_read(row) && flag_read(row, "private_network", &row->issuer.private_network);
}

static bool document_read(const char *path, json_t **document, struct fault *fault)
{
    const struct fetch fetch = {.location = path, .longest_bytes = FILE_LONGEST};
    json_error_t error;
    char *text = NULL;
    size_t length = 0;

    if (!location_is_file(path))
        return fault_say(fault, "%s is not an absolute path.", path);
    if (!fetch_read(&fetch, &text, &length, fault))
        return false;
    *document = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    free(text);
    if (!*document)
        return fault_say(fault, "%s, line %d: %s.", path, error.line, error.text);
    if (!json_is_array(*document))
        return fault_say(fault, "%s is not an array of issuers.", path);
    return true;
}

static bool named_before(const struct row *rows, size_t count, const char *iss)
{
    bool named = false;

    for (size_t i = 0; i < count && !named; i++)
        named = rows[i].issuer.iss && iss && strcmp(rows[i].issuer.iss, iss) == 0;
    return named;
}

/* Read every row before the first is trusted. */
static bool rows_read(const json_t *document, struct arena *texts, struct row *rows,
                      struct fault *fault)
{
    for (size_t i = 0; i < json_array_size(document); i++) {
        rows[i] = (struct row){
            .members = json_array_get(document, i),
            .number = i + 1,
            .texts = texts,
            .fault = fault,
        };
        if (!row_read(&rows[i]))
            return false;
        if (named_before(rows, i, rows[i].issuer.iss))
            return fault_say(fault, "Issuer %s is named twice.", rows[i].issuer.iss);
    }
    return true;
}

bool keys_add_issuers(struct keys *keys, const char *path, struct fault *fault)
{
    struct arena texts = {NULL};
    json_t *document = NULL;
    struct row *rows = NULL;
    bool good = document_read(path, &document, fault);

    if (good) {
        rows = arena_take(&texts, json_array_size(document) * sizeof *rows);
        good = rows_read(document, &texts, rows, fault);
    }
    for (size_t i = 0; good && i < json_array_size(document); i++)
        good = keys_add_issuer(keys, &rows[i].issuer, fault);
    json_decref(document);
    arena_free(&texts);
    return good;
}
