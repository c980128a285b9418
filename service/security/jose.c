#include "jose.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"

static const struct {
    const char *name;
    enum algorithm algorithm;
} algorithms[] = {
    {"RS256", RS256}, {"RS384", RS384}, {"RS512", RS512}, {"PS256", PS256}, {"PS384", PS384},
    {"PS512", PS512}, {"ES256", ES256}, {"ES384", ES384}, {"ES512", ES512},
};

enum algorithm algorithm_named(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT(algorithms); i++)
        if (strlen(algorithms[i].name) == length && memcmp(algorithms[i].name, name, length) == 0)
            return algorithms[i].algorithm;
    return ALGORITHM_NONE;
}

const char *algorithm_name(enum algorithm algorithm)
{
    for (size_t i = 0; i < COUNT(algorithms); i++)
        if (algorithms[i].algorithm == algorithm)
            return algorithms[i].name;
    return "none";
}

/* The six bits of one character, or -1. */
static int sextet(char character)
{
    if (character >= 'A' && character <= 'Z')
        return character - 'A';
    if (character >= 'a' && character <= 'z')
        return character - 'a' + 26;
    if (character >= '0' && character <= '9')
        return character - '0' + 52;
    if (character == '-')
        return 62;
    return character == '_' ? 63 : -1;
}

bool base64url_read(const char *text, size_t length, unsigned char *bytes, size_t *read)
{
    unsigned int bits = 0;
    unsigned int held = 0; /* bits not yet written */
    size_t written = 0;

    if (length % 4 == 1)
        return false;
    for (size_t i = 0; i < length; i++) {
        int value = sextet(text[i]);

        if (value < 0)
            return false;
        bits = (bits << 6 | (unsigned int)value) & 0xffffU;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes[written++] = (unsigned char)(bits >> held);
        }
    }
    *read = written;
    /* One signature has one spelling: else a refused token could be sent again under another SHA-256. */
    return (bits & ((1U << held) - 1)) == 0;
}

/* One part as a JSON object without duplicate members; NULL with the fitting refusal. */
static json_t *object_read(const char *part, size_t length, enum refusal form, enum refusal *why)
{
    unsigned char *bytes = malloc(length / 4 * 3 + 2);
    size_t count = 0;
    json_t *object = NULL;

    if (!bytes)
        abort();
    *why = REFUSED_ENCODING;
    if (base64url_read(part, length, bytes, &count)) {
        *why = form;
        object = json_loadb((const char *)bytes, count, JSON_REJECT_DUPLICATES, NULL);
    }
    free(bytes);
    if (object && !json_is_object(object)) {
        json_decref(object);
        object = NULL;
    }
    return object;
}

/* RFC 9068, 2.1 and RFC 7519, 5.1; media types compare without case and may leave out "application/". */
static bool type_taken(const json_t *type)
{
    static const char *const taken[] = {"at+jwt", "application/at+jwt", "JWT"};

    for (size_t i = 0; json_is_string(type) && i < COUNT(taken); i++)
        if (strcasecmp(json_string_value(type), taken[i]) == 0)
            return true;
    return false;
}

static bool key_id_fits(const json_t *kid)
{
    return json_is_string(kid) && json_string_length(kid) > 0 &&
           json_string_length(kid) <= KEY_ID_LONGEST;
}

/* RFC 8725, 3.1, 3.10 and 3.11; an extension that we do not know must be refused (RFC 7515, 4.1.11). */
static enum refusal header_judge(struct jose *jose)
{
    static const char *const forbidden[] = {"crit", "b64", "zip", "enc",
                                            "jku",  "jwk", "x5u", "x5c"};
    const json_t *algorithm = json_object_get(jose->header, "alg");
    const json_t *kid = json_object_get(jose->header, "kid");

    for (size_t i = 0; i < COUNT(forbidden); i++)
        if (json_object_get(jose->header, forbidden[i]))
            return REFUSED_HEADER_FORBIDDEN;
    if (!type_taken(json_object_get(jose->header, "typ")))
        return REFUSED_TYPE;
    if (json_is_string(algorithm))
        jose->algorithm =
            algorithm_named(json_string_value(algorithm), json_string_length(algorithm));
    if (jose->algorithm == ALGORITHM_NONE)
        return REFUSED_ALGORITHM;
    if (!key_id_fits(kid))
        return REFUSED_KEY_ID;
    jose->kid = json_string_value(kid);
    return NOT_REFUSED;
}

/* The signature's own form; what it signs is for the key to say. */
static enum refusal signature_judge(const char *part, size_t length, size_t *count)
{
    unsigned char *bytes = malloc(length / 4 * 3 + 2);
    bool good;

    if (!bytes)
        abort();
    good = base64url_read(part, length, bytes, count);
    free(bytes);
    if (!good)
        return REFUSED_ENCODING;
    return *count > 0 ? NOT_REFUSED : REFUSED_SIGNATURE;
}

enum refusal jose_read(const char *token, size_t length, struct jose *jose)
{
    const char *first;
    const char *second;
    const char *end = token + length;
    enum refusal why = NOT_REFUSED;

    *jose = (struct jose){.algorithm = ALGORITHM_NONE};
    if (length == 0 || length > TOKEN_LONGEST)
        return REFUSED_TOO_LONG;
    first = memchr(token, '.', length);
    second = first ? memchr(first + 1, '.', (size_t)(end - first - 1)) : NULL;
    if (!second || memchr(second + 1, '.', (size_t)(end - second - 1)))
        return REFUSED_PARTS;
    jose->header = object_read(token, (size_t)(first - token), REFUSED_HEADER, &why);
    if (!jose->header)
        return why;
    why = header_judge(jose);
    if (why != NOT_REFUSED)
        return why;
    jose->payload = object_read(first + 1, (size_t)(second - first - 1), REFUSED_PAYLOAD, &why);
    if (!jose->payload)
        return why;
    return signature_judge(second + 1, (size_t)(end - second - 1), &jose->signature_bytes);
}

void jose_clear(struct jose *jose)
{
    json_decref(jose->header);
    json_decref(jose->payload);
    *jose = (struct jose){.algorithm = ALGORITHM_NONE};
}
