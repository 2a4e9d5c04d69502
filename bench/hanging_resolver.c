// Preloaded into the server: names that end in ".hangs" have a name server that does not answer for six seconds, as the system's resolver shows it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    static int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
    if (!real) real = dlsym(RTLD_NEXT, "getaddrinfo");
    size_t length = name ? strlen(name) : 0;
    if (length < 6 || strcmp(name + length - 6, ".hangs") != 0) return real(name, service, hints, found);
    sleep(6);
    return EAI_AGAIN;
}
