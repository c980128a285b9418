#include "store/event_store.h"

#include "store/writer.h"

/* The dates and codes of an event, as the member `data` of a CloudEvent has them. */
static const char *data_of(struct arena *arena, const struct event *event)
{
    struct writer data = {.arena = arena};

    write_object(&data);
    if (event->limit != LIMIT_NONE)
        write_member_text(&data, "kind", code_text(&limit_codes, (int)event->limit));
    if (!date_none(event->due_on))
        write_member_date(&data, "due_on", event->due_on);
    if (!date_none(event->due_on_before))
        write_member_date(&data, "due_on_before", event->due_on_before);
    write_object_end(&data);
    return data.text;
}

void store_events_add(struct store *store, struct arena *arena, struct id council,
                      struct id complaint, int first, int version, int64_t now,
                      const struct event_list *events)
{
    const char *ids[EVENTS_MAX];
    const char *types[EVENTS_MAX];
    const char *stages[EVENTS_MAX];
    const char *resources[EVENTS_MAX];
    const char *resource_ids[EVENTS_MAX];
    const char *reasons[EVENTS_MAX];
    const char *data[EVENTS_MAX];
    const char *days[EVENTS_MAX];
    size_t count = events->count;

    for (size_t i = 0; i < count; i++) {
        const struct event *event = &events->items[i];
        struct id id = id_new(now);

        ids[i] = query_id(store, id);
        types[i] = event->type;
        stages[i] = event->stage > 0 ? query_number(store, event->stage) : NULL;
        resources[i] = event->resource_type;
        resource_ids[i] = query_id(store, event->resource_id);
        reasons[i] = event->reason_code;
        data[i] = data_of(arena, event);
        days[i] = query_date(store, event->on);
    }
    {
        const char *values[] = {
            query_id(store, council),
            query_id(store, complaint),
            query_number(store, first),
            query_array(store, ids, count),
            query_array(store, types, count),
            query_array(store, stages, count),
            query_array(store, resources, count),
            query_array(store, resource_ids, count),
            query_array(store, reasons, count),
            query_array(store, data, count),
            query_number(store, version),
            query_array(store, days, count),
        };

        query_queue(store, SQL_EVENT_PUT, values, COUNT(values));
    }
}

void store_event_list(struct store *store, struct id council, struct id complaint, const char *base,
                      const char *after, size_t rows)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint), after,
                            query_number(store, (long long)rows), base};

    query_queue(store, SQL_EVENT_LIST, values, COUNT(values));
}
