#include "security/crypto.h"

#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

enum {
    NONCE_BYTES = 12,
    TAG_BYTES = 16
};

/* Fetched once: OpenSSL 3 otherwise looks an algorithm up at each use. */
static EVP_MD *sha256_method;
static EVP_CIPHER *gcm_method;

static void methods_fetch(void)
{
    sha256_method = EVP_MD_fetch(NULL, "SHA256", NULL);
    gcm_method = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    if (!sha256_method || !gcm_method)
        abort();
}

static void methods_ready(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    (void)pthread_once(&once, methods_fetch);
}

/* A primitive that fails has no honest answer. */
static void must(int done)
{
    if (done != 1)
        abort();
}

static int whole(size_t length)
{
    assert(length <= INT_MAX);
    return (int)length;
}

struct sha256 crypto_sha256(struct span data)
{
    struct sha256 digest;

    methods_ready();
    must(EVP_Digest(data.bytes, data.length, digest.bytes, NULL, sha256_method, NULL));
    return digest;
}

struct sha256 crypto_hmac(struct span key, struct span data)
{
    struct sha256 code;
    unsigned int length = 0;

    methods_ready();
    if (!HMAC(sha256_method, key.bytes, whole(key.length), data.bytes, data.length, code.bytes,
              &length) ||
        length != sizeof code.bytes)
        abort();
    return code;
}

struct seal_key crypto_derive(struct span secret, struct span salt, const char *info)
{
    /* HKDF by its definition, two HMACs: one block is all that a key of 32 bytes takes (RFC 5869, 2). */
    static const uint8_t no_salt[SHA256_BYTES];
    struct sha256 extracted =
        crypto_hmac(salt.length ? salt : (struct span){no_salt, sizeof no_salt}, secret);
    size_t length = strlen(info);
    uint8_t *block = malloc(length + 1);
    struct sha256 expanded;
    struct seal_key key;

    if (!block)
        abort();
    memcpy(block, info, length + 1);
    block[length] = 1;
    expanded = crypto_hmac((struct span){extracted.bytes, sizeof extracted.bytes},
                           (struct span){block, length + 1});
    memcpy(key.bytes, expanded.bytes, sizeof key.bytes);
    free(block);
    crypto_wipe(&extracted, sizeof extracted);
    crypto_wipe(&expanded, sizeof expanded);
    return key;
}

static EVP_CIPHER_CTX *gcm_context(void)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();

    methods_ready();
    if (!context)
        abort();
    return context;
}

void crypto_seal(const struct seal_key *key, struct span about, struct span plain, uint8_t *sealed)
{
    EVP_CIPHER_CTX *context = gcm_context();
    uint8_t *text = sealed + NONCE_BYTES;
    int written = 0;

    crypto_random(sealed, NONCE_BYTES);
    must(EVP_EncryptInit_ex2(context, gcm_method, key->bytes, sealed, NULL));
    if (about.length > 0)
        must(EVP_EncryptUpdate(context, NULL, &written, about.bytes, whole(about.length)));
    if (plain.length > 0)
        must(EVP_EncryptUpdate(context, text, &written, plain.bytes, whole(plain.length)));
    must(EVP_EncryptFinal_ex(context, text + plain.length, &written));
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, TAG_BYTES, text + plain.length));
    EVP_CIPHER_CTX_free(context);
}

bool crypto_open(const struct seal_key *key, struct span about, struct span sealed, uint8_t *plain)
{
    const uint8_t *nonce = sealed.bytes;
    EVP_CIPHER_CTX *context;
    uint8_t tag[TAG_BYTES];
    size_t length;
    int written = 0;
    bool good;

    if (sealed.length < SEAL_EXTRA)
        return false;
    length = sealed.length - SEAL_EXTRA;
    memcpy(tag, nonce + NONCE_BYTES + length, sizeof tag);
    context = gcm_context();
    must(EVP_DecryptInit_ex2(context, gcm_method, key->bytes, nonce, NULL));
    if (about.length > 0)
        must(EVP_DecryptUpdate(context, NULL, &written, about.bytes, whole(about.length)));
    if (length > 0)
        must(EVP_DecryptUpdate(context, plain, &written, nonce + NONCE_BYTES, whole(length)));
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, TAG_BYTES, tag));
    good = EVP_DecryptFinal_ex(context, plain + length, &written) == 1;
    EVP_CIPHER_CTX_free(context);
    if (!good)
        crypto_wipe(plain, length);
    return good;
}

bool crypto_same(const void *left, const void *right, size_t length)
{
    return CRYPTO_memcmp(left, right, length) == 0;
}

void crypto_random(void *bytes, size_t length)
{
    must(RAND_bytes(bytes, whole(length)));
}

void crypto_wipe(void *bytes, size_t length)
{
    OPENSSL_cleanse(bytes, length);
}
