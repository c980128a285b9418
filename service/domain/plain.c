#include "domain/plain.h"

#include <string.h>

struct standing_words {
    const char *symbol, *headline, *what_happened, *next_step;
};

static const struct standing_words standing_words[STATUS_COUNT] = {
#define STANDING(status, symbol, headline, what_happened, next_step) \
    [STATUS_##status] = {symbol, headline, what_happened, next_step},
#include "domain/texts.def"
#undef STANDING
};

static const struct {
    const char *headline, *next_step;
} office_words[STATUS_COUNT] = {
#define OFFICE(status, headline, next_step) [STATUS_##status] = {headline, next_step},
#include "domain/texts.def"
#undef OFFICE
};

static const struct {
    enum act_kind kind;
    enum proposal of;
    const char *words;
} choice_words[] = {
#define CHOICE(act, of, words) {ACT_##act, PROPOSAL_##of, words},
#include "domain/texts.def"
#undef CHOICE
};

enum say {
#define SAY(name, words) SAY_##name,
#include "domain/texts.def"
#undef SAY
    SAY_COUNT
};

static const char *const says[SAY_COUNT] = {
#define SAY(name, words) [SAY_##name] = (words),
#include "domain/texts.def"
#undef SAY
};

const char *plain_date(struct arena *arena, struct date date)
{
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};

    return arena_print(arena, "%s %d %s %d", days[date_weekday(date)], date.day,
                       months[date.month - 1], date.year);
}

/* The text with its {day}. */
static const char *say_day(struct arena *arena, enum say say, struct date day)
{
    static const char slot[] = "{day}";
    const char *words = says[say];
    const char *at = strstr(words, slot);

    if (!at)
        return words;
    return arena_print(arena, "%.*s%s%s", (int)(at - words), words, plain_date(arena, day),
                       at + sizeof slot - 1);
}

static bool own(enum role role)
{
    return role == ROLE_COMPLAINANT || role == ROLE_REPRESENTATIVE || role == ROLE_ADVOCATE ||
           role == ROLE_CHILD_SUBJECT;
}

/* ---- By when --------------------------------------------------------------------------------------- */

static const char *stage_1_by_when(const struct clock *clock, struct arena *arena)
{
    if (date_none(clock->due))
        return says[SAY_CLOCK_WAITS];
    if (clock->state == CLOCK_MISSED)
        return say_day(arena, SAY_ANSWER_LATE, clock->due);
    return say_day(arena, clock->extended ? SAY_FIRST_ANSWER_BY_LONGER : SAY_ANSWER_BY, clock->due);
}

static const char *stage_2_by_when(const struct standing *standing, struct arena *arena)
{
    const struct clock *record = &standing->clocks[LIMIT_WRITTEN_RECORD];
    const struct clock *clock = &standing->clocks[LIMIT_STAGE_2];

    if (standing->status == STATUS_STAGE2_RECORD)
        return record->state == CLOCK_RUNNING && !date_none(record->due)
                   ? say_day(arena, SAY_RECORD_BY, record->due)
                   : says[SAY_CLOCK_WAITS];
    return say_day(arena, clock->state == CLOCK_MISSED ? SAY_STAGE_2_LATE : SAY_ANSWER_BY,
                   clock->due);
}

static const char *own_by_when(const struct standing *standing, struct arena *arena)
{
    const struct clock *stage_1 = &standing->clocks[LIMIT_STAGE_1];

    if (standing->phase == PHASE_STAGE_2)
        return stage_2_by_when(standing, arena);
    if (standing->phase == PHASE_CLOSED || standing->status == STATUS_STAGE1_RESPONDED)
        return says[SAY_NO_DAY];
    return stage_1->state == CLOCK_NONE ? says[SAY_NO_DAY] : stage_1_by_when(stage_1, arena);
}

/* For the office: the clock that ends next, a missed one before all. */
static const struct clock *pressing(const struct standing *standing)
{
    const struct clock *found = NULL;

    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++) {
        const struct clock *clock = &standing->clocks[limit];
        const bool open = clock->state == CLOCK_RUNNING || clock->state == CLOCK_MISSED;

        if (!open || date_none(clock->due) || !date_none(clock->ended_on) ||
            limit == LIMIT_ASK_STAGE_2)
            continue;
        if (!found || date_before(clock->due, found->due))
            found = clock;
    }
    return found;
}

static const char *office_by_when(const struct standing *standing, struct arena *arena)
{
    const struct clock *clock = pressing(standing);

    if (!clock)
        return says[SAY_OFFICE_NO_DAY];
    return say_day(arena, clock->state == CLOCK_MISSED ? SAY_OFFICE_LATE : SAY_OFFICE_DUE,
                   clock->due);
}

