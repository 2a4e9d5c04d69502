import CCurl
import Storage

/// One HTTP call to a server of ours, over its local socket, loopback, or its public address: how the command line talks to a running server, and how the
/// server looks at itself from outside.
///
///     let answer = try await LocalCall(socket: "/run/x/admin.sock").send("POST", "/users", headers: ["Content-Type": "application/json"], body: json)
///     guard answer.status == 201 else { … answer.text … }
///
/// Follows no redirect, keeps no cookies, adds no `Content-Type`, does not tidy the path: what is named is what is sent.
package struct LocalCall: Sendable {
    let base: String
    let socket: String?
    let timeout: Duration
    /// The longest body that is taken, in bytes.
    private static let limit = 64 << 20

    /// Over TCP: `url` is scheme, host and port, without a path (`http://127.0.0.1:8080`).
    package init(url: String, timeout: Duration = .seconds(60)) { (base, socket, self.timeout) = (url, nil, timeout) }

    /// Over the Unix socket at `socket`, a path of at most 107 bytes.
    package init(socket: String, timeout: Duration = .seconds(60)) { (base, self.socket, self.timeout) = ("http://localhost", socket, timeout) }

    /// Sends one request and waits for the whole answer. `path` begins with `/` and holds the query; it is sent as it stands.
    package func send(
        _ method: String, _ path: String, headers: KeyValuePairs<String, String> = [:], body: some Sequence<UInt8> = []
    ) async throws(Failure) -> Answer {
        try await send(method, path, fields: headers.map { ($0.key, $0.value) }, body: Array(body))
    }

    /// The same with headers made elsewhere, as name and value.
    package func send(_ method: String, _ path: String, fields: [(String, String)], body: [UInt8]) async throws(Failure) -> Answer {
        try await onOwnThread { () throws(Failure) in try perform(method, path, fields: fields, body: body) }
    }

    /// Blocks until the answer is there.
    private func perform(_ method: String, _ path: String, fields: [(String, String)], body: [UInt8]) throws(Failure) -> Answer {
        let easy = Curl.easy()
        defer { easy.free() }
        easy.set(CURLOPT_URL, base + path)
        easy.set(CURLOPT_PATH_AS_IS, 1)
        easy.set(CURLOPT_TIMEOUT_MS, Int(timeout / .milliseconds(1)))
        if let socket { easy.set(CURLOPT_UNIX_SOCKET_PATH, socket) }

        // An unnamed header is libcurl's own, unless it is switched off by a bare "Name:"; a bare "Name;" sends an empty one.
        let own = ["Content-Type", "Expect"].filter { name in !fields.contains { $0.0.lowercased() == name.lowercased() } }
        let headers = HeaderList(own.map { "\($0):" } + fields.map { $1.isEmpty ? "\($0);" : "\($0): \($1)" })
        easy.set(CURLOPT_HTTPHEADER, UnsafeRawPointer(headers.raw))

        let incoming = Incoming()
        let context = UnsafeRawPointer(Unmanaged.passUnretained(incoming).toOpaque())
        easy.set(CURLOPT_HEADERDATA, context)
        easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Incoming.of(context).take(line: UnsafeRawBufferPointer(start: bytes, count: size * count))
            return size * count
        }
        easy.set(CURLOPT_WRITEDATA, context)
        easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            let incoming = Incoming.of(context)
            incoming.body += UnsafeRawBufferPointer(start: bytes, count: size * count)
            return incoming.body.count > Self.limit ? 0 : size * count
        }

        let code = body.withUnsafeBytes { bytes in
            if !body.isEmpty || ["POST", "PUT", "PATCH"].contains(method) {
                easy.set(CURLOPT_POST, 1)
                easy.setSize(CURLOPT_POSTFIELDSIZE_LARGE, body.count)
                // A nil pointer would make libcurl ask a read callback for the body.
                if let start = bytes.baseAddress, !body.isEmpty { easy.set(CURLOPT_POSTFIELDS, start) } else { easy.set(CURLOPT_COPYPOSTFIELDS, "") }
            }
            if method == "HEAD" { easy.set(CURLOPT_NOBODY, 1) } else { easy.set(CURLOPT_CUSTOMREQUEST, method) }
            return withExtendedLifetime((incoming, headers)) { curl_easy_perform(easy.raw) }
        }
        guard code == CURLE_OK else { throw Failure(code) }
        return Answer(status: easy.long(CURLINFO_RESPONSE_CODE), headers: incoming.headers, body: incoming.body)
    }
}

extension LocalCall {
    /// What came back: any status is an answer, only the lack of one is a `Failure`.
    package struct Answer: Sendable {
        package let status: Int
        /// In the order they came, names as they were written.
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]

        /// The body as text; what is not UTF-8 is replaced.
        package var text: String { String(decoding: body, as: UTF8.self) }

        /// The first header of that name, in whatever case.
        package func header(_ name: String) -> String? { all(name).first }
        /// Every header of that name, as with `Set-Cookie`.
        package func all(_ name: String) -> [String] { headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value) }
    }

    /// Why there was no answer.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        /// Nobody listens there.
        case noServer
        case timedOut
        case broken(String)

        init(_ code: CURLcode) {
            self = switch code {
            case CURLE_COULDNT_CONNECT: .noServer
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            default: .broken(String(cString: curl_easy_strerror(code)))
            }
        }

        package var description: String {
            switch self {
            case .noServer: "no server answers there"
            case .timedOut: "the server did not answer in time"
            case .broken(let why): "the call failed: \(why)"
            }
        }
    }

    /// What arrives while libcurl runs.
    private final class Incoming {
        var headers: [(name: String, value: String)] = []
        var body: [UInt8] = []

        static func of(_ context: UnsafeMutableRawPointer?) -> Incoming { Unmanaged.fromOpaque(context!).takeUnretainedValue() }

        func take(line bytes: UnsafeRawBufferPointer) {
            let line = String(decoding: bytes, as: UTF8.self)
            // Each head begins with its status line: what a "100 Continue" brought is not the answer's.
            if line.hasPrefix("HTTP/") { headers = [] }
            guard let colon = line.firstIndex(of: ":") else { return }
            headers.append((String(line[..<colon]), line[line.index(after: colon)...].trimmingWhitespace()))
        }
    }
}

extension Substring {
    /// Without the white space at both ends.
    fileprivate func trimmingWhitespace() -> String {
        let tail = drop { $0.isWhitespace }
        return String(tail.prefix(upTo: tail.lastIndex { !$0.isWhitespace }.map(tail.index(after:)) ?? tail.startIndex))
    }
}
