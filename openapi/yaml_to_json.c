/* yaml_to_json - write a YAML document as JSON, at build time: heard.yaml becomes heard.json.
 *
 * Scalars follow YAML 1.2's core schema, as OpenAPI 3.1 asks: an unquoted null, true, 12 or 1.5 is
 * what it looks like, everything else is a string; a date is a string. Names of members are always
 * strings, so that `200:` under `responses` needs no quotes. A member named twice is a fault. */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <yaml.h>

enum {
    DEEPEST = 200
};

static bool is_one_of(const char *text, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

/* A number of the core schema: digits with a sign, a point or an exponent; no hexadecimal, no `inf`. */
static bool is_number(const char *text, bool *whole)
{
    size_t digits = strspn(text + (*text == '-' || *text == '+'), "0123456789");
    const char *rest = text + (*text == '-' || *text == '+') + digits;
    char *end;

    *whole = *rest == '\0';
    if (!isdigit((unsigned char)text[strspn(text, "+-.")]) ||
        strspn(text, "+-.0123456789eE") != strlen(text))
        return false;
    (void)strtod(text, &end);
    return *end == '\0';
}

static json_t *plain_scalar(const char *text)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const trues[] = {"true", "True", "TRUE", NULL};
    static const char *const falses[] = {"false", "False", "FALSE", NULL};
    bool whole;

    if (is_one_of(text, nulls))
        return json_null();
    if (is_one_of(text, trues))
        return json_true();
    if (is_one_of(text, falses))
        return json_false();
    if (!is_number(text, &whole))
        return json_string(text);
    return whole ? json_integer(strtoll(text, NULL, 10)) : json_real(strtod(text, NULL));
}

/* A document nests as deep as DEEPEST and no deeper. NOLINTBEGIN(misc-no-recursion) */
static json_t *node_as_json(yaml_document_t *document, int number, int depth);

static json_t *sequence_as_json(yaml_document_t *document, const yaml_node_t *node, int depth)
{
    json_t *array = json_array();
    const yaml_node_item_t *item = node->data.sequence.items.start;

    for (; item < node->data.sequence.items.top; item++)
        if (json_array_append_new(array, node_as_json(document, *item, depth + 1)) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static bool add_member(json_t *object, yaml_document_t *document, const yaml_node_pair_t *pair,
                       int depth)
{
    const yaml_node_t *key = yaml_document_get_node(document, pair->key);
    const char *name = key->type == YAML_SCALAR_NODE ? (const char *)key->data.scalar.value : NULL;

    if (!name || json_object_get(object, name)) {
        (void)fprintf(stderr, "line %zu: %s\n", key->start_mark.line + 1,
                      name ? "this name stands twice" : "a name must be a scalar");
        return false;
    }
    return json_object_set_new(object, name, node_as_json(document, pair->value, depth + 1)) == 0;
}

static json_t *mapping_as_json(yaml_document_t *document, const yaml_node_t *node, int depth)
{
    json_t *object = json_object();
    const yaml_node_pair_t *pair = node->data.mapping.pairs.start;

    for (; pair < node->data.mapping.pairs.top; pair++)
        if (!add_member(object, document, pair, depth)) {
            json_decref(object);
            return NULL;
        }
    return object;
}

/* NULL, after a sentence where one is needed, when the node cannot be said in JSON. */
static json_t *node_as_json(yaml_document_t *document, int number, int depth)
{
    const yaml_node_t *node = yaml_document_get_node(document, number);

    if (depth > DEEPEST) {
        (void)fprintf(stderr, "line %zu: too deep\n", node->start_mark.line + 1);
        return NULL;
    }
    if (node->type == YAML_SEQUENCE_NODE)
        return sequence_as_json(document, node, depth);
    if (node->type == YAML_MAPPING_NODE)
        return mapping_as_json(document, node, depth);
    if (node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
        return plain_scalar((const char *)node->data.scalar.value);
    return json_stringn((const char *)node->data.scalar.value, node->data.scalar.length);
}

/* NOLINTEND(misc-no-recursion) */

static json_t *read_yaml(FILE *file)
{
    yaml_parser_t parser;
    yaml_document_t document;
    json_t *json = NULL;

    if (!yaml_parser_initialize(&parser))
        return NULL;
    yaml_parser_set_input_file(&parser, file);
    if (!yaml_parser_load(&parser, &document)) {
        (void)fprintf(stderr, "line %zu: %s\n", parser.problem_mark.line + 1, parser.problem);
        yaml_parser_delete(&parser);
        return NULL;
    }
    if (yaml_document_get_root_node(&document))
        json = node_as_json(&document, 1, 0);
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    return json;
}

int main(int count, char *arguments[])
{
    if (count != 3) {
        (void)fputs("usage: yaml_to_json IN.yaml OUT.json\n", stderr);
        return 2;
    }

    FILE *file = fopen(arguments[1], "rb");
    if (!file) {
        /* NOLINTNEXTLINE(concurrency-mt-unsafe): a command has one thread */
        (void)fprintf(stderr, "%s: %s\n", arguments[1], strerror(errno));
        return 1;
    }

    json_t *json = read_yaml(file);
    int written = json ? json_dump_file(json, arguments[2], JSON_COMPACT | JSON_ENCODE_ANY) : -1;

    (void)fclose(file);
    json_decref(json);
    if (written != 0)
        (void)fprintf(stderr, "%s: not written\n", arguments[2]);
    return written == 0 ? 0 : 1;
}
