/* Entity tags (RFC 9110, 8.8): "<version>.<council's day>.<digest>", or a digest of the bytes alone. */
#ifndef HEARD_API_ETAG_H
#define HEARD_API_ETAG_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* The tag of bytes that are the same for everybody. */
const char *etag_of_bytes(struct arena *arena, const void *bytes, size_t length);

/* Does If-None-Match name `etag`, by the weak comparison? False when either is NULL. */
bool etag_is_held(const char *if_none_match, const char *etag);

/* The same tag marked weak: for bytes that were compressed on the way. */
const char *etag_weak(struct arena *arena, const char *etag);

/* Does If-Match name `version`? `*` names every one. Only the part before the first dot counts. */
bool etag_names_version(const char *if_match, long version);

/* Is `if_match` a list of entity tags, or `*`? */
bool etag_list_is_valid(const char *if_match);

#endif
