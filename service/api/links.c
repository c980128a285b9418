/* Complaints that belong together: related, split, duplicate, resubmitted (reg. 8(4)), or to be answered in one letter.
 * A link moves no clock of either. It is an event of the complaint that says so; no evidence, so it may be removed. */
#include "links.h"

#include "api/case.h"
#include "store/link_store.h"
#include "store/tenant_store.h"

static const char *const kinds[] = {
    NULL, "related", "split_from", "duplicate_of", "resubmission_of", "joint_answer_with",
};
static const struct codes link_kind_codes = {.texts = kinds, .count = COUNT(kinds)};

/* ---- Handlers --------------------------------------------------------------------------------------- */

static enum problem links_list(struct exchange *x)
{
    const struct id complaint = path_id(x, "complaint_id");
    long version;

    store_case_version(x->store, x->council.id, complaint);
    store_links_list(x->store, x->council.id, complaint);
    TRY(store_case_version_found(x->store, &version));
    write_object(&x->answer);
    write_member(&x->answer, "items");
    TRY(write_collected_rows(&x->answer, x->store));
    write_member(&x->answer, "next_cursor");
    write_null(&x->answer);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem link_create(struct exchange *x)
{
    const struct link *link = x->body;
    const struct link_entry entry = {
        .id = id_new(x->now),
        .complaint = path_id(x, "complaint_id"),
        .other = link->to,
        .kind = code_text(&link_kind_codes, (int)link->kind),
    };
    struct case_file file;

    if (id_same(entry.complaint, entry.other))
        return fault(x, "/to", "itself", "A complaint is linked to another one.");
    TRY(case_open(x, entry.complaint, &file));
    case_event(x, &file, "complaint.linked", "link", entry.id);
    store_link_add(x->store, x->council.id, &entry, x->visitor.actor);
    case_record(x, &file);
    store_link_show(x->store, x->council.id, entry.id);
    if (store_done(x->store, true) == PROBLEM_NOT_FOUND)
        return fault(x, "/to", "unknown", "There is no such complaint for you.");
    TRY(case_recorded(x, &file));
    answer_located(x, arena_print(x->arena, "/v1/complaints/%s/links/%s", entry.complaint.text,
                                  entry.id.text));
    etag_set(x, file.version + 1);
    return write_collected(&x->answer, x->store);
}

static enum problem link_remove(struct exchange *x)
{
    struct case_file file;

    TRY(case_open_at_version(x, path_id(x, "complaint_id"), &file));
    store_link_remove(x->store, x->council.id, file.complaint, path_id(x, "link_id"));
    return store_done(x->store, true);
}

size_t links_queue(struct exchange *x, struct id complaint, const struct objects *links)
{
    for (size_t i = 0; i < links->count; i++) {
        const struct link *link = OBJECT(link, *links, i);
        const struct link_entry entry = {
            .id = id_new(x->now),
            .complaint = complaint,
            .other = link->to,
            .kind = code_text(&link_kind_codes, (int)link->kind),
        };

        store_link_add(x->store, x->council.id, &entry, x->visitor.actor);
    }
    return links->count;
}

/* ---- Bodies and routes ------------------------------------------------------------------------------ */
/* clang-format off */
static const struct field link_fields[] = {
    FIELD(link, kind, REQUIRED, .codes = &link_kind_codes),
    FIELD(link, to,   REQUIRED),
};
const struct body link_body = BODY(link, link_fields);

#define MAY_LINK (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER))
#define MAY_READ (MAY_LINK | MAY(ADJUDICATING_OFFICER) | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE))

extern const struct route_row links_routes[];
const struct route_row links_routes[] = {
    ROUTE(GET,    "/v1/complaints/:complaint_id/links", links_list,  .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_READ),
    ROUTE(POST,   "/v1/complaints/:complaint_id/links", link_create, .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_LINK,
          .body = &link_body, .status = 201),
    ROUTE(DELETE, "/v1/complaints/:complaint_id/links/:link_id", link_remove, .scopes = NEEDS(COMPLAINTS_WRITE),
          .may = MAY_LINK, .flags = ROUTE_NEEDS_VERSION, .status = 204),
    {0},
};
/* clang-format on */
