/* base/lang.h - the few words that C lacks and every file of Heard uses. */
#ifndef HEARD_BASE_LANG_H
#define HEARD_BASE_LANG_H

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A result that must not be dropped. */
#define checked __attribute__((warn_unused_result))

/* A function that formats like printf; `text` and `first` count its arguments from 1. */
#define formats(text, first) __attribute__((format(printf, text, first)))

/* Return at once with the problem of `call`, if it has one (see base/problem.h). */
#define TRY(call) \
    do { \
        enum problem try_problem_ = (call); \
        if (try_problem_ != NO_PROBLEM) \
            return try_problem_; \
    } while (0)

#endif
