/* Hostile tokens, each refused for its own reason, and every lawful form taken (RFC 8725, RFC 9068, parts.md B). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "issuer.h"
#include "security/actor.h"

enum {
    CACHE_ENTRIES = 64
};

/* Beside the issuer's own key "ec": one of each kind that may or may not verify. */
static struct test_issuer issuer;
static struct mint_key rsa, pss, pss384, pss512, ec384, ec521, edwards, koblitz, small, encrypting,
    named, operating;
static struct mint_key stranger, strange_rsa;

struct published {
    struct mint_key *key;
    const char *kind;
    const char *kid;
    const char *members; /* of the JWK, beside those of the key itself */
};

static struct published published[] = {
    {&rsa, "RSA", "rsa", "{\"use\":\"sig\"}"},
    {&pss, "RSA", "pss", "{\"alg\":\"PS256\"}"},
    {&pss384, "RSA", "pss384", "{\"alg\":\"PS384\"}"},
    {&pss512, "RSA", "pss512", "{\"alg\":\"PS512\"}"},
    {&ec384, "P-384", "ec384", "{}"},
    {&ec521, "P-521", "ec521", "{\"alg\":\"ES512\",\"key_ops\":[\"verify\"]}"},
    {&edwards, "Ed25519", "edwards", "{}"},
    {&koblitz, "secp256k1", "koblitz", "{}"},
    {&small, "RSA-1024", "small", "{}"},
    {&encrypting, "P-256", "encrypting", "{\"use\":\"enc\"}"},
    {&named, "RSA", "named", "{\"alg\":\"RS384\"}"},
    {&operating, "P-256", "operating", "{\"key_ops\":[\"deriveKey\"]}"},
};

static void publish(void)
{
    json_t *list = json_array();
    json_t *document = json_pack("{s:o}", "keys", list);
    char *text;

    (void)json_array_append_new(list, mint_jwk(&issuer.ec));
    /* one of no known kind, one that is a secret: neither may keep the others out */
    (void)json_array_append_new(list, json_pack("{s:s,s:s}", "kty", "LATTICE", "kid", "lattice"));
    (void)json_array_append_new(
        list, json_pack("{s:s,s:s,s:s}", "kty", "oct", "kid", "oct", "k", "c2VjcmV0"));
    for (size_t i = 0; i < COUNT(published); i++) {
        json_t *jwk;
        json_t *members = json_loads(published[i].members, 0, NULL);

        *published[i].key = mint_key_new(published[i].kind, published[i].kid);
        jwk = mint_jwk(published[i].key);
        (void)json_object_update(jwk, members);
        json_decref(members);
        (void)json_array_append_new(list, jwk);
    }
    text = json_dumps(document, JSON_COMPACT);
    mint_file(issuer.path, text);
    free(text);
    json_decref(document);
}

static int start(void **state)
{
    (void)state;
    test_issuer_start(&issuer, CACHE_ENTRIES);
    publish();
    stranger = mint_key_new("P-256", "ec");
    strange_rsa = mint_key_new("RSA", "rsa");
    keys_refresh(issuer.keys);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(published); i++)
        mint_key_free(published[i].key);
    mint_key_free(&stranger);
    mint_key_free(&strange_rsa);
    test_issuer_stop(&issuer);
    return 0;
}

/* `token` is freed. */
static void expect(const char *what, char *token, enum refusal expected)
{
    struct actor actor;
    enum refusal why = test_verdict(&issuer, token, &actor);

    if (why != expected)
        fail_msg("%s: %s, not %s", what, refusal_code(why), refusal_code(expected));
    free(token);
}

static char *token_with(const struct mint_key *key, const char *algorithm, const char *header)
{
    char *claims = test_claims("{}");
    char *token = mint_token(key, algorithm, header, claims);

    free(claims);
    return token;
}

/* ---- Lawful --------------------------------------------------------------------------------------- */

