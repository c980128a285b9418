/* The primitives against published vectors, and what is sealed against every change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "security/crypto.h"

static struct span span(const char *text)
{
    return (struct span){text, strlen(text)};
}

static void assert_hex(const uint8_t *bytes, size_t length, const char *expected)
{
    char text[2 * 64 + 1] = "";

    assert_true(length <= 64);
    for (size_t i = 0; i < length; i++)
        (void)snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    assert_string_equal(text, expected);
}

/* FIPS 180-4's examples. */
static void sha256_gives_the_published_digests(void **state)
{
    struct sha256 digest = crypto_sha256(span("abc"));

    (void)state;
    assert_hex(digest.bytes, sizeof digest.bytes,
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest = crypto_sha256(span(""));
    assert_hex(digest.bytes, sizeof digest.bytes,
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* RFC 4231, test case 2. */
static void hmac_gives_the_published_code(void **state)
{
    struct sha256 code = crypto_hmac(span("Jefe"), span("what do ya want for nothing?"));

    (void)state;
    assert_hex(code.bytes, sizeof code.bytes,
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

/* RFC 5869, A.1 and A.3: the first 32 bytes of each OKM. */
static void hkdf_gives_the_published_keys(void **state)
{
    static const char info[] = {(char)0xf0, (char)0xf1, (char)0xf2, (char)0xf3,
                                (char)0xf4, (char)0xf5, (char)0xf6, (char)0xf7,
                                (char)0xf8, (char)0xf9, '\0'};
    uint8_t secret[22];
    uint8_t salt[13];
    struct seal_key key;

    (void)state;
    memset(secret, 0x0b, sizeof secret);
    for (size_t i = 0; i < sizeof salt; i++)
        salt[i] = (uint8_t)i;
    key =
        crypto_derive((struct span){secret, sizeof secret}, (struct span){salt, sizeof salt}, info);
    assert_hex(key.bytes, sizeof key.bytes,
               "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    key = crypto_derive((struct span){secret, sizeof secret}, (struct span){NULL, 0}, "");
    assert_hex(key.bytes, sizeof key.bytes,
               "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

static void what_is_sealed_opens_again(void **state)
{
    static const char *const plains[] = {"", "x", "{\"id\":\"1\"}",
                                         "a longer answer, of more than one block"};
    struct seal_key key = crypto_derive(span("a key"), span("salt"), "test");

    (void)state;
    for (size_t i = 0; i < sizeof plains / sizeof *plains; i++) {
        size_t length = strlen(plains[i]);
        uint8_t *sealed = malloc(length + SEAL_EXTRA);
        uint8_t *opened = calloc(1, length + 1);

        crypto_seal(&key, span("row 1"), span(plains[i]), sealed);
        assert_true(
            crypto_open(&key, span("row 1"), (struct span){sealed, length + SEAL_EXTRA}, opened));
        assert_string_equal((const char *)opened, plains[i]);
        free(sealed);
        free(opened);
    }
}

static void two_seals_of_one_text_differ(void **state)
{
    struct seal_key key = crypto_derive(span("a key"), span(""), "test");
    uint8_t first[5 + SEAL_EXTRA];
    uint8_t second[5 + SEAL_EXTRA];

    (void)state;
    crypto_seal(&key, span(""), span("hello"), first);
    crypto_seal(&key, span(""), span("hello"), second);
    assert_memory_not_equal(first, second, 12);
    assert_memory_not_equal(first + 12, second + 12, 5);
}

static void what_is_changed_does_not_open(void **state)
{
    static const char plain[] = "twenty-one characters";
    struct seal_key key = crypto_derive(span("a key"), span(""), "test");
    struct seal_key other = crypto_derive(span("another key"), span(""), "test");
    uint8_t sealed[sizeof plain - 1 + SEAL_EXTRA];
    uint8_t opened[sizeof plain - 1];
    static const uint8_t zeros[sizeof opened];

    (void)state;
    crypto_seal(&key, span("row 1"), span(plain), sealed);
    for (size_t i = 0; i < sizeof sealed; i++) {
        sealed[i] ^= 1;
        memset(opened, 'x', sizeof opened);
        assert_false(
            crypto_open(&key, span("row 1"), (struct span){sealed, sizeof sealed}, opened));
        assert_memory_equal(opened, zeros, sizeof opened);
        sealed[i] ^= 1;
    }
    assert_false(crypto_open(&other, span("row 1"), (struct span){sealed, sizeof sealed}, opened));
    assert_false(crypto_open(&key, span("row 2"), (struct span){sealed, sizeof sealed}, opened));
    assert_false(crypto_open(&key, span(""), (struct span){sealed, sizeof sealed}, opened));
    assert_false(crypto_open(&key, span("row 1"), (struct span){sealed, SEAL_EXTRA - 1}, opened));
    assert_true(crypto_open(&key, span("row 1"), (struct span){sealed, sizeof sealed}, opened));
}

static void same_is_said_of_equal_bytes_alone(void **state)
{
    (void)state;
    assert_true(crypto_same("abc", "abc", 3));
    assert_false(crypto_same("abc", "abd", 3));
    assert_false(crypto_same("xbc", "abc", 3));
    assert_true(crypto_same("abc", "xyz", 0));
}

static void random_bytes_do_not_repeat(void **state)
{
    uint8_t first[32] = {0};
    uint8_t second[32] = {0};

    (void)state;
    crypto_random(first, sizeof first);
    crypto_random(second, sizeof second);
    assert_memory_not_equal(first, second, sizeof first);
    crypto_wipe(first, sizeof first);
    for (size_t i = 0; i < sizeof first; i++)
        assert_int_equal(first[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_gives_the_published_digests),
        cmocka_unit_test(hmac_gives_the_published_code),
        cmocka_unit_test(hkdf_gives_the_published_keys),
        cmocka_unit_test(what_is_sealed_opens_again),
        cmocka_unit_test(two_seals_of_one_text_differ),
        cmocka_unit_test(what_is_changed_does_not_open),
        cmocka_unit_test(same_is_said_of_equal_bytes_alone),
        cmocka_unit_test(random_bytes_do_not_repeat),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
