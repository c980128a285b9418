/* api/body.h - from the JSON of a request to a struct of the handler's, by a table of fields.
 *
 *     struct panel { struct date meets_on; struct id chair; const char *words; };
 *     static const struct field panel_fields[] = {
 *         FIELD(panel, meets_on, REQUIRED),
 *         FIELD(panel, chair, REQUIRED),
 *         FIELD(panel, words, OPTIONAL, .longest = 8000),
 *     };
 *     static const struct body panel_body = BODY(panel, panel_fields);
 *
 * The kind of the value follows from the member's type:
 *     const char *        text; NULL when not given. `.longest` in characters (500 when not said); never blank
 *     struct date         YYYY-MM-DD; no date when not given
 *     struct instant      RFC 3339 with zone; text empty when not given
 *     struct id           a UUID; empty when not given
 *     bool                true or false; false when not given
 *     int                 a whole number from `.least` to `.most` (0 to 2147483647 when not said); 0 when not given
 *     enum ...            a code of `.codes = &capacity_codes`; 0 when not given
 *     struct texts        array of texts, `.longest` each; `.most` items (50 when not said)
 *     struct ids          array of UUIDs
 *     struct code_list    array of codes of `.codes`
 *     struct numbers      array of whole numbers from `.least` to `.most`, none twice
 *     struct json_value   any JSON, `.longest` bytes of compact text (10,000 when not said), 8 deep
 *     const struct X *    an object, `.object = &x_body`; NULL when not given
 *     const void *        the object of one of `.cases`, by the code in the member `.by` of the same object
 *     struct objects      array of objects of `.object`; `.most` items
 * All faults are found at once, each with its JSON pointer, a code and a sentence. Unknown members are refused by name. */
#ifndef HEARD_API_BODY_H
#define HEARD_API_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problem.h"
#include "domain/codes.h"
#include "domain/date.h"

struct arena;
struct exchange;

struct instant {
    int64_t unix_ms;
    const char *text; /* RFC 3339 UTC with milliseconds; NULL when not given */
};

struct texts {
    size_t count;
    const char **items;
};

struct ids {
    size_t count;
    struct id *items;
};

struct code_list {
    size_t count;
    int *items;
};

struct numbers {
    size_t count;
    int *items;
};

struct json_value {
    const char *text; /* compact JSON; NULL when not given */
};

struct objects {
    size_t count;
    void *items; /* an array of the struct of the field's `.object` */
};

/* The item `index` of `objects`, an array of struct `tag`. */
#define OBJECT(tag, objects, index) (&((const struct tag *)(objects).items)[index])

enum field_kind {
    FIELD_TEXT,
    FIELD_DATE,
    FIELD_INSTANT,
    FIELD_ID,
    FIELD_FLAG,
    FIELD_NUMBER,
    FIELD_CODE,
    FIELD_TEXTS,
    FIELD_IDS,
    FIELD_CODES,
    FIELD_NUMBERS,
    FIELD_JSON,
    FIELD_OBJECTS,
    FIELD_OBJECT
};

enum need {
    OPTIONAL, /* may be left out; null is refused */
    REQUIRED, /* must be there; null is refused */
    NULLABLE  /* may be left out; null is taken and means: none */
};

struct body;

/* What an object holds when its sibling says `code`: the `detail` of a kind of decision, for one. */
struct body_case {
    const char *code; /* NULL ends the table */
    const struct body *object;
    bool needed; /* must be there; otherwise an object with nothing given stands in for it */
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t at; /* offset in the struct */
    enum need need;
    size_t longest;
    long least, most;
    const struct codes *codes;
    const struct body *object;
    const char *by;                /* the sibling that chooses ... */
    const struct body_case *cases; /* ... among these */
    bool may_be_blank; /* of texts: a blank one counts as none, for a rule to say why it must not */
    bool (*fits)(const char *text); /* of texts: a form of its own ... */
    const char *expected;           /* ... and how it is called: "a BCP 47 language tag" */
};

