/* Bodies: whatever the bytes are, reading ends, keeps to its memory and either gives a value or says why not. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "api/body.h"
#include "base/arena.h"

struct part {
    const char *name;
    int number;
};

static const struct field part_fields[] = {
    FIELD(part, name, REQUIRED, .longest = 10),
    FIELD(part, number, OPTIONAL, .least = -5, .most = 5),
};
static const struct body part_body = BODY(part, part_fields);

struct whole {
    const char *words;
    struct date on;
    struct instant at;
    struct id who;
    bool yes;
    enum capacity capacity;
    struct texts tags;
    struct ids people;
    struct code_list functions;
    struct json_value detail;
    struct objects parts;
    const struct part *part;
};

static const struct field whole_fields[] = {
    FIELD(whole, words, REQUIRED, .longest = 40),
    FIELD(whole, on, NULLABLE),
    FIELD(whole, at, OPTIONAL),
    FIELD(whole, who, OPTIONAL),
    FIELD(whole, yes, OPTIONAL),
    FIELD(whole, capacity, NULLABLE, .codes = &capacity_codes),
    FIELD(whole, tags, OPTIONAL, .longest = 5, .most = 3),
    FIELD(whole, people, OPTIONAL),
    FIELD(whole, functions, OPTIONAL, .codes = &function_codes),
    FIELD(whole, detail, OPTIONAL, .longest = 100),
    FIELD(whole, parts, OPTIONAL, .object = &part_body),
    FIELD(whole, part, OPTIONAL, .object = &part_body),
};
static const struct body whole_body = BODY(whole, whole_fields);

/* What was taken keeps the promises of its table. */
static void check(const struct whole *whole, struct arena *arena)
{
    assert(whole->words && *whole->words && strlen(whole->words) <= 4 * 40);
    assert(whole->tags.count <= 3);
    for (size_t i = 0; i < whole->tags.count; i++)
        assert(whole->tags.items[i]);
    for (size_t i = 0; i < whole->parts.count; i++)
        assert(OBJECT(part, whole->parts, i)->name);
    if (whole->detail.text)
        assert(strlen(whole->detail.text) <= 100);
    (void)array_of_texts(arena, whole->tags);
    (void)array_of_ids(arena, whole->people);
    (void)array_of_codes(arena, &function_codes, whole->functions);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {.newest = NULL};
    struct body_faults faults = {.count = 0};
    void *value = NULL;
    uint64_t given;
    enum problem problem =
        body_read(&whole_body, (const char *)data, size, &arena, &faults, &value, &given);

    assert((problem == NO_PROBLEM) == (value != NULL));
    assert((problem == NO_PROBLEM) == (faults.count == 0));
    assert((problem == PROBLEM_MALFORMED_REQUEST) == (faults.position.line > 0));
    if (value)
        check(value, &arena);
    arena_free(&arena);
    return 0;
}
