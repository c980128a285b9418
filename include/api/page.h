/* api/page.h - a list, page by page, by key and never by offset (api.md 2 "Paging").
 *
 *     static const enum key_kind by_name[] = {KEY_TEXT, KEY_ID};
 *     struct page page;
 *
 *     TRY(page_open(x, by_name, COUNT(by_name), &page));
 *     store_people_list(x->store, page.limit, page.key);    ... AND ($3::uuid IS NULL OR (name, id) > ($2, $3::uuid))
 *     return page_answer(x, &page);                          ... ORDER BY name, id LIMIT $1
 *
 * The statement asks for `page.rows` rows and gives the key of each one as its columns `_key_1`, `_key_2` ..., here name
 * and id; the last part of a key is never null. The same parts come back as the next request's `page.key`. */
#ifndef HEARD_API_PAGE_H
#define HEARD_API_PAGE_H

#include <stddef.h>

#include "api/exchange.h"

/* What a part of a key holds: a cursor is the client's to alter, so each part is checked before it meets SQL. */
enum key_kind {
    KEY_TEXT,
    KEY_DATE,
    KEY_NUMBER,
    KEY_FLAG,
    KEY_ID
};

enum {
    PAGE_LIMIT_USUAL = 25,
    PAGE_KEY_PARTS = 4,
    PAGE_TOTAL_MOST = 1000 /* totals are counted up to here */
};

struct page {
    size_t limit;
    size_t rows; /* to ask for: one more than `limit` shows whether another page follows */
    const char *key[PAGE_KEY_PARTS]; /* where the page before ended; all NULL on the first page */
    const long *total; /* rows in all, when they were asked for and counted; else NULL */
};

/* Read `limit` and `cursor` of PARAMETERS_OF_PAGES. Returns PROBLEM_VALIDATION_FAILED for a cursor that is none of ours. */
checked enum problem page_open(struct exchange *x, const enum key_kind kinds[], size_t parts,
                               struct page *page);

/* The same for a search, whose `limit` and `cursor` stand in its body. */
checked enum problem page_open_at(struct exchange *x, const enum key_kind kinds[], size_t parts,
                                  size_t limit, const char *cursor, struct page *page);

/* Collect the rows as {"items": [...], "next_cursor": ...} and link the next page (RFC 8288). */
checked enum problem page_answer(struct exchange *x, const struct page *page);

/* End a page that was written by hand up to its `next_cursor`: the total, and the link to `next`, if there is one. */
void page_end(struct exchange *x, const struct page *page, const char *next);

#endif
