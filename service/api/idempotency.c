#include "idempotency.h"

#include <string.h>

#include <jansson.h>

#include "api/request.h"
#include "base/settings.h"
#include "security/crypto.h"

enum {
    KEY_LONGEST = 255,
    SWEEP_EVERY = 32, /* answers that a thread keeps */
    SWEEP_MOST = 200
};

/* ---- Hashes and seals --------------------------------------------------------------------------------- */

static const char *hex(struct arena *arena, const void *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *byte = bytes;
    char *text = arena_take(arena, 2 * length + 1);

    for (size_t i = 0; i < length; i++) {
        text[2 * i] = digits[byte[i] >> 4];
        text[2 * i + 1] = digits[byte[i] & 15];
    }
    return text;
}

static uint8_t nibble(char c)
{
    return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static size_t unhex(struct arena *arena, const char *text, uint8_t **bytes)
{
    size_t length = strlen(text) / 2;

    *bytes = arena_take(arena, length + 1);
    for (size_t i = 0; i < length; i++)
        (*bytes)[i] = (uint8_t)(nibble(text[2 * i]) << 4 | nibble(text[2 * i + 1]));
    return length;
}

static struct span span_text(const char *text)
{
    return (struct span){text, strlen(text)};
}

static const char *hash_of(struct arena *arena, struct span data)
{
    struct sha256 sum = crypto_sha256(data);

    return hex(arena, sum.bytes, sizeof sum.bytes);
}

/* Method, path and body bytes: what must be the same for the answer to be the same. */
static const char *fingerprint(const struct exchange *x)
{
    const struct request *request = x->request;
    size_t head = strlen(request->method) + request->path_length + 2;
    char *all = arena_take(x->arena, head + request->body_length + 1);

    (void)stpcpy(stpcpy(all, request->method), " ");
    memcpy(all + head - 1 - request->path_length, request->path, request->path_length);
    if (request->body_length)
        memcpy(all + head, request->body, request->body_length);
    return hash_of(x->arena, (struct span){all, head + request->body_length});
}

static struct seal_key seal_key(const struct exchange *x)
{
    return crypto_derive(span_text(x->request->idempotency_key), span_text(x->council.id.text),
                         "heard kept answer");
}

/* ---- The key ------------------------------------------------------------------------------------------ */

static bool key_fits(const char *key)
{
    size_t length = strlen(key);

    for (size_t i = 0; i < length; i++)
        if (key[i] <= ' ' || key[i] > '~')
            return false;
    return length > 0 && length <= KEY_LONGEST;
}

enum problem idempotency_asked(struct exchange *x, bool *asked)
{
    const char *key = x->request->idempotency_key;
    bool posts = strcmp(x->route->method, "POST") == 0;
    bool keeps = posts && !(x->route->flags & (ROUTE_READS | ROUTE_OWN_FLIGHTS | ROUTE_NO_STORE));

    *asked = key && keeps;
    if (!key && (x->route->flags & ROUTE_NEEDS_KEY))
        fault_add(&x->faults, (struct body_fault){.parameter = "Idempotency-Key",
                                                  .code = "missing",
                                                  .detail = "This header is required here."});
    else if (*asked && !key_fits(key))
        fault_add(&x->faults,
                  (struct body_fault){.parameter = "Idempotency-Key",
                                      .code = "invalid",
                                      .detail = "This is 1 to 255 visible ASCII characters."});
    return x->faults.count ? PROBLEM_VALIDATION_FAILED : NO_PROBLEM;
}

/* ---- The kept answer ---------------------------------------------------------------------------------- */

/* Put the kept answer into the exchange; false when the seal does not open. */
static bool answer_restore(struct exchange *x, const struct idempotency *claim,
                           const struct idempotency_row *row)
{
    struct seal_key key = seal_key(x);
    json_auto_t *headers = json_loads(row->headers, 0, NULL);
    uint8_t *sealed;
    size_t length = unhex(x->arena, row->sealed_body, &sealed);
    uint8_t *plain = arena_take(x->arena, length + 1);

    if (length < SEAL_EXTRA ||
        !crypto_open(&key, span_text(claim->scope.key_hash), (struct span){sealed, length}, plain))
        return false;
    x->answer = (struct writer){.arena = x->arena,
                                .text = (char *)plain,
                                .length = length - SEAL_EXTRA,
                                .size = length + 1};
    x->status = row->status;
    x->location = arena_text(x->arena, json_string_value(json_object_get(headers, "location")));
    x->etag = arena_text(x->arena, json_string_value(json_object_get(headers, "etag")));
    x->replayed = true;
    return true;
}

enum problem idempotency_claim(struct exchange *x, struct idempotency *claim, bool *replayed)
{
    struct idempotency_row row;

    *replayed = false;
    claim->scope = (struct idempotency_scope){
        .council = x->council.id,
        .caller = x->visitor.actor,
        .path = arena_copy(x->arena, x->request->path, x->request->path_length),
        .key_hash = hash_of(x->arena, span_text(x->request->idempotency_key)),
    };
    claim->fingerprint = fingerprint(x);
    store_idempotency_claim(x->store, x->arena, &claim->scope);
    TRY(store_idempotency_claimed(x->store, x->arena, replayed, &row));
    if (!*replayed)
        return NO_PROBLEM;
    if (strcmp(row.fingerprint, claim->fingerprint) != 0)
        return PROBLEM_IDEMPOTENCY_KEY_REUSED;
    if (!row.seen)
        return PROBLEM_NOT_FOUND;
    return answer_restore(x, claim, &row) ? NO_PROBLEM : PROBLEM_INTERNAL;
}

/* The complaint that an answer shows: the one just made, or the one of the path. */
static struct id complaint_shown(const struct exchange *x)
{
    static const char made[] = "/v1/complaints/";
    struct id id = {{0}};

    if (x->location && strncmp(x->location, made, sizeof made - 1) == 0 &&
        strlen(x->location) >= sizeof made - 1 + ID_LENGTH &&
        id_parse(x->location + sizeof made - 1, ID_LENGTH, &id))
        return id;
    for (size_t i = 0; i < x->segment_count; i++)
        if (x->segments[i].name_length == 12 &&
            memcmp(x->segments[i].name, "complaint_id", 12) == 0)
            return path_id(x, "complaint_id");
    return id;
}

/* Who keeps answers clears away old ones, now and then: what is over must not lie about. */
static void sweep_now_and_then(struct store *store)
{
    static _Thread_local unsigned kept;

    if (kept++ % SWEEP_EVERY == 0)
        store_idempotency_sweep(store, SWEEP_MOST);
}

void idempotency_keep(struct exchange *x, const struct idempotency *claim)
{
    struct seal_key key = seal_key(x);
    struct writer headers = {.arena = x->arena};
    size_t length = x->answer.length + SEAL_EXTRA;
    uint8_t *sealed = arena_take(x->arena, length);
    struct idempotency_row row = {.fingerprint = claim->fingerprint};

    crypto_seal(&key, span_text(claim->scope.key_hash),
                (struct span){x->answer.text ? x->answer.text : "", x->answer.length}, sealed);
    write_object(&headers);
    if (x->location)
        write_member_text(&headers, "location", x->location);
    if (x->etag)
        write_member_text(&headers, "etag", x->etag);
    write_object_end(&headers);
    row.complaint = complaint_shown(x);
    row.status = x->status ? x->status : x->route->status ? x->route->status : 200;
    row.headers = headers.text;
    row.sealed_body = hex(x->arena, sealed, length);
    store_idempotency_keep(x->store, &claim->scope, &row,
                           (int)setting_number(SETTING_IDEMPOTENCY_DAYS, 7));
    sweep_now_and_then(x->store);
}
