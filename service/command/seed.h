/* seed.h - the command seed. */
#ifndef HEARD_COMMAND_SEED_H
#define HEARD_COMMAND_SEED_H

/* heard seed: makes the sandbox councils middlesbrough and sunderland with sample complaints; the second time nothing. */
int command_seed(int count, char *arguments[]);

#endif
