#include "api/plain.h"

#include "domain/plain.h"

static const char *text_or_null(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

static void write_choices(struct writer *answer, const struct plain *plain)
{
    write_member(answer, "your_choices");
    write_array(answer);
    for (size_t i = 0; i < plain->choice_count; i++)
        write_text(answer, plain->your_choices[i]);
    write_array_end(answer);
}

void write_plain(struct exchange *x, const struct case_file *file)
{
    const struct plain_contacts contacts = {
        .council = text_or_null(file->rules.contacts.council),
        .advocacy = text_or_null(file->rules.contacts.advocacy),
    };
    struct writer *answer = &x->answer;
    struct plain plain;

    plain_tell(&file->now, x->role, x->today, &contacts, x->arena, &plain);
    write_object(answer);
    write_member_text(answer, "headline", plain.headline);
    write_member_text(answer, "what_happened", plain.what_happened);
    write_member_text(answer, "next_step", plain.next_step);
    write_member_text(answer, "by_when", plain.by_when);
    write_choices(answer, &plain);
    write_member_text(answer, "who_knows", plain.who_knows);
    write_member_text(answer, "help", plain.help);
    write_member_text(answer, "speech", plain.speech);
    write_member_text(answer, "symbol", plain.symbol);
    write_member_number(answer, "reading_age", plain.reading_age);
    write_object_end(answer);
    x->language = "en";
}
