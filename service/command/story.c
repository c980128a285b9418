#include "story.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ulfius.h>

#include "base/arena.h"
#include "base/clock.h"
#include "security/session.h"

enum {
    TOKEN_LIFETIME_S = 3600,
    OK_FROM = 200,
    OK_TO = 299
};

/* ---- One request ------------------------------------------------------------------------------------ */

struct sent {
    const char *method;
    const char *path;
    const char *token; /* NULL: none */
    const char *if_match;
    bool creates; /* If-None-Match: * */
    json_t *body; /* NULL: none */
};

struct came {
    long status;
    json_t *body;     /* the caller's */
    const char *etag; /* NULL: none */
};

/* A copy that Ulfius will free. */
static char *lent(const char *text)
{
    char *copied = strdup(text);

    if (!copied)
        abort();
    return copied;
}

static void header(const struct story *story, struct _u_request *request, const char *name,
                   const char *prefix, const char *value)
{
    if (value)
        (void)u_map_put(request->map_header, name,
                        arena_print(story->arena, "%s%s", prefix, value));
}

static bool send_request(const struct story *story, const struct sent *sent, struct came *came)
{
    struct _u_request request;
    struct _u_response response;
    bool done;

    (void)ulfius_init_request(&request);
    (void)ulfius_init_response(&response);
    request.http_verb = lent(sent->method);
    request.http_url =
        lent(arena_print(story->arena, "http://127.0.0.1:%d%s", story->port, sent->path));
    header(story, &request, "Authorization", "Bearer ", sent->token);
    header(story, &request, "If-Match", "", sent->if_match);
    header(story, &request, "If-None-Match", "", sent->creates ? "*" : NULL);
    if (sent->body)
        (void)ulfius_set_json_body_request(&request, sent->body);
    done = ulfius_send_http_request(&request, &response) == U_OK;
    *came = (struct came){.status = response.status};
    if (done) {
        came->body =
            json_loadb(response.binary_body, response.binary_body_length, JSON_DECODE_ANY, NULL);
        came->etag = arena_text(story->arena, u_map_get_case(response.map_header, "ETag"));
    }
    (void)ulfius_clean_request(&request);
    (void)ulfius_clean_response(&response);
    return done && came->status >= OK_FROM && came->status <= OK_TO;
}

