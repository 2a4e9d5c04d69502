import Distribution
import Editorial
import Storage

/// What the courier keeps at hand: bodies, which one event sends to everybody, and the keys that sign them.
struct Cargo {
    /// In bytes.
    private static let limit = 16 << 20

    private var bodies: [Int64: Body] = [:]
    /// Oldest first.
    private var order: [Int64] = []
    private var size = 0
    private var keys: [String: SigningKey] = [:]

    /// The payloads whose bodies need not be read again.
    var payloads: Set<Int64> { Set(order) }

    mutating func load(_ further: [Int64: [UInt8]]) {
        for (payload, bytes) in further {
            bodies[payload] = Body(bytes)
            order.append(payload)
            size += bytes.count
        }
    }

    /// Throws away what was loaded first, down to the limit. Only after the claims that came with it are posted.
    mutating func unload() {
        while size > Self.limit, order.count > 1 {
            let payload = order.removeFirst()
            size -= bodies.removeValue(forKey: payload)?.bytes.count ?? 0
        }
    }

    /// A claim on its way, to be signed for an attempt at that time, with a number of its own. Nil where no stored secret can be read.
    mutating func post(_ claim: Claim, as flight: Int64, at now: Instant) -> Post? {
        guard let body = bodies[claim.payload] else { return nil }
        let keys = claim.secrets.compactMap { key($0) }
        guard !keys.isEmpty else { return nil }
        return Post(id: flight, url: claim.url, headers: Self.headers(of: claim, body, signedBy: keys, at: now), body: body, fresh: claim.again, ca: claim.ca)
    }

    private static func headers(of claim: Claim, _ body: Body, signedBy keys: [SigningKey], at now: Instant) -> [String] {
        let timestamp = now.milliseconds / 1000
        let signatures = keys.map { $0.signature(id: claim.event, timestamp: timestamp, body: body.bytes) }
        return [
            "Content-Type: application/json", "webhook-id: \(claim.event)", "webhook-timestamp: \(timestamp)",
            "webhook-signature: \(signatures.joined(separator: " "))",
        ] + claim.headers.fields.map { "\($0.name): \($0.value)" }
    }

    private mutating func key(_ secret: String) -> SigningKey? {
        if let key = keys[secret] { return key }
        // Secrets that were replaced long ago go with all others; those in use come back at once.
        if keys.count > 20_000 { keys = [:] }
        let key = SigningKey(secret)
        keys[secret] = key
        return key
    }
}