static void every_lawful_algorithm_is_taken(void **state)
{
    const struct {
        const struct mint_key *key;
        const char *algorithm;
        const char *header;
    } cases[] = {
        {&issuer.ec, "ES256", ISSUER_HEADER("ES256", "ec")},
        {&ec384, "ES384", ISSUER_HEADER("ES384", "ec384")},
        {&ec521, "ES512", ISSUER_HEADER("ES512", "ec521")},
        {&rsa, "RS256", ISSUER_HEADER("RS256", "rsa")},
        {&rsa, "RS384", ISSUER_HEADER("RS384", "rsa")},
        {&rsa, "RS512", ISSUER_HEADER("RS512", "rsa")},
        {&named, "RS384", ISSUER_HEADER("RS384", "named")},
        {&pss, "PS256", ISSUER_HEADER("PS256", "pss")},
        {&pss384, "PS384", ISSUER_HEADER("PS384", "pss384")},
        {&pss512, "PS512", ISSUER_HEADER("PS512", "pss512")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(cases[i].header, token_with(cases[i].key, cases[i].algorithm, cases[i].header),
               NOT_REFUSED);
}

/* RFC 9068, 2.1; RFC 7515, 4.1.9: media types without case; members that we do not know are not ours to judge. */
static void every_lawful_header_is_taken(void **state)
{
    static const char *const headers[] = {
        "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\"}",
        "{\"typ\":\"jwt\",\"alg\":\"ES256\",\"kid\":\"ec\"}",
        "{\"typ\":\"AT+JWT\",\"alg\":\"ES256\",\"kid\":\"ec\"}",
        "{\"typ\":\"application/at+jwt\",\"alg\":\"ES256\",\"kid\":\"ec\"}",
        "{\"kid\":\"ec\", \"alg\" : \"ES256\",\n \"typ\":\"JWT\", \"n\":{\"x5c\":[]}}",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(headers); i++)
        expect(headers[i], token_with(&issuer.ec, "ES256", headers[i]), NOT_REFUSED);
}

static void every_lawful_claim_is_taken(void **state)
{
    static const char *const changes[] = {
        "{\"aud\":[\"heard\"]}",
        "{\"aud\":[\"https://other.example\",\"heard\"]}",
        "{\"client_id\":null,\"council\":null,\"scope\":null,\"roles\":null,\"iat\":null}",
        "{\"council\":\"sunderland\"}",
        "{\"exp\":1799999941}",                    /* ended 59 s ago: within the leeway */
        "{\"nbf\":1800000060,\"iat\":1800000060}", /* begins in 60 s: the same */
        "{\"exp\":253402300799}",
        "{\"roles\":[],\"scope\":\"\"}",
        "{\"roles\":[\"of_another_service\"],\"scope\":\"openid  profile\"}",
        "{\"sub\":\"auth0|Zo\\u00eb\"}",
        "{\"jti\":\"1\",\"nested\":{\"a\":[1,2.5,null]},\"auth_time\":1.5}",
        "{\"act\":{\"sub\":\"support-4\",\"act\":{\"sub\":\"older\"}}}",
        "{\"complaint\":\"01890A5D-AC96-774B-BCCE-B302099A8057\"}",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++)
        expect(changes[i], test_token(&issuer, changes[i]), NOT_REFUSED);
}

static void the_actor_is_what_the_token_says(void **state)
{
    struct actor actor;
    char *token = test_token(
        &issuer, "{\"scope\":\"complaints:read openid data:erase panels:write\","
                 "\"roles\":[\"advocate\",\"system\",\"operator\",\"complainant\",\"other\"],"
                 "\"act\":{\"sub\":\"support-4\"},"
                 "\"complaint\":\"01890A5D-AC96-774B-BCCE-B302099A8057\"}");

    (void)state;
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    assert_string_equal(actor.issuer, ISSUER_NAME);
    assert_string_equal(actor.subject, "u-17");
    assert_string_equal(actor.client_id, "web-form");
    assert_string_equal(actor.council, "middlesbrough");
    assert_string_equal(actor.act_subject, "support-4");
    assert_string_equal(actor.complaint.text, "01890a5d-ac96-774b-bcce-b302099a8057");
    assert_true(actor.expires_at == ISSUER_NOW + 600);
    assert_false(actor.development);
    /* data:erase is above this issuer's ceiling, openid is nothing of ours */
    assert_true(actor.scopes == (SCOPE_BIT(SCOPE_COMPLAINTS_READ) | SCOPE_BIT(SCOPE_PANELS_WRITE)));
    /* system is no token's, operator only by configuration */
    assert_true(actor.roles == (ROLE_BIT(ROLE_ADVOCATE) | ROLE_BIT(ROLE_COMPLAINANT)));
    assert_true(actor_has_scope(&actor, SCOPE_PANELS_WRITE));
    assert_false(actor_has_scope(&actor, SCOPE_DATA_ERASE));
    assert_true(actor_has_role(&actor, ROLE_ADVOCATE));
    assert_false(actor_has_role(&actor, ROLE_OPERATOR));
    free(token);
}

static void a_refused_token_leaves_the_actor_alone(void **state)
{
    struct actor actor = {.subject = "before", .roles = 5};
    struct actor before = actor;
    char *token = test_token(&issuer, "{\"complaint\":\"\"}");

    (void)state;
    assert_int_equal(test_verdict(&issuer, token, &actor), REFUSED_CLAIM);
    assert_memory_equal(&actor, &before, sizeof actor);
    free(token);
}

/* ---- Headers -------------------------------------------------------------------------------------- */

static void hostile_headers_are_refused(void **state)
{
    static const struct {
        const char *header;
        enum refusal why;
    } cases[] = {
        {"{\"typ\":\"at+jwt\",\"alg\":\"ES256\"}", REFUSED_KEY_ID},
        {"{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\"\"}", REFUSED_KEY_ID},
        {"{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":7}", REFUSED_KEY_ID},
        {"{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":[\"ec\"]}", REFUSED_KEY_ID},
        {ISSUER_HEADER("ES256", "strange"), REFUSED_KEY},
        {ISSUER_HEADER("ES256", "../../etc/passwd"), REFUSED_KEY},
        {ISSUER_HEADER("ES256", "EC"), REFUSED_KEY},
        {ISSUER_HEADER("ES256", "lattice"), REFUSED_KEY},
        {ISSUER_HEADER("ES384", "ec"), REFUSED_KEY},
        {ISSUER_HEADER("RS256", "ec"), REFUSED_KEY},
        {ISSUER_HEADER("none", "ec"), REFUSED_ALGORITHM},
        {ISSUER_HEADER("nOnE", "ec"), REFUSED_ALGORITHM},
        {ISSUER_HEADER("es256", "ec"), REFUSED_ALGORITHM},
        {ISSUER_HEADER("ES256K", "ec"), REFUSED_ALGORITHM},
        {ISSUER_HEADER("HS256", "ec"), REFUSED_ALGORITHM},
        {ISSUER_HEADER("hs256", "ec"), REFUSED_ALGORITHM},
        {ISSUER_HEADER("HS512", "oct"), REFUSED_ALGORITHM},
        {ISSUER_HEADER("", "ec"), REFUSED_ALGORITHM},
        {"{\"typ\":\"at+jwt\",\"kid\":\"ec\"}", REFUSED_ALGORITHM},
        {"{\"typ\":\"at+jwt\",\"alg\":[\"ES256\"],\"kid\":\"ec\"}", REFUSED_ALGORITHM},
        {"{\"alg\":\"ES256\",\"kid\":\"ec\"}", REFUSED_TYPE},
        {"{\"typ\":\"\",\"alg\":\"ES256\",\"kid\":\"ec\"}", REFUSED_TYPE},
        {"{\"typ\":\"logout+jwt\",\"alg\":\"ES256\",\"kid\":\"ec\"}", REFUSED_TYPE},
        {"{\"typ\":\"secevent+jwt\",\"alg\":\"ES256\",\"kid\":\"ec\"}", REFUSED_TYPE},
        {"{\"typ\":null,\"alg\":\"ES256\",\"kid\":\"ec\"}", REFUSED_TYPE},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"crit\":[\"x\"],\"x\":1}",
         REFUSED_HEADER_FORBIDDEN},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"crit\":[]}",
         REFUSED_HEADER_FORBIDDEN},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"b64\":true}",
         REFUSED_HEADER_FORBIDDEN},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"zip\":\"DEF\"}",
         REFUSED_HEADER_FORBIDDEN},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"jku\":\"https://evil.example/k\"}",
         REFUSED_HEADER_FORBIDDEN},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"x5u\":\"https://evil.example/c\"}",
         REFUSED_HEADER_FORBIDDEN},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"x5c\":[\"AAAA\"]}",
         REFUSED_HEADER_FORBIDDEN},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"kid\":\"rsa\"}", REFUSED_HEADER},
        {"{\"typ\":\"JWT\",\"alg\":\"none\",\"kid\":\"ec\",\"alg\":\"ES256\"}", REFUSED_HEADER},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\",\"a\":{\"b\":1,\"b\":2}}",
         REFUSED_HEADER},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\\u0000\"}", REFUSED_HEADER},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"ec\"} {}", REFUSED_HEADER},
        {"{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"\xff\"}", REFUSED_HEADER},
        {"[\"typ\",\"alg\",\"kid\"]", REFUSED_HEADER},
        {"\"ES256\"", REFUSED_HEADER},
        {"null", REFUSED_HEADER},
        {"", REFUSED_HEADER},
        {"{", REFUSED_HEADER},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(cases[i].header, token_with(&issuer.ec, "ES256", cases[i].header), cases[i].why);
}