struct body {
    size_t size; /* of the struct */
    const struct field *fields;
    size_t count; /* of fields, 64 at most */
    bool patch;   /* a JSON Merge Patch (RFC 7396): at least one member; see body_given */
};

#define FIELD_KIND(value) \
    _Generic((value),                                                                              \
        const char *: FIELD_TEXT,                                                                  \
        struct date: FIELD_DATE,                                                                   \
        struct instant: FIELD_INSTANT,                                                             \
        struct id: FIELD_ID,                                                                       \
        bool: FIELD_FLAG,                                                                          \
        int: FIELD_NUMBER,                                                                         \
        unsigned: FIELD_CODE,                                                                      \
        struct texts: FIELD_TEXTS,                                                                 \
        struct ids: FIELD_IDS,                                                                     \
        struct code_list: FIELD_CODES,                                                             \
        struct numbers: FIELD_NUMBERS,                                                             \
        struct json_value: FIELD_JSON,                                                             \
        struct objects: FIELD_OBJECTS,                                                             \
        default: FIELD_OBJECT)

/* FIELD(tag, member, REQUIRED | OPTIONAL | NULLABLE, further designated members) */
#define FIELD(tag, member, ...) FIELD_AS(tag, member, #member, __VA_ARGS__)

/* The same where the JSON name is no C name. */
#define FIELD_AS(tag, member, json, ...) \
    { \
        .name = (json), .kind = FIELD_KIND(((struct tag *)0)->member), \
        .at = offsetof(struct tag, member), .need = __VA_ARGS__ \
    }

#define BODY(tag, table) \
    { \
        .size = sizeof(struct tag), .fields = (table), .count = sizeof(table) / sizeof *(table) \
    }
#define PATCH_BODY(tag, table) \
    { \
        .size = sizeof(struct tag), .fields = (table), .count = sizeof(table) / sizeof *(table), \
        .patch = true \
    }

/* Was the member `name` of the body given, be it as null? For patches. */
bool body_given(const struct exchange *x, const char *name);

/* ---- Faults of form: members of the body or parameters that do not fit (400 validation-failed) ---- */

struct body_fault {
    const char *pointer;   /* JSON pointer into the body, or NULL */
    const char *parameter; /* name of the query parameter, or NULL */
    const char *code;      /* "missing", "too_long" ...: see body_fault_says */
    const char *detail;
};

enum {
    FAULTS_MAX = 50
};

struct body_faults {
    struct {
        int line, column, offset; /* where the JSON breaks off; line 0: it does not */
    } position;
    size_t count;
    struct body_fault items[FAULTS_MAX]; /* what comes after is dropped */
};

/* Note one fault; texts are static or of the arena. */
void fault_add(struct body_faults *faults, struct body_fault fault);

/* The sentence for the reader that goes with a fault's code. */
const char *fault_user_detail(const char *code);

/* Read `length` bytes of JSON by `body` into a new struct of `arena`.
 *
 * Returns PROBLEM_MALFORMED_REQUEST with the position and one fault when it is not JSON as RFC 8259 and I-JSON have it:
 *         duplicate names, trailing bytes, bad UTF-8, NUL, lone surrogates, deeper than 16;
 *         PROBLEM_VALIDATION_FAILED with all faults otherwise. `given` gets bit n for field n. */
checked enum problem body_read(const struct body *body, const char *text, size_t length,
                               struct arena *arena, struct body_faults *faults, void **value,
                               uint64_t *given);

/* ---- What goes on to PostgreSQL ---------------------------------------------------------------- */

/* Array literals such as {"a","b"}; NULL for an empty list. */
const char *array_of_texts(struct arena *arena, struct texts texts);
const char *array_of_ids(struct arena *arena, struct ids ids);
const char *array_of_codes(struct arena *arena, const struct codes *codes, struct code_list list);

#endif
