#include "procedure_tables.h"

#include "base/arena.h"
#include "domain/procedure.h"

/* An entry of a table, left open for what else is to be said of it. */
static void entry_open(struct writer *answer, const char *code, const json_t *labels)
{
    write_object(answer);
    write_member_text(answer, "code", code);
    write_member_text(answer, "label", json_string_value(json_object_get(labels, code)));
}

/* Has the complainant the right to an advocate (s.26A): always, when they are a child, or never? */
static const char *advocate_right(enum capacity capacity)
{
    if (procedure_has_advocate_right(capacity, false))
        return "always";
    return procedure_has_advocate_right(capacity, true) ? "if_a_child" : "never";
}

static void capacities_write(struct writer *answer, const json_t *labels)
{
    write_member(answer, "capacities");
    write_array(answer);
    for (int capacity = CAPACITY_NONE + 1; capacity < CAPACITY_COUNT; capacity++) {
        entry_open(answer, code_text(&capacity_codes, capacity), labels);
        write_member_flag(answer, "interest_decision",
                          procedure_needs_interest((enum capacity)capacity));
        write_member_text(answer, "advocate_right", advocate_right((enum capacity)capacity));
        write_object_end(answer);
    }
    write_array_end(answer);
}

static void notices_write(struct writer *answer, const json_t *labels)
{
    write_member(answer, "notices");
    write_array(answer);
    for (int notice = NOTICE_NONE + 1; notice < NOTICE_COUNT; notice++) {
        entry_open(answer, code_text(&notice_codes, notice), labels);
        write_member_text(answer, "number", arena_print(answer->arena, "N%d", notice));
        write_object_end(answer);
    }
    write_array_end(answer);
}

static void codes_write(struct writer *answer, const char *table, const struct codes *codes,
                        const json_t *labels)
{
    write_member(answer, table);
    write_array(answer);
    for (size_t i = 1; i < codes->count; i++) {
        entry_open(answer, codes->texts[i], labels);
        write_object_end(answer);
    }
    write_array_end(answer);
}

void write_procedure_tables(struct writer *answer, const json_t *labels)
{
    write_member(answer, "tables");
    write_object(answer);
    capacities_write(answer, labels);
    codes_write(answer, "functions", &function_codes, labels);
    codes_write(answer, "roles", &role_codes, labels);
    codes_write(answer, "statuses", &status_codes, labels);
    notices_write(answer, labels);
    write_object_end(answer);
}
