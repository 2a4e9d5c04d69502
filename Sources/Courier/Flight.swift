import CCurl
import Distribution

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// One easy handle with what a post needs while it is in the air; used again for the next. Lives on its transport's thread.
final class Flight {
    let easy: Easy
    private let rules: CurlTransport.Rules
    private let refuses: (@Sendable (IPAddress) -> Bool)?
    /// Where libcurl, as it was built, finds authorities besides those in its one file.
    private let directory: String?
    private var post: Post?
    private var headers: HeaderList?
    /// Whom it trusts alone, as the handle has it.
    private var ca: String?
    private var received = Received()
    /// Whether an address was refused, and whether another was tried.
    private var wasRefused = false
    private var wasTried = false

    init(_ rules: CurlTransport.Rules, refuses: (@Sendable (IPAddress) -> Bool)?) {
        (easy, self.rules, self.refuses) = (Curl.easy(), rules, refuses)
        directory = easy.string(CURLINFO_CAPATH)
        easy.set(CURLOPT_POST, 1)
        easy.set(CURLOPT_USERAGENT, rules.userAgent)
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, Int(rules.connectTimeout / .milliseconds(1)))
        easy.set(CURLOPT_TIMEOUT_MS, Int(rules.timeout / .milliseconds(1)))
        // A name server that hangs must not hold up the clean-up of this handle, and with it all others.
        easy.set(CURLOPT_QUICK_EXIT, 1)
        // Resolved anew for each connection: libcurl's cache is scanned after every transfer, and an address may have become another.
        easy.set(CURLOPT_DNS_CACHE_TIMEOUT, 0)
        easy.set(CURLOPT_MAXAGE_CONN, 30)

        let me = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        easy.set(CURLOPT_PRIVATE, me)
        easy.set(CURLOPT_HEADERDATA, me)
        easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, me in
            Flight.of(me).received.take(line: UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
        }
        easy.set(CURLOPT_WRITEDATA, me)
        easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, me in
            Flight.of(me).received.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
        }
        guard refuses != nil else { return }
        // The first sees each new connection; only the second sees one that is used again.
        easy.set(CURLOPT_OPENSOCKETDATA, me)
        easy.setOpenSocket { me, _, address in Flight.of(me).open(address!) }
        easy.set(CURLOPT_PREREQDATA, me)
        easy.setBeforeRequest { me, address, _, _, _ in
            Flight.of(me).mayUse(IPAddress(String(cString: address!))) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
    }

    deinit { easy.free() }

    static func of(_ context: UnsafeMutableRawPointer?) -> Flight { Unmanaged.fromOpaque(context!).takeUnretainedValue() }

    /// Takes a post on board.
    func board(_ post: Post) {
        let headers = HeaderList(post.headers + ["Expect:"])
        (self.post, self.headers, received, wasRefused, wasTried) = (post, headers, Received(), false, false)
        easy.set(CURLOPT_URL, post.url)
        easy.set(CURLOPT_HTTPHEADER, UnsafeRawPointer(headers.raw))
        easy.setSize(CURLOPT_POSTFIELDSIZE_LARGE, post.body.bytes.count)
        easy.set(CURLOPT_POSTFIELDS, post.body.bytes.baseAddress)
        easy.set(CURLOPT_FRESH_CONNECT, post.fresh ? 1 : 0)
        trust(post.ca)
    }

    /// What is set stays for the posts that follow. Own authorities take the place of libcurl's file, not of its directory. libcurl uses no connection and no TLS
    /// session for a post that trusts others than the one before.
    private func trust(_ own: String?) {
        guard own != ca else { return }
        ca = own
        easy.setCopy(CURLOPT_CAINFO_BLOB, own)
        if let directory { easy.set(CURLOPT_CAPATH, own == nil ? directory : nil) }
    }

    /// What came of it.
    func land(_ code: CURLcode) -> Outcome {
        defer { (post, headers) = (nil, nil) }
        // Whatever other address of the host was refused: to that one no request went.
        let answered = received.isHeadComplete
        let status = answered ? easy.long(CURLINFO_RESPONSE_CODE) : nil
        let retryAfter = answered ? easy.size(CURLINFO_RETRY_AFTER) : 0
        let address = easy.string(CURLINFO_PRIMARY_IP)
        return Outcome(
            id: post!.id, status: status, code: Int(code.rawValue), milliseconds: easy.size(CURLINFO_TOTAL_TIME_T) / 1000,
            error: status.map(Words.fault(ofStatus:)) ?? fault(of: code), excerpt: answered ? received.excerpt : nil,
            retryAfter: retryAfter > 0 ? Double(retryAfter) : nil, address: address?.isEmpty == false ? address : nil)
    }

    /// What came of it where libcurl did not take it, and its code for that.
    func stay(_ code: Int) -> Outcome {
        defer { (post, headers) = (nil, nil) }
        return Outcome(
            id: post!.id, status: nil, code: code, milliseconds: 0, error: "could not be started", excerpt: nil, retryAfter: nil, address: nil)
    }

    private func fault(of code: CURLcode) -> String {
        if wasRefused, !wasTried || code == CURLE_ABORTED_BY_CALLBACK { return "address refused" }
        if received.isHeadTooLong { return "the answer's head is longer than 32 KiB" }
        return Words.fault(of: code, on: easy, rules)
    }

    /// libcurl's own way to a socket, for addresses that may be used.
    private func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let place = UnsafeRawPointer(address) + MemoryLayout<curl_sockaddr>.offset(of: \.addr)!
        guard mayUse(IPAddress(socketAddress: place, family: address.pointee.family)) else { return CURL_SOCKET_BAD }
        wasTried = true
        let descriptor = socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
        if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return descriptor
    }

    /// Fails closed: what is no address that we can read is refused.
    private func mayUse(_ address: IPAddress?) -> Bool {
        guard let refuses else { return true }
        let may = address.map { !refuses($0) } ?? false
        if !may { wasRefused = true }
        return may
    }
}
