#include "api/utf8.h"

#include <stdint.h>

/* Bytes that follow the lead byte `c`; -1 when `c` leads nothing. `least` and `most` bound the second byte, which keeps
 * out overlong forms, surrogates and what lies past U+10FFFF (RFC 3629, 4). */
static int followers(unsigned char c, unsigned char *least, unsigned char *most)
{
    *least = 0x80;
    *most = 0xbf;
    if (c < 0x80)
        return 0;
    if (c >= 0xc2 && c <= 0xdf)
        return 1;
    if (c >= 0xe0 && c <= 0xef) {
        *least = c == 0xe0 ? 0xa0 : 0x80;
        *most = c == 0xed ? 0x9f : 0xbf;
        return 2;
    }
    if (c >= 0xf0 && c <= 0xf4) {
        *least = c == 0xf0 ? 0x90 : 0x80;
        *most = c == 0xf4 ? 0x8f : 0xbf;
        return 3;
    }
    return -1;
}

bool utf8_is_valid(const char *text, size_t length)
{
    const unsigned char *byte = (const unsigned char *)text;
    const unsigned char *end = byte + length;

    while (byte < end) {
        unsigned char least;
        unsigned char most;
        int more = followers(*byte++, &least, &most);

        if (more < 0 || end - byte < more)
            return false;
        for (; more > 0; more--, byte++) {
            if (*byte < least || *byte > most)
                return false;
            least = 0x80;
            most = 0xbf;
        }
    }
    return true;
}

size_t utf8_length(const char *text, size_t length)
{
    size_t characters = 0;

    for (size_t i = 0; i < length; i++)
        characters += ((unsigned char)text[i] & 0xc0) != 0x80;
    return characters;
}
