#include "instance.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <ulfius.h>

enum {
    READY_WITHIN_MS = 60000,
    PAUSE_MS = 20
};

/* Does anybody listen there yet? Ulfius logs every attempt that fails. */
static bool is_open(int port)
{
    const struct sockaddr_in address = {.sin_family = AF_INET,
                                        .sin_port = htons((uint16_t)port),
                                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int calling = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool open;

    if (calling < 0)
        return false;
    open = connect(calling, (const struct sockaddr *)&address, sizeof address) == 0;
    (void)close(calling);
    return open;
}

/* A port of loopback that is free now; 0 when there is none. */
static int port_free(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool bound;

    if (listening < 0)
        return 0;
    bound = bind(listening, (const struct sockaddr *)&address, length) == 0 &&
            getsockname(listening, (struct sockaddr *)&address, &length) == 0;
    (void)close(listening);
    return bound ? ntohs(address.sin_port) : 0;
}

static void setting(const char *name, const char *value)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): a child that was just forked has one thread */
    if (setenv(name, value, 1) != 0)
        abort();
}

static void setting_port(const char *name, int port)
{
    char text[16];

    (void)snprintf(text, sizeof text, "%d", port);
    setting(name, text);
}

/* In the child: this program once more, as the service. Never returns. */
static void serve(int port, int metrics_port, pid_t parent)
{
    char program[] = "/proc/self/exe";
    char command[] = "serve";
    char *arguments[] = {program, command, NULL};
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1); /* it was gone before the line above */
    setting("HEARD_LISTEN", "127.0.0.1");
    setting_port("HEARD_PORT", port);
    setting_port("HEARD_METRICS_PORT", metrics_port);
    setting("HEARD_LOG", "warning");
    setting("HEARD_LOG_REQUESTS", "off");
    if (nowhere >= 0)
        (void)dup2(nowhere, STDOUT_FILENO);
    (void)execv(program, arguments);
    _exit(1);
}

static bool is_ready(int port)
{
    struct _u_request request;
    struct _u_response response;
    char address[64];
    bool ready;

    (void)snprintf(address, sizeof address, "http://127.0.0.1:%d/healthz/ready", port);
    (void)ulfius_init_request(&request);
    (void)ulfius_init_response(&response);
    request.http_url = strdup(address);
    ready = ulfius_send_http_request(&request, &response) == U_OK && response.status == 200;
    (void)ulfius_clean_request(&request);
    (void)ulfius_clean_response(&response);
    return ready;
}

bool instance_start(struct instance *instance)
{
    const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000L};
    const int metrics_port = port_free();
    const pid_t parent = getpid();

    instance->port = port_free();
    instance->process = instance->port && metrics_port ? fork() : -1;
    if (instance->process == 0)
        serve(instance->port, metrics_port, parent);
    for (int waited = 0; instance->process > 0 && waited < READY_WITHIN_MS; waited += PAUSE_MS) {
        if (is_open(instance->port) && is_ready(instance->port))
            return true;
        if (waitpid(instance->process, NULL, WNOHANG) != 0)
            break;
        (void)nanosleep(&pause, NULL);
    }
    (void)fputs("heard: the service could not be started on loopback.\n", stderr);
    return false;
}

bool instance_stop(struct instance *instance)
{
    int status = 1;

    (void)kill(instance->process, SIGTERM);
    if (waitpid(instance->process, &status, 0) != instance->process)
        return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
