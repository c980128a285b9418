#include "store/calendar_view.h"

#include "query.h"

void store_calendar_facts(struct store *store)
{
    query_queue(store, SQL_CALENDAR_FACTS, NULL, 0);
}

void store_non_working_days(struct store *store, struct date from, struct date to)
{
    const char *values[] = {query_date(store, from), query_date(store, to)};

    query_queue(store, SQL_NON_WORKING_DAY_LIST, values, COUNT(values));
}
