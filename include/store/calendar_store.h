/* store/calendar_store.h - the national calendar brought up to date by the operator (decision 29).
 *
 * A version is never changed, only followed by a newer one, which keeps the older years that the file no longer has. */
#ifndef HEARD_STORE_CALENDAR_STORE_H
#define HEARD_STORE_CALENDAR_STORE_H

#include "domain/calendar.h"
#include "store/store.h"

/* Read the days of England and Wales from the JSON that GOV.UK publishes ({"england-and-wales": {"events": [{"title",
 * "date"}]}}), into `arena`. Every year between the first and the last must be whole. Returns false with a sentence. */
checked bool calendar_file_read(const char *text, size_t length, struct arena *arena,
                                struct calendar *calendar, char *sentence, size_t size);

/* The calendar that follows `present` when `file` is imported on `today`: the file's years, and those before them; a day
 * that `present` has not is known since today. Returns false with a sentence when a year between them would be missing.
 * `present` without days: none yet. */
checked bool calendar_follow(const struct calendar *present, const struct calendar *file,
                             struct date today, struct arena *arena, struct calendar *next,
                             char *sentence, size_t size);

/* The first day from `*place` on that is a holiday in one calendar only; moves both places behind it. Returns false when
 * there is none. `added`: it is in `next`. */
struct calendar_places {
    size_t present;
    size_t next;
};
bool calendar_difference(const struct calendar *present, const struct calendar *next,
                         struct calendar_places *places, struct holiday *day, bool *added);

/* Queue `calendar` as a new version; collected by store_done. Its new days are known
 * since `known_on`. The store is the owner's. */
void store_calendar_add(struct store *store, const struct calendar *calendar, const char *source,
                        struct date known_on);

/* Import the file that Heard brings along when there is no calendar yet. Returns false with a sentence. */
checked bool store_calendar_first(struct store *store, char *sentence, size_t size);

#endif
