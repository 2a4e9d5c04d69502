import Distribution
import HTTPTypes
import Hummingbird
import Testing
@testable import Web

@Suite("The client's address")
struct ClientAddressTests {
    let proxies = ClientAddress(trustedProxies: Set(["127.0.0.1", "10.0.0.2", "::1"].compactMap { IPAddress($0) }))

    private func address(_ headers: HTTPFields, from peer: String?) -> String? {
        let head = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/", headerFields: headers)
        return proxies.address(of: Request(head: head, body: .init(buffer: ByteBuffer())), from: peer)
    }

    private func forwarded(_ value: String) -> HTTPFields { [.forwarded: value] }
    private func xForwardedFor(_ value: String) -> HTTPFields { [.xForwardedFor: value] }

    @Test("anybody may write a header, but only a trusted proxy is believed")
    func believed() {
        #expect(address(xForwardedFor("198.51.100.7"), from: "127.0.0.1") == "198.51.100.7")
        #expect(address(xForwardedFor("198.51.100.7"), from: "203.0.113.9") == "203.0.113.9")
        #expect(address(forwarded("for=198.51.100.7;proto=https"), from: "127.0.0.1") == "198.51.100.7")
        #expect(address(forwarded("for=\"[2001:db8::7]:4711\""), from: "127.0.0.1") == "2001:db8::7")
        #expect(address([:], from: "127.0.0.1") == "127.0.0.1")
        #expect(address(xForwardedFor("1.2.3.4"), from: nil) == nil)
    }

    @Test("what a client wrote before the proxies did is not believed")
    func chain() {
        #expect(address(xForwardedFor("192.0.2.66, 198.51.100.7, 10.0.0.2"), from: "127.0.0.1") == "198.51.100.7")
        #expect(address(xForwardedFor("nonsense"), from: "127.0.0.1") == "127.0.0.1")
        #expect(address(xForwardedFor("192.0.2.66, nonsense"), from: "127.0.0.1") == "127.0.0.1")
    }

    @Test("where two headers say different things, neither is believed")
    func contradiction() {
        var headers = xForwardedFor("198.51.100.7")
        headers[.forwarded] = "for=192.0.2.66"
        #expect(address(headers, from: "127.0.0.1") == "127.0.0.1")
        headers[.forwarded] = "for=198.51.100.7"
        #expect(address(headers, from: "127.0.0.1") == "198.51.100.7")
    }
}
