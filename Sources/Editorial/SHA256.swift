import Crypto
import Foundation

/// Hex SHA-256 (FIPS 180-4) of those bytes, in lower case.
package func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).reduce(into: "") { text, byte in
        text += byte < 16 ? "0" : ""
        text += String(byte, radix: 16)
    }
}
