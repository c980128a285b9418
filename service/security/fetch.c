#include "fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/stat.h>

#include "base/lang.h"

/* ---- Addresses ------------------------------------------------------------------------------------ */

struct block4 {
    uint32_t start;
    unsigned int bits;
    enum network network;
};

/* The special-purpose blocks of IPv4 (RFC 6890) that are not simply the Internet. */
static const struct block4 blocks4[] = {
    {0x00000000, 8, NETWORK_FORBIDDEN},  /* 0.0.0.0/8 this network */
    {0x0a000000, 8, NETWORK_PRIVATE},    /* 10.0.0.0/8 */
    {0x64400000, 10, NETWORK_PRIVATE},   /* 100.64.0.0/10 shared by a carrier */
    {0x7f000000, 8, NETWORK_LOOPBACK},   /* 127.0.0.0/8 */
    {0xa9fe0000, 16, NETWORK_FORBIDDEN}, /* 169.254.0.0/16 link-local */
    {0xac100000, 12, NETWORK_PRIVATE},   /* 172.16.0.0/12 */
    {0xc0a80000, 16, NETWORK_PRIVATE},   /* 192.168.0.0/16 */
    {0xe0000000, 3, NETWORK_FORBIDDEN},  /* 224.0.0.0/3 multicast, reserved, broadcast */
};

static enum network network_of4(uint32_t address)
{
    for (size_t i = 0; i < COUNT(blocks4); i++)
        if ((address ^ blocks4[i].start) >> (32 - blocks4[i].bits) == 0)
            return blocks4[i].network;
    return NETWORK_PUBLIC;
}

static enum network network_of6(const struct in6_addr *address)
{
    const uint8_t *bytes = address->s6_addr;
    uint32_t last;

    memcpy(&last, bytes + 12, sizeof last);
    if (IN6_IS_ADDR_LOOPBACK(address))
        return NETWORK_LOOPBACK;
    if (IN6_IS_ADDR_V4MAPPED(address))
        return network_of4(ntohl(last));
    if ((bytes[0] & 0xfe) == 0xfc) /* fc00::/7, RFC 4193 */
        return NETWORK_PRIVATE;
    return (bytes[0] & 0xe0) == 0x20 ? NETWORK_PUBLIC : NETWORK_FORBIDDEN; /* 2000::/3, RFC 4291 */
}

enum network network_of(const struct sockaddr *address)
{
    struct sockaddr_in four;
    struct sockaddr_in6 six;

