#include "encoding.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "api/request.h"
#include "base/settings.h"
#include "etag.h"

enum {
    GZIP_WINDOW = 15 + 16, /* with gzip's head and tail */
    GZIP_MEMORY = 8,
    FAST = 1,
    KEPT_MAX = 8
};

/* Compress into the arena; 0 when it does not get shorter. */
static size_t gzip(struct arena *arena, const void *bytes, size_t length, int level, void **packed)
{
    z_stream stream = {.next_in = bytes, .avail_in = (uInt)length};
    size_t size;
    int ended;

    if (deflateInit2(&stream, level, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        abort(); /* only memory can fail */
    *packed = arena ? arena_take(arena, length) : malloc(length);
    if (!*packed)
        abort();
    stream.next_out = *packed;
    stream.avail_out = (uInt)length;
    ended = deflate(&stream, Z_FINISH);
    size = ended == Z_STREAM_END ? stream.total_out : 0;
    (void)deflateEnd(&stream);
    return size;
}

/* Files of the program never change: each is compressed once, as well as it goes. */
static const struct kept {
    const void *bytes;
    void *packed;
    size_t length;
} * kept_find(const void *bytes, size_t length)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static struct kept kept[KEPT_MAX];
    const struct kept *found = NULL;

    (void)pthread_mutex_lock(&lock);
    for (size_t i = 0; i < KEPT_MAX && !found; i++) {
        if (!kept[i].bytes) {
            kept[i].bytes = bytes;
            kept[i].length = gzip(NULL, bytes, length, Z_BEST_COMPRESSION, &kept[i].packed);
        }
        if (kept[i].bytes == bytes)
            found = &kept[i];
    }
    (void)pthread_mutex_unlock(&lock);
    return found;
}

void encoding_apply(struct exchange *x, struct reply *reply)
{
    size_t least = (size_t)setting_number(SETTING_GZIP_BYTES, 0);
    const struct kept *kept;
    void *packed;
    size_t length;

    if (least == 0 || reply->length < least || !header_names(x->request->accept_encoding, "gzip"))
        return;
    kept = x->bytes ? kept_find(x->bytes, reply->length) : NULL;
    length = kept ? kept->length : gzip(x->arena, reply->body, reply->length, FAST, &packed);
    if (length == 0)
        return;
    reply->body = kept ? kept->packed : packed;
    reply->length = length;
    reply_header(reply, "Content-Encoding", "gzip");
    x->etag = etag_weak(x->arena, x->etag);
}
