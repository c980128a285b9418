/* notice_view.h - notices as they are shown: what was sent as it was sent, drafts as they would go out today. */
#ifndef HEARD_API_NOTICE_VIEW_H
#define HEARD_API_NOTICE_VIEW_H

#include "letter.h"

/* How notices may leave (NoticeChannel of the contract). */
extern const struct codes notice_channel_codes;

/* The channel whose code that list has at `code`; NONE for none. */
enum channel notice_channel(unsigned code);

/* When a notice that left on `sent_on` counts as received unless more is known: the policy's days for its way, which may
 * only lengthen a window (rulebook 4, deemed_receipt). PROBLEM_CALENDAR_UNKNOWN. */
checked enum problem deemed_receipt(const struct history *history, enum channel channel,
                                    struct date sent_on, struct date *day);

/* Queue the facts that letters are made from, on `day`; then collect them into `desk`, whose file is open. */
void desk_queue(struct exchange *x, struct id complaint, struct date day);
checked enum problem desk_collect(struct exchange *x, const struct case_file *file, struct date day,
                                  struct desk *desk);

/* Put into `row` those who get the letter: the ones that `names` (of the member `to`) mean, or those it had; where it had
 * none the complainant's side; and an advocate always (invariant 10). */
checked enum problem addressees_put(struct exchange *x, const struct addressees *people,
                                    const struct texts *names, struct notice_row *row);

/* What `drafts` would say: {id: {detail, subject, body, missing}}, for store_notice_show and store_notice_list. */
checked enum problem drafts_make(struct exchange *x, const struct desk *desk,
                                 const struct notice_rows *drafts, const char **says);

#endif
