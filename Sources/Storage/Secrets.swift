import Crypto
import Editorial
import Foundation

/// Fresh names and secrets: the only chance in the house comes from the system's generator.
enum Secrets {
    /// 32 random bytes as base64url (RFC 4648, section 5) without padding.
    static func token() -> String { Data(bytes()).base64url }

    static func bytes(_ count: Int = 32) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in .random(in: .min ... .max, using: &generator) }
    }

    /// What is kept of a token.
    static func hash(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }

    /// A public id.
    static func id(at now: Instant) -> String {
        var generator = SystemRandomNumberGenerator()
        return uuidv7(at: now, random: (generator.next(), generator.next()))
    }
}

extension Data {
    /// RFC 4648, section 5, without padding.
    var base64url: String {
        base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}
