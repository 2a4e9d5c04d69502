import Fixtures
import Foundation
import Testing

@Suite("Connections")
struct ConnectionTests {
    @Test("what comes in one piece is answered in order, ready pages and others")
    func pipelined() async throws {
        try await OpenSite.use(cast: []) { site in
            _ = try await site.send("GET", "/")
            let requests = ["/", "/healthz", "/", "/nothing", "/"].map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
            let answers = try await Wire(site.url).exchange(requests + "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(answers.matches(of: /HTTP\/1\.1 (\d\d\d)/).map { String($0.output.1) } == ["200", "200", "200", "404", "200", "200"])
            let (health, nothing) = (try #require(answers.firstRange(of: "ok\n")), try #require(answers.firstRange(of: "404")))
            #expect(health.lowerBound < nothing.lowerBound)
        }
    }

    @Test("a client of HTTP/1.0 sees the connection end, unless it asks to keep it")
    func old() async throws {
        try await OpenSite.use(cast: []) { site in
            _ = try await site.send("GET", "/")
            for path in ["/", "/healthz"] {
                let answer = try await Wire(site.url).exchange("GET \(path) HTTP/1.0\r\n\r\n")
                #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
                let twice = try await Wire(site.url).exchange("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET \(path) HTTP/1.0\r\n\r\n")
                #expect(twice.contains("Connection: keep-alive"))
                #expect(twice.matches(of: /HTTP\/1\.1 200 OK/).count == 2)
            }
        }
    }

    @Test("a browser that keeps its connection does not keep the server from stopping")
    func stops() async throws {
        let (wire, stopped) = try await OpenSite.use(cast: []) { site in
            _ = try await site.send("GET", "/")
            let wire = try Wire(site.url)
            try wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.read().hasPrefix("HTTP/1.1 200 OK"))
            return (wire, ContinuousClock.now)
        }
        #expect(ContinuousClock.now - stopped < .seconds(15))
        #expect(await wire.read().isEmpty)
    }
}

/// A bare connection, for what no client library sends.
final class Wire: Sendable {
    private let descriptor: Int32

    init(_ url: String) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(url.split(separator: ":").last.flatMap { Int($0) } ?? 0).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        try #require(connected == 0)
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws { try #require(Foundation.send(descriptor, text, text.utf8.count, 0) == text.utf8.count) }

    /// What has come; empty once the other side has closed.
    func read() async -> String {
        // It blocks its thread, which must not be one of the few that Swift's tasks share.
        await withCheckedContinuation { done in
            DispatchQueue.global().async { [self] in
                var bytes = [UInt8](repeating: 0, count: 65_536)
                let count = recv(descriptor, &bytes, bytes.count, 0)
                done.resume(returning: String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
            }
        }
    }

    /// Everything that comes until the other side closes.
    func exchange(_ text: String) async throws -> String {
        try send(text)
        var all = ""
        while case let part = await read(), !part.isEmpty { all += part }
        return all
    }
}
