import Crypto
import Foundation

/// How an endpoint's deliveries are signed (Standard Webhooks 1.0).
package enum SignatureScheme: String, Sendable, CaseIterable {
    /// HMAC-SHA256: both sides hold the key.
    case v1
    /// Ed25519: the receiver holds only the public key.
    case v1a
}

/// What signs an endpoint's deliveries. Its text is a secret: it never reaches a log or an error.
package enum SigningKey: Sendable {
    /// With a code to which only the message is to be added: to begin one costs as much as a kilobyte of body.
    case v1(SymmetricKey, begun: HMAC<SHA256>)
    case v1a(Curve25519.Signing.PrivateKey)

    /// A key made of 32 fresh random bytes, which the caller draws.
    package init(_ scheme: SignatureScheme, random: [UInt8]) {
        precondition(random.count == 32, "a key is made of 32 random bytes")
        switch scheme {
        case .v1: self = .v1(of: random)
        case .v1a:
            guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: random) else {
                preconditionFailure("any 32 bytes are a seed (RFC 8032, section 5.1.5)")
            }
            self = .v1a(key)
        }
    }

    /// Reads `whsec_` and `whsk_`: base64 of 24 to 64 bytes, of a seed, or of seed and public key. Nil where it is neither.
    package init?(_ text: String) {
        if let bytes = Data(text, after: "whsec_"), 24...64 ~= bytes.count {
            self = .v1(of: bytes)
        } else if let bytes = Data(text, after: "whsk_"), [32, 64].contains(bytes.count),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.prefix(32)),
            bytes.count == 32 || bytes.suffix(32) == key.publicKey.rawRepresentation
        {
            self = .v1a(key)
        } else {
            return nil
        }
    }

    private static func v1(of bytes: some ContiguousBytes) -> SigningKey {
        let key = SymmetricKey(data: bytes)
        return .v1(key, begun: HMAC(key: key))
    }

    /// As it is stored.
    package var text: String {
        switch self {
        case .v1(let key, _): "whsec_" + key.withUnsafeBytes { Data($0) }.base64EncodedString()
        case .v1a(let key): "whsk_" + (key.rawRepresentation + key.publicKey.rawRepresentation).base64EncodedString()
        }
    }

    /// What the receiver is given: the same key for `v1`, only the public one for `v1a`.
    package var shown: String {
        switch self {
        case .v1: text
        case .v1a(let key): "whpk_" + key.publicKey.rawRepresentation.base64EncodedString()
        }
    }

    /// One item of `webhook-signature`. `id` holds no full stop, `timestamp` is in seconds since 1970 and that of this attempt, `body` is what is sent.
    package func signature(id: String, timestamp: Int64, body: some DataProtocol) -> String {
        switch self {
        case .v1(_, var code):
            var beginning = "\(id).\(timestamp)."
            beginning.withUTF8 { code.update(data: $0) }
            code.update(data: body)
            return "v1," + code.finalize().withUnsafeBytes { Data($0) }.base64EncodedString()
        case .v1a(let key):
            guard let signature = try? key.signature(for: Data(signed: id, timestamp, body)) else {
                preconditionFailure("Ed25519 has no input that it cannot sign")
            }
            return "v1a," + signature.base64EncodedString()
        }
    }
}

extension Data {
    /// The bytes that Standard Webhooks signs.
    init(signed id: String, _ timestamp: Int64, _ body: some Sequence<UInt8>) {
        self.init("\(id).\(timestamp).".utf8)
        append(contentsOf: body)
    }

    /// What `text` encodes behind `prefix` in base64 (RFC 4648, section 4), nil where it does not.
    init?(_ text: String, after prefix: String) {
        guard text.hasPrefix(prefix) else { return nil }
        self.init(base64Encoded: String(text.dropFirst(prefix.count)))
    }
}
