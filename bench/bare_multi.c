// The least that libcurl's multi interface needs to send COUNT POSTs: what the courier is measured against. No database, no signatures, no checks.
// Usage: bare_multi URL COUNT IN_FLIGHT BODY_FILE; prints deliveries a second.
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static size_t ignore(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes, (void)context;
    return size * count;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argument_count, char **arguments) {
    if (argument_count != 5) return fprintf(stderr, "usage: bare_multi URL COUNT IN_FLIGHT BODY_FILE\n"), 64;
    long count = atol(arguments[2]), in_flight = atol(arguments[3]), started = 0, done = 0, failed = 0;
    FILE *file = fopen(arguments[4], "rb");
    if (!file) return perror(arguments[4]), 65;
    static char body[1 << 20];
    long length = (long)fread(body, 1, sizeof body, file);
    fclose(file);

    curl_global_init(CURL_GLOBAL_ALL);
    CURLM *multi = curl_multi_init();
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    headers = curl_slist_append(headers, "webhook-id: msg_0193f1c2a4b57c8d9e0f112233445566");
    headers = curl_slist_append(headers, "webhook-timestamp: 1767225600");
    headers = curl_slist_append(headers, "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    headers = curl_slist_append(headers, "Expect:");
    double begun = now();
    for (; started < in_flight && started < count; started++) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, arguments[1]);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, length);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        curl_multi_add_handle(multi, easy);
    }
    while (done < count) {
        int running, left;
        curl_multi_perform(multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
            CURL *easy = message->easy_handle;
            long status = 0;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            done++, failed += message->data.result != CURLE_OK || status != 204;
            curl_multi_remove_handle(multi, easy);
            if (started < count) started++, curl_multi_add_handle(multi, easy);
            else curl_easy_cleanup(easy);
        }
        if (done < count) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    printf("%.0f\n", (double)count / (now() - begun));
    if (failed) fprintf(stderr, "%ld of %ld failed\n", failed, count);
    return failed != 0;
}
