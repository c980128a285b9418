#include "pem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include "fetch.h"
#include "security/crypto.h"

enum {
    PEM_LONGEST = 64 * 1024,
    RSA_BITS_LEAST = 2048
};

/* ---- Keys as text --------------------------------------------------------------------------------- */

/* Everything written to `memory`, as text of our own. */
static char *bio_text(BIO *memory)
{
    char *bytes = NULL;
    long length = BIO_get_mem_data(memory, &bytes);
    char *text = length > 0 ? strndup(bytes, (size_t)length) : NULL;

    if (!text)
        abort();
    return text;
}

static char *key_text(EVP_PKEY *pair, bool private)
{
    BIO *memory = BIO_new(BIO_s_secmem());
    char *text;
    int written;

    if (!memory)
        abort();
    written = private ? PEM_write_bio_PrivateKey(memory, pair, NULL, NULL, 0, NULL, NULL)
                      : PEM_write_bio_PUBKEY(memory, pair);
    if (written != 1)
        abort();
    text = bio_text(memory);
    BIO_free(memory);
    return text;
}

/* ES256 for P-256, RS256 for RSA; what else there is, libjwt or good sense does not take. */
static enum algorithm kind_of(EVP_PKEY *pair, size_t *signature_bytes)
{
    char curve[64] = "";

    if (EVP_PKEY_is_a(pair, "RSA") && EVP_PKEY_get_bits(pair) >= RSA_BITS_LEAST) {
        *signature_bytes = (size_t)(EVP_PKEY_get_bits(pair) + 7) / 8;
        return RS256;
    }
    if (EVP_PKEY_is_a(pair, "EC") &&
        EVP_PKEY_get_utf8_string_param(pair, OSSL_PKEY_PARAM_GROUP_NAME, curve, sizeof curve,
                                       NULL) == 1 &&
        strcmp(curve, "prime256v1") == 0) {
        *signature_bytes = 64;
        return ES256;
    }
    return ALGORITHM_NONE;
}

static void kid_set(struct pem_key *key, const char *kid)
{
    struct sha256 digest = crypto_sha256((struct span){key->public_pem, strlen(key->public_pem)});

    if (kid) {
        memcpy(key->kid, kid, strlen(kid) + 1);
        return;
    }
    for (size_t i = 0; i < sizeof digest.bytes / 2; i++)
        (void)snprintf(key->kid + 2 * i, 3, "%02x", digest.bytes[i]);
}

static EVP_PKEY *pair_read(const char *text, size_t length)
{
    BIO *memory = BIO_new_mem_buf(text, (int)length);
    char passphrase[] = ""; /* a service has nobody to ask */
    EVP_PKEY *pair;

    if (!memory)
        abort();
    pair = PEM_read_bio_PrivateKey(memory, NULL, NULL, passphrase);
    BIO_free(memory);
    return pair;
}

/* ---- Files ---------------------------------------------------------------------------------------- */

/* What everybody may read is no secret; the group may, as where an orchestrator mounts secrets. */
static bool owner_alone(const char *path, struct fault *fault)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return fault_say_errno(fault, path, "opened");
    if (status.st_mode & (S_IWGRP | S_IRWXO))
        return fault_say(fault, "%s holds a private key but others may read it: chmod 600.", path);
    return true;
}

bool pem_key_read(const char *kid, const char *path, struct pem_key *key, struct fault *fault)
{
    const struct fetch fetch = {.location = path, .longest_bytes = PEM_LONGEST};
    char *text = NULL;
    size_t length = 0;
    EVP_PKEY *pair;

    *key = (struct pem_key){.algorithm = ALGORITHM_NONE};
    if (kid && strlen(kid) > KEY_ID_LONGEST)
        return fault_say(fault, "The name of a signing key is longer than %d.", KEY_ID_LONGEST);
    if (!location_is_file(path))
        return fault_say(fault, "%s is not an absolute path.", path);
    if (!owner_alone(path, fault) || !fetch_read(&fetch, &text, &length, fault))
        return false;
    pair = pair_read(text, length);
    crypto_wipe(text, length);
    free(text);
    if (pair)
        key->algorithm = kind_of(pair, &key->signature_bytes);
    if (key->algorithm != ALGORITHM_NONE) {
        key->private_pem = key_text(pair, true);
        key->public_pem = key_text(pair, false);
        kid_set(key, kid);
    }
    EVP_PKEY_free(pair);
    if (key->algorithm == ALGORITHM_NONE)
        return fault_say(fault, "%s holds no private key on P-256 or RSA of %d bits or more.", path,
                         RSA_BITS_LEAST);
    return true;
}

void pem_key_clear(struct pem_key *key)
{
    if (key->private_pem)
        crypto_wipe(key->private_pem, strlen(key->private_pem));
    free(key->private_pem);
    free(key->public_pem);
    *key = (struct pem_key){.algorithm = ALGORITHM_NONE};
}

static bool file_write(const char *path, const char *text, size_t length)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    bool good = file >= 0;

    while (good && length > 0) {
        ssize_t written = write(file, text, length);

        good = written > 0 || (written < 0 && errno == EINTR);
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
    good = good && fsync(file) == 0;
    if (file >= 0)
        good = close(file) == 0 && good;
    return good;
}

/* Write beside, then link: whoever is second finds the first one's key whole, and keeps it. */
static bool file_place(const char *path, const char *text, struct fault *fault)
{
    size_t room = strlen(path) + 32;
    char *beside = malloc(room);
    bool good;

    if (!beside)
        abort();
    (void)snprintf(beside, room, "%s.%ld.new", path, (long)getpid());
    good = file_write(beside, text, strlen(text)) && (link(beside, path) == 0 || errno == EEXIST);
    if (!good)
        (void)fault_say_errno(fault, path, "written");
    (void)unlink(beside);
    free(beside);
    return good;
}

bool pem_key_make(const char *path, struct fault *fault)
{
    EVP_PKEY *pair;
    char *text;
    bool good;

    if (access(path, F_OK) == 0)
        return true;
    pair = EVP_EC_gen("P-256");
    if (!pair)
        abort();
    text = key_text(pair, true);
    EVP_PKEY_free(pair);
    good = file_place(path, text, fault);
    crypto_wipe(text, strlen(text));
    free(text);
    return good;
}