static void a_kid_longer_than_is_taken_is_refused(void **state)
{
    char kid[300];
    char *header;

    (void)state;
    memset(kid, 'k', sizeof kid - 1);
    kid[sizeof kid - 1] = '\0';
    header = mint_text("{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"%s\"}", kid);
    expect("a kid of 299", token_with(&issuer.ec, "ES256", header), REFUSED_KEY_ID);
    free(header);
}

/* RFC 8725, 2.6 and CVE-2018-0114: the attacker signs with a key of their own and sends it along. */
static void a_key_in_the_header_is_refused(void **state)
{
    json_t *header = json_pack("{s:s,s:s,s:s,s:o}", "typ", "JWT", "alg", "ES256", "kid", "ec",
                               "jwk", mint_jwk(&stranger));
    char *text = json_dumps(header, JSON_COMPACT);

    (void)state;
    expect("embedded jwk", token_with(&stranger, "ES256", text), REFUSED_HEADER_FORBIDDEN);
    free(text);
    json_decref(header);
}

/* ---- Signatures ----------------------------------------------------------------------------------- */

/* RFC 8725, 2.1: an HMAC under the public key, which everybody has (parts.md, finding 2). */
static void an_hmac_under_the_public_key_is_refused(void **state)
{
    const struct mint_key keys[] = {rsa, issuer.ec};
    static const char *const headers[] = {
        ISSUER_HEADER("HS256", "rsa"), ISSUER_HEADER("HS256", "ec"), ISSUER_HEADER("RS256", "rsa"),
        ISSUER_HEADER("ES256", "ec")};
    static const enum refusal whys[] = {REFUSED_ALGORITHM, REFUSED_ALGORITHM, REFUSED_SIGNATURE,
                                        REFUSED_SIGNATURE};
    char *claims = test_claims("{}");

    (void)state;
    for (size_t k = 0; k < COUNT(keys); k++) {
        char *pem = mint_public_pem(&keys[k]);

        for (size_t h = 0; h < COUNT(headers); h++)
            expect(headers[h], mint_hmac_token(pem, headers[h], claims), whys[h]);
        free(pem);
    }
    free(claims);
}

