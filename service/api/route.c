/* Finding a row of the route table: a tree of path segments, built once. The raw path is walked as it came, so that
 * nothing that is merely like a path of ours is taken for it. */
#include "api/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/lang.h"

static const char *const methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

enum method {
    METHOD_GET,
    METHOD_HEAD,
    METHOD_POST,
    METHOD_PUT,
    METHOD_PATCH,
    METHOD_DELETE,
    METHOD_OPTIONS,
    METHOD_COUNT
};

struct node {
    const char *text; /* of a segment of the pattern; with its colon */
    size_t length;
    struct node *child;     /* the first one; those with a colon come last */
    struct node *sibling;   /* the next one under the same parent */
    int rows[METHOD_COUNT]; /* numbers of rows, 0: none */
};

enum {
    ROWS_MAX = 512
};

static struct node root;
static const struct route_row *rows[ROWS_MAX + 1]; /* by number */
static int row_count;

static enum method method_find(const char *name)
{
    enum method method = METHOD_GET;

    while (method < METHOD_COUNT && strcmp(methods[method], name) != 0)
        method++;
    return method;
}

/* ---- Building the tree ------------------------------------------------------------------------------ */

static struct node *node_child(struct node *parent, const char *text, size_t length)
{
    struct node **place = &parent->child;
    struct node *made;

    for (; *place; place = &(*place)->sibling) {
        if ((*place)->length == length && strncmp((*place)->text, text, length) == 0)
            return *place;
        if ((*place)->text[0] == ':' && text[0] != ':')
            break;
    }
    made = calloc(1, sizeof *made); /* as long as the process */
    if (!made)
        abort();
    *made = (struct node){.text = text, .length = length, .sibling = *place};
    *place = made;
    return made;
}

static void row_add(const struct route_row *row)
{
    struct node *node = &root;
    enum method method = method_find(row->method);

    for (const char *segment = row->pattern; *segment == '/';) {
        size_t length = strcspn(segment + 1, "/");

        node = node_child(node, segment + 1, length);
        segment += 1 + length;
    }
    if (method == METHOD_COUNT || node->rows[method] || row_count == ROWS_MAX) {
        (void)fprintf(stderr, "The route %s %s cannot stand here.\n", row->method, row->pattern);
        abort();
    }
    rows[++row_count] = row;
    node->rows[method] = row_count;
    if (method == METHOD_GET)
        node->rows[METHOD_HEAD] = row_count;
}

void routes_prepare(void)
{
    if (root.child)
        return;
    for (size_t i = 0; route_tables[i]; i++)
        for (const struct route_row *row = route_tables[i]; row->method; row++)
            row_add(row);
}

int route_count(void)
{
    return row_count;
}

const struct route_row *route_by_number(int number)
{
    return rows[number];
}

/* ---- Walking it ------------------------------------------------------------------------------------- */

/* Nothing in an address of ours needs a percent sign: what has one names nothing. */
static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = text[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_' || c == '.' || c == '~'))
            return false;
    }
    return length > 0 && !(text[0] == '.' && length <= 2); /* no "." and ".." */
}

static bool is_id_name(const struct node *node)
{
    return node->length > 3 && strncmp(node->text + node->length - 3, "_id", 3) == 0;
}

/* Take the segment for `node`, which has a colon; ids are kept in their canonical form. */
static bool segment_take(const struct node *node, const char *text, size_t length,
                         struct arena *arena, struct route_match *match)
{
    struct segment *segment = &match->segments[match->count];
    struct id id;

    if (match->count == ROUTE_SEGMENTS_MAX || !is_plain(text, length))
        return false;
    if (is_id_name(node)) {
        if (!id_parse(text, length, &id))
            return false;
        segment->text = arena_copy(arena, id.text, ID_LENGTH);
    } else {
        segment->text = arena_copy(arena, text, length);
    }
    segment->name = node->text + 1;
    segment->name_length = node->length - 1;
    match->count++;
    return true;
}

static const struct node *step(const struct node *node, const char *text, size_t length,
                               struct arena *arena, struct route_match *match)
{
    for (const struct node *child = node->child; child; child = child->sibling) {
        if (child->text[0] == ':')
            return segment_take(child, text, length, arena, match) ? child : NULL;
        if (child->length == length && memcmp(child->text, text, length) == 0)
            return child;
    }
    return NULL;
}

