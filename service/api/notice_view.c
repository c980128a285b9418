#include "notice_view.h"

#include "addressing.h"
#include "problem_json.h"

static const char *const channel_texts[] = {NULL, "email", "letter", "in_person", "app"};
const struct codes notice_channel_codes = {channel_texts, COUNT(channel_texts)};

enum channel notice_channel(unsigned code)
{
    return (enum channel)code_find(&channel_codes, channel_texts[code]);
}

enum problem deemed_receipt(const struct history *history, enum channel channel,
                            struct date sent_on, struct date *day)
{
    int days = policy_on(history->policies, sent_on)->deemed_days[channel];

    *day = sent_on;
    return days > 0 ? calendar_count(history->calendar, sent_on, days, day) : NO_PROBLEM;
}

void desk_queue(struct exchange *x, struct id complaint, struct date day)
{
    store_addressees(x->store, x->council.id, complaint, x->today);
    store_notice_facts(x->store, x->council.id, complaint, day);
}

enum problem desk_collect(struct exchange *x, const struct case_file *file, struct date day,
                          struct desk *desk)
{
    desk->file = file;
    TRY(store_addressees_collect(x->store, x->arena, &desk->people));
    TRY(store_notice_facts_collect(x->store, x->arena, &desk->facts));
    return procedure_replay(&file->history, day, &desk->standing);
}

static bool among(struct id id, const struct id *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (id_same(items[i], id))
            return true;
    return false;
}

static bool always_gets(enum role role, bool anybody_named)
{
    if (role == ROLE_ADVOCATE)
        return true;
    return !anybody_named && (role == ROLE_COMPLAINANT || role == ROLE_REPRESENTATIVE);
}

enum problem addressees_put(struct exchange *x, const struct addressees *people,
                            const struct texts *names, struct notice_row *row)
{
    struct id *to =
        arena_take(x->arena, (people->count + row->to_count + names->count + 1) * sizeof *to);
    size_t count = 0;
    bool named;

    for (size_t i = 0; i < names->count; i++) {
        const struct addressee *one;

        TRY(addressee_find(x, people, names->items[i], arena_print(x->arena, "/to/%zu", i), &one));
        to[count++] = one->id;
    }
    for (size_t i = 0; i < row->to_count && names->count == 0; i++)
        to[count++] = row->to[i];
    named = count > 0;
    for (size_t i = 0; i < people->count; i++)
        if (always_gets(people->items[i].role, named) && !among(people->items[i].id, to, count))
            to[count++] = people->items[i].id;
    row->to = to;
    row->to_count = count;
    return NO_PROBLEM;
}

static void letter_write(struct writer *says, struct id id, const struct letter_made *made)
{
    write_member(says, id.text);
    write_object(says);
    write_member(says, "detail");
    write_json(says, made->detail_text);
    write_member_text(says, "subject", made->subject);
    write_member_text(says, "body", made->body);
    write_member(says, "missing");
    violations_list(says, &made->missing);
    write_object_end(says);
}

enum problem drafts_make(struct exchange *x, const struct desk *desk,
                         const struct notice_rows *drafts, const char **says)
{
    struct writer all = {.arena = x->arena};

    write_object(&all);
    for (size_t i = 0; i < drafts->count; i++) {
        struct letter_made made;

        TRY(letter_make(x, desk, &drafts->items[i], &made));
        letter_write(&all, drafts->items[i].id, &made);
    }
    write_object_end(&all);
    *says = all.text;
    return NO_PROBLEM;
}