/* What the service said instead, for whoever wrote the story. */
static bool refused(const struct sent *sent, const struct came *came)
{
    char *why = came->body ? json_dumps(came->body, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

    (void)fprintf(stderr, "heard seed: %s %s was answered by %ld: %s\n", sent->method, sent->path,
                  came->status, why ? why : "");
    free(why);
    return false;
}

/* ---- Who and when ----------------------------------------------------------------------------------- */

/* A token for a role and a subject, minted when it is first needed. NULL with a sentence. */
static const char *token_of(struct story *story, const char *role_name, const char *subject)
{
    const char *key = arena_print(story->arena, "%s %s", role_name, subject);
    const enum role role = (enum role)code_find(&role_codes, role_name);
    const int64_t now = clock_unix_ms() / 1000;
    const struct grant grant = {
        .subject = subject,
        .council = story->council,
        .client_id = "heard-seed",
        .scopes = scopes_of_role(role),
        .roles = ROLE_BIT(role),
        .issued_at = now,
        .expires_at = now + TOKEN_LIFETIME_S,
    };
    char *token;

    if (!json_object_get(story->tokens, key)) {
        if (session_mint(story->signer, &grant, &token) != NO_PROBLEM) {
            (void)fputs("heard seed: no token could be minted.\n", stderr);
            return NULL;
        }
        (void)json_object_set_new(story->tokens, key, json_string(token));
        free(token);
    }
    return json_string_value(json_object_get(story->tokens, key));
}

/* The day `back` working days before the story's last, asked of the service. NULL with a sentence. */
static const char *day_of(struct story *story, int back)
{
    const struct date_text last = date_print(story->last);
    const char *key = arena_print(story->arena, "%d", back);
    const struct sent sent = {
        .method = "GET",
        .path = arena_print(story->arena, "/v1/working-days?from=%s&days=%d", last.text, back),
    };
    struct came came;

    if (!json_object_get(story->days, key)) {
        if (send_request(story, &sent, &came))
            (void)json_object_set(story->days, key, json_object_get(came.body, "to"));
        else
            (void)refused(&sent, &came);
        json_decref(came.body);
    }
    return json_string_value(json_object_get(story->days, key));
}

static bool clock_set(struct story *story, const char *day)
{
    struct sent sent = {
        .method = "PUT",
        .path = "/v1/test-clock",
        .token = token_of(story, "complaints_manager", "complaints_manager"),
    };
    struct came came;
    bool set;

    if (!day || !sent.token)
        return false;
    sent.body = json_pack("{s:s}", "today", day);
    set = send_request(story, &sent, &came) || refused(&sent, &came);
    json_decref(sent.body);
    json_decref(came.body);
    return set;
}

/* The story's last day is today, or, on a Sunday, the Friday before: clocks of working days would otherwise end a day
 * later than the story says. */
static bool last_find(struct story *story)
{
    const char *before;
    const char *next;
    struct date day;

    story->last = story->today;
    before = day_of(story, -1);
    if (!before || !date_parse(before, strlen(before), &day))
        return false;
    story->last = day;
    (void)json_object_clear(story->days);
    next = day_of(story, 1);
    if (!next || !date_parse(next, strlen(next), &day))
        return false;
    if (date_same(day, story->today))
        story->last = day;
    (void)json_object_clear(story->days);
    return true;
}

/* ---- Names in addresses and bodies ------------------------------------------------------------------ */

/* What <name> or <at:-3> stands for; NULL with a sentence. */
static const char *meaning(struct story *story, const char *name)
{
    const char *found;

    if (strncmp(name, "at:", 3) == 0)
        return day_of(story, (int)strtol(name + 3, NULL, 10));
    found = json_string_value(json_object_get(story->kept, name));
    if (!found)
        (void)fprintf(stderr, "heard seed: the story has nothing called <%s>.\n", name);
    return found;
}

/* `text` with every <name> replaced. NULL with a sentence. */
static const char *filled(struct story *story, const char *text)
{
    const char *whole = "";

    while (*text) {
        const size_t plain = strcspn(text, "<");
        const size_t name = text[plain] ? strcspn(text + plain + 1, ">") : 0;
        const char *value = "";

        if (name > 0) {
            value = meaning(story, arena_copy(story->arena, text + plain + 1, name));
            if (!value)
                return NULL;
        }
        whole = arena_print(story->arena, "%s%.*s%s", whole, (int)plain, text, value);
        text += plain + (text[plain] ? name + 2 : 0);
    }
    return whole;
}

/* The same in every text of a body; the caller's. NULL with a sentence. */
static json_t *filled_body(struct story *story, const json_t *body)
{
    char *text = json_dumps(body, JSON_COMPACT);
    const char *whole = text ? filled(story, text) : NULL;

    free(text);
    return whole ? json_loads(whole, 0, NULL) : NULL;
}

/* ---- Steps ------------------------------------------------------------------------------------------ */

/* The version that the step acts on, where it says whose: `*etag` is NULL where it does not. */
static bool version_of(struct story *story, const json_t *step, const char *token,
                       const char **etag)
{
    const char *complaint = json_string_value(json_object_get(step, "of"));
    struct sent sent = {.method = "GET", .token = token};
    struct came came;
    bool found;

    *etag = NULL;
    if (!complaint)
        return true;
    sent.path = filled(story, arena_print(story->arena, "/v1/complaints/<%s>", complaint));
    if (!sent.path)
        return false;
    found = send_request(story, &sent, &came) || refused(&sent, &came);
    *etag = came.etag;
    json_decref(came.body);
    return found;
}

static bool step_send(struct story *story, const json_t *step, struct sent *sent)
{
    const char *keep = json_string_value(json_object_get(step, "keep"));
    struct came came;
    bool done;

    if (!version_of(story, step, sent->token, &sent->if_match))
        return false;
    done = send_request(story, sent, &came) || refused(sent, &came);
    if (done && keep)
        (void)json_object_set(story->kept, keep, json_object_get(came.body, "id"));
    json_decref(came.body);
    return done;
}

static bool step_tell(struct story *story, const json_t *step)
{
    static const struct {
        const char *member;
        const char *method;
    } verbs[] = {{"post", "POST"}, {"put", "PUT"}, {"patch", "PATCH"}};
    const char *role = json_string_value(json_object_get(step, "as"));
    const char *subject = json_string_value(json_object_get(step, "sub"));
    struct sent sent = {
        .token = token_of(story, role, subject ? subject : role),
        .creates = json_is_true(json_object_get(step, "new")),
    };
    bool done;

    for (size_t i = 0; i < COUNT(verbs); i++)
        if (json_object_get(step, verbs[i].member)) {
            sent.method = verbs[i].method;
            sent.path = filled(story, json_string_value(json_object_get(step, verbs[i].member)));
        }
    sent.body = filled_body(story, json_object_get(step, "body"));
    done = sent.token && sent.path && sent.body && step_send(story, step, &sent);
    json_decref(sent.body);
    return done;
}

bool story_tell(struct story *story, const json_t *steps)
{
    const struct date_text today = date_print(story->today);
    const json_t *step;
    int now = INT_MIN; /* no day yet */
    size_t i;

    if (!last_find(story))
        return false;
    json_array_foreach (steps, i, step) {
        const int at = (int)json_integer_value(json_object_get(step, "at"));

        if (at != now && !clock_set(story, day_of(story, at)))
            return false;
        now = at;
        if (!step_tell(story, step))
            return false;
    }
    return clock_set(story, today.text);
}
