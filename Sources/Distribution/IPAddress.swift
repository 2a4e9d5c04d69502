/// An address of the Internet, as a connection has it.
package enum IPAddress: Sendable, Hashable {
    case v4(UInt32)
    case v6(UInt128)

    /// Reads dotted decimal, and IPv6 as RFC 4291, section 2.2, writes it, without brackets; a zone (`%eth0`) is ignored. Nil where it is neither.
    package init?(_ text: some StringProtocol) {
        let text = text.prefix { $0 != "%" }
        if text.contains(":") {
            guard let value = Self.v6(text) else { return nil }
            self = .v6(value)
        } else {
            guard let value = Self.dotted(text) else { return nil }
            self = .v4(value)
        }
    }

    /// Whether it leads to this machine and nowhere else (RFC 6890).
    package var isLoopback: Bool {
        switch self {
        case .v4(let value): value >> 24 == 127
        case .v6(let value): value == 1
        }
    }

    private static func dotted(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
            part.utf8.allSatisfy { 48...57 ~= $0 } && (part.count == 1 || !part.hasPrefix("0")) ? UInt8(part) : nil
        }
        guard parts.count == 4 else { return nil }
        return parts.reduce(0) { value, part in value.flatMap { value in part.map { value << 8 | UInt32($0) } } }
    }

    private static func v6(_ text: some StringProtocol) -> UInt128? {
        let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = groups(halves[0], atEnd: halves.count == 1), let tail = groups(halves.count > 1 ? halves[1] : "", atEnd: true) else { return nil }
        guard halves.count > 1 ? head.count + tail.count < 8 : head.count == 8 else { return nil }
        let all = head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
        return all.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// The 16-bit groups between colons; the address's last may be an IPv4 address, which makes two.
    private static func groups(_ text: some StringProtocol, atEnd: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if atEnd, index == parts.count - 1, let embedded = dotted(part) {
                groups += [UInt16(embedded >> 16), UInt16(embedded & 0xFFFF)]
            } else {
                guard 1...4 ~= part.utf8.count, part.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }), let group = UInt16(part, radix: 16) else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}

/// A block of addresses: `192.0.2.0/24`, `2001:db8::/32`, or a single one.
package struct AddressRange: Sendable, Hashable {
    package let base: IPAddress
    /// How many leading bits belong to it.
    package let length: Int

    /// Only that address.
    package init(_ address: IPAddress) {
        base = address
        length = if case .v4 = address { 32 } else { 128 }
    }

    /// Reads CIDR notation (RFC 4632), or one address. Nil where it is neither, or where bits beyond the prefix are set.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(parts[0]), !text.contains("%") else { return nil }
        self.init(address)
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ 48...57 ~= $0 }), let length = Int(parts[1]), length <= self.length else { return nil }
            self = AddressRange(address, length)
        }
        guard base.masked(self.length) == base else { return nil }
    }

    private init(_ base: IPAddress, _ length: Int) { (self.base, self.length) = (base, length) }

    /// Whether that address lies in it.
    package func contains(_ address: IPAddress) -> Bool { address.masked(length) == base }
}

extension IPAddress {
    /// Only its first `length` bits.
    fileprivate func masked(_ length: Int) -> IPAddress {
        switch self {
        // A shift by the whole width gives 0, as it should.
        case .v4(let value): .v4(value & (~0 << (32 - UInt32(min(length, 32)))))
        case .v6(let value): .v6(value & (~0 << (128 - UInt128(length))))
        }
    }
}
