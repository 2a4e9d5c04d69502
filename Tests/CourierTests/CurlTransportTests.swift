import Courier
import Distribution
import Foundation
import Synchronization
import Testing

/// A transport whose outcomes a test waits for.
final class Wired: Sendable {
    private let outcomes = Box()
    let transport: CurlTransport

    private final class Box: Sendable { let list = Mutex<[Outcome]>([]) }

    init(timeout: Duration = .seconds(5), connectTimeout: Duration = .seconds(5), refuses: (@Sendable (IPAddress) -> Bool)? = nil) {
        let rules = CurlTransport.Rules(timeout: timeout, connectTimeout: connectTimeout, userAgent: "Test")
        transport = CurlTransport(rules, name: "test", refuses: refuses) { [outcomes] more in outcomes.list.withLock { $0 += more } }
    }

    /// Sends one post and waits for what comes of it.
    func post(_ url: String, headers: [String] = [], body: String = "{}", fresh: Bool = false) async throws -> Outcome {
        let before = outcomes.list.withLock { $0.count }
        transport.send([Post(id: Int64(before), url: url, headers: headers, body: Body(Array(body.utf8)), fresh: fresh)])
        try #require(await eventually(within: .seconds(10)) { self.outcomes.list.withLock { $0.count } > before })
        return outcomes.list.withLock { $0[before] }
    }
}

@Suite("The transport")
struct CurlTransportTests {
    func outcome(of reply: Receiver.Reply, timeout: Duration = .seconds(5)) async throws -> (Outcome, Receiver) {
        let (receiver, wired) = (Receiver { _ in reply }, Wired(timeout: timeout))
        let outcome = try await wired.post(receiver.url)
        await wired.transport.stop()
        return (outcome, receiver)
    }

    @Test("a post arrives as it was given, with nothing that nobody asked for")
    func asGiven() async throws {
        let (receiver, wired) = (Receiver(), Wired())
        let body = String(repeating: "тело ", count: 1000)
        let outcome = try await wired.post(receiver.url, headers: ["Content-Type: application/json", "webhook-id: 1"], body: body)
        await wired.transport.stop()

        #expect(outcome.succeeded)
        #expect(outcome.status == 204)
        #expect(outcome.address == "127.0.0.1")
        let request = try #require(receiver.requests.first)
        #expect(request.line == "POST /hook HTTP/1.1")
        #expect(request.text == body)
        #expect(Set(request.headers.map { $0.name.lowercased() }) == ["host", "user-agent", "accept", "content-type", "webhook-id", "content-length"])
    }

    @Test("only a 2xx is a success", arguments: [200, 201, 202, 204, 299, 199, 300, 301, 302, 307, 308, 400, 401, 404, 410, 429, 500, 503, 599])
    func statuses(status: Int) async throws {
        // An interim answer (1xx) is none, and is followed by one.
        guard status >= 200 else {
            let (outcome, _) = try await outcome(of: .raw("HTTP/1.1 103 X\r\n\r\nHTTP/1.1 204 X\r\n\r\n"))
            return #expect(outcome.status == 204)
        }
        let (outcome, _) = try await outcome(of: .status(status, body: status == 204 ? "" : "text"))
        #expect(outcome.succeeded == (200...299 ~= status))
        #expect(outcome.status == status)
        #expect(outcome.gone == (status == 410))
        #expect(outcome.error?.contains("\(status)") ?? true)
    }

    @Test("a redirect is not followed")
    func redirect() async throws {
        let elsewhere = Receiver()
        let (outcome, receiver) = try await outcome(of: .status(307, headers: ["Location: \(elsewhere.url)"]))
        #expect(outcome.error == "answered 307, a redirect, which is not followed")
        #expect(receiver.requests.count == 1)
        #expect(elsewhere.requests.isEmpty)
    }

    @Test("what becomes of a connection is said in words", arguments: [
        (Receiver.Reply.reset, "the connection was reset"), (.raw(""), "the connection was closed without an answer"), (.raw("SSH-2.0-OpenSSH_9.2\r\n"), "the answer is not HTTP"),
        (.hang, "timed out after 0.2 s"), (.after(.milliseconds(400), 200), "timed out after 0.2 s"), (.endlessHead, "the answer's head is longer than 32 KiB"),
    ])
    func faults(reply: Receiver.Reply, words: String) async throws {
        let (outcome, _) = try await outcome(of: reply, timeout: .milliseconds(200))
        #expect(outcome.error == words)
        #expect(outcome.status == nil)
        #expect(!outcome.succeeded)
    }

