import Crypto
import Editorial
import Foundation

/// What a receiver checks a delivery with.
package enum VerifyingKey: Sendable {
    case v1(SymmetricKey)
    case v1a(Curve25519.Signing.PublicKey)

    /// Why a delivery is not to be believed.
    package enum Doubt: String, Error, Sendable {
        case headers = "webhook-id, webhook-timestamp or webhook-signature is missing or malformed"
        case tooOld = "the timestamp is more than five minutes old"
        case tooNew = "the timestamp is more than five minutes ahead"
        case signature = "no signature matches"
    }

    /// How far the clocks of sender and receiver may differ, in seconds.
    package static let tolerance: Int64 = 300

    /// Reads `whsec_` and `whpk_`, and `whsk_` for its public half. Nil where it is none.
    package init?(_ text: String) {
        if let bytes = Data(text, after: "whpk_"), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) {
            self = .v1a(key)
        } else {
            switch SigningKey(text) {
            case .v1(let key, _): self = .v1(key)
            case .v1a(let key): self = .v1a(key.publicKey)
            case nil: return nil
            }
        }
    }

    /// Takes the three headers as they came; throws where the delivery is not to be believed. One of several signatures is enough.
    package func verify(id: String?, timestamp: String?, signatures: String?, body: some Sequence<UInt8>, at now: Instant) throws(Doubt) {
        guard let id, !id.isEmpty, !id.utf8.contains(UInt8(ascii: ".")), let timestamp = timestamp.flatMap({ Int64($0) }), let signatures else { throw .headers }
        let present = now.milliseconds / 1000
        guard timestamp >= present - Self.tolerance else { throw .tooOld }
        guard timestamp <= present + Self.tolerance else { throw .tooNew }
        let message = Data(signed: id, timestamp, body)
        guard signatures.split(separator: " ").contains(where: { matches($0, message) }) else { throw .signature }
    }

    private func matches(_ item: Substring, _ message: Data) -> Bool {
        switch self {
        case .v1(let key):
            // Compares in constant time.
            Data(String(item), after: "v1,").map { HMAC<SHA256>.isValidAuthenticationCode($0, authenticating: message, using: key) } ?? false
        case .v1a(let key): Data(String(item), after: "v1a,").map { key.isValidSignature($0, for: message) } ?? false
        }
    }
}
