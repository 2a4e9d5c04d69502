import Distribution

/// Where a server listens: `HOST:PORT`, an IPv6 address in brackets.
struct Binding: Sendable, Equatable {
    let host: String
    let port: Int

    init(host: String, port: Int) { (self.host, self.port) = (host, port) }

    /// Nil where the text is not HOST:PORT.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, !host.contains(where: { $0.isWhitespace || $0 == "/" }) else { return nil }
        (self.host, self.port) = (host, Int(port))
    }

    /// As it stands in a URL.
    var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    var isLoopback: Bool { Self.isLoopback(host) }

    /// Whether only this machine reaches that host.
    static func isLoopback(_ host: String) -> Bool {
        switch IPAddress(host) {
        case .v4(let value)?: value >> 24 == 127
        case .v6(let value)?: value == 1
        case nil: host.lowercased() == "localhost"
        }
    }
}
