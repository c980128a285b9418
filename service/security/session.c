#include "security/session.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <jwt.h>

#include "own_key.h"
#include "pem.h"

struct session {
    char *issuer;
    char *audience;
    size_t count;
    struct pem_key keys[KEYS_MOST];
};

struct session *session_new(const char *issuer, const char *audience)
{
    struct session *session = calloc(1, sizeof *session);

    if (!session)
        abort();
    session->issuer = strdup(issuer);
    session->audience = strdup(audience);
    if (!session->issuer || !session->audience)
        abort();
    return session;
}

void session_free(struct session *session)
{
    if (!session)
        return;
    for (size_t i = 0; i < session->count; i++)
        pem_key_clear(&session->keys[i]);
    free(session->issuer);
    free(session->audience);
    free(session);
}

bool session_can_sign(const struct session *session)
{
    return session->count > 0;
}

const char *session_issuer(const struct session *session)
{
    return session->issuer;
}

bool session_add_key(struct session *session, const char *kid, const char *path,
                     struct fault *fault)
{
    struct pem_key key;

    if (session->count == KEYS_MOST)
        return fault_say(fault, "More than %d signing keys are not taken.", KEYS_MOST);
    if (!pem_key_read(kid, path, &key, fault))
        return false;
    for (size_t i = 0; i < session->count; i++)
        if (strcmp(session->keys[i].kid, key.kid) == 0) {
            pem_key_clear(&key);
            return fault_say(fault, "Two signing keys are called %s.", session->keys[i].kid);
        }
    session->keys[session->count++] = key;
    return true;
}

/* One "kid=path" of `length` bytes. */
static bool setting_add(struct session *session, const char *text, size_t length,
                        struct fault *fault)
{
    char *pair = strndup(text, length);
    char *equals = pair ? strchr(pair, '=') : NULL;
    bool good;

    if (!pair)
        abort();
    if (equals && equals != pair) {
        *equals = '\0';
        good = session_add_key(session, pair, equals + 1, fault);
    } else {
        good = fault_say(fault, "Signing keys are written kid=path,kid=path.");
    }
    free(pair);
    return good;
}

bool session_add_keys(struct session *session, const char *setting, struct fault *fault)
{
    while (*setting) {
        size_t length = strcspn(setting, ",");

        if (!setting_add(session, setting, length, fault))
            return false;
        setting += length;
        setting += *setting == ',';
    }
    return true;
}

bool session_make_key(const char *path, struct fault *fault)
{
    return pem_key_make(path, fault);
}

struct keyset *session_keyset(const struct session *session)
{
    struct key keys[KEYS_MOST];

    for (size_t i = 0; i < session->count; i++) {
        keys[i] = (struct key){
            .algorithms = session->keys[i].algorithm,
            .signature_bytes = session->keys[i].signature_bytes,
            .pem = session->keys[i].public_pem,
        };
        memcpy(keys[i].kid, session->keys[i].kid, sizeof keys[i].kid);
    }
    return keyset_of(keys, session->count);
}

/* ---- Signing -------------------------------------------------------------------------------------- */

/* The codes of a set of bits, as an array. */
static json_t *codes_listed(uint64_t bits, const struct codes *codes)
{
    json_t *list = json_array();

    for (size_t i = 1; i < codes->count; i++)
        if (bits >> i & 1)
            (void)json_array_append_new(list, json_string(codes->texts[i]));
    return list;
}

/* The codes of a set of bits, as one text with single spaces between them. */
static json_t *codes_joined(uint64_t bits, const struct codes *codes)
{
    char text[1024] = "";
    size_t length = 0;

    for (size_t i = 1; i < codes->count; i++)
        if (bits >> i & 1) {
            size_t more = strlen(codes->texts[i]);

            if (length + more + 2 > sizeof text)
                abort(); /* the vocabulary has outgrown the room */
            if (length > 0)
                text[length++] = ' ';
            memcpy(text + length, codes->texts[i], more + 1);
            length += more;
        }
    return json_string(text);
}

static void text_set(json_t *claims, const char *name, const char *text)
{
    if (text && *text)
        (void)json_object_set_new(claims, name, json_string(text));
}

static char *claims_text(const struct session *session, const struct grant *grant)
{
    json_t *claims = json_object();
    struct id token = id_new((long long)grant->issued_at * 1000);
    char *text;

    text_set(claims, "iss", session->issuer);
    text_set(claims, "aud", session->audience);
    text_set(claims, "sub", grant->subject);
    text_set(claims, "client_id", grant->client_id);
    text_set(claims, "council", grant->council);
    text_set(claims, "complaint", grant->complaint.text);
    text_set(claims, "jti", token.text);
    (void)json_object_set_new(claims, "scope", codes_joined(grant->scopes, &scope_codes));
    (void)json_object_set_new(claims, "roles", codes_listed(grant->roles, &role_codes));
    (void)json_object_set_new(claims, "iat", json_integer(grant->issued_at));
    (void)json_object_set_new(claims, "exp", json_integer(grant->expires_at));
    text = json_dumps(claims, JSON_COMPACT);
    json_decref(claims);
    if (!text)
        abort();
    return text;
}

/* libjwt writes typ JWT whenever it signs. */
static bool sign(jwt_t *jwt, const struct pem_key *key, const char *claims)
{
    return jwt_add_grants_json(jwt, claims) == 0 && jwt_add_header(jwt, "kid", key->kid) == 0 &&
           jwt_set_alg(jwt, jwt_str_alg(algorithm_name(key->algorithm)),
                       (const unsigned char *)key->private_pem, (int)strlen(key->private_pem)) == 0;
}

enum problem session_mint(const struct session *session, const struct grant *grant, char **token)
{
    char *claims;
    char *text = NULL;
    jwt_t *jwt = NULL;

    if (session->count == 0)
        return PROBLEM_UNAVAILABLE;
    if (jwt_new(&jwt) != 0)
        abort();
    claims = claims_text(session, grant);
    if (sign(jwt, &session->keys[0], claims))
        text = jwt_encode_str(jwt);
    jwt_free(jwt);
    free(claims);
    if (!text)
        return PROBLEM_INTERNAL;
    *token = text; /* libjwt's allocator is malloc: nothing here sets another */
    return NO_PROBLEM;
}

/* ---- Reading back --------------------------------------------------------------------------------- */

bool own_key_signed(const struct key *key, enum algorithm algorithm, const char *token,
                    size_t length)
{
    char *copy = strndup(token, length);
    jwt_t *jwt = NULL;
    bool good;

    if (!copy)
        abort();
    /* libjwt takes the algorithm from the token (an HMAC under the public key would pass): asked again afterwards. */
    good = (key->algorithms & (unsigned int)algorithm) != 0 &&
           jwt_decode(&jwt, copy, (const unsigned char *)key->pem, (int)strlen(key->pem)) == 0 &&
           jwt_get_alg(jwt) == jwt_str_alg(algorithm_name(algorithm));
    if (jwt)
        jwt_free(jwt);
    free(copy);
    return good;
}
