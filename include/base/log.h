/* base/log.h - what is said while running. One JSON object per line, on two streams:
 * standard output has one line for each request, standard error everything else.
 *
 * Routes, ids, counts, codes and milliseconds; never names, words, birthdays, tokens or the values of queries. */
#ifndef HEARD_BASE_LOG_H
#define HEARD_BASE_LOG_H

#include <stddef.h>

#include "base/lang.h"

enum log_level {
    LOG_ERROR,
    LOG_WARNING,
    LOG_INFO,
    LOG_DEBUG
};

/* Say no more than `level` names ("error", "warning", "info", "debug"). Before it, and after log_stop, nothing is said. */
void log_start(const char *level);
void log_stop(void);

/* One event: a stable name such as "started", and a sentence. From any thread. */
void log_event(enum log_level level, const char *event, const char *format, ...) formats(3, 4);

/* One finished line of `length` bytes, its newline included, by one write(2) to standard output. When nobody takes it,
 * the line is lost, never the request. */
void log_line(const char *line, size_t length);

#endif
