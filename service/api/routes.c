/* All addresses of Heard: one line for each resource. */
#include "api/route.h"

/* clang-format off */
#define RESOURCES(X) \
    X(advocacy) \
    X(advocates) \
    X(calendar_days) \
    X(complaints) \
    X(contract) \
    X(deadlines) \
    X(complaint_events) \
    X(findings) \
    X(decisions) \
    X(dispatches) \
    X(enquiries) \
    X(health) \
    X(information_requests) \
    X(links) \
    X(me) \
    X(meetings) \
    X(notices) \
    X(participants) \
    X(people) \
    X(points) \
    X(policies) \
    X(problems) \
    X(records) \
    X(responses) \
    X(stages) \
    X(procedure_page) \
    X(requests) \
    X(sandboxes) \
    X(test_clock)
/* clang-format on */

#define DECLARE(noun) extern const struct route_row noun##_routes[];
RESOURCES(DECLARE)

#define LIST(noun) noun##_routes,
const struct route_row *const route_tables[] = {RESOURCES(LIST) NULL};
