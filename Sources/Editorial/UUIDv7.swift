/// A UUID of version 7 (RFC 9562, section 5.7), in lower case: sorts by time.
package func uuidv7(at now: Instant, random: (UInt64, UInt64)) -> String {
    let high = UInt64(truncatingIfNeeded: now.milliseconds) << 16 | 0x7000 | random.0 & 0x0FFF
    let low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
    let digits = high.hexadecimal + low.hexadecimal
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
}

extension UInt64 {
    /// Its 16 hexadecimal digits.
    fileprivate var hexadecimal: [Character] {
        let digits = String(self, radix: 16)
        return Array(String(repeating: "0", count: 16 - digits.count) + digits)
    }
}
