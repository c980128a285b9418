#include "tiny_server.h"

#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "mint.h"

enum {
    WAIT_SECONDS = 10
};

struct tiny_server {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    pthread_t thread;
    int listener;
    int wake[2]; /* a pipe: written to when the answer changes or the end has come */
    char *url;
    char *answer; /* NULL: say nothing */
    size_t count;
    bool stopping;
};

static void must(bool done)
{
    if (!done)
        abort();
}

/* Read until the blank line, or until the other side has gone. */
static bool request_read(int connection)
{
    char text[8192] = "";
    size_t length = 0;

    while (!strstr(text, "\r\n\r\n") && length < sizeof text - 1) {
        ssize_t count = read(connection, text + length, sizeof text - 1 - length);

        if (count <= 0)
            return false;
        length += (size_t)count;
        text[length] = '\0';
    }
    return true;
}

static void text_write(int connection, const char *text)
{
    size_t left = strlen(text);

    while (left > 0) {
        ssize_t count = send(connection, text, left, MSG_NOSIGNAL);

        if (count <= 0)
            return;
        text += count;
        left -= (size_t)count;
    }
}

/* Count the request, then hold it for as long as there is nothing to say. */
static char *answer_take(struct tiny_server *server)
{
    char *answer;

    (void)pthread_mutex_lock(&server->mutex);
    server->count++;
    (void)pthread_cond_broadcast(&server->changed);
    while (!server->answer && !server->stopping)
        (void)pthread_cond_wait(&server->changed, &server->mutex);
    answer = server->answer ? strdup(server->answer) : NULL;
    (void)pthread_mutex_unlock(&server->mutex);
    return answer;
}

static bool over(struct tiny_server *server)
{
    bool stopping;

    (void)pthread_mutex_lock(&server->mutex);
    stopping = server->stopping;
    (void)pthread_mutex_unlock(&server->mutex);
    return stopping;
}

static void *serve(void *context)
{
    struct tiny_server *server = context;

    while (!over(server)) {
        struct pollfd waited[] = {{.fd = server->listener, .events = POLLIN},
                                  {.fd = server->wake[0], .events = POLLIN}};
        int connection;
        char *answer;

        (void)poll(waited, 2, -1);
        if (!(waited[0].revents & POLLIN))
            continue;
        connection = accept(server->listener, NULL, NULL);
        if (connection < 0)
            continue;
        if (request_read(connection)) {
            answer = answer_take(server);
            if (answer)
                text_write(connection, answer);
            free(answer);
        }
        (void)close(connection);
    }
    return NULL;
}

struct tiny_server *tiny_server_start(void)
{
    struct tiny_server *server = calloc(1, sizeof *server);
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;

    must(server != NULL);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    must(bind(server->listener, (const struct sockaddr *)&address, sizeof address) == 0);
    must(listen(server->listener, 16) == 0 && pipe(server->wake) == 0);
    must(getsockname(server->listener, (struct sockaddr *)&address, &length) == 0);
    server->url = mint_text("http://127.0.0.1:%d/jwks.json", ntohs(address.sin_port));
    (void)pthread_mutex_init(&server->mutex, NULL);
    (void)pthread_cond_init(&server->changed, NULL);
    tiny_server_say(server, "503 Service Unavailable", "", "");
    must(pthread_create(&server->thread, NULL, serve, server) == 0);
    return server;
}

void tiny_server_stop(struct tiny_server *server)
{
    (void)pthread_mutex_lock(&server->mutex);
    server->stopping = true;
    (void)pthread_cond_broadcast(&server->changed);
    (void)pthread_mutex_unlock(&server->mutex);
    must(write(server->wake[1], "x", 1) == 1);
    (void)pthread_join(server->thread, NULL);
    (void)close(server->listener);
    (void)close(server->wake[0]);
    (void)close(server->wake[1]);
    (void)pthread_cond_destroy(&server->changed);
    (void)pthread_mutex_destroy(&server->mutex);
    free(server->answer);
    free(server->url);
    free(server);
}

const char *tiny_server_url(const struct tiny_server *server)
{
    return server->url;
}

/* `answer` is taken. */
static void answer_set(struct tiny_server *server, char *answer)
{
    (void)pthread_mutex_lock(&server->mutex);
    free(server->answer);
    server->answer = answer;
    (void)pthread_cond_broadcast(&server->changed);
    (void)pthread_mutex_unlock(&server->mutex);
}

void tiny_server_say(struct tiny_server *server, const char *status, const char *headers,
                     const char *body)
{
    answer_set(server,
               mint_text("HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n%s",
                         status, strlen(body), headers, body));
}

void tiny_server_hang(struct tiny_server *server)
{
    answer_set(server, NULL);
}

size_t tiny_server_count(struct tiny_server *server)
{
    size_t count;

    (void)pthread_mutex_lock(&server->mutex);
    count = server->count;
    (void)pthread_mutex_unlock(&server->mutex);
    return count;
}

void tiny_server_await(struct tiny_server *server, size_t count)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WAIT_SECONDS;
    (void)pthread_mutex_lock(&server->mutex);
    while (server->count < count)
        must(pthread_cond_timedwait(&server->changed, &server->mutex, &until) == 0);
    (void)pthread_mutex_unlock(&server->mutex);
}
