/* api/metrics.h - what /metrics tells: counted by each thread for itself, summed when somebody asks. */
#ifndef HEARD_API_METRICS_H
#define HEARD_API_METRICS_H

#include <stdbool.h>
#include <stdint.h>

struct writer;

/* Count one answer of the calling thread: `route` is the number of its row (route_match), 0 for none. */
void metrics_count(int route, int status, int64_t microseconds);

/* A figure that somebody else keeps, such as the queue of work: `read` is called whenever metrics are. Names and help
 * are static. Called before the service starts. */
void metrics_figure(const char *name, const char *help, bool counter, double (*read)(void *context),
                    void *context);

/* Everything in Prometheus's text format. */
void metrics_write(struct writer *writer);

#endif
