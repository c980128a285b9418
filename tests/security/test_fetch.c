/* Where keys may be read from: the form of the place, and the network that its address lies in (decisions 21). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "base/lang.h"
#include "fetch.h"
#include "mint.h"

static enum network network_named(const char *text)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};

    if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
        return network_of((const struct sockaddr *)&four);
    assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
    return network_of((const struct sockaddr *)&six);
}

static void every_address_lies_in_its_network(void **state)
{
    static const struct {
        const char *address;
        enum network network;
    } cases[] = {
        {"8.8.8.8", NETWORK_PUBLIC},
        {"9.255.255.255", NETWORK_PUBLIC},
        {"10.0.0.0", NETWORK_PRIVATE},
        {"10.255.255.255", NETWORK_PRIVATE},
        {"11.0.0.0", NETWORK_PUBLIC},
        {"100.63.255.255", NETWORK_PUBLIC},
        {"100.64.0.0", NETWORK_PRIVATE},
        {"100.127.255.255", NETWORK_PRIVATE},
        {"100.128.0.0", NETWORK_PUBLIC},
        {"127.0.0.1", NETWORK_LOOPBACK},
        {"127.255.255.255", NETWORK_LOOPBACK},
        {"128.0.0.0", NETWORK_PUBLIC},
        {"169.253.255.255", NETWORK_PUBLIC},
        {"169.254.169.254", NETWORK_FORBIDDEN},
        {"172.15.255.255", NETWORK_PUBLIC},
        {"172.16.0.0", NETWORK_PRIVATE},
        {"172.31.255.255", NETWORK_PRIVATE},
        {"172.32.0.0", NETWORK_PUBLIC},
        {"192.168.0.0", NETWORK_PRIVATE},
        {"192.169.0.0", NETWORK_PUBLIC},
        {"0.0.0.0", NETWORK_FORBIDDEN},
        {"0.1.2.3", NETWORK_FORBIDDEN},
        {"223.255.255.255", NETWORK_PUBLIC},
        {"224.0.0.1", NETWORK_FORBIDDEN},
        {"255.255.255.255", NETWORK_FORBIDDEN},
        {"::1", NETWORK_LOOPBACK},
        {"::", NETWORK_FORBIDDEN},
        {"::ffff:127.0.0.1", NETWORK_LOOPBACK},
        {"::ffff:10.1.2.3", NETWORK_PRIVATE},
        {"::ffff:169.254.169.254", NETWORK_FORBIDDEN},
        {"::ffff:8.8.8.8", NETWORK_PUBLIC},
        {"fc00::1", NETWORK_PRIVATE},
        {"fdff::1", NETWORK_PRIVATE},
        {"fe80::1", NETWORK_FORBIDDEN},
        {"ff02::1", NETWORK_FORBIDDEN},
        {"2001:db8::1", NETWORK_PUBLIC},
        {"2a00::1", NETWORK_PUBLIC},
        {"64:ff9b::a00:1", NETWORK_FORBIDDEN},
    };
    const struct sockaddr_un local = {.sun_family = AF_UNIX};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (network_named(cases[i].address) != cases[i].network)
            fail_msg("%s", cases[i].address);
    assert_int_equal(network_of((const struct sockaddr *)&local), NETWORK_FORBIDDEN);
}

static void a_place_must_have_a_form_that_can_be_trusted(void **state)
{
    static const struct {
        const char *location;
        bool good;
    } cases[] = {
        {"/etc/heard/jwks.json", true},
        {"https://idp.example/jwks", true},
        {"https://idp.example:8443/jwks?a=b", true},
        {"http://127.0.0.1:8080/jwks", true},
        {"http://[::1]:8080/jwks", true},
        {"http://localhost/jwks", true},
        {"http://idp.example/jwks", false},
        {"http://127.0.0.1.evil.example/jwks", false},
        {"http://127.evil.example/jwks", false},
        {"http://localhost.evil.example/jwks", false},
        {"http://10.0.0.1/jwks", false},
        {"https://user:word@idp.example/jwks", false},
        {"http://127.0.0.1@evil.example/jwks", false},
        {"ftp://idp.example/jwks", false},
        {"file:///etc/passwd", false},
        {"gopher://127.0.0.1/", false},
        {"jwks.json", false},
        {"", false},
        {"https://", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fault fault;

        if (location_judge(cases[i].location, &fault) != cases[i].good)
            fail_msg("%s", cases[i].location);
    }
}

static bool read_from(const char *location, bool private_network, struct fault *fault)
{
    const struct fetch fetch = {.location = location,
                                .private_network = private_network,
                                .longest_ms = 200,
                                .longest_bytes = 1000};
    char *text = NULL;
    size_t length = 0;
    bool good = fetch_read(&fetch, &text, &length, fault);

    if (good)
        assert_int_equal(strlen(text), length);
    free(text);
    return good;
}

/* Nothing is sent: the address is judged before the connection is made. */
static void addresses_off_the_internet_are_kept_away_from(void **state)
{
    static const char *const locations[] = {
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/jwks",
        "https://192.168.1.1/jwks",
        "https://[::ffff:169.254.169.254]/jwks",
        "https://[fd00::1]/jwks",
        "https://[fe80::1]/jwks",
        "https://0.0.0.0/jwks",
    };
    struct fault fault;

    (void)state;
    for (size_t i = 0; i < COUNT(locations); i++) {
        assert_false(read_from(locations[i], false, &fault));
        if (!strstr(fault.text, "not read from"))
            fail_msg("%s: %s", locations[i], fault.text);
    }
    /* where the operator says that the issuer stands inside, link-local is still nobody's */
    assert_false(read_from("https://169.254.169.254/", true, &fault));
    assert_non_null(strstr(fault.text, "not read from"));
}

static void files_are_read_within_bounds(void **state)
{
    char *directory = mint_directory();
    char *path = mint_text("%s/document", directory);
    char *long_text = malloc(1002);
    struct fault fault;

    (void)state;
    memset(long_text, 'x', 1001);
    long_text[1001] = '\0';
    assert_false(read_from(path, false, &fault));
    assert_non_null(strstr(fault.text, "No such file"));
    mint_file(path, "");
    assert_true(read_from(path, false, &fault));
    mint_file(path, long_text + 1);
    assert_true(read_from(path, false, &fault));
    mint_file(path, long_text);
    assert_false(read_from(path, false, &fault));
    assert_non_null(strstr(fault.text, "longer than 1000"));
    assert_false(read_from(directory, false, &fault));
    assert_non_null(strstr(fault.text, "not a file"));
    assert_int_equal(remove(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0); /* and a pipe does not block the start */
    assert_false(read_from(path, false, &fault));
    free(long_text);
    free(path);
    mint_directory_remove(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_address_lies_in_its_network),
        cmocka_unit_test(a_place_must_have_a_form_that_can_be_trusted),
        cmocka_unit_test(addresses_off_the_internet_are_kept_away_from),
        cmocka_unit_test(files_are_read_within_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
