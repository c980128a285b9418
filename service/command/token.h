/* command/token.h - `heard token`. */
#ifndef HEARD_COMMAND_TOKEN_H
#define HEARD_COMMAND_TOKEN_H

/* `arguments` begin with the command's own name. Returns the exit status: 0, 1 when it failed, 2 when misused. The
 * settings have been read. */
int command_token(int count, char *arguments[]);

#endif