static void a_token_without_signature_is_refused(void **state)
{
    char *claims = test_claims("{}");

    (void)state;
    expect("none", mint_bare_token(ISSUER_HEADER("none", "ec"), claims), REFUSED_ALGORITHM);
    expect("nOnE", mint_bare_token("{\"typ\":\"JWT\",\"alg\":\"nOnE\"}", claims),
           REFUSED_ALGORITHM);
    expect("stripped", mint_bare_token(ISSUER_HEADER("ES256", "ec"), claims), REFUSED_SIGNATURE);
    free(claims);
}

static void the_signature_of_another_key_is_refused(void **state)
{
    const struct {
        const char *what;
        const struct mint_key *key;
        const char *algorithm;
        const char *header;
        enum refusal why;
    } cases[] = {
        {"a stranger's ES256", &stranger, "ES256", ISSUER_HEADER("ES256", "ec"), REFUSED_SIGNATURE},
        {"a stranger's RS256", &strange_rsa, "RS256", ISSUER_HEADER("RS256", "rsa"),
         REFUSED_SIGNATURE},
        {"RS256 called RS512", &rsa, "RS256", ISSUER_HEADER("RS512", "rsa"), REFUSED_SIGNATURE},
        {"ES256 under an RSA key", &issuer.ec, "ES256", ISSUER_HEADER("ES256", "rsa"), REFUSED_KEY},
        {"RS256 of a key for RS384", &named, "RS256", ISSUER_HEADER("RS256", "named"), REFUSED_KEY},
        {"PS256 of a key that does not say so", &rsa, "PS256", ISSUER_HEADER("PS256", "rsa"),
         REFUSED_KEY},
        {"PS256 called RS256", &rsa, "PS256", ISSUER_HEADER("RS256", "rsa"), REFUSED_SIGNATURE},
        {"RS256 called PS256", &pss, "RS256", ISSUER_HEADER("PS256", "pss"), REFUSED_SIGNATURE},
        {"RS256 of a key for PS256", &pss, "RS256", ISSUER_HEADER("RS256", "pss"), REFUSED_KEY},
        {"PS512 of a key for PS256", &pss, "PS512", ISSUER_HEADER("PS512", "pss"), REFUSED_KEY},
        {"EdDSA", &edwards, "EdDSA", ISSUER_HEADER("EdDSA", "edwards"), REFUSED_ALGORITHM},
        {"EdDSA called ES256", &edwards, "EdDSA", ISSUER_HEADER("ES256", "edwards"), REFUSED_KEY},
        {"secp256k1", &koblitz, "ES256", ISSUER_HEADER("ES256", "koblitz"), REFUSED_KEY},
        {"RSA of 1,024 bits", &small, "RS256", ISSUER_HEADER("RS256", "small"), REFUSED_KEY},
        {"a key for encryption", &encrypting, "ES256", ISSUER_HEADER("ES256", "encrypting"),
         REFUSED_KEY},
        {"a key for agreement", &operating, "ES256", ISSUER_HEADER("ES256", "operating"),
         REFUSED_KEY},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(cases[i].what, token_with(cases[i].key, cases[i].algorithm, cases[i].header),
               cases[i].why);
}

/* CVE-2022-21449 and its like; lengths other than the key's (RFC 7518, 3.4). */
static void impossible_signatures_are_refused(void **state)
{
    static const unsigned char zeros[132];
    unsigned char ones[132];
    static const size_t lengths[] = {1, 8, 63, 64, 65, 70, 96, 128, 132};
    char *good = test_token(&issuer, "{}");

    (void)state;
    memset(ones, 0xff, sizeof ones);
    for (size_t i = 0; i < COUNT(lengths); i++) {
        expect("zeros", mint_resign(good, zeros, lengths[i]), REFUSED_SIGNATURE);
        expect("ones", mint_resign(good, ones, lengths[i]), REFUSED_SIGNATURE);
    }
    free(good);
    good = token_with(&rsa, "RS256", ISSUER_HEADER("RS256", "rsa"));
    expect("RSA of zeros", mint_resign(good, zeros, sizeof zeros), REFUSED_SIGNATURE);
    free(good);
}

/* Every character of a good token, changed, makes a bad one: there is no slack in it anywhere. */
static void a_token_changed_anywhere_is_refused(void **state)
{
    char *good = test_token(&issuer, "{}");

    (void)state;
    for (size_t i = 0; good[i]; i++) {
        char *changed = strdup(good);
        struct actor actor;

        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        if (test_verdict(&issuer, changed, &actor) == NOT_REFUSED)
            fail_msg("character %zu of %s", i, good);
        free(changed);
    }
    assert_int_equal(test_verdict(&issuer, good, &(struct actor){.roles = 0}), NOT_REFUSED);
    free(good);
}

static void another_payload_under_the_signature_is_refused(void **state)
{
    char *good = test_token(&issuer, "{}");
    char *other = test_token(&issuer, "{\"council\":\"sunderland\"}");
    char *header_end = strchr(good, '.');
    char *other_payload = strchr(other, '.') + 1;
    char *mixed = mint_text("%.*s.%.*s%s", (int)(header_end - good), good,
                            (int)(strchr(other_payload, '.') - other_payload), other_payload,
                            strrchr(good, '.'));

    (void)state;
    expect("mixed", mixed, REFUSED_SIGNATURE);
    free(good);
    free(other);
}

/* ---- Forms ---------------------------------------------------------------------------------------- */

static void malformed_tokens_are_refused(void **state)
{
    char *good = test_token(&issuer, "{}");
    const int body = (int)strlen(good);

    (void)state;
    expect("empty", strdup(""), REFUSED_TOO_LONG);
    expect("a word", strdup("token"), REFUSED_PARTS);
    expect("dots", strdup(".."), REFUSED_HEADER);
    expect("one dot", strdup("."), REFUSED_PARTS);
    expect("two parts", mint_text("%.*s", (int)(strrchr(good, '.') - good), good), REFUSED_PARTS);
    expect("four parts", mint_text("%s.AAAA", good), REFUSED_PARTS);
    expect("a trailing dot", mint_text("%s.", good), REFUSED_PARTS);
    expect("padding", mint_text("%s==", good), REFUSED_ENCODING);
    expect("a blank before", mint_text(" %s", good), REFUSED_ENCODING);
    expect("a newline after", mint_text("%s\n", good), REFUSED_ENCODING);
    expect("base64 of the other alphabet", mint_text("%.*s+", body - 1, good), REFUSED_ENCODING);
    expect("an impossible length", mint_text("%.*s", body - 1, good), REFUSED_ENCODING);
    expect("Bearer twice", mint_text("Bearer %s", good), REFUSED_ENCODING);
    free(good);
}

/* RFC 7516: five parts; refused before anything is decrypted. */
static void an_encrypted_token_is_refused(void **state)
{
    (void)state;
    expect("JWE", strdup("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAA"),
           REFUSED_PARTS);
    expect("the header of a JWE",
           token_with(&issuer.ec, "ES256",
                      "{\"typ\":\"JWT\",\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\",\"kid\":\"rsa\"}"),
           REFUSED_HEADER_FORBIDDEN);
}

static void a_nul_ends_no_token(void **state)
{
    char *good = test_token(&issuer, "{}");
    size_t length = strlen(good);
    char *longer = mint_text("%s%s", good, "_AAAA");
    struct actor actor;
    enum refusal why;

    (void)state;
    longer[length] = '\0';
    assert_int_equal(token_verify(issuer.tokens, longer, length + 5, ISSUER_NOW, &actor, &why),
                     PROBLEM_UNAUTHENTICATED);
    assert_int_equal(why, REFUSED_ENCODING);
    free(longer);
    free(good);
}

static void a_token_longer_than_is_taken_is_refused(void **state)
{
    char *words = malloc(65536);
    char *changes;

    (void)state;
    memset(words, 'a', 65535);
    words[65535] = '\0';
    expect("64 kB of a", strdup(words), REFUSED_TOO_LONG);
    words[5000] = '\0';
    changes = mint_text("{\"padding\":\"%s\"}", words);
    expect("7 kB", test_token(&issuer, changes), NOT_REFUSED);
    free(changes);
    words[5000] = 'a';
    words[6500] = '\0';
    changes = mint_text("{\"padding\":\"%s\"}", words);
    expect("9 kB", test_token(&issuer, changes), REFUSED_TOO_LONG);
    free(changes);
    free(words);
}

static void deep_nesting_is_refused(void **state)
{
    char *deep = malloc(5001);
    char *payload;

    (void)state;
    memset(deep, '[', 5000);
    deep[5000] = '\0';
    payload = mint_text("{\"a\":%s", deep);
    expect("5,000 brackets", mint_token(&issuer.ec, "ES256", ISSUER_HEADER("ES256", "ec"), payload),
           REFUSED_PAYLOAD);
    free(payload);
    free(deep);
}

/* ---- Claims --------------------------------------------------------------------------------------- */

static void hostile_payloads_are_refused(void **state)
{
    static const char *const payloads[] = {"",
                                           "{",
                                           "[]",
                                           "7",
                                           "\"x\"",
                                           "{\"iss\":\"https://idp.example\",\"iss\":\"heard\"}",
                                           "{\"sub\":\"a\",\"exp\":9,\"exp\":1800000600}",
                                           "{\"exp\":99999999999999999999}",
                                           "{\"sub\":\"a\\u0000b\"}",
                                           "{\"exp\":1e400}",
                                           "{\"exp\":NaN}"};

    (void)state;
    for (size_t i = 0; i < COUNT(payloads); i++)
        expect(payloads[i],
               mint_token(&issuer.ec, "ES256", ISSUER_HEADER("ES256", "ec"), payloads[i]),
               REFUSED_PAYLOAD);
}

static void hostile_claims_are_refused(void **state)
{
    static const struct {
        const char *changes;
        enum refusal why;
    } cases[] = {
        {"{\"iss\":null}", REFUSED_ISSUER},
        {"{\"iss\":7}", REFUSED_ISSUER},
        {"{\"iss\":\"https://idp.example/\"}", REFUSED_ISSUER},
        {"{\"iss\":\"https://evil.example\"}", REFUSED_ISSUER},
        {"{\"iss\":\"heard\"}", REFUSED_ISSUER},
        {"{\"iss\":[\"https://idp.example\"]}", REFUSED_ISSUER},
        {"{\"aud\":null}", REFUSED_AUDIENCE},
        {"{\"aud\":\"other\"}", REFUSED_AUDIENCE},
        {"{\"aud\":\"heard2\"}", REFUSED_AUDIENCE},
        {"{\"aud\":\"Heard\"}", REFUSED_AUDIENCE},
        {"{\"aud\":[]}", REFUSED_AUDIENCE},
        {"{\"aud\":[\"other\",\"third\"]}", REFUSED_AUDIENCE},
        {"{\"aud\":[\"heard\",7]}", REFUSED_CLAIM},
        {"{\"aud\":{\"heard\":true}}", REFUSED_CLAIM},
        {"{\"aud\":true}", REFUSED_CLAIM},
        {"{\"exp\":null}", REFUSED_NO_EXPIRY},
        {"{\"exp\":1799999940}", REFUSED_EXPIRED}, /* the leeway is over to the second */
        {"{\"exp\":1}", REFUSED_EXPIRED},
        {"{\"exp\":0}", REFUSED_EXPIRED},
        {"{\"exp\":-1}", REFUSED_CLAIM},
        {"{\"exp\":\"1800000600\"}", REFUSED_CLAIM},
        {"{\"exp\":1800000600.0}", REFUSED_CLAIM},
        {"{\"exp\":253402300800}", REFUSED_CLAIM},
        {"{\"exp\":9223372036854775807}", REFUSED_CLAIM},
        {"{\"exp\":true}", REFUSED_CLAIM},
        {"{\"exp\":[1800000600]}", REFUSED_CLAIM},
        {"{\"nbf\":1800000061}", REFUSED_NOT_YET},
        {"{\"nbf\":\"1\"}", REFUSED_CLAIM},
        {"{\"nbf\":1.5}", REFUSED_CLAIM},
        {"{\"iat\":1800000061}", REFUSED_NOT_YET},
        {"{\"iat\":\"now\"}", REFUSED_CLAIM},
        {"{\"sub\":null}", REFUSED_SUBJECT},
        {"{\"sub\":\"\"}", REFUSED_CLAIM},
        {"{\"sub\":17}", REFUSED_CLAIM},
        {"{\"sub\":\"a\\nb\"}", REFUSED_CLAIM},
        {"{\"sub\":\"a\\u007f\"}", REFUSED_CLAIM},
        {"{\"client_id\":[]}", REFUSED_CLAIM},
        {"{\"council\":7}", REFUSED_CLAIM},
        {"{\"council\":[\"middlesbrough\"]}", REFUSED_CLAIM},
        {"{\"council\":\"\"}", REFUSED_CLAIM},
        {"{\"council\":\"durham\"}", REFUSED_COUNCIL},
        {"{\"council\":\"Middlesbrough\"}", REFUSED_COUNCIL},
        {"{\"scope\":[\"complaints:read\"]}", REFUSED_CLAIM},
        {"{\"scope\":7}", REFUSED_CLAIM},
        {"{\"roles\":\"complainant\"}", REFUSED_CLAIM},
        {"{\"roles\":[7]}", REFUSED_CLAIM},
        {"{\"roles\":{\"complainant\":true}}", REFUSED_CLAIM},
        {"{\"complaint\":\"all\"}", REFUSED_CLAIM},
        {"{\"complaint\":\"\"}", REFUSED_CLAIM},
        {"{\"complaint\":7}", REFUSED_CLAIM},
        {"{\"act\":\"support\"}", REFUSED_CLAIM},
        {"{\"act\":{}}", REFUSED_CLAIM},
        {"{\"act\":{\"sub\":7}}", REFUSED_CLAIM},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(cases[i].changes, test_token(&issuer, cases[i].changes), cases[i].why);
}

static void texts_longer_than_are_kept_are_refused(void **state)
{
    static const struct {
        const char *claim;
        int longest;
    } cases[] = {{"sub", ACTOR_SUBJECT}, {"client_id", ACTOR_CLIENT}};
    char words[400];

    (void)state;
    memset(words, 'w', sizeof words);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *fits = mint_text("{\"%s\":\"%.*s\"}", cases[i].claim, cases[i].longest, words);
        char *over = mint_text("{\"%s\":\"%.*s\"}", cases[i].claim, cases[i].longest + 1, words);

        expect(fits, test_token(&issuer, fits), NOT_REFUSED);
        expect(over, test_token(&issuer, over), REFUSED_CLAIM);
        free(fits);
        free(over);
    }
}

/* ---- Around the token ----------------------------------------------------------------------------- */

static void every_refusal_has_words_fit_for_a_header(void **state)
{
    (void)state;
    for (int refusal = 0; refusal < REFUSAL_COUNT; refusal++) {
        const char *text = refusal_text((enum refusal)refusal);

        assert_true(strlen(text) > 10 && strlen(refusal_code((enum refusal)refusal)) > 2);
        /* RFC 6750, 3: %x20-21 / %x23-5B / %x5D-7E */
        for (; *text; text++)
            assert_true(*text >= 0x20 && *text < 0x7f && *text != '"' && *text != '\\');
    }
}

static void the_bearer_token_is_found_in_the_header(void **state)
{
    static const struct {
        const char *header;
        const char *token; /* NULL: none */
    } cases[] = {
        {"Bearer abc.def", "abc.def"},
        {"bearer abc", "abc"},
        {"BEARER   abc", "abc"},
        {"Bearer", NULL},
        {"Bearer ", NULL},
        {"Bearerabc", NULL},
        {"Bearer abc def", NULL},
        {"Bearer abc,Bearer def", NULL},
        {"Bearer abc ", NULL},
        {"Basic abc", NULL},
        {"", NULL},
        {NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *token = NULL;
        size_t length = 0;
        bool found = bearer_token(cases[i].header, &token, &length);

        assert_int_equal(found, cases[i].token != NULL);
        if (found)
            assert_memory_equal(token, cases[i].token, length + 1); /* with the NUL: all of it */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lawful_algorithm_is_taken),
        cmocka_unit_test(every_lawful_header_is_taken),
        cmocka_unit_test(every_lawful_claim_is_taken),
        cmocka_unit_test(the_actor_is_what_the_token_says),
        cmocka_unit_test(a_refused_token_leaves_the_actor_alone),
        cmocka_unit_test(hostile_headers_are_refused),
        cmocka_unit_test(a_kid_longer_than_is_taken_is_refused),
        cmocka_unit_test(a_key_in_the_header_is_refused),
        cmocka_unit_test(an_hmac_under_the_public_key_is_refused),
        cmocka_unit_test(a_token_without_signature_is_refused),
        cmocka_unit_test(the_signature_of_another_key_is_refused),
        cmocka_unit_test(impossible_signatures_are_refused),
        cmocka_unit_test(a_token_changed_anywhere_is_refused),
        cmocka_unit_test(another_payload_under_the_signature_is_refused),
        cmocka_unit_test(malformed_tokens_are_refused),
        cmocka_unit_test(an_encrypted_token_is_refused),
        cmocka_unit_test(a_nul_ends_no_token),
        cmocka_unit_test(a_token_longer_than_is_taken_is_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(hostile_payloads_are_refused),
        cmocka_unit_test(hostile_claims_are_refused),
        cmocka_unit_test(texts_longer_than_are_kept_are_refused),
        cmocka_unit_test(every_refusal_has_words_fit_for_a_header),
        cmocka_unit_test(the_bearer_token_is_found_in_the_header),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