/* ---- The rest -------------------------------------------------------------------------------------- */

static bool allowed(const struct choice *choices, size_t count, enum act_kind kind,
                    enum proposal of)
{
    for (size_t i = 0; i < count; i++)
        if (choices[i].kind == kind && choices[i].of == of)
            return choices[i].allowed;
    return false;
}

/* In the order of texts.def, which puts what matters most first. */
static void choose(const struct standing *standing, enum role role, struct date day,
                   struct plain *plain)
{
    struct choice choices[CHOICES_MAX];
    const size_t count = procedure_choices(standing, role, day, choices);

    for (size_t i = 0; i < COUNT(choice_words) && plain->choice_count < PLAIN_CHOICES_MAX; i++) {
        if (!allowed(choices, count, choice_words[i].kind, choice_words[i].of))
            continue;
        if (choice_words[i].kind == ACT_ASK_ADVOCATE &&
            (standing->advocate_appointed || standing->advocate_wanted))
            continue; /* there is one, or one is being found */
        plain->your_choices[plain->choice_count++] = choice_words[i].words;
    }
}

static const char *who_knows(const struct standing *standing)
{
    if (standing->facts.anonymity == ANONYMITY_ANONYMOUS)
        return says[SAY_WHO_KNOWS_ANONYMOUS];
    if (standing->facts.anonymity == ANONYMITY_CONFIDENTIAL)
        return says[SAY_WHO_KNOWS_CONFIDENTIAL];
    return says[standing->advocate_appointed ? SAY_WHO_KNOWS_WITH_ADVOCATE : SAY_WHO_KNOWS];
}

static const char *with_contact(struct arena *arena, const char *words, const char *contact)
{
    return contact ? arena_print(arena, "%s %s.", words, contact) : words;
}

static const char *help(const struct standing *standing, const struct plain_contacts *contacts,
                        struct arena *arena)
{
    const char *council = with_contact(arena, says[SAY_HELP_COUNCIL], contacts->council);

    if (!procedure_has_advocate_right(standing->capacity, standing->facts.child))
        return council;
    return arena_print(arena, "%s %s", council,
                       with_contact(arena, says[SAY_HELP_ADVOCATE], contacts->advocacy));
}

/* Everything in one breath after the other; `help` last. */
static const char *spoken(const struct plain *plain, const char *help_words, struct arena *arena)
{
    const char *speech = arena_print(arena, "%s %s %s %s", plain->headline, plain->what_happened,
                                     plain->next_step, plain->by_when);

    for (size_t i = 0; i < plain->choice_count; i++)
        speech = arena_print(arena, "%s %s", speech, plain->your_choices[i]);
    return arena_print(arena, "%s %s %s", speech, plain->who_knows, help_words);
}

static void tell_own(const struct standing *standing, enum role role, struct date day,
                     const struct plain_contacts *contacts, struct arena *arena,
                     struct plain *plain)
{
    static const struct plain_contacts nobody = {NULL, NULL};
    const struct standing_words *words = &standing_words[standing->status];

    plain->headline = words->headline;
    plain->what_happened = words->what_happened;
    if (standing->withdrawal_pending)
        plain->what_happened =
            arena_print(arena, "%s %s", words->what_happened, says[SAY_STOP_PENDING]);
    plain->next_step = words->next_step;
    plain->by_when = own_by_when(standing, arena);
    choose(standing, role, day, plain);
    plain->who_knows = who_knows(standing);
    plain->help = help(standing, contacts, arena);
    plain->speech = spoken(plain, plain->help, arena);
    plain->reading_age = plain_reading_age(spoken(plain, help(standing, &nobody, arena), arena));
}

static void tell_office(const struct standing *standing, struct arena *arena, struct plain *plain)
{
    plain->headline = office_words[standing->status].headline;
    plain->what_happened =
        says[standing->withdrawal_pending ? SAY_OFFICE_STOP_PENDING : SAY_OFFICE_NOTHING];
    plain->next_step = office_words[standing->status].next_step;
    plain->by_when = office_by_when(standing, arena);
    plain->who_knows = says[SAY_WHO_KNOWS_OFFICE];
    plain->help = says[SAY_HELP_OFFICE];
    plain->speech = arena_print(arena, "%s %s %s %s", plain->headline, plain->what_happened,
                                plain->next_step, plain->by_when);
    plain->reading_age = plain_reading_age(plain->speech);
}

void plain_tell(const struct standing *standing, enum role role, struct date day,
                const struct plain_contacts *contacts, struct arena *arena, struct plain *plain)
{
    *plain = (struct plain){.symbol = standing_words[standing->status].symbol};
    if (own(role))
        tell_own(standing, role, day, contacts, arena, plain);
    else
        tell_office(standing, arena, plain);
}
