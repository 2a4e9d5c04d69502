import Distribution
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Which addresses ordinary endpoints may lead to: neither the refused ranges nor this machine's own addresses, which it reads again every minute.
package final class AddressGate: Sendable {
    private struct Own {
        var addresses: Set<IPAddress>
        var readAt: ContinuousClock.Instant
    }

    private let ranges: RefusedRanges
    private let read: @Sendable () -> Set<IPAddress>?
    private let patience: Duration
    private let own: Mutex<Own>

    /// `read` answers this machine's addresses, nil where it cannot; it is asked again after `patience`. Throws `UnfitMachine`.
    package init(
        _ ranges: RefusedRanges, read: @escaping @Sendable () -> Set<IPAddress>? = IPAddress.ofInterfaces, every patience: Duration = .seconds(60)
    ) throws(UnfitMachine) {
        guard let addresses = read() else { throw UnfitMachine(reason: "the addresses of this machine's interfaces cannot be read") }
        (self.ranges, self.read, self.patience) = (ranges, read, patience)
        own = Mutex(Own(addresses: addresses, readAt: .now))
    }

    /// Whether no connection may go there.
    package func refuses(_ address: IPAddress) -> Bool {
        if ranges.refuses(address) { return true }
        return own.withLock { own in
            let now = ContinuousClock.now
            // Where they cannot be read, those of before stay refused.
            if now - own.readAt > patience, let addresses = read() { own = Own(addresses: addresses, readAt: now) }
            return own.addresses.contains(address)
        }
    }
}

extension IPAddress {
    /// Reads a `sockaddr` of that family, nil for a family that is not IP. Address bytes lie at the same offsets on Linux and Darwin.
    init?(socketAddress place: UnsafeRawPointer, family: Int32) {
        switch family {
        case AF_INET: self = .v4(UInt32(bigEndian: place.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        case AF_INET6:
            let bytes = UnsafeRawBufferPointer(start: place + 8, count: 16)
            self = .v6(bytes.reduce(0) { $0 << 8 | UInt128($1) })
        default: return nil
        }
    }

    /// The addresses of this machine's interfaces, nil where they cannot be read.
    package static func ofInterfaces() -> Set<IPAddress>? {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return nil }
        defer { freeifaddrs(first) }
        return Set(sequence(first: first, next: { $0?.pointee.ifa_next }).compactMap { interface in
            guard let place = interface?.pointee.ifa_addr else { return nil }
            return IPAddress(socketAddress: UnsafeRawPointer(place), family: Int32(place.pointee.sa_family))
        })
    }
}
