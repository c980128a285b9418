/* The page behind the `type` of every problem, for machines and for people. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "api/exchange.h"
#include "api/reply.h"

static bool wants_html(const struct exchange *x)
{
    return strcmp(x->content_type, "text/html") == 0;
}

/* ---- JSON ------------------------------------------------------------------------------------------------ */

static void kind_write(struct exchange *x, enum problem problem)
{
    const struct problem_text *text = problem_text(problem);
    struct writer *answer = &x->answer;

    write_object(answer);
    write_member_text(answer, "slug", text->slug);
    write_member_text(answer, "type",
                      arena_print(x->arena, "%s/problems/%s", reply_base(x), text->slug));
    write_member_text(answer, "title", text->title);
    write_member_number(answer, "status", text->status);
    write_member_text(answer, "detail", text->detail);
    write_member_text(answer, "user_detail", text->user_detail);
    write_member_flag(answer, "retryable", text->retryable);
    write_object_end(answer);
}

static void list_write(struct exchange *x)
{
    struct writer *answer = &x->answer;

    write_object(answer);
    write_member(answer, "items");
    write_array(answer);
    for (int i = 1; i < PROBLEM_COUNT; i++)
        kind_write(x, (enum problem)i);
    write_array_end(answer);
    write_member(answer, "next_cursor");
    write_null(answer);
    write_object_end(answer);
}

/* ---- HTML: of our own texts only, in which nothing needs escaping but & < > ------------------------------ */

static void html(struct exchange *x, const char *text)
{
    write_bytes(&x->answer, text, strlen(text));
}

static void html_text(struct exchange *x, const char *text)
{
    for (; *text; text++)
        switch (*text) {
        case '&':
            html(x, "&amp;");
            break;
        case '<':
            html(x, "&lt;");
            break;
        case '>':
            html(x, "&gt;");
            break;
        default:
            write_bytes(&x->answer, text, 1);
        }
}

static void page_begin(struct exchange *x, const char *title)
{
    html(x, "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    html_text(x, title);
    html(x, "</title>\n<h1>");
    html_text(x, title);
    html(x, "</h1>\n");
    x->content_type = "text/html; charset=utf-8";
}

static void list_page(struct exchange *x)
{
    page_begin(x, "Problems of Heard");
    html(x, "<dl>\n");
    for (int i = 1; i < PROBLEM_COUNT; i++) {
        const struct problem_text *text = problem_text((enum problem)i);

        html(x, arena_print(x->arena, "<dt>%d <a href=\"/problems/%s\">%s</a></dt><dd>",
                            text->status, text->slug, text->slug));
        html_text(x, text->title);
        html(x, "</dd>\n");
    }
    html(x, "</dl>\n");
}

static void kind_page(struct exchange *x, enum problem problem)
{
    const struct problem_text *text = problem_text(problem);

    page_begin(x, text->title);
    html(x, arena_print(x->arena, "<p><code>%s</code>, status %d. %s</p>\n<p>", text->slug,
                        text->status,
                        text->retryable ? "The same request may succeed later."
                                        : "The same request will not succeed later."));
    html_text(x, text->detail);
    html(x, "</p>\n<h2>What we tell the person</h2>\n<p>");
    html_text(x, text->user_detail);
    html(x, "</p>\n<p><a href=\"/problems\">All problems</a></p>\n");
}

/* ---- Handlers -------------------------------------------------------------------------------------------- */

static enum problem problems_list(struct exchange *x)
{
    if (wants_html(x))
        list_page(x);
    else
        list_write(x);
    return NO_PROBLEM;
}

static enum problem problem_show(struct exchange *x)
{
    const char *slug = path_text(x, "slug");

    for (int i = 1; i < PROBLEM_COUNT; i++) {
        if (strcmp(problem_text((enum problem)i)->slug, slug) != 0)
            continue;
        if (wants_html(x))
            kind_page(x, (enum problem)i);
        else
            kind_write(x, (enum problem)i);
        return NO_PROBLEM;
    }
    return PROBLEM_NOT_FOUND;
}

static const char *const json_or_html[] = {"application/json", "text/html", NULL};

#define PAGE (ROUTE_PUBLIC | ROUTE_NO_STORE | ROUTE_CACHEABLE | ROUTE_OPEN_TO_PAGES)

/* clang-format off */
const struct route_row problems_routes[] = {
    ROUTE(GET, "/problems",       problems_list, .flags = PAGE, .media = json_or_html),
    ROUTE(GET, "/problems/:slug", problem_show,  .flags = PAGE, .media = json_or_html),
    {0},
};
/* clang-format on */
