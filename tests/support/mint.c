#include "mint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dirent.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <sys/stat.h>

/* A test that cannot be set up has nothing to say. */
static void must(int done)
{
    if (!done)
        abort();
}

/* ---- Texts ---------------------------------------------------------------------------------------- */

char *mint_text(const char *format, ...)
{
    va_list arguments;
    char *text;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    must(length >= 0);
    text = malloc((size_t)length + 1);
    must(text != NULL);
    va_start(arguments, format);
    (void)vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

char *mint_base64url(const void *bytes, size_t count)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const unsigned char *from = bytes;
    char *text = malloc(count / 3 * 4 + 5);
    size_t length = 0;

    must(text != NULL);
    for (size_t i = 0; i < count; i += 3) {
        const size_t left = count - i;
        const unsigned int group = (unsigned int)from[i] << 16 |
                                   (left > 1 ? (unsigned int)from[i + 1] << 8 : 0) |
                                   (left > 2 ? (unsigned int)from[i + 2] : 0);

        text[length++] = digits[group >> 18 & 63];
        text[length++] = digits[group >> 12 & 63];
        if (left > 1)
            text[length++] = digits[group >> 6 & 63];
        if (left > 2)
            text[length++] = digits[group & 63];
    }
    text[length] = '\0';
    return text;
}

void mint_file(const char *path, const char *text)
{
    char *beside = mint_text("%s.new", path);
    FILE *file = fopen(beside, "w");

    must(file != NULL);
    must(fputs(text, file) >= 0);
    must(fclose(file) == 0);
    must(rename(beside, path) == 0);
    free(beside);
}

char *mint_directory(void)
{
    const char *base = getenv("TMPDIR");
    char *path = mint_text("%s/heard-test-XXXXXX", base && *base ? base : "/tmp");

    must(mkdtemp(path) != NULL);
    return path;
}

void mint_directory_remove(char *path)
{
    DIR *directory = opendir(path);

    must(directory != NULL);
    for (const struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        char *file = mint_text("%s/%s", path, entry->d_name);

        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            must(unlink(file) == 0);
        free(file);
    }
    (void)closedir(directory);
    must(rmdir(path) == 0);
    free(path);
}

/* ---- Keys ----------------------------------------------------------------------------------------- */

struct mint_key mint_key_new(const char *kind, const char *kid)
{
    struct mint_key key = {.kid = kid};

    if (strcmp(kind, "RSA") == 0)
        key.pair = EVP_RSA_gen(2048);
    else if (strcmp(kind, "RSA-1024") == 0)
        key.pair = EVP_RSA_gen(1024);
    else if (strcmp(kind, "Ed25519") == 0)
        key.pair = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    else
        key.pair = EVP_EC_gen(kind);
    must(key.pair != NULL);
    return key;
}

void mint_key_free(struct mint_key *key)
{
    EVP_PKEY_free(key->pair);
    key->pair = NULL;
}

/* A number of the key as base64url, `bytes` long; 0: as long as it is. */
static void number_set(json_t *jwk, const struct mint_key *key, const char *parameter,
                       const char *member, size_t bytes)
{
    unsigned char buffer[1024];
    BIGNUM *number = NULL;
    char *text;

    must(EVP_PKEY_get_bn_param(key->pair, parameter, &number) == 1);
    if (bytes == 0)
        bytes = (size_t)BN_num_bytes(number);
    must(BN_bn2binpad(number, buffer, (int)bytes) == (int)bytes);
    text = mint_base64url(buffer, bytes);
    (void)json_object_set_new(jwk, member, json_string(text));
    free(text);
    BN_free(number);
}

static void edwards_set(json_t *jwk, const struct mint_key *key)
{
    unsigned char bytes[32];
    size_t length = sizeof bytes;
    char *text;

    must(EVP_PKEY_get_raw_public_key(key->pair, bytes, &length) == 1);
    text = mint_base64url(bytes, length);
    (void)json_object_set_new(jwk, "kty", json_string("OKP"));
    (void)json_object_set_new(jwk, "crv", json_string("Ed25519"));
    (void)json_object_set_new(jwk, "x", json_string(text));
    free(text);
}

static void curve_set(json_t *jwk, const struct mint_key *key)
{
    static const struct {
        const char *group;
        const char *curve;
    } curves[] = {{"prime256v1", "P-256"},
                  {"secp384r1", "P-384"},
                  {"secp521r1", "P-521"},
                  {"secp256k1", "secp256k1"}};
    const size_t bytes = (size_t)(EVP_PKEY_get_bits(key->pair) + 7) / 8;
    char group[64];

    must(EVP_PKEY_get_utf8_string_param(key->pair, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group,
                                        NULL) == 1);
    (void)json_object_set_new(jwk, "kty", json_string("EC"));
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        if (strcmp(curves[i].group, group) == 0)
            (void)json_object_set_new(jwk, "crv", json_string(curves[i].curve));
    number_set(jwk, key, OSSL_PKEY_PARAM_EC_PUB_X, "x", bytes);
    number_set(jwk, key, OSSL_PKEY_PARAM_EC_PUB_Y, "y", bytes);
}

