/* letter_words.c - a letter in the service's words: the paragraphs of letter_texts.def, filled in. */
#include "letter.h"

#include <assert.h>
#include <string.h>

/* The Ombudsman's own front door, where the council publishes no other. */
static const char OMBUDSMAN_USUAL[] = "www.lgo.org.uk, telephone 0300 061 0614";

struct writing {
    struct arena *arena;
    const struct desk *desk;
    const struct letter_made *letter;
    const struct letter_detail *detail;
};

/* ---- Values: NULL when there is none ---------------------------------------------------------------------- */

static const char *day_in_words(struct arena *arena, struct date day)
{
    static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
    static const char *const months[] = {NULL,      "January",  "February", "March",  "April",
                                         "May",     "June",     "July",     "August", "September",
                                         "October", "November", "December"};

    if (date_none(day))
        return NULL;
    return arena_print(arena, "%s %d %s %d", weekdays[date_weekday(day)], day.day,
                       months[day.month], day.year);
}

static const char *flag(bool set)
{
    return set ? "yes" : NULL;
}

/* `list` with `item` behind it. */
static const char *listed(struct arena *arena, const char *list, const char *separator,
                          const char *item)
{
    if (!item)
        return list;
    return list ? arena_print(arena, "%s%s%s", list, separator, item) : item;
}

static const char *always(const struct writing *w)
{
    (void)w;
    return "yes";
}

static const char *reference(const struct writing *w)
{
    return w->desk->file->reference;
}

static const char *stage(const struct writing *w)
{
    return arena_print(w->arena, "%d", w->letter->stage);
}

/* Of an extension: the day that it replaces. */
static const char *due_day(const struct writing *w)
{
    struct date due = w->detail->due_on;

    if (w->letter->notice == NOTICE_STAGE_1_EXTENSION)
        due = letter_clock(w->desk, 1)->due;
    return day_in_words(w->arena, due);
}

static const char *stage_1_day(const struct writing *w)
{
    return day_in_words(w->arena, letter_clock(w->desk, 1)->due);
}

static const char *waiting(const struct writing *w)
{
    return flag(date_none(w->detail->due_on) &&
                date_none(letter_clock(w->desk, w->letter->stage)->due));
}

static const char *contact(const struct writing *w)
{
    const struct contact *given = w->detail->contact;
    const char *list = NULL;

    if (!given)
        return NULL;
    if (given->phone)
        list = arena_print(w->arena, "telephone %s", given->phone);
    if (given->email)
        list = listed(w->arena, list, ", ", arena_print(w->arena, "e-mail %s", given->email));
    return listed(w->arena, list, ", ", given->address);
}

static const char *advocacy(const struct writing *w)
{
    return listed(w->arena, w->desk->facts.advocacy_provider, ", ",
                  w->desk->facts.advocacy_contact);
}

static const char *ombudsman(const struct writing *w)
{
    return w->desk->facts.ombudsman_contact ? w->desk->facts.ombudsman_contact : OMBUDSMAN_USUAL;
}

static const char *handler(const struct writing *w)
{
    return w->detail->handler;
}

static const char *investigators(const struct writing *w)
{
    const char *list = NULL;

    for (size_t i = 0; i < w->desk->people.count && w->letter->stage == 2; i++) {
        const struct addressee *person = &w->desk->people.items[i];

        if (person->name && person->role == ROLE_STAGE2_INVESTIGATOR)
            list = listed(w->arena, list, ", ",
                          arena_print(w->arena, "%s (investigator)", person->name));
        if (person->name && person->role == ROLE_STAGE2_INDEPENDENT_PERSON)
            list = listed(w->arena, list, ", ",
                          arena_print(w->arena, "%s (independent person)", person->name));
    }
    return list;
}

static const char *points_elsewhere(const struct writing *w)
{
    const char *list = NULL;

    for (size_t i = 0; i < w->detail->destinations.count; i++) {
        const struct destination_told *told = OBJECT(destination_told, w->detail->destinations, i);

        list = listed(w->arena, list, "\n",
                      arena_print(w->arena, "- Point %d goes to %s. %s", told->point,
                                  told->destination ? told->destination : "...",
                                  told->reasons ? told->reasons : ""));
    }
    return list;
}

