/// The addresses that a webhook must not reach, unless its endpoint was added with `--allow-private`: what is not the public Internet, and what the
/// office adds. A rule for IPv4 is "not in this list"; for IPv6, of which little is given out yet, "in 2000::/3 and not in this list".
package struct RefusedRanges: Sendable, Equatable {
    private let v4: [AddressRange]
    private let v6: [AddressRange]

    /// The lists below and `further` ones.
    package init(adding further: [AddressRange] = []) {
        let all = Self.special + further
        v4 = all.filter { if case .v4 = $0.base { true } else { false } }
        v6 = all.filter { if case .v6 = $0.base { true } else { false } }
    }

    /// Whether no connection may go there.
    package func refuses(_ address: IPAddress) -> Bool {
        switch address {
        case .v4: v4.contains { $0.contains(address) }
        case .v6: !Self.given.contains(address) || v6.contains { $0.contains(address) }
        }
    }

    /// Global unicast (RFC 4291, section 2.4): loopback, link-local, unique local, multicast, IPv4-mapped and NAT64 all lie outside.
    private static let given = AddressRange("2000::/3")!

    private static let special = [
        "0.0.0.0/8",  // this network, RFC 791, 1122
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  // private, RFC 1918
        "100.64.0.0/10",  // shared by a carrier's customers, RFC 6598
        "127.0.0.0/8",  // loopback, RFC 1122
        "169.254.0.0/16",  // link-local, and the metadata of clouds, RFC 3927
        "192.0.0.0/24",  // IETF protocols, RFC 6890
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  // documentation, RFC 5737
        "192.31.196.0/24", "192.175.48.0/24",  // AS112, RFC 7535, 7534
        "192.52.193.0/24",  // AMT, RFC 7450
        "192.88.99.0/24",  // 6to4 relays, RFC 7526
        "198.18.0.0/15",  // benchmarks, RFC 2544
        "224.0.0.0/4",  // multicast, RFC 5771
        "240.0.0.0/4",  // reserved, RFC 1112, and broadcast, RFC 919
        "168.63.129.16/32",  // the host of an Azure machine, a public address
        "2001::/23",  // IETF protocols, RFC 2928: Teredo, benchmarks, AMT, AS112, ORCHID, DRIP
        "2001:db8::/32", "3fff::/20",  // documentation, RFC 3849, 9637
        "2002::/16",  // 6to4, RFC 3056
        "2620:4f:8000::/48",  // AS112, RFC 7534
        "3ffe::/16",  // 6bone, RFC 3701
    ].map { AddressRange($0)! }
}
