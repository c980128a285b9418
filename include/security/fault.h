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

#endif
