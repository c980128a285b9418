/* What a stranger can send as a token, and what an issuer can publish as keys. The first byte chooses the door:
 *   t  a token, through the whole verifier: none can be good, since its one key signed nothing
 *   h  a header, before a good payload        p  a payload, as if its signature had been good
 *   k  a key set                              a  the value of an Authorization header */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "claims.h"
#include "jose.h"
#include "keyset.h"
#include "security/actor.h"

#define NOW INT64_C(1800000000)

/* The public key of RFC 7515, A.3. */
static const char jwks[] = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"ec\","
                           "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                           "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}";

static const struct issuer issuer = {
    .iss = "https://idp.example",
    .all_councils = true,
    .scopes = SCOPE_BIT(SCOPE_COMPLAINTS_READ),
    .roles = ROLE_BIT(ROLE_ADVOCATE),
};

static void token_try(const char *text, size_t length)
{
    static struct keyset *set;
    struct fault fault;
    struct jose jose;

    if (!set)
        set = keyset_read(jwks, sizeof jwks - 1, (struct keyset_listener){NULL, NULL}, &fault);
    if (jose_read(text, length, &jose) == NOT_REFUSED) {
        const struct key *key = keyset_find(set, jose.kid, jose.algorithm);

        assert(jose.header && jose.payload && jose.kid[0] && jose.signature_bytes > 0);
        if (key && key_signed(key, jose.algorithm, text, length))
            abort(); /* a forgery */
    }
    jose_clear(&jose);
}

/* base64url of `length` bytes into `text`, which has room for it; gives the end. */
static char *encode(const uint8_t *bytes, size_t length, char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned int bits = 0;
    int held = 0;

    for (size_t i = 0; i < length; i++) {
        bits = (bits << 8 | bytes[i]) & 0xffffU;
        for (held += 8; held >= 6; held -= 6)
            *text++ = digits[bits >> (held - 6) & 63];
    }
    if (held > 0)
        *text++ = digits[bits << (6 - held) & 63];
    return text;
}

static void header_try(const uint8_t *bytes, size_t length)
{
    static const char rest[] = ".eyJpc3MiOiJhIn0.AAAA";
    char *text = malloc(length / 3 * 4 + 4 + sizeof rest);
    struct jose jose;
    char *end;

    assert(text);
    end = encode(bytes, length, text);
    memcpy(end, rest, sizeof rest - 1);
    end += sizeof rest - 1;
    if (jose_read(text, (size_t)(end - text), &jose) == NOT_REFUSED) {
        assert(!json_object_get(jose.header, "crit") && !json_object_get(jose.header, "jwk"));
        assert(jose.algorithm != ALGORITHM_NONE);
    }
    jose_clear(&jose);
    free(text);
}

static void payload_try(const char *text, size_t length)
{
    const struct claim_rules rules = {
        .issuer = &issuer, .audience = "heard", .now_s = NOW, .leeway_s = 60};
    json_t *payload = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    struct actor actor;

    if (json_is_object(payload) && claims_read(payload, &rules, &actor) == NOT_REFUSED) {
        assert(actor.subject[0] != '\0' && strlen(actor.subject) <= ACTOR_SUBJECT);
        assert(actor.expires_at > NOW - 60);
        assert((actor.scopes & ~issuer.scopes) == 0 && (actor.roles & ~issuer.roles) == 0);
        assert(!json_object_get(payload, "complaint") || !id_none(actor.complaint));
    }
    json_decref(payload);
}

static void keys_try(const char *text, size_t length)
{
    struct fault fault;
    struct keyset *set = keyset_read(text, length, (struct keyset_listener){NULL, NULL}, &fault);

    if (set)
        assert(keyset_count(set) <= KEYS_MOST);
    keyset_drop(set);
}

static void authorization_try(const char *text, size_t length)
{
    char *copy = strndup(text, length);
    const char *token = NULL;
    size_t count = 0;

    assert(copy);
    if (bearer_token(copy, &token, &count))
        assert(count > 0 && token + count == copy + strlen(copy) && !memchr(token, ' ', count));
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data + 1;

    if (size == 0)
        return 0;
    switch (data[0]) {
    case 't':
        token_try(text, size - 1);
        break;
    case 'h':
        header_try(data + 1, size - 1);
        break;
    case 'p':
        payload_try(text, size - 1);
        break;
    case 'k':
        keys_try(text, size - 1);
        break;
    case 'a':
        authorization_try(text, size - 1);
        break;
    default:
        break;
    }
    return 0;
}
