/* writer_room.h - the inside of struct writer, for writer.c and row_writer.c only. */
#ifndef HEARD_STORE_WRITER_ROOM_H
#define HEARD_STORE_WRITER_ROOM_H

#include "store/writer.h"

/* Where the next `bytes` bytes may be put; writer_took says how many were. */
char *writer_room(struct writer *writer, size_t bytes);
void writer_took(struct writer *writer, size_t bytes);

/* A value begins: the comma before it. */
void writer_value(struct writer *writer);

/* The name of a member, with the comma before it; a column's: nothing in it needs a backslash. */
void writer_name(struct writer *writer, const char *name, size_t length);

/* `text` as a JSON string, without a comma before it. */
void writer_string(struct writer *writer, const char *text, size_t length);

#endif
