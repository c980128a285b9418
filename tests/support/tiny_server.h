/* tiny_server.h - an HTTP server on loopback for tests: it says to everybody what it was told to say. */
#ifndef HEARD_TEST_TINY_SERVER_H
#define HEARD_TEST_TINY_SERVER_H

#include <stddef.h>

struct tiny_server;

/* Listens on a free port of 127.0.0.1 and answers 503 until told otherwise. */
struct tiny_server *tiny_server_start(void);
void tiny_server_stop(struct tiny_server *server);

/* "http://127.0.0.1:PORT/jwks.json"; the server's. */
const char *tiny_server_url(const struct tiny_server *server);

/* Answer with `status` (such as "200 OK"), the header lines `headers` (each ended with CR LF) and `body`. */
void tiny_server_say(struct tiny_server *server, const char *status, const char *headers,
                     const char *body);

/* Take requests and say nothing, until something is to be said again. */
void tiny_server_hang(struct tiny_server *server);

/* Requests taken so far; and wait until there were `count`, 10 seconds at most. */
size_t tiny_server_count(struct tiny_server *server);
void tiny_server_await(struct tiny_server *server, size_t count);

#endif