    @Test("where nobody listens, where there is no such host, and where TLS is not spoken, the words say so")
    func unreachable() async throws {
        let (receiver, wired) = (Receiver(), Wired())
        #expect(try await wired.post("https://127.0.0.1:\(receiver.port)/").error == "TLS could not be agreed on")
        receiver.stop()
        #expect(try await wired.post(receiver.url).error == "connection refused")
        #expect(try await wired.post("http://nobody.invalid/").error == "the host name was not found")
        await wired.transport.stop()
    }

    @Test("a body that never ends is cut off, and the 2xx before it counts")
    func endless() async throws {
        let (outcome, _) = try await outcome(of: .endless)
        #expect(outcome.succeeded)
        #expect(outcome.status == 200)
        #expect(outcome.excerpt?.utf8.count == 2048)
    }

    @Test("a 2xx whose body breaks off or stalls counts as well", arguments: [Receiver.Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")])
    func brokenBody(reply: Receiver.Reply) async throws {
        let (outcome, _) = try await outcome(of: reply)
        #expect(outcome.succeeded)
        #expect(outcome.excerpt == "abc")
    }

    @Test("of an answer its beginning is kept as text", arguments: [
        ("", nil), ("no such thing\n", "no such thing\n"), ("a\u{0}b\u{1B}c", "a\u{FFFD}b\u{FFFD}c"),
        // The 2048th byte falls into the middle of the last letter.
        ("x" + String(repeating: "я", count: 2000), "x" + String(repeating: "я", count: 1023)),
    ])
    func excerpts(body: String, excerpt: String?) async throws {
        let (outcome, _) = try await outcome(of: .status(500, body: body))
        #expect(outcome.excerpt == excerpt)
    }

    @Test("Retry-After is read in both forms")
    func retryAfter() async throws {
        #expect(try await outcome(of: .status(429, headers: ["Retry-After: 120"])).0.retryAfter == 120)
        let formatter = DateFormatter()
        (formatter.locale, formatter.timeZone, formatter.dateFormat) = (Locale(identifier: "en_US_POSIX"), .gmt, "EEE, dd MMM yyyy HH:mm:ss 'GMT'")
        let date = formatter.string(from: Date(timeIntervalSinceNow: 100))
        let seconds = try #require(try await outcome(of: .status(503, headers: ["Retry-After: \(date)"])).0.retryAfter)
        #expect(97...101 ~= seconds)
        for nonsense in ["soon", "-5", ""] { #expect(try await outcome(of: .status(429, headers: ["Retry-After: \(nonsense)"])).0.retryAfter == nil) }
    }

    @Test("a connection is used again, unless a fresh one is asked for")
    func keepAlive() async throws {
        let (receiver, wired) = (Receiver(), Wired())
        for _ in 0..<3 { _ = try await wired.post(receiver.url) }
        #expect(receiver.connections == 1)
        _ = try await wired.post(receiver.url, fresh: true)
        #expect(receiver.connections == 2)
        await wired.transport.stop()
    }

    @Test("one that hangs over a connection that was used before has timed out, too")
    func hangsLater() async throws {
        let (receiver, wired) = (Receiver { $0.text == "first" ? .status(204) : .hang }, Wired(timeout: .milliseconds(200)))
        #expect(try await wired.post(receiver.url, body: "first").succeeded)
        #expect(try await wired.post(receiver.url, body: "second").error == "timed out after 0.2 s")
        #expect(receiver.connections == 1)
        await wired.transport.stop()
    }

    @Test("a receiver that hangs keeps nobody waiting, however much it is sent")
    func slow() async throws {
        let (slow, fast, wired) = (Receiver { _ in .hang }, Receiver(), Wired(timeout: .seconds(60)))
        wired.transport.send((0..<100).map { Post(id: 100 + $0, url: slow.url, headers: [], body: Body([])) })
        #expect(await slow.received(100))
        #expect(try await wired.post(fast.url).succeeded)
        await wired.transport.stop()
    }

    @Test("stopping cuts off what is in the air")
    func stop() async throws {
        let (receiver, wired) = (Receiver { _ in .hang }, Wired(timeout: .seconds(60)))
        wired.transport.send([Post(id: 1, url: receiver.url, headers: [], body: Body([]))])
        #expect(await receiver.received(1))
        await wired.transport.stop()
    }

    @Test("the proxies of the environment are not asked")
    func proxy() async throws {
        let (proxy, receiver, wired) = (Receiver(), Receiver(), Wired())
        setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
        defer { unsetenv("http_proxy") }
        #expect(try await wired.post(receiver.url).succeeded)
        #expect(proxy.requests.isEmpty)
        await wired.transport.stop()
    }
}
