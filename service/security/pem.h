/* pem.h - private keys in files (RFC 7468): read with care for who else may, made readable by one owner. */
#ifndef HEARD_SECURITY_PEM_H
#define HEARD_SECURITY_PEM_H

#include "jose.h"
#include "security/fault.h"

struct pem_key {
    char kid[KEY_ID_LONGEST + 1];
    enum algorithm algorithm; /* ES256 or RS256 */
    size_t signature_bytes;
    char *private_pem;
    char *public_pem;
};

/* Read the private key at `path` as `kid`; NULL: its thumbprint, half of the SHA-256 of its public half, in hex. */
bool pem_key_read(const char *kid, const char *path, struct pem_key *key, struct fault *fault);
void pem_key_clear(struct pem_key *key);

/* Make a private key on P-256 at `path`, unless there is a file already. */
bool pem_key_make(const char *path, struct fault *fault);

#endif
