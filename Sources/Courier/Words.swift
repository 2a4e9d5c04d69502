import CCurl

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What went wrong with an attempt, for the endpoint's owner: no addresses, no library's words where ours are clearer.
enum Words {
    /// Nil for a success.
    static func fault(ofStatus status: Int) -> String? {
        switch status {
        case 200...299: nil
        case 300...399: "answered \(status), a redirect, which is not followed"
        case 410: "answered 410: the endpoint is gone"
        case 429: "answered 429: too many requests"
        default: "answered \(status)"
        }
    }

    static func fault(of code: CURLcode, on easy: Easy, _ rules: CurlTransport.Rules) -> String {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "the host name was not found"
        case CURLE_COULDNT_CONNECT: connectionFault(Int32(easy.long(CURLINFO_OS_ERRNO)))
        case CURLE_OPERATION_TIMEDOUT where easy.size(CURLINFO_PRETRANSFER_TIME_T) == 0: "no connection after \(rules.connectTimeout.inSeconds)"
        case CURLE_OPERATION_TIMEDOUT: "timed out after \(rules.timeout.inSeconds)"
        case CURLE_SSL_CONNECT_ERROR: "TLS could not be agreed on"
        case CURLE_PEER_FAILED_VERIFICATION: certificateFault(easy.long(CURLINFO_SSL_VERIFYRESULT))
        case CURLE_SSL_CACERT_BADFILE: "the certificates of those who are trusted cannot be read"
        // libcurl takes a head that breaks off for the whole answer.
        case CURLE_OK: "the connection was closed within the answer's head"
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR: "the connection was reset"
        case CURLE_GOT_NOTHING: "the connection was closed without an answer"
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: "the answer is not HTTP"
        default: "failed: \(String(cString: curl_easy_strerror(code)))"
        }
    }

    /// By OpenSSL's number for what is wrong with the chain (X509_V_ERR_…), 0 where that is right; libcurl has 1 there until it has looked at the host.
    private static func certificateFault(_ number: Int) -> String {
        switch number {
        case 0, 1: "the TLS certificate is for another host"
        case 9: "the TLS certificate is not valid yet"
        case 10: "the TLS certificate has expired"
        case 18, 19, 20, 21: "the TLS certificate is of no authority that is trusted here"
        default: "the TLS certificate is not valid"
        }
    }

    private static func connectionFault(_ number: Int32) -> String {
        switch number {
        case ECONNREFUSED: "connection refused"
        case EHOSTUNREACH, ENETUNREACH: "the host cannot be reached"
        default: "no connection"
        }
    }
}

extension Duration {
    /// `20 s`, `0.3 s`.
    fileprivate var inSeconds: String {
        let seconds = self / .seconds(1)
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}
