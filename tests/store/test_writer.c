/* JSON by hand and from columns: any text survives, every type has its form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "database.h"
#include "query.h"
#include "row_writer.h"

static struct database database;
static struct store *store;
static struct arena arena;

static int make(void **state)
{
    (void)state;
    database_make(&database);
    database_run(&database, "SET TIME ZONE 'UTC'");
    store = database_store(&database);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    store_free(store);
    database_drop(&database);
    arena_free(&arena);
    return 0;
}

static json_t *parsed(const struct writer *writer)
{
    json_error_t error;
    json_t *json =
        json_loadb(writer->text, writer->length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

    if (!json)
        fail_msg("%s at %d: %s", error.text, error.position, writer->text);
    return json;
}

/* ---- By hand --------------------------------------------------------------------------------------- */

static void commas_come_by_themselves(void **state)
{
    struct writer writer = {.arena = &arena};
    struct id id;

    (void)state;
    assert_true(id_parse("019A0000-0000-7000-8000-0000000000AA", 36, &id));
    write_object(&writer);
    write_member_text(&writer, "text", "a \"quoted\"\nline\\ \x01");
    write_member_number(&writer, "number", -7);
    write_member_flag(&writer, "flag", true);
    write_member_date(&writer, "day", (struct date){2026, 2, 3});
    write_member_date(&writer, "no_day", (struct date){0});
    write_member_id(&writer, "id", id);
    write_member_text(&writer, "none", NULL);
    write_member(&writer, "list");
    write_array(&writer);
    write_number(&writer, 1);
    write_array(&writer);
    write_array_end(&writer);
    write_object(&writer);
    write_object_end(&writer);
    write_json(&writer, "{\"raw\":true}");
    write_array_end(&writer);
    write_object_end(&writer);
    assert_string_equal(
        writer.text,
        "{\"text\":\"a \\\"quoted\\\"\\nline\\\\ \\u0001\",\"number\":-7,\"flag\":true,"
        "\"day\":\"2026-02-03\",\"no_day\":null,"
        "\"id\":\"019a0000-0000-7000-8000-0000000000aa\",\"none\":null,"
        "\"list\":[1,[],{},{\"raw\":true}]}");
    assert_int_equal(writer.length, strlen(writer.text));
}

/* ---- A generator of text --------------------------------------------------------------------------- */

static uint64_t seed = 20260302;

static uint32_t random_below(uint32_t limit)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((seed >> 33) % limit);
}

