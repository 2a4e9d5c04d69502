import Distribution
import Editorial
import Fixtures
import Storage
import Synchronization
import Testing

@Suite("A receiver that misbehaves")
struct MisbehaviourTests {
    /// What one endpoint's delivery came to with that receiver, while another endpoint got the same without delay.
    func delivery(_ status: Delivery.Status, _ reply: @escaping @Sendable (Receiver.Request) -> Receiver.Reply) async throws -> (Delivery, Receiver) {
        let (receiver, other, desk) = (Receiver(reply), Receiver(), try await Newsdesk(timeout: 0.3))
        let id = try await desk.endpoint(receiver.url).id
        try await desk.endpoint(other.url)
        try await desk.delivering {
            try await desk.publish()
            #expect(await other.received(1))
            #expect(try await desk.all(status, to: id))
        }
        let listed = try #require(try await desk.deliveries(to: id).first)
        return (try #require(try await desk.store.delivery(listed.id)), receiver)
    }

    @Test("is tried as often as the schedule says, and then the delivery has failed", arguments: [
        (Receiver.Reply.status(500, body: "Oh no"), "answered 500", Int?.some(500), String?.some("Oh no")), (.status(404), "answered 404", 404, nil),
        (.status(302, headers: ["Location: http://127.0.0.1:1/"]), "answered 302, a redirect, which is not followed", 302, nil),
        (.reset, "the connection was reset", nil, nil), (.hang, "timed out after 0.3 s", nil, nil), (.after(.seconds(1), 200), "timed out after 0.3 s", nil, nil),
        (.raw("nonsense\r\n\r\n"), "the answer is not HTTP", nil, nil), (.endlessHead, "the answer's head is longer than 32 KiB", nil, nil),
        (.raw(""), "the connection was closed without an answer", nil, nil), (.raw("HTTP/1.1 200 OK\r\nX-Half:"), "the connection was closed within the answer's head", nil, nil),
        (.stall(after: "HTTP/1.1 200 OK\r\nX-Half:"), "timed out after 0.3 s", nil, nil), (.breakOff(after: "HTTP/1.1 200 OK\r\nX-Half:"), "the connection was reset", nil, nil),
        (.flood("HTTP/1.1 200 OK\r\nX-Slow: ", "z", every: .milliseconds(20)), "timed out after 0.3 s", nil, nil),
        (.flood("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), "the answer's head is longer than 32 KiB", nil, nil),
        (.stall(after: "HTTP/1.1 100 Continue\r\n\r\n"), "timed out after 0.3 s", nil, nil),
        (.raw("HTTP/1.1 100 Continue\r\n\r\n"), "the connection was closed without an answer", nil, nil),
        (.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\n\r\n"), "answered 101", 101, nil),
        (.breakOff(after: "HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\nHalf"), "answered 500", 500, "Half"),
    ])
    func fails(reply: Receiver.Reply, error: String, status: Int?, excerpt: String?) async throws {
        let (delivery, receiver) = try await delivery(.failed) { _ in reply }
        #expect(delivery.attempts.map(\.error) == [error, error, error])
        #expect(delivery.attempts.map(\.statusCode) == [status, status, status])
        #expect(delivery.attempts.map(\.responseExcerpt) == [excerpt, excerpt, excerpt])
        #expect(receiver.requests.count == 3)
        // The same event each time, signed anew, never twice over a connection that has already failed.
        #expect(Set(receiver.requests.map { $0.header("webhook-id") }).count == 1)
        #expect(receiver.connections == 3)
    }

    @Test("a body that never ends is a success where its head says so")
    func endless() async throws {
        let (delivery, _) = try await delivery(.delivered) { _ in .endless }
        #expect(delivery.attempts.map(\.statusCode) == [200])
        #expect(delivery.attempts.first?.responseExcerpt?.utf8.count == 2048)
    }

    @Test("what becomes of a body is no matter once the head has said success", arguments: [
        (Receiver.Reply.breakOff(after: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nHalf"), String?.some("Half")), (.stall(after: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nHalf"), "Half"),
        (.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nHalf"), "Half"), (.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk"), nil),
        (.flood("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", "z"), String(repeating: "z", count: 2048)),
        (.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\npacked"), "packed"),
        (.raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nDone"), "Done"),
    ])
    func success(reply: Receiver.Reply, excerpt: String?) async throws {
        let (delivery, receiver) = try await delivery(.delivered) { _ in reply }
        #expect(delivery.attempts.map(\.statusCode) == [200])
        #expect(delivery.attempts.map(\.error) == [nil])
        #expect(delivery.attempts.map(\.responseExcerpt) == [excerpt])
        #expect(receiver.requests.count == 1)
        // Nothing is unpacked, because nothing packed is asked for.
        #expect(receiver.requests.first?.header("accept-encoding") == nil)
    }

    @Test("one that trickles its body has until the time-out, and is then believed")
    func trickle() async throws {
        let (delivery, _) = try await delivery(.delivered) { _ in .flood("HTTP/1.1 200 OK\r\n\r\n", "z", every: .milliseconds(20)) }
        #expect(delivery.attempts.map(\.statusCode) == [200])
        // libcurl counts a time-out of 300 ms from a little before it begins to measure.
        #expect(delivery.attempts.first.map { $0.durationMilliseconds >= 200 } == true)
    }

    @Test("one that says nothing of it and closes each connection gets each event once")
    func closes() async throws {
        let (receiver, desk) = (Receiver { _ in .raw("HTTP/1.1 204 No Content\r\n\r\n") }, try await Newsdesk())
        try await desk.endpoint(receiver.url)
        try await desk.delivering {
            for headline in ["One", "Two", "Three"] {
                try await desk.publish(headline)
                #expect(try await desk.all(.delivered))
            }
        }
        #expect(receiver.requests.count == 3)
        #expect(receiver.connections == 3)
        for listed in try await desk.deliveries() { #expect(listed.attemptCount == 1) }
    }

    @Test("one that is not there, or speaks no TLS, is named so", arguments: [true, false])
    func absent(isThere: Bool) async throws {
        let (receiver, desk) = (Receiver(), try await Newsdesk())
        if !isThere { receiver.stop() }
        try await desk.endpoint(isThere ? receiver.url.replacing("http:", with: "https:") : receiver.url)
        try await desk.delivering {
            try await desk.publish()
            #expect(try await desk.all(.failed))
        }
        let id = try #require(try await desk.deliveries().first).id
        let attempts = try #require(try await desk.store.delivery(id)).attempts
        #expect(Set(attempts.map(\.error)) == [isThere ? "TLS could not be agreed on" : "connection refused"])
        #expect(attempts.map(\.statusCode) == [nil, nil, nil])
    }

    @Test("one that comes back is sent what it missed")
    func comesBack() async throws {
        let down = Receiver()
        down.stop()
        let desk = try await Newsdesk(schedule: [0] + Array(repeating: 0.05, count: 100))
        try await desk.endpoint(down.url)
        try await desk.delivering {
            try await desk.publish()
            #expect(try await eventually { try await desk.deliveries().first?.attemptCount ?? 0 >= 2 })
            let back = Receiver(port: down.port)
            #expect(await back.received(1))
            #expect(try await desk.all(.delivered))
        }
        let id = try #require(try await desk.deliveries().first).id
        #expect(try await desk.store.delivery(id)?.attempts.first?.error == "connection refused")
    }

    @Test("410 disables the endpoint; what it is owed is suspended until it is enabled")
    func gone() async throws {
        let isGone = Mutex(true)
        let receiver = Receiver { _ in isGone.withLock { $0 } ? .status(410) : .status(204) }
        let desk = try await Newsdesk()
        let id = try await desk.endpoint(receiver.url).id
        try await desk.delivering {
            try await desk.publish("One")
            #expect(try await desk.all(.suspended))
            try await desk.publish("Two")
            #expect(try await desk.deliveries().map(\.status) == [.suspended, .suspended])
            #expect(try await desk.store.endpoint(id)?.disabledReason != nil)
            isGone.withLock { $0 = false }
            _ = try await desk.store.enableEndpoint(id, by: Cast.ada.origin, at: .present)
            #expect(try await desk.all(.delivered))
        }
        #expect(receiver.requests.count == 3)
    }

    @Test("Retry-After holds the whole endpoint, and no other", arguments: [429, 503])
    func retryAfter(status: Int) async throws {
        let (receiver, other, desk) = (Receiver { _ in .status(status, headers: ["Retry-After: 3600"]) }, Receiver(), try await Newsdesk())
        let id = try await desk.endpoint(receiver.url).id
        try await desk.endpoint(other.url)
        try await desk.delivering {
            try await desk.publish("One")
            #expect(try await eventually { try await desk.deliveries(to: id).first?.attemptCount == 1 })
            try await desk.publish("Two")
            #expect(await other.received(2))
            let held = try await desk.deliveries(to: id)
            #expect(held.map(\.status) == [.pending, .pending])
            for delivery in held { #expect(abs(try #require(delivery.nextAttemptAt).milliseconds - Instant.present.milliseconds - 3_600_000) < 60_000) }
        }
        #expect(receiver.requests.count == 1)
    }

    @Test("one that hangs takes one slot and no more; the others do not wait")
    func slots() async throws {
        let (hanging, other, desk) = (Receiver { _ in .hang }, Receiver(), try await Newsdesk(timeout: 60))
        try await desk.endpoint(hanging.url)
        let id = try await desk.endpoint(other.url).id
        try await desk.delivering(grace: .zero) {
            for n in 0..<10 { try await desk.publish("Release \(n)") }
            #expect(try await desk.all(.delivered, to: id))
            #expect(await hanging.received(1))
        }
        #expect(hanging.requests.count == 1)
        #expect(other.requests.count == 10)
    }

    @Test("a name that leads to this machine is refused at each connection, and the owner is not told where it led")
    func privateName() async throws {
        let (receiver, desk) = (Receiver(), try await Newsdesk())
        let name = try #require(hostName())
        try await desk.endpoint("http://\(name):\(receiver.port)/", allowPrivate: false)
        try await desk.delivering {
            try await desk.publish()
            #expect(try await desk.all(.failed))
        }
        let id = try #require(try await desk.deliveries().first).id
        let errors = Set(try #require(try await desk.store.delivery(id)).attempts.map(\.error))
        // Where this machine's name is unknown to its resolver there is nothing to refuse.
        #expect(errors == ["address refused"] || errors == ["the host name was not found"])
        #expect(receiver.connections == 0)
    }
}
