/* security/fault.h - why a configuration cannot be used, as one sentence for the operator. Never holds a secret. */
#ifndef HEARD_SECURITY_FAULT_H
#define HEARD_SECURITY_FAULT_H

#include <stdbool.h>

#include "base/lang.h"

struct fault {
    char text[512];
};

/* Write the sentence, cut to the room there is. Always false, so that a function can end with it. */
bool fault_say(struct fault *fault, const char *format, ...) formats(2, 3);

/* The same about a file: "PATH cannot be WHAT: " and what errno means. */
bool fault_say_errno(struct fault *fault, const char *path, const char *what);

#endif