static size_t utf8_put(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xc0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = (char)(0xe0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3f));
        to[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | c >> 18);
    to[1] = (char)(0x80 | (c >> 12 & 0x3f));
    to[2] = (char)(0x80 | (c >> 6 & 0x3f));
    to[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* Any character that PostgreSQL stores: all but NUL and the surrogates, those that bite more often than others. */
static uint32_t random_character(void)
{
    static const char biting[] = "\"\\{},:[] \n\r\t\b\f\x1f\x7f'%$NULL";
    uint32_t c;

    switch (random_below(4)) {
    case 0:
        return (unsigned char)biting[random_below(sizeof biting - 1)];
    case 1:
        return 1 + random_below(0x7f);
    case 2:
        c = 0x80 + random_below(0xff80);
        return c >= 0xd800 && c <= 0xdfff ? 0xfffd : c;
    default:
        return 0x10000 + random_below(0x100000);
    }
}

static void random_text(char text[], size_t longest)
{
    size_t length = 0;
    uint32_t characters = random_below((uint32_t)longest / 4);

    for (uint32_t i = 0; i < characters; i++)
        length += utf8_put(text + length, random_character());
    text[length] = '\0';
}

/* How often: enough for a quick run, a hundred times as much for ./dev proof. */
static int rounds(int usual)
{
    const char *proof = getenv("HEARD_PROOF");

    return proof && strcmp(proof, "full") == 0 ? usual * 100 : usual;
}

static void any_text_survives_the_writer(void **state)
{
    char text[400];

    (void)state;
    for (int round = 0; round < rounds(2000); round++) {
        struct writer writer = {.arena = &arena};
        json_t *json;

        random_text(text, sizeof text - 4);
        write_object(&writer);
        write_member_text(&writer, "words", text);
        write_member_number(&writer, "after", round);
        write_object_end(&writer);
        json = parsed(&writer);
        assert_string_equal(json_string_value(json_object_get(json, "words")), text);
        assert_int_equal(json_integer_value(json_object_get(json, "after")), round);
        json_decref(json);
        arena_reset(&arena);
    }
}

/* ---- From columns: through PostgreSQL and back --------------------------------------------------------- */

static PGresult *probe(const char *text, const char *const values[], int count)
{
    PGresult *result = PQexecParams(database.admin, text, count, NULL, values, NULL, NULL, 0);

    assert_int_equal(PQresultStatus(result), PGRES_TUPLES_OK);
    return result;
}

static PGresult *probe_types(const char *text, const char *array, const char *json)
{
    const char *values[] = {text, array, json};

    return probe("SELECT $1::text AS text, true AS flag, 7::smallint AS small, -9007199254740993 "
                 "AS large, 1.50 AS exact,"
                 " NULL::text AS nothing, date '2026-11-23' AS day, timestamptz '2026-11-23 "
                 "17:00:00.123456Z' AS instant,"
                 " timestamptz '2026-01-02 03:04:05Z' AS whole, uuid "
                 "'019A0000-0000-7000-8000-0000000000AA' AS id,"
                 " $3::jsonb AS json, $2::text[] AS texts, '{1,NULL,3}'::int[] AS numbers, "
                 "'{t,f}'::boolean[] AS flags,"
                 " '{2026-11-23}'::date[] AS days, 'NaN'::float8 AS nan, 'oral'::form_code AS "
                 "code, 'L5' AS \"rule.code\","
                 " 'CA' AS \"rule.source.act\", 26 AS \"rule.source.section\", NULL::date AS "
                 "\"next?.due_on\","
                 " 'stage_1' AS \"next?.kind\", date '2026-12-01' AS \"last?.due_on\", NULL::text "
                 "AS \"last?.kind\","
                 " 'unseen' AS _hidden, 1 AS end",
                 values, COUNT(values));
}

static PGresult *probe_rows(const char *count)
{
    return probe("SELECT number, format('key %s?', number) AS _key_1, number AS _key_2"
                 " FROM generate_series(1, $1::int) AS number",
                 &count, 1);
}

static void every_type_has_its_form(void **state)
{
    struct writer writer = {.arena = &arena};
    auto_result *row =
        probe_types("it's", "{}", "{\"a b\": [1, 2, {\"c\": \" , : \\\" \"}], \"d\": null}");

    (void)state;
    write_result_row(&writer, row, 0);
    assert_string_equal(
        writer.text,
        "{\"text\":\"it's\",\"flag\":true,\"small\":7,\"large\":-9007199254740993,\"exact\":1.50,"
        "\"nothing\":null,\"day\":\"2026-11-23\",\"instant\":\"2026-11-23T17:00:00.123Z\","
        "\"whole\":\"2026-01-02T03:04:05.000Z\",\"id\":\"019a0000-0000-7000-8000-0000000000aa\","
        "\"json\":{\"d\":null,\"a b\":[1,2,{\"c\":\" , : \\\" "
        "\"}]},\"texts\":[],\"numbers\":[1,null,3],"
        "\"flags\":[true,false],\"days\":[\"2026-11-23\"],\"nan\":null,\"code\":\"oral\","
        "\"rule\":{\"code\":\"L5\",\"source\":{\"act\":\"CA\",\"section\":26}},"
        "\"next\":null,\"last\":{\"due_on\":\"2026-12-01\",\"kind\":null},\"end\":1}");
}

static void any_text_survives_the_database(void **state)
{
    char text[400], first[200], second[200];

    (void)state;
    for (int round = 0; round < rounds(300); round++) {
        struct writer writer = {.arena = &arena};
        const char *elements[] = {first, NULL, second, "NULL", ""};
        json_t *written = json_pack("{s:i}", "n", round);
        json_t *json, *texts;
        auto_result *row = NULL;
        char *document;

        random_text(text, sizeof text - 4);
        random_text(first, sizeof first - 4);
        random_text(second, sizeof second - 4);
        (void)json_object_set_new(written, "words", json_string(text));
        document = json_dumps(written, JSON_ENSURE_ASCII);
        store_read(store, NULL);
        row = probe_types(text, query_array(store, elements, COUNT(elements)), document);
        assert_int_equal(store_finish(store), NO_PROBLEM);
        write_result_row(&writer, row, 0);
        json = parsed(&writer);
        assert_string_equal(json_string_value(json_object_get(json, "text")), text);
        texts = json_object_get(json, "texts");
        assert_int_equal(json_array_size(texts), COUNT(elements));
        assert_string_equal(json_string_value(json_array_get(texts, 0)), first);
        assert_true(json_is_null(json_array_get(texts, 1)));
        assert_string_equal(json_string_value(json_array_get(texts, 2)), second);
        assert_string_equal(json_string_value(json_array_get(texts, 3)), "NULL");
        assert_string_equal(json_string_value(json_array_get(texts, 4)), "");
        assert_true(json_equal(json_object_get(json, "json"), written));
        json_decref(json);
        json_decref(written);
        free(document);
        arena_reset(&arena);
    }
}

static void assert_page(const char *rows, size_t limit, const char *expected)
{
    struct writer writer = {.arena = &arena};
    auto_result *result = probe_rows(rows);

    (void)write_result_page(&writer, result, limit);
    write_object_end(&writer);
    assert_string_equal(writer.text, expected);
}

static void pages_end_with_the_key_of_their_last_row(void **state)
{
    (void)state;
    assert_page(
        "3", 2,
        "{\"items\":[{\"number\":1},{\"number\":2}],\"next_cursor\":\"WyJrZXkgMj8iLDJd\"}"); /* ["key 2?",2] */
    assert_page("3", 3,
                "{\"items\":[{\"number\":1},{\"number\":2},{\"number\":3}],\"next_cursor\":null}");
    assert_page("0", 3, "{\"items\":[],\"next_cursor\":null}");
}

static void values_are_read_as_they_were_sent(void **state)
{
    struct writer writer = {.arena = &arena};
    auto_result *rows = probe_rows("2");
    const int numbers[] = {-1, 0, 2147483647};

    (void)state;
    store_read(store, NULL);
    assert_string_equal(query_numbers(store, numbers, COUNT(numbers)), "{-1,0,2147483647}");
    assert_string_equal(query_numbers(store, numbers, 0), "{}");
    assert_string_equal(query_instant(store, INT64_C(1764003600123)), "2025-11-24T17:00:00.123Z");
    assert_string_equal(query_instant(store, -1), "1969-12-31T23:59:59.999Z");
    assert_null(query_text(""));
    assert_null(query_date(store, (struct date){0}));
    assert_int_equal(store_finish(store), NO_PROBLEM);
    write_result_values(&writer, rows);
    assert_string_equal(writer.text, "[1,2]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_come_by_themselves),
        cmocka_unit_test(any_text_survives_the_writer),
        cmocka_unit_test(every_type_has_its_form),
        cmocka_unit_test(any_text_survives_the_database),
        cmocka_unit_test(pages_end_with_the_key_of_their_last_row),
        cmocka_unit_test(values_are_read_as_they_were_sent),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
