/* command/migrate.h - `heard migrate`. */
#ifndef HEARD_COMMAND_MIGRATE_H
#define HEARD_COMMAND_MIGRATE_H

/* `arguments` begin with the command's own name. Returns the exit status: 0, 1 when it failed, 2 when misused. The
 * settings have been read. */
int command_migrate(int count, char *arguments[]);

#endif
