/* command/calendar.h - `heard calendar import` and `heard calendar show`. */
#ifndef HEARD_COMMAND_CALENDAR_H
#define HEARD_COMMAND_CALENDAR_H

/* `arguments` begin with the command's own name. Returns the exit status: 0, 1 when it failed, 2 when misused. The
 * settings have been read. */
int command_calendar(int count, char *arguments[]);

#endif