    if (address->sa_family == AF_INET) {
        memcpy(&four, address, sizeof four);
        return network_of4(ntohl(four.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        memcpy(&six, address, sizeof six);
        return network_of6(&six.sin6_addr);
    }
    return NETWORK_FORBIDDEN;
}

/* ---- Locations ------------------------------------------------------------------------------------ */

bool location_is_file(const char *location)
{
    return location[0] == '/';
}

/* One part of a URL, to be freed with curl_free; NULL when it has none. */
static char *url_part(CURLU *url, CURLUPart part)
{
    char *text = NULL;

    return curl_url_get(url, part, &text, 0) == CURLUE_OK ? text : NULL;
}

/* Is the host itself written as loopback? A name that merely resolves to it is not. */
static bool host_is_loopback(const char *host)
{
    struct in_addr address;

    if (inet_pton(AF_INET, host, &address) == 1)
        return network_of4(ntohl(address.s_addr)) == NETWORK_LOOPBACK;
    return strcmp(host, "[::1]") == 0 || strcasecmp(host, "localhost") == 0;
}

static bool url_judge(CURLU *url, const char *location, struct fault *fault)
{
    char *scheme = url_part(url, CURLUPART_SCHEME);
    char *host = url_part(url, CURLUPART_HOST);
    char *user = url_part(url, CURLUPART_USER);
    bool good = scheme && host;

    if (!good)
        (void)fault_say(fault, "%s is neither an absolute path nor a URL.", location);
    else if (user)
        good = fault_say(fault, "A URL of keys must not carry a user or a password.");
    else if (strcmp(scheme, "https") != 0 &&
             (strcmp(scheme, "http") != 0 || !host_is_loopback(host)))
        good = fault_say(fault, "%s: keys are read by https alone, by http on loopback only.",
                         location);
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
    return good;
}

bool location_judge(const char *location, struct fault *fault)
{
    CURLU *url;
    bool good;

    if (location_is_file(location))
        return true;
    url = curl_url();
    if (!url)
        abort();
    if (curl_url_set(url, CURLUPART_URL, location, 0) == CURLUE_OK)
        good = url_judge(url, location, fault);
    else
        good = fault_say(fault, "%s is neither an absolute path nor a URL.", location);
    curl_url_cleanup(url);
    return good;
}

/* ---- Files ---------------------------------------------------------------------------------------- */

/* Everything in `file`, which says that it is `size` bytes long. */
static bool file_take(int file, size_t size, char **text, size_t *length)
{
    char *bytes = malloc(size + 1);
    size_t have = 0;

    if (!bytes)
        abort();
    while (have < size) {
        ssize_t count = read(file, bytes + have, size - have);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        have += (size_t)count;
    }
    if (have < size) {
        free(bytes);
        return false;
    }
    bytes[have] = '\0';
    *text = bytes;
    *length = have;
    return true;
}

static bool file_read(const struct fetch *fetch, char **text, size_t *length, struct fault *fault)
{
    int file = open(fetch->location, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    bool good = false;

    if (file < 0)
        return fault_say_errno(fault, fetch->location, "opened");
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
        (void)fault_say(fault, "%s is not a file.", fetch->location);
    else if ((size_t)status.st_size > fetch->longest_bytes)
        (void)fault_say(fault, "%s is longer than %zu bytes.", fetch->location,
                        fetch->longest_bytes);
    else if (!file_take(file, (size_t)status.st_size, text, length))
        (void)fault_say(fault, "%s cannot be read.", fetch->location);
    else
        good = true;
    (void)close(file);
    return good;
}

/* ---- The web -------------------------------------------------------------------------------------- */

struct download {
    const struct fetch *fetch;
    bool loopback; /* the URL says so itself */
    bool too_long;
    bool kept_away; /* an address was refused */
    char *bytes;
    size_t length;
};

/* libcurl is about to connect to just this address: the name is resolved once, and what is checked is what is used. */
static curl_socket_t socket_open(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct download *download = context;
    enum network network = network_of(&address->addr);
    bool allowed = network == NETWORK_PUBLIC ||
                   (network == NETWORK_PRIVATE && download->fetch->private_network) ||
                   (network == NETWORK_LOOPBACK && download->loopback);

    if (download->loopback && network != NETWORK_LOOPBACK)
        allowed = false; /* http:// is for loopback alone, whatever "localhost" resolves to */
    if (purpose != CURLSOCKTYPE_IPCXN || !allowed) {
        download->kept_away = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t bytes_take(char *bytes, size_t size, size_t count, void *context)
{
    struct download *download = context;
    size_t length = size * count;

    if (length > download->fetch->longest_bytes - download->length) {
        download->too_long = true;
        return 0;
    }
    memcpy(download->bytes + download->length, bytes, length);
    download->length += length;
    return length;
}

/* libcurl asks about once a second. */
static int shall_stop(void *context, curl_off_t down, curl_off_t downloaded, curl_off_t up,
                      curl_off_t uploaded)
{
    atomic_bool *stop = context;

    (void)down, (void)downloaded, (void)up, (void)uploaded;
    return stop && atomic_load(stop);
}

static bool url_is_loopback(const char *location)
{
    CURLU *url = curl_url();
    char *host = NULL;
    bool loopback = false;

    if (!url)
        abort();
    if (curl_url_set(url, CURLUPART_URL, location, 0) == CURLUE_OK)
        host = url_part(url, CURLUPART_HOST);
    if (host)
        loopback = host_is_loopback(host);
    curl_free(host);
    curl_url_cleanup(url);
    return loopback;
}

/* No redirects, no proxy of the environment, no other scheme, bounded in time and size. */
static void options_set(CURL *curl, struct download *download)
{
    (void)curl_easy_setopt(curl, CURLOPT_URL, download->fetch->location);
    (void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR,
                           download->loopback ? "http,https" : "https");
    (void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    (void)curl_easy_setopt(curl, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, download->fetch->longest_ms);
    (void)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, download->fetch->longest_ms);
    (void)curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    (void)curl_easy_setopt(curl, CURLOPT_USERAGENT, "Heard/" HEARD_VERSION);
    (void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, socket_open);
    (void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, download);
    (void)curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    (void)curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, shall_stop);
    (void)curl_easy_setopt(curl, CURLOPT_XFERINFODATA, download->fetch->stop);
    (void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, bytes_take);
    (void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, download);
}

/* The transfer itself: did a document come with status 200? */
static bool transfer(CURL *curl, const struct download *download, struct fault *fault)
{
    CURLcode done = curl_easy_perform(curl);
    long status = 0;

    (void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (download->kept_away)
        return fault_say(fault, "%s leads to an address that keys are not read from.",
                         download->fetch->location);
    if (download->too_long)
        return fault_say(fault, "%s is longer than %zu bytes.", download->fetch->location,
                         download->fetch->longest_bytes);
    if (done != CURLE_OK)
        return fault_say(fault, "%s cannot be read: %s.", download->fetch->location,
                         curl_easy_strerror(done));
    if (status != 200) /* a redirect, too */
        return fault_say(fault, "%s answers %ld.", download->fetch->location, status);
    return true;
}

static bool url_read(const struct fetch *fetch, char **text, size_t *length, struct fault *fault)
{
    struct download download = {
        .fetch = fetch,
        .loopback = url_is_loopback(fetch->location),
        .bytes = malloc(fetch->longest_bytes + 1),
    };
    CURL *curl = curl_easy_init();
    bool good;

    if (!download.bytes || !curl)
        abort();
    options_set(curl, &download);
    good = transfer(curl, &download, fault);
    curl_easy_cleanup(curl);
    if (!good) {
        free(download.bytes);
        return false;
    }
    download.bytes[download.length] = '\0';
    *text = download.bytes;
    *length = download.length;
    return true;
}

bool fetch_read(const struct fetch *fetch, char **text, size_t *length, struct fault *fault)
{
    if (!location_judge(fetch->location, fault))
        return false;
    return location_is_file(fetch->location) ? file_read(fetch, text, length, fault)
                                             : url_read(fetch, text, length, fault);
}
