/* Any bytes as a date: what is read exists and is printed again as it was; what is refused leaves the date alone. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "domain/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const struct date untouched = {1, 2, 3};
    struct date date = untouched;
    char *text = malloc(size + 1); /* exactly as long as it says, so that a byte too far is seen */

    if (!text)
        return 0;
    memcpy(text, bytes, size);
    if (date_parse(text, size, &date)) {
        if (size != DATE_LENGTH || memcmp(date_print(date).text, text, size) != 0)
            abort();
        if (!date_same(date_of_number(date_number(date)), date))
            abort();
    } else if (!date_same(date, untouched)) {
        abort();
    }
    free(text);
    return 0;
}
