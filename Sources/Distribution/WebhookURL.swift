/// Which addresses an endpoint may have. What a name leads to is decided again at each connection.
package enum WebhookURL {
    /// Why `text` is not taken, in one sentence for people; nil where it is.
    package static func problem(with text: String, allowPrivate: Bool, refusing ranges: RefusedRanges = RefusedRanges()) -> String? {
        guard text.utf8.count <= 2048 else { return "The URL is longer than 2048 characters." }
        guard let (scheme, rest) = split(text) else { return "That is not a URL: it begins with http:// or https://." }
        guard ["http", "https"].contains(scheme) else { return "A webhook goes to an http or https URL, not to \(scheme)." }
        // What libcurl, a proxy and a reader might each read differently is refused rather than guessed at.
        guard rest.utf8.allSatisfy({ 0x21...0x7E ~= $0 && !#""<>\^`{|}"#.utf8.contains($0) }) else {
            return "The URL holds a character that must be encoded: percent-encode paths and write international names in their xn-- form."
        }
        guard !rest.contains("#") else { return "A webhook URL has no fragment." }
        let authority = rest.prefix { !"/?".contains($0) }
        guard !authority.contains("@") else { return "A webhook URL has no user name or password in it: deliveries are signed instead." }
        guard let (host, port) = split(authority: authority), let kind = Host(host) else { return "The URL has no valid host and port." }

        guard !allowPrivate else { return nil }
        if let port, port < 1024, port != 80, port != 443 { return "A webhook goes to port 80, 443, or one above 1023." }
        let isPrivate = switch kind {
        case .address(let address): ranges.refuses(address)
        case .name(let name): name == "localhost" || name.hasSuffix(".localhost")
        }
        return isPrivate ? "The URL leads to a private or reserved address; only an endpoint that allows private addresses may." : nil
    }

    /// Its scheme, host and port, without the rest, in which receivers hide secrets; empty where it is no URL.
    package static func origin(of text: String) -> String {
        split(text).map { scheme, rest in "\(scheme)://\(rest.prefix { !"/?".contains($0) })" } ?? ""
    }

    /// Who answers there: its host, and on this machine also its port, where each is a program of its own.
    package static func receiver(at text: String) -> String {
        guard let (_, rest) = split(text), let (host, port) = split(authority: rest.prefix { !"/?".contains($0) }), let kind = Host(host) else { return text }
        switch kind {
        case .name(let name): return name == "localhost" || name.hasSuffix(".localhost") ? "\(name):\(port ?? 0)" : name
        case .address(let address): return address.isLoopback ? "\(address):\(port ?? 0)" : "\(address)"
        }
    }

    private static func split(_ text: String) -> (scheme: String, rest: Substring)? {
        guard let mark = text.firstRange(of: "://"), !text.hasPrefix("://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard scheme.utf8.allSatisfy({ 97...122 ~= $0 || 48...57 ~= $0 || "+-.".utf8.contains($0) }) else { return nil }
        return (scheme, text[mark.upperBound...])
    }

    private static func split(authority: Substring) -> (host: Substring, port: Int?)? {
        let end = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":") ?? authority.endIndex
        guard let end else { return nil }
        let tail = authority[end...]
        guard !tail.isEmpty else { return (authority, nil) }
        guard tail.hasPrefix(":"), tail.utf8.dropFirst().allSatisfy({ 48...57 ~= $0 }), let port = Int(tail.dropFirst()), 1...65_535 ~= port else { return nil }
        return (authority[..<end], port)
    }

    private enum Host {
        case name(String)
        case address(IPAddress)

        /// A bracketed IPv6 address; an IPv4 address in any notation that a resolver takes; or a name.
        init?(_ text: Substring) {
            if text.hasPrefix("[") {
                guard text.hasSuffix("]"), !text.contains("%"), case .v6(let value)? = IPAddress(text.dropFirst().dropLast()) else { return nil }
                self = .address(.v6(value))
                return
            }
            let name = (text.hasSuffix(".") ? text.dropLast() : text).lowercased()
            let labels = name.split(separator: ".", omittingEmptySubsequences: false)
            guard name.utf8.count <= 253, labels.allSatisfy({ label in
                1...63 ~= label.utf8.count && label.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || "-_".utf8.contains($0) }
            }), let last = labels.last else { return nil }
            // As in the WHATWG URL Standard: a host whose last label is a number is an IPv4 address or nothing.
            guard last.utf8.allSatisfy({ 48...57 ~= $0 }) || last.hasPrefix("0x") else { self = .name(name); return }
            guard let value = Self.v4(labels) else { return nil }
            self = .address(.v4(value))
        }

        /// One to four numbers, decimal, octal or hexadecimal, the last of which fills what is left (inet_aton).
        private static func v4(_ labels: [Substring]) -> UInt32? {
            let numbers = labels.compactMap { label in
                label.hasPrefix("0x") ? (label.count == 2 ? 0 : UInt64(label.dropFirst(2), radix: 16)) : UInt64(label, radix: label.hasPrefix("0") ? 8 : 10)
            }
            guard numbers.count == labels.count, numbers.count <= 4, let last = numbers.last else { return nil }
            let leading = numbers.dropLast()
            guard leading.allSatisfy({ $0 < 256 }), last < 1 << UInt64(8 * (4 - leading.count)) else { return nil }
            return leading.enumerated().reduce(UInt32(last)) { $0 | UInt32($1.element) << UInt32(8 * (3 - $1.offset)) }
        }
    }
}
