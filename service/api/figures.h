/* The figures of /metrics that other parts keep. */
#ifndef HEARD_API_FIGURES_H
#define HEARD_API_FIGURES_H

/* Register them, once, before the first request. */
void figures_prepare(void);

#endif
