#include "api/page.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api/json.h"
#include "api/request.h"
#include "base/arena.h"

/* ---- The cursor ------------------------------------------------------------------------------------ */

static int sextet_value(char c)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *at = c ? strchr(alphabet, c) : NULL;

    return at ? (int)(at - alphabet) : -1;
}

/* Decode base64url without padding (RFC 4648, 5). Returns false for anything else. */
static bool base64url_decode(const char *text, char *bytes, size_t *length)
{
    unsigned bits = 0;
    int held = 0;

    *length = 0;
    for (; *text; text++) {
        int value = sextet_value(*text);

        if (value < 0)
            return false;
        bits = (bits << 6 | (unsigned)value) & 0xffffff;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes[(*length)++] = (char)(bits >> held & 0xff);
        }
    }
    return held < 6;
}

/* Of PostgreSQL's int. */
static bool is_number(const char *text)
{
    char *end;
    long number;

    errno = 0;
    number = strtol(text, &end, 10);
    return *text && errno == 0 && *end == '\0' && text[strspn(text, "-0123456789")] == '\0' &&
           number >= INT32_MIN && number <= INT32_MAX;
}

static bool part_fits(enum key_kind kind, const char *text)
{
    struct date date;
    struct id id;

    switch (kind) {
    case KEY_DATE:
        return date_parse(text, strlen(text), &date);
    case KEY_NUMBER:
        return is_number(text);
    case KEY_FLAG:
        return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    case KEY_ID:
        return id_parse(text, strlen(text), &id);
    case KEY_TEXT:
    default:
        return true;
    }
}

/* A part of the key as text for PostgreSQL: jsonb writes numbers and flags bare, dates and ids as strings. */
static const char *part_text(struct arena *arena, const json_t *part)
{
    if (json_is_integer(part))
        return arena_print(arena, "%lld", (long long)json_integer_value(part));
    if (json_is_boolean(part))
        return json_is_true(part) ? "true" : "false";
    return arena_text(arena, json_string_value(part));
}

static bool key_read(struct arena *arena, const char *cursor, const enum key_kind kinds[],
                     size_t parts, const char *key[])
{
    char *bytes = arena_take(arena, strlen(cursor) + 1);
    struct json_break broken;
    size_t length;

    if (!base64url_decode(cursor, bytes, &length))
        return false;
    json_auto_t *array = json_read(bytes, length, &broken);
    if (!json_is_array(array) || json_array_size(array) != parts)
        return false;
    for (size_t i = 0; i < parts; i++) {
        const json_t *part = json_array_get(array, i);

        key[i] = part_text(arena, part);
        if (json_is_null(part) ? i == parts - 1 : !key[i] || !part_fits(kinds[i], key[i]))
            return false;
    }
    return true;
}

enum problem page_open_at(struct exchange *x, const enum key_kind kinds[], size_t parts,
                          size_t limit, const char *cursor, struct page *page)
{
    assert(parts > 0 && parts <= PAGE_KEY_PARTS);
    *page = (struct page){.limit = limit, .rows = limit + 1};
    if (!cursor || key_read(x->arena, cursor, kinds, parts, page->key))
        return NO_PROBLEM;
    fault_add(&x->faults, (struct body_fault){.parameter = x->body ? NULL : "cursor",
                                              .pointer = x->body ? "/cursor" : NULL,
                                              .code = "invalid",
                                              .detail = "This is no next_cursor of this list."});
    return PROBLEM_VALIDATION_FAILED;
}

enum problem page_open(struct exchange *x, const enum key_kind kinds[], size_t parts,
                       struct page *page)
{
    return page_open_at(x, kinds, parts, (size_t)parameter_number(x, "limit", PAGE_LIMIT_USUAL),
                        parameter_text(x, "cursor"), page);
}

/* ---- The answer ------------------------------------------------------------------------------------ */

/* The query as it was sent, without the cursor that led here. */
static const char *query_kept(const struct exchange *x)
{
    const char *kept = "";

    for (const char *item = x->request->query; item && *item;) {
        size_t span = strcspn(item, "&");

        if (span > 0 && strncmp(item, "cursor=", 7) != 0)
            kept = arena_print(x->arena, "%s%.*s&", kept, (int)span, item);
        item += span + (item[span] == '&');
    }
    return kept;
}

void page_end(struct exchange *x, const struct page *page, const char *next)
{
    if (page->total) {
        write_member_number(&x->answer, "total", *page->total);
        write_member_flag(&x->answer, "total_capped", *page->total >= PAGE_TOTAL_MOST);
    }
    write_object_end(&x->answer);
    if (next && !x->body)
        x->next = arena_print(x->arena, "%.*s?%scursor=%s", (int)x->request->path_length,
                              x->request->path, query_kept(x), next);
}

enum problem page_answer(struct exchange *x, const struct page *page)
{
    const char *next;

    TRY(write_collected_page(&x->answer, x->store, page->limit, &next));
    page_end(x, page, next);
    return NO_PROBLEM;
}
