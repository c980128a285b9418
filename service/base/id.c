#include "base/id.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum {
    ID_BYTES = 16
};

static const char digits[] = "0123456789abcdef";

static bool hyphen_at(size_t place)
{
    return place == 8 || place == 13 || place == 18 || place == 23;
}

/* Random bytes for one id, of which a thread fetches many at once: a complaint that is made takes fifteen ids. */
static void random_take(uint8_t bytes[ID_BYTES])
{
    static _Thread_local uint8_t stock[16 * ID_BYTES]; /* getrandom gives up to 256 bytes whole */
    static _Thread_local size_t left;

    if (left == 0) {
        if (getrandom(stock, sizeof stock, 0) != (ssize_t)sizeof stock)
            abort(); /* an id that can be guessed is worse than none */
        left = sizeof stock;
    }
    left -= ID_BYTES;
    memcpy(bytes, stock + left, ID_BYTES);
}

struct id id_new(long long unix_ms)
{
    uint8_t bytes[ID_BYTES];
    struct id id = {{0}};
    size_t place = 0;

    random_take(bytes);
    for (int i = 0; i < 6; i++)
        bytes[i] = (uint8_t)((unsigned long long)unix_ms >> (8 * (5 - i)));
    bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x70); /* version 7 */
    bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80); /* variant of RFC 9562 */
    for (size_t i = 0; i < sizeof bytes; i++) {
        if (hyphen_at(place))
            id.text[place++] = '-';
        id.text[place++] = digits[bytes[i] >> 4];
        id.text[place++] = digits[bytes[i] & 0x0f];
    }
    return id;
}

static char lower_hex(char c)
{
    if (c >= 'A' && c <= 'F')
        return (char)(c - 'A' + 'a');
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
        return c;
    return '\0';
}

bool id_parse(const char *text, size_t length, struct id *id)
{
    struct id read = {{0}};

    if (length != ID_LENGTH)
        return false;
    for (size_t i = 0; i < ID_LENGTH; i++) {
        read.text[i] = '-';
        if (!hyphen_at(i))
            read.text[i] = lower_hex(text[i]);
        if (read.text[i] == '\0' || (hyphen_at(i) && text[i] != '-'))
            return false;
    }
    *id = read;
    return true;
}

bool id_none(struct id id)
{
    return id.text[0] == '\0';
}

bool id_same(struct id left, struct id right)
{
    return strcmp(left.text, right.text) == 0;
}
