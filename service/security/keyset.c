#include "keyset.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <rhonabwy.h>

#include "base/lang.h"

enum {
    RSA_BITS_LEAST = 2048,
    RSA_BITS_MOST = 8192
}; /* RFC 7518, 3.3 */

struct keyset {
    atomic_size_t holders;
    size_t count;
    struct key keys[KEYS_MOST];
};

static void library_start(void)
{
    if (r_global_init() != RHN_OK)
        abort();
}

/* Once per process; rhonabwy has GnuTLS and libcurl made ready. */
static void library_ready(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    (void)pthread_once(&once, library_start);
}

static struct keyset *keyset_new(void)
{
    struct keyset *set = calloc(1, sizeof *set);

    if (!set)
        abort();
    atomic_init(&set->holders, 1);
    return set;
}

struct keyset *keyset_hold(struct keyset *set)
{
    atomic_fetch_add_explicit(&set->holders, 1, memory_order_relaxed);
    return set;
}

void keyset_drop(struct keyset *set)
{
    if (!set || atomic_fetch_sub_explicit(&set->holders, 1, memory_order_acq_rel) != 1)
        return;
    for (size_t i = 0; i < set->count; i++)
        if (set->keys[i].jwk)
            r_jwk_free(set->keys[i].jwk);
    free(set);
}

struct keyset *keyset_of(const struct key *keys, size_t count)
{
    struct keyset *set = keyset_new();

    for (size_t i = 0; i < count && i < KEYS_MOST; i++)
        set->keys[set->count++] = keys[i];
    return set;
}

size_t keyset_count(const struct keyset *set)
{
    return set->count;
}

const struct key *keyset_find(const struct keyset *set, const char *kid, enum algorithm algorithm)
{
    for (size_t i = 0; i < set->count; i++)
        if ((set->keys[i].algorithms & (unsigned int)algorithm) != 0 &&
            strcmp(set->keys[i].kid, kid) == 0)
            return &set->keys[i];
    return NULL;
}

