// A webhook receiver that is never the limit: one epoll loop, keep-alive, 204 to every POST.
// GET /count answers "REQUESTS FIRST LAST BYTES" (arrivals in nanoseconds of CLOCK_MONOTONIC, bytes of all bodies); GET /reset starts anew.
// Usage: receiver PORT; prints the port that it listens on.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CAPACITY = 1 << 20, EVENTS = 256 };

struct connection { int fd; size_t held, body_left; char head[16384]; };

static uint64_t requests, first, last, bytes_of_bodies;

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void answer(int fd, const char *text) {
    if (write(fd, text, strlen(text)) < 0) return; // the sender is gone: nothing to tell it
}

static void handle(struct connection *c, const char *head) {
    char text[256], body[128];
    if (strncmp(head, "POST", 4) == 0) {
        requests++;
        answer(c->fd, "HTTP/1.1 204 No Content\r\n\r\n");
        return;
    }
    if (strncmp(head, "GET /reset", 10) == 0) requests = first = last = bytes_of_bodies = 0;
    int n = snprintf(body, sizeof body, "%llu %llu %llu %llu", (unsigned long long)requests, (unsigned long long)first,
                     (unsigned long long)last, (unsigned long long)bytes_of_bodies);
    snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", n, body);
    answer(c->fd, text);
}

// Takes every whole head out of what is held; bodies are counted down and thrown away. 0 where the peer sends a head that is too long.
static int take(struct connection *c, const char *bytes, size_t length) {
    while (length > 0) {
        if (c->body_left > 0) {
            size_t part = length < c->body_left ? length : c->body_left;
            c->body_left -= part, bytes += part, length -= part;
            continue;
        }
        if (c->held == 0) {
            uint64_t t = now();
            if (*bytes == 'P') { if (first == 0) first = t; last = t; }
        }
        size_t room = sizeof c->head - 1 - c->held, part = length < room ? length : room;
        if (part == 0) return 0;
        memcpy(c->head + c->held, bytes, part);
        c->head[c->held + part] = 0;
        char *end = strstr(c->head + (c->held > 3 ? c->held - 3 : 0), "\r\n\r\n");
        if (!end) { c->held += part; bytes += part; length -= part; continue; }
        size_t used = (size_t)(end + 4 - c->head) - c->held;
        end[2] = 0;
        char *size = strcasestr(c->head, "\r\ncontent-length:");
        c->body_left = size ? strtoul(size + 17, NULL, 10) : 0;
        bytes_of_bodies += c->body_left;
        handle(c, c->head);
        c->held = 0, bytes += used, length -= used;
    }
    return 1;
}

int main(int count, char **arguments) {
    int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poll = epoll_create1(0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(count > 1 ? (uint16_t)atoi(arguments[1]) : 0), .sin_addr.s_addr = htonl(INADDR_ANY)};
    socklen_t size = sizeof address;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096)) { perror("receiver"); return 1; }
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[EVENTS];
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    char *buffer = malloc(CAPACITY);
    for (;;) {
        int n = epoll_wait(poll, events, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;
            if (c == NULL) {
                int fd;
                while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                    c = calloc(1, sizeof *c);
                    c->fd = fd;
                    event.data.ptr = c;
                    epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
                }
                continue;
            }
            ssize_t got = read(c->fd, buffer, CAPACITY);
            if (got < 0 && errno == EAGAIN) continue;
            if (got <= 0 || !take(c, buffer, (size_t)got)) { close(c->fd); free(c); }
        }
    }
}
