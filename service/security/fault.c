#include "security/fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool fault_say(struct fault *fault, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    return false;
}

bool fault_say_errno(struct fault *fault, const char *path, const char *what)
{
    char reason[128];

    if (strerror_r(errno, reason, sizeof reason) != 0)
        (void)snprintf(reason, sizeof reason, "error %d", errno);
    return fault_say(fault, "%s cannot be %s: %s.", path, what, reason);
}