json_t *mint_jwk(const struct mint_key *key)
{
    json_t *jwk = json_object();

    if (key->kid)
        (void)json_object_set_new(jwk, "kid", json_string(key->kid));
    if (EVP_PKEY_is_a(key->pair, "RSA")) {
        (void)json_object_set_new(jwk, "kty", json_string("RSA"));
        number_set(jwk, key, OSSL_PKEY_PARAM_RSA_N, "n", 0);
        number_set(jwk, key, OSSL_PKEY_PARAM_RSA_E, "e", 0);
    } else if (EVP_PKEY_is_a(key->pair, "ED25519")) {
        edwards_set(jwk, key);
    } else {
        curve_set(jwk, key);
    }
    return jwk;
}

char *mint_jwks(const struct mint_key *keys, size_t count)
{
    json_t *list = json_array();
    json_t *document = json_pack("{s:o}", "keys", list);
    char *text;

    for (size_t i = 0; i < count; i++) {
        json_t *jwk = mint_jwk(&keys[i]);

        (void)json_object_set_new(jwk, "use", json_string("sig"));
        (void)json_array_append_new(list, jwk);
    }
    text = json_dumps(document, JSON_COMPACT);
    must(text != NULL);
    json_decref(document);
    return text;
}

char *mint_public_pem(const struct mint_key *key)
{
    BIO *memory = BIO_new(BIO_s_mem());
    char *bytes = NULL;
    char *text;
    long length;

    must(memory && PEM_write_bio_PUBKEY(memory, key->pair) == 1);
    length = BIO_get_mem_data(memory, &bytes);
    text = strndup(bytes, (size_t)length);
    must(text != NULL);
    BIO_free(memory);
    return text;
}

/* ---- Signatures ----------------------------------------------------------------------------------- */

/* ECDSA's DER as r and s side by side (RFC 7518, 3.4). */
static size_t sides_of(const unsigned char *der, size_t length, size_t bytes, unsigned char *sides)
{
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, (long)length);

    must(signature != NULL);
    must(BN_bn2binpad(ECDSA_SIG_get0_r(signature), sides, (int)bytes) == (int)bytes);
    must(BN_bn2binpad(ECDSA_SIG_get0_s(signature), sides + bytes, (int)bytes) == (int)bytes);
    ECDSA_SIG_free(signature);
    return 2 * bytes;
}

static const char *digest_of(const char *algorithm)
{
    if (strcmp(algorithm, "EdDSA") == 0)
        return NULL;
    if (strcmp(algorithm + 2, "384") == 0)
        return "SHA384";
    return strcmp(algorithm + 2, "512") == 0 ? "SHA512" : "SHA256";
}

static size_t sign(const struct mint_key *key, const char *algorithm, const char *input,
                   unsigned char *signature, size_t room)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *options = NULL;
    unsigned char *made = malloc(room);
    size_t length = room;

    must(context && made);
    must(EVP_DigestSignInit_ex(context, &options, digest_of(algorithm), NULL, NULL, key->pair,
                               NULL) == 1);
    if (algorithm[0] == 'P') {
        must(EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1);
        must(EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1);
    }
    must(EVP_DigestSign(context, made, &length, (const unsigned char *)input, strlen(input)) == 1);
    if (strncmp(algorithm, "ES", 2) == 0)
        length = sides_of(made, length, (size_t)(EVP_PKEY_get_bits(key->pair) + 7) / 8, signature);
    else
        memcpy(signature, made, length);
    EVP_MD_CTX_free(context);
    free(made);
    return length;
}

static char *input_of(const char *header, const char *payload)
{
    char *first = mint_base64url(header, strlen(header));
    char *second = mint_base64url(payload, strlen(payload));
    char *input = mint_text("%s.%s", first, second);

    free(first);
    free(second);
    return input;
}

/* input, a dot, the signature; `input` is taken. */
static char *token_of(char *input, const unsigned char *signature, size_t length)
{
    char *third = mint_base64url(signature, length);
    char *token = mint_text("%s.%s", input, third);

    free(third);
    free(input);
    return token;
}

char *mint_token(const struct mint_key *key, const char *algorithm, const char *header,
                 const char *payload)
{
    char *input = input_of(header, payload);
    unsigned char signature[1024];
    size_t length = sign(key, algorithm, input, signature, sizeof signature);

    return token_of(input, signature, length);
}

char *mint_hmac_token(const char *secret, const char *header, const char *payload)
{
    char *input = input_of(header, payload);
    unsigned char code[EVP_MAX_MD_SIZE];
    unsigned int length = 0;

    must(HMAC(EVP_sha256(), secret, (int)strlen(secret), (const unsigned char *)input,
              strlen(input), code, &length) != NULL);
    return token_of(input, code, length);
}

char *mint_bare_token(const char *header, const char *payload)
{
    return token_of(input_of(header, payload), NULL, 0);
}

char *mint_resign(const char *token, const void *bytes, size_t count)
{
    const char *last = strrchr(token, '.');
    char *input = strndup(token, (size_t)(last - token));

    must(input != NULL);
    return token_of(input, bytes, count);
}