static const char *some_stay(const struct writing *w)
{
    return flag(w->detail->destinations.count < w->desk->facts.point_count);
}

static const char *accepted(const struct writing *w)
{
    return flag(w->detail->accepted);
}

static const char *refused(const struct writing *w)
{
    return flag(w->detail->accepted_given.text && !w->detail->accepted);
}

static const char *reasons(const struct writing *w)
{
    return w->detail->reasons;
}

static const char *limb_reasonable(const struct writing *w)
{
    return w->detail->limbs ? w->detail->limbs->not_reasonable_to_expect_earlier : NULL;
}

static const char *limb_fair(const struct writing *w)
{
    return w->detail->limbs ? w->detail->limbs->can_be_considered_fairly : NULL;
}

static const char *new_day(const struct writing *w)
{
    return day_in_words(w->arena, w->detail->new_due_on);
}

static const char *terms(const struct writing *w)
{
    const char *list = NULL;

    for (size_t i = 0; i < w->detail->terms.count; i++)
        list =
            listed(w->arena, list, "\n", arena_print(w->arena, "- %s", w->detail->terms.items[i]));
    return list;
}

static const char *actions(const struct writing *w)
{
    const char *list = NULL;

    for (size_t i = 0; i < w->detail->actions.count; i++) {
        const struct action_told *action = OBJECT(action_told, w->detail->actions, i);
        const char *day = day_in_words(w->arena, action->due_on);

        list = listed(
            w->arena, list, "\n",
            arena_print(w->arena, "- %s%s%s", action->text, day ? ", by " : "", day ? day : ""));
    }
    return list;
}

static const char *no_actions(const struct writing *w)
{
    return flag(w->detail->actions_given.text && w->detail->actions.count == 0);
}

static const char *response(const struct writing *w)
{
    return w->desk->facts.response;
}

static const char *words_of_point(const struct writing *w, int number)
{
    for (size_t i = 0; i < w->desk->facts.point_count; i++)
        if (w->desk->facts.points[i].number == number)
            return w->desk->facts.points[i].words;
    return "";
}

static const char *findings(const struct writing *w)
{
    static const char *const results[RESULT_COUNT] = {
        [RESULT_UPHELD] = "We agree with you (upheld).",
        [RESULT_PARTIALLY_UPHELD] = "We agree with a part of it (partially upheld).",
        [RESULT_NOT_UPHELD] = "We do not agree (not upheld).",
        [RESULT_NO_FINDING] = "We could not find out what happened (no finding).",
    };
    const char *list = NULL;

    for (size_t i = 0; i < w->detail->findings.count; i++) {
        const struct finding_told *told = OBJECT(finding_told, w->detail->findings, i);
        const char *reason = told->reasons ? told->reasons : "";

        if (told->result != RESULT_NONE)
            list =
                listed(w->arena, list, "\n\n",
                       arena_print(w->arena, "%d. You said: %s\n%s %s", told->point,
                                   words_of_point(w, told->point), results[told->result], reason));
    }
    return list;
}

static const char *withdrawn_day(const struct writing *w)
{
    return day_in_words(w->arena, w->detail->withdrawn_on);
}

static const char *withdrawn_points(const struct writing *w)
{
    const char *list = NULL;

    for (size_t i = 0; i < w->detail->withdrawn_points.count; i++)
        list = listed(w->arena, list, ", ",
                      arena_print(w->arena, "%d", w->detail->withdrawn_points.items[i]));
    return list;
}

static const char *whole(const struct writing *w)
{
    return flag(w->detail->withdrawn_points.count == 0);
}

/* Members of the detail that are flags: the paragraph stands when the letter is to say it. */
#define FLAG_OF_DETAIL(member) \
    static const char *member(const struct writing *w) \
    { \
        return flag(w->detail->member); \
    }