static const char *member_text(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* A copy with the members that a public key consists of: no certificate, address or private part can have a say. */
static json_t *public_members(const json_t *entry)
{
    static const char *const members[] = {"kty", "n", "e", "crv", "x", "y"};
    json_t *copy = json_object();

    for (size_t i = 0; i < COUNT(members); i++) {
        const char *text = member_text(entry, members[i]);

        if (text)
            (void)json_object_set_new(copy, members[i], json_string(text));
    }
    return copy;
}

static void curve_read(const char *curve, struct key *key)
{
    static const struct {
        const char *curve;
        enum algorithm algorithm;
        size_t signature_bytes;
    } curves[] = {{"P-256", ES256, 64}, {"P-384", ES384, 96}, {"P-521", ES512, 132}};

    for (size_t i = 0; curve && i < COUNT(curves); i++)
        if (strcmp(curves[i].curve, curve) == 0) {
            key->algorithms = curves[i].algorithm;
            key->signature_bytes = curves[i].signature_bytes;
        }
}

/* The algorithms that a key of this kind and size can serve, and how long its signatures are. rhonabwy gives secp256k1
 * 256 bits too, so a curve goes by its name. */
static void kind_read(const json_t *entry, struct key *key)
{
    unsigned int bits = 0;
    int kind = r_jwk_key_type(key->jwk, &bits, 0);

    if (kind & R_KEY_TYPE_RSA && bits >= RSA_BITS_LEAST && bits <= RSA_BITS_MOST) {
        key->algorithms = RS256 | RS384 | RS512 | PS256 | PS384 | PS512;
        key->signature_bytes = (bits + 7) / 8;
    } else if (kind & R_KEY_TYPE_EC) {
        curve_read(member_text(entry, "crv"), key);
    }
}

/* Narrow the set to the key's own `alg`; a key that names none serves no PSS, so that an RSA key has one padding. */
static void algorithms_narrow(const json_t *entry, struct key *key)
{
    const char *named = member_text(entry, "alg");

    if (named)
        key->algorithms &= (unsigned int)algorithm_named(named, strlen(named));
    else
        key->algorithms &= ~(unsigned int)(PS256 | PS384 | PS512);
}

/* RFC 7517, 4.2 and 4.3: is the key published for verifying signatures? */
static bool meant_for_signatures(const json_t *entry)
{
    const json_t *use = json_object_get(entry, "use");
    const json_t *operations = json_object_get(entry, "key_ops");
    bool verify = !operations;

    for (size_t i = 0; i < json_array_size(operations); i++) {
        const char *operation = json_string_value(json_array_get(operations, i));

        verify = verify || (operation && strcmp(operation, "verify") == 0);
    }
    return verify && (!use || (json_is_string(use) && strcmp(json_string_value(use), "sig") == 0));
}

/* Make `key` of one member of the JWKS. Returns why it is left out, or NULL. */
static const char *key_read(const json_t *entry, struct key *key)
{
    const char *kid = member_text(entry, "kid");
    json_t *members;

    if (!kid || kid[0] == '\0' || strlen(kid) > KEY_ID_LONGEST)
        return "it has no kid, or too long a one";
    memcpy(key->kid, kid, strlen(kid) + 1);
    if (!meant_for_signatures(entry))
        return "it is not meant for verifying signatures (use, key_ops)";
    if (r_jwk_init(&key->jwk) != RHN_OK)
        abort();
    members = public_members(entry);
    if (r_jwk_import_from_json_t(key->jwk, members) == RHN_OK)
        kind_read(entry, key);
    json_decref(members);
    algorithms_narrow(entry, key);
    return key->algorithms ? NULL : "its kty, crv, size or alg is not taken here";
}

static void leave_out(const struct key *key, const char *reason, struct keyset_listener listener)
{
    struct fault sentence = {""};

    if (!listener.left_out)
        return;
    (void)fault_say(&sentence, "A key is left out (kid %s): %s.", key->kid[0] ? key->kid : "absent",
                    reason);
    listener.left_out(listener.context, sentence.text);
}

static void keyset_add(struct keyset *set, const json_t *entry, struct keyset_listener listener)
{
    struct key key = {.algorithms = 0};
    const char *reason = key_read(entry, &key);

    if (!reason && keyset_find(set, key.kid, (enum algorithm)(key.algorithms & -key.algorithms)))
        reason = "another key has its kid and kind";
    if (!reason && set->count == KEYS_MOST)
        reason = "the set has more keys than are taken";
    if (!reason) {
        set->keys[set->count++] = key;
        return;
    }
    leave_out(&key, reason, listener);
    if (key.jwk)
        r_jwk_free(key.jwk);
}

struct keyset *keyset_read(const char *text, size_t length, struct keyset_listener listener,
                           struct fault *fault)
{
    json_t *document = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    const json_t *entries = json_object_get(document, "keys");
    struct keyset *set = NULL;
    size_t index;
    const json_t *entry;

    library_ready();
    if (json_is_array(entries)) {
        set = keyset_new();
        json_array_foreach (entries, index, entry)
            keyset_add(set, entry, listener);
    } else {
        (void)fault_say(fault, "What was read is no JSON Web Key Set (RFC 7517).");
    }
    json_decref(document);
    return set;
}

static jwa_alg rhonabwy_algorithm(enum algorithm algorithm)
{
    return r_str_to_jwa_alg(algorithm_name(algorithm));
}

bool key_signed(const struct key *key, enum algorithm algorithm, const char *token, size_t length)
{
    jwt_t *jwt = NULL;
    bool good;

    library_ready();
    if (r_jwt_init(&jwt) != RHN_OK)
        abort();
    /* R_PARSE_NONE: no key or address of the header is followed, no unsigned token taken */
    good = r_jwt_advanced_parsen(jwt, token, length, R_PARSE_NONE, 0) == RHN_OK &&
           r_jwt_get_sign_alg(jwt) == rhonabwy_algorithm(algorithm) &&
           r_jwt_verify_signature(jwt, key->jwk, 0) == RHN_OK;
    r_jwt_free(jwt);
    return good;
}
