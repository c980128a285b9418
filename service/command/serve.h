/* command/serve.h - `heard serve`. */
#ifndef HEARD_COMMAND_SERVE_H
#define HEARD_COMMAND_SERVE_H

/* `arguments` begin with the command's own name. Returns the exit status: 0, 1 when it failed, 2 when misused. The
 * settings have been read. */
int command_serve(int count, char *arguments[]);

#endif
