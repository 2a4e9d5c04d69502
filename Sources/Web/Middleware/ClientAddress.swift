import Distribution
import HTTPTypes
import Hummingbird

/// Finds the address that a request comes from. What a header says counts only from a trusted proxy, and only as far as trusted proxies wrote it.
struct ClientAddress: RouterMiddleware {
    let trustedProxies: Set<IPAddress>

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        var context = context
        context.address = address(of: request, from: context.peer)
        return try await next(request, context)
    }

    func address(of request: Request, from peer: String?) -> String? {
        guard let peer, let proxy = IPAddress(peer), trustedProxies.contains(proxy) else { return peer }
        let said = request.headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }.map(Self.bare)
        let forwarded = request.headers[values: .forwarded].flatMap { $0.split(separator: ",") }.map(Self.node)
        switch (client(in: said), client(in: forwarded)) {
        case (let one?, nil), (nil, let one?): return one
        // A proxy that writes one of the two lets through what a client wrote into the other.
        case (let one?, let other?): return one == other ? one : peer
        case (nil, nil): return peer
        }
    }

    /// From the nearest on, the first that is no proxy of ours.
    private func client(in chain: [String]) -> String? {
        for text in chain.reversed() {
            guard let address = IPAddress(text) else { return nil }
            if !trustedProxies.contains(address) { return text }
        }
        return chain.first
    }

    /// The `for` of one element of `Forwarded` (RFC 7239, section 4).
    private static func node(_ element: Substring) -> String {
        for pair in element.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].trimmed.lowercased() == "for" { return bare(parts[1].trimmed.filter { $0 != "\"" }[...]) }
        }
        return ""
    }

    /// Without port and brackets.
    private static func bare(_ text: Substring) -> String {
        let text = text.trimmed
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        return text.count { $0 == ":" } == 1 ? String(text.prefix { $0 != ":" }) : String(text)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let tail = drop(while: \.isWhitespace)
        return tail.prefix(upTo: tail.lastIndex { !$0.isWhitespace }.map(tail.index(after:)) ?? tail.startIndex)
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let forwarded = HTTPField.Name("Forwarded")!
}
