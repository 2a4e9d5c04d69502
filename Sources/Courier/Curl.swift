import CCurl

/// libcurl as this process has it.
enum Curl {
    /// Initialises libcurl once. Thread-safe, as a `static let` is.
    private static let code = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    /// A fresh easy handle with what every call of ours wants: no signals, no proxy from the environment, HTTP/1.1.
    static func easy() -> Easy {
        precondition(code == CURLE_OK, "libcurl cannot be initialised")
        let easy = Easy(raw: curl_easy_init()!)
        easy.set(CURLOPT_NOSIGNAL, 1)
        easy.set(CURLOPT_PROXY, "")
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        return easy
    }

    static func multi() -> UnsafeMutableRawPointer {
        precondition(code == CURLE_OK, "libcurl cannot be initialised")
        return curl_multi_init()!
    }

    /// Throws where this libcurl cannot do what the courier relies on: a name server that hangs would stop every delivery.
    static func check() throws(UnfitMachine) {
        let version = curl_version_info(CURLVERSION_FIRST).pointee
        let name = String(cString: version.version)
        guard version.version_num >= 0x07_57_00 else { throw UnfitMachine(reason: "libcurl 7.87 or newer is needed; this is \(name)") }
        guard version.features & CURL_VERSION_ASYNCHDNS != 0 else { throw UnfitMachine(reason: "this libcurl (\(name)) resolves names without AsynchDNS") }
        let easy = Curl.easy()
        defer { easy.free() }
        guard ccurl_set_copy(easy.raw, CURLOPT_CAINFO_BLOB, nil, 0) == CURLE_OK else {
            throw UnfitMachine(reason: "this libcurl (\(name)) cannot trust an endpoint's own CA; it is to be built with OpenSSL")
        }
    }
}

/// This machine cannot carry deliveries; one line for people.
package struct UnfitMachine: Error, Sendable { package let reason: String }

/// A libcurl easy handle: typed setters and getters. Whoever made it frees it.
struct Easy: @unchecked Sendable {
    let raw: UnsafeMutableRawPointer

    func set(_ option: CURLoption, _ value: Int) { checked(ccurl_set_long(raw, option, value)) }
    func set(_ option: CURLoption, _ value: String?) { checked(ccurl_set_string(raw, option, value)) }
    func set(_ option: CURLoption, _ value: UnsafeRawPointer?) { checked(ccurl_set_pointer(raw, option, value)) }
    func setSize(_ option: CURLoption, _ value: Int) { checked(ccurl_set_size(raw, option, curl_off_t(value))) }
    /// Nil takes it away.
    func setCopy(_ option: CURLoption, _ text: String?) {
        guard var text else { return checked(ccurl_set_copy(raw, option, nil, 0)) }
        checked(text.withUTF8 { ccurl_set_copy(raw, option, $0.baseAddress, $0.count) })
    }
    func set(_ option: CURLoption, _ callback: @escaping curl_write_callback) { checked(ccurl_set_write(raw, option, callback)) }
    func setOpenSocket(_ callback: @escaping curl_opensocket_callback) { checked(ccurl_set_open_socket(raw, callback)) }
    func setBeforeRequest(_ callback: @escaping curl_prereq_callback) { checked(ccurl_set_before_request(raw, callback)) }

    func long(_ info: CURLINFO) -> Int { ccurl_get_long(raw, info) }
    func size(_ info: CURLINFO) -> Int { Int(ccurl_get_size(raw, info)) }
    func string(_ info: CURLINFO) -> String? { ccurl_get_string(raw, info).map { String(cString: $0) } }

    func free() { curl_easy_cleanup(raw) }

    /// An option that libcurl does not take is a fault of this program or of its library, never of a person: better to stop than to send without it.
    private func checked(_ code: CURLcode) {
        precondition(code == CURLE_OK, "libcurl refuses an option: \(String(cString: curl_easy_strerror(code)))")
    }
}

/// A header list as libcurl wants it; frees itself. It must outlive the call.
final class HeaderList {
    private(set) var raw: UnsafeMutablePointer<curl_slist>?

    init(_ lines: [String]) {
        for line in lines { raw = curl_slist_append(raw, line) }
    }

    deinit { curl_slist_free_all(raw) }
}