FLAG_OF_DETAIL(procedure_information)
FLAG_OF_DETAIL(guidance_offer)
FLAG_OF_DETAIL(advocacy_offer)
FLAG_OF_DETAIL(no_further_action)
FLAG_OF_DETAIL(child_told)
FLAG_OF_DETAIL(ombudsman_information)
FLAG_OF_DETAIL(right_to_stage_2)

/* clang-format off */
#define VALUES(X) \
    X(always) X(reference) X(stage) X(due_day) X(stage_1_day) X(waiting) X(contact) X(advocacy) \
    X(ombudsman) X(handler) X(investigators) X(points_elsewhere) X(some_stay) X(accepted) X(refused) \
    X(reasons) X(limb_reasonable) X(limb_fair) X(new_day) X(terms) X(actions) X(no_actions) \
    X(response) X(findings) X(withdrawn_day) X(withdrawn_points) X(whole) X(procedure_information) \
    X(guidance_offer) X(advocacy_offer) X(no_further_action) X(child_told) X(ombudsman_information) \
    X(right_to_stage_2)
/* clang-format on */

static const struct {
    const char *name;
    const char *(*value)(const struct writing *w);
} values[] = {
#define VALUE(name) {#name, name},
    VALUES(VALUE)
#undef VALUE
};

static const char *value_of(const struct writing *w, const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT(values); i++)
        if (strlen(values[i].name) == length && memcmp(values[i].name, name, length) == 0)
            return values[i].value(w);
    assert(false && "letter_texts.def names values that there are");
    return NULL;
}

/* ---- Filling in ------------------------------------------------------------------------------------------- */

/* `text` with its values; NULL when one is missing. */
static const char *filled(const struct writing *w, const char *text)
{
    const char *whole_text = "";

    while (*text) {
        size_t plain = strcspn(text, "{");
        const char *value = "";
        size_t name = 0;

        if (text[plain] == '{') {
            name = strcspn(text + plain, "}");
            value = value_of(w, text + plain + 1, name - 1);
            name++;
        }
        if (!value)
            return NULL;
        whole_text = arena_print(w->arena, "%s%.*s%s", whole_text, (int)plain, text, value);
        text += plain + name;
    }
    return whole_text;
}

static struct writing writing_begin(struct exchange *x, const struct desk *desk,
                                    const struct letter_made *letter)
{
    return (struct writing){
        .arena = x->arena, .desk = desk, .letter = letter, .detail = letter->detail};
}

const char *letter_subject(struct exchange *x, const struct desk *desk,
                           const struct letter_made *letter)
{
    static const char *const subjects[NOTICE_COUNT] = {
#define SUBJECT(notice, text) [NOTICE_##notice] = (text),
#include "letter_texts.def"
#undef SUBJECT
    };
    const struct writing w = writing_begin(x, desk, letter);

    return filled(&w, subjects[letter->notice]);
}

/* By name, where the letter goes to one person whose name is known. */
static const char *greeting(const struct writing *w)
{
    const struct addressee *reader = NULL;

    for (size_t i = 0; i < w->desk->people.count; i++)
        if (w->desk->people.items[i].role == ROLE_COMPLAINANT) {
            if (reader)
                return "Hello,";
            reader = &w->desk->people.items[i];
        }
    return reader && reader->name ? arena_print(w->arena, "Dear %s,", reader->name) : "Hello,";
}

const char *letter_text(struct exchange *x, const struct desk *desk,
                        const struct letter_made *letter)
{
    static const struct {
        enum notice notice;
        const char *(*when)(const struct writing *w);
        const char *text;
    } paragraphs[] = {
#define PARAGRAPH(notice, when, text) {NOTICE_##notice, when, text},
#include "letter_texts.def"
#undef PARAGRAPH
    };
    const struct writing w = writing_begin(x, desk, letter);
    const char *text = greeting(&w);

    for (size_t i = 0; i < COUNT(paragraphs); i++)
        if (paragraphs[i].notice == letter->notice && paragraphs[i].when(&w))
            text = listed(x->arena, text, "\n\n", filled(&w, paragraphs[i].text));
    return listed(x->arena, text, "\n\n", desk->facts.council);
}
