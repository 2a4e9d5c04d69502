#pragma once
#include <curl/curl.h>

// Swift cannot call C's variadic functions, and most of libcurl is variadic: one function here for each type of argument.

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
/// Data for callbacks, header lists, and a body that the caller keeps alive.
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *value);
/// A blob, which libcurl copies; NULL takes it away.
CURLcode ccurl_set_copy(CURL *easy, CURLoption option, const void *bytes, size_t count);
/// CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
CURLcode ccurl_set_write(CURL *easy, CURLoption option, curl_write_callback callback);
CURLcode ccurl_set_open_socket(CURL *easy, curl_opensocket_callback callback);
CURLcode ccurl_set_before_request(CURL *easy, curl_prereq_callback callback);

/// Each answers 0 or NULL where libcurl knows nothing.
long ccurl_get_long(CURL *easy, CURLINFO info);
curl_off_t ccurl_get_size(CURL *easy, CURLINFO info);
const char *ccurl_get_string(CURL *easy, CURLINFO info);
void *ccurl_get_private(CURL *easy);

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
