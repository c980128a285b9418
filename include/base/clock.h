/* base/clock.h - the one reader of the time. Legal dates never come from here directly: see the council's day. */
#ifndef HEARD_BASE_CLOCK_H
#define HEARD_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since 1970-01-01T00:00:00Z. */
int64_t clock_unix_ms(void);

/* Microseconds of a clock that only goes forward, for durations. */
int64_t clock_monotonic_us(void);

#endif