void route_find(const char *method, const char *path, size_t length, struct arena *arena,
                struct route_match *match)
{
    const struct node *node = &root;
    const char *end = path + length;
    enum method wanted = method_find(method);

    *match = (struct route_match){.route = NULL};
    while (node && path < end) {
        const char *segment = path + 1;

        if (*path != '/')
            return;
        for (path = segment; path < end && *path != '/';)
            path++;
        node = step(node, segment, (size_t)(path - segment), arena, match);
    }
    if (!node)
        return;
    for (int i = 0; i < METHOD_COUNT; i++)
        if (node->rows[i])
            match->methods |= 1U << i;
    if (match->methods)
        match->methods |= 1U << METHOD_OPTIONS;
    if (wanted < METHOD_COUNT) {
        match->number = node->rows[wanted];
        match->route = rows[match->number];
    }
}

static const char *list(unsigned allowed, struct arena *arena, const char *quote)
{
    const char *text = "";

    for (int i = 0; i < METHOD_COUNT; i++)
        if (allowed & (1U << i))
            text =
                arena_print(arena, "%s%s%s%s%s", text, *text ? ", " : "", quote, methods[i], quote);
    return text;
}

const char *route_allow(unsigned allowed, struct arena *arena)
{
    return list(allowed, arena, "");
}

const char *route_allow_json(unsigned allowed, struct arena *arena)
{
    return arena_print(arena, "[%s]", list(allowed, arena, "\""));
}

/* ---- Showing it, but for what only the second port answers: `heard routes` ---------------------------------------------------------------------- */

static void print_words(const char *name, const struct codes *codes, uint64_t bits)
{
    bool first = true;

    (void)printf(",\"%s\":[", name);
    for (size_t i = 1; i < codes->count; i++)
        if (bits & (UINT64_C(1) << i)) {
            (void)printf("%s\"%s\"", first ? "" : ",", codes->texts[i]);
            first = false;
        }
    (void)putchar(']');
}

static void print_parameters(const struct parameter *parameter)
{
    bool first = true;

    (void)printf(",\"parameters\":[");
    for (; parameter && parameter->name; parameter++) {
        (void)printf("%s\"%s\"", first ? "" : ",", parameter->name);
        first = false;
    }
    (void)putchar(']');
}

/* "/v1/complaints/:complaint_id" as OpenAPI writes it: "/v1/complaints/{complaint_id}". */
static void print_path(const char *pattern)
{
    bool open = false;

    for (; *pattern; pattern++) {
        if (open && *pattern == '/') {
            (void)putchar('}');
            open = false;
        }
        open = open || *pattern == ':';
        (void)putchar(*pattern == ':' ? '{' : *pattern);
    }
    if (open)
        (void)putchar('}');
}

static void print_row(const struct route_row *row, bool first)
{
    (void)printf("%s\n{\"method\":\"%s\",\"path\":\"", first ? "" : ",", row->method);
    print_path(row->pattern);
    (void)printf("\",\"operation\":\"%s\",\"status\":%d", row->operation,
                 row->status ? row->status : 200);
    print_words("scopes", &scope_codes, row->scopes);
    print_words("roles", &role_codes, row->may);
    print_parameters(row->parameters);
    (void)printf(",\"body\":%s,\"public\":%s,\"needs_version\":%s,\"needs_key\":%s}",
                 row->body ? "true" : "false", row->flags & ROUTE_PUBLIC ? "true" : "false",
                 row->flags & ROUTE_NEEDS_VERSION ? "true" : "false",
                 row->flags & ROUTE_NEEDS_KEY ? "true" : "false");
}

void routes_print(void)
{
    bool first = true;

    (void)putchar('[');
    for (size_t i = 0; route_tables[i]; i++)
        for (const struct route_row *row = route_tables[i]; row->method; row++) {
            if (row->flags & ROUTE_SECOND_PORT)
                continue;
            print_row(row, first);
            first = false;
        }
    (void)puts("\n]");
}
