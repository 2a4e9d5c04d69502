import Distribution
import Testing

@Suite("Addresses that webhooks must not reach")
struct RefusedRangesTests {
    let ranges = RefusedRanges()

    @Test("the first and last of every special range are refused, its neighbours are not", arguments: [
        ("0.0.0.0", "0.255.255.255", nil, "1.0.0.0"), ("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"),
        ("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"), ("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"),
        ("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"), ("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"),
        ("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"), ("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"),
        ("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"), ("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"),
        ("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"), ("192.31.196.0", "192.31.196.255", "192.31.195.255", "192.31.197.0"),
        ("192.175.48.0", "192.175.48.255", "192.175.47.255", "192.175.49.0"), ("192.52.193.0", "192.52.193.255", "192.52.192.255", "192.52.194.0"),
        ("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"), ("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"),
        ("224.0.0.0", "255.255.255.255", "223.255.255.255", nil), ("168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17"),
        ("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nil, "2000::"), ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff::1", "2001:200::"),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff::", "2001:db9::"), ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffd::", "3fff:1000::"),
        ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff::", "2003::"), ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "2620:4f:7fff::", "2620:4f:8001::"),
        ("3ffe::", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffd:ffff::", nil), ("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff::", nil),
    ] as [(String, String, String?, String?)])
    func edges(first: String, last: String, before: String?, after: String?) throws {
        for inside in [first, last] { #expect(ranges.refuses(try #require(IPAddress(inside))), "\(inside)") }
        for outside in [before, after].compactMap({ $0 }) { #expect(!ranges.refuses(try #require(IPAddress(outside))), "\(outside)") }
    }

    @Test("every disguise of this machine and of the private network is refused", arguments: [
        "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "fe80::1", "fe80::1%lo",
        "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2002:7f00:1::", "2001:0:7f00:1::", "5f00::1",
    ])
    func disguises(text: String) throws { #expect(ranges.refuses(try #require(IPAddress(text)))) }

    @Test("the public Internet is not", arguments: ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "2a00:1450::1", "2001:4860:4860::8888"])
    func open(text: String) throws { #expect(!ranges.refuses(try #require(IPAddress(text)))) }

    @Test("an office adds its own")
    func further() throws {
        let more = RefusedRanges(adding: try ["8.8.8.0/24", "2a00:1450::/32", "1.1.1.1"].map { try #require(AddressRange($0)) })
        for text in ["8.8.8.8", "2a00:1450::1", "1.1.1.1", "127.0.0.1"] { #expect(more.refuses(try #require(IPAddress(text)))) }
        for text in ["8.8.9.8", "1.1.1.2", "2a00:1451::1"] { #expect(!more.refuses(try #require(IPAddress(text)))) }
    }

    @Test("ranges are read in CIDR notation", arguments: ["10.0.0.0/8", "0.0.0.0/0", "::/0", "192.0.2.1", "2001:db8::/32", "fe80::1/128"])
    func range(text: String) { #expect(AddressRange(text) != nil) }

    @Test("what is no range is not taken for one", arguments: [
        "", "/", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0/8", "2001:db8::1/32", "::/129", "example.org", "fe80::%eth0/10", "010.0.0.0/8",
    ])
    func noRange(text: String) { #expect(AddressRange(text) == nil) }

    @Test("IPv6 is read in each of its forms")
    func forms() {
        #expect(IPAddress("::") == .v6(0))
        #expect(IPAddress("1::") == .v6(1 << 112))
        #expect(IPAddress("::1:2") == .v6(0x1_0002))
        #expect(IPAddress("1:2:3:4:5:6:7:8") == .v6(0x1_0002_0003_0004_0005_0006_0007_0008))
        #expect(IPAddress("::ffff:1.2.3.4") == .v6(0xFFFF_0102_0304))
        for text in ["1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":::", "1:2:3:4::5:6:7:8", "12345::", "g::", "1.2.3.4::", ":1", "1:", "+1::", "1.2.3", "1.2.3.256", "1.2.3.4.5", "01.2.3.4"] {
            #expect(IPAddress(text) == nil, "\(text)")
        }
    }
}
