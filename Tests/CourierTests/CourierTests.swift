import Courier
import Distribution
import Editorial
import Fixtures
import Foundation
import Storage
import Synchronization
import Testing

@Suite("The courier")
struct CourierTests {
    @Test("a release that is published arrives at every endpoint, signed, as one event")
    func arrives() async throws {
        let (one, two, desk) = (Receiver(), Receiver(), try await Newsdesk())
        let secret = try await desk.endpoint(one.url).secret
        let publicKey = try await desk.endpoint(two.url, signature: .v1a).secret
        try await desk.delivering {
            let release = try await desk.publish()
            #expect(await one.received(1))
            #expect(await two.received(1))
            #expect(try await desk.all(.delivered))
            for (receiver, key) in [(one, secret), (two, publicKey)] {
                let request = try #require(receiver.requests.first)
                #expect(request.line == "POST /hook HTTP/1.1")
                #expect(request.header("Content-Type") == "application/json")
                try #require(VerifyingKey(key)).verify(
                    id: request.header("webhook-id"), timestamp: request.header("webhook-timestamp"), signatures: request.header("webhook-signature"),
                    body: request.body, at: .present)
                #expect(request.type == "release.published")
                #expect(try JSON.parse(request.body)["data"]["release"]["id"].string == release.id)
            }
            #expect(one.requests.first?.header("webhook-id") == two.requests.first?.header("webhook-id"))
            #expect(one.requests.first?.body == two.requests.first?.body)
        }
        #expect(one.requests.count == 1 && two.requests.count == 1)
    }

    @Test("a format is signed as its own bytes; a template that fails is an attempt that says why, and stops nobody")
    func formats() async throws {
        let (chat, odd, desk) = (Receiver(), Receiver(), try await Newsdesk(schedule: [0]))
        var new = NewEndpoint(name: "Chat", url: chat.url, allowPrivate: true, format: .slack)
        let added = try await desk.store.addEndpoint(new, by: Cast.ada.origin, at: .present)
        // A ping is of no release.
        (new.url, new.format) = (odd.url, .template(#"{"version": {{json(data.release.version)}}}"#))
        let failing = try await desk.store.addEndpoint(new, by: Cast.ada.origin, at: .present).0
        _ = try await desk.store.ping(failing.id, by: Cast.ada.origin, at: .present)
        try await desk.delivering {
            try await desk.publish()
            #expect(await chat.received(1))
            #expect(await odd.received(1))
            #expect(try await desk.all(.delivered, to: added.0.id))
        }
        let request = try #require(chat.requests.first)
        try #require(VerifyingKey(added.secret)).verify(
            id: request.header("webhook-id"), timestamp: request.header("webhook-timestamp"), signatures: request.header("webhook-signature"), body: request.body,
            at: .present)
        #expect(try JSON.parse(request.body)["text"].string?.hasPrefix("Published: <") == true && odd.requests.first?.text == #"{"version": 4}"#)
        let ping = try #require(try await desk.deliveries(to: failing.id).last)
        let attempts = try #require(try await desk.store.delivery(ping.id)).attempts
        #expect(ping.status == .failed && attempts.map(\.statusCode) == [nil] && attempts[0].error?.contains("does not render JSON") == true)
    }

    @Test("what was owed before the start is sent")
    func before() async throws {
        let (receiver, desk) = (Receiver(), try await Newsdesk())
        try await desk.endpoint(receiver.url)
        try await desk.publish()
        try await desk.delivering {
            let isDelivered = try await desk.all(.delivered)
            #expect(isDelivered)
        }
        #expect(receiver.requests.count == 1)
    }

    @Test("while one secret replaces another both sign")
    func rotation() async throws {
        let (receiver, desk) = (Receiver(), try await Newsdesk())
        let (id, old) = try await desk.endpoint(receiver.url)
        let new = try await desk.store.rotateSecret(of: id, overlapHours: 1, by: Cast.ada.origin, at: .present)
        try await desk.delivering {
            try await desk.publish()
            #expect(await receiver.received(1))
        }
        let request = try #require(receiver.requests.first)
        #expect(request.header("webhook-signature")?.split(separator: " ").count == 2)
        for secret in [old, new] {
            try #require(VerifyingKey(secret)).verify(
                id: request.header("webhook-id"), timestamp: request.header("webhook-timestamp"), signatures: request.header("webhook-signature"),
                body: request.body, at: .present)
        }
    }

    @Test("many releases arrive at many endpoints, each once")
    func many() async throws {
        let desk = try await Newsdesk()
        let receivers = (0..<8).map { _ in Receiver() }
        for receiver in receivers { try await desk.endpoint(receiver.url) }
        try await desk.delivering {
            for n in 0..<20 { try await desk.publish("Release \(n)") }
            #expect(try await desk.all(.delivered))
        }
        for receiver in receivers {
            #expect(receiver.requests.count == 20)
            #expect(Set(receiver.requests.map { $0.header("webhook-id") }).count == 20)
            // At most four in flight, over connections that are used again, and one for the first of all.
            #expect(receiver.connections <= 5)
        }
    }

    @Test("of one release each endpoint hears in order, however the first attempts go")
    func order() async throws {
        let failures = Mutex(0)
        let receiver = Receiver { _ in failures.withLock { $0 += 1; return $0 % 2 == 1 ? .status(500) : .status(204) } }
        let desk = try await Newsdesk(schedule: [0, 0.01, 0.01, 0.01])
        try await desk.endpoint(receiver.url)
        try await desk.delivering {
            var release = try await desk.publish()
            for _ in 0..<3 { release = try await desk.correct(release) }
            try await desk.take("withdraw", release, by: Cast.sam)
            #expect(try await eventually { try await desk.deliveries().allSatisfy { [.delivered, .cancelled].contains($0.status) } })
        }
        let versions = try receiver.requests.map { try #require(try JSON.parse($0.body)["data"]["release"]["version"].integer) }
        #expect(versions == versions.sorted())
        #expect(receiver.requests.last?.type == "release.withdrawn")
    }

    @Test("while a hold is on nothing is sent; resumed, it is")
    func hold() async throws {
        let (receiver, desk) = (Receiver(), try await Newsdesk(hold: true))
        let id = try await desk.endpoint(receiver.url).id
        _ = try await desk.store.ping(id, by: Cast.ada.origin, at: .present)
        try await desk.delivering {
            #expect(await receiver.received(1, within: .milliseconds(100)) == false)
            try await desk.store.resume(by: Cast.ada.origin, at: .present)
            #expect(await receiver.received(1))
        }
    }

    @Test("at its end it waits for what is in the air")
    func shutdown() async throws {
        let (receiver, desk) = (Receiver { _ in .after(.milliseconds(200), 204) }, try await Newsdesk())
        try await desk.endpoint(receiver.url)
        try await desk.delivering {
            try await desk.publish()
            #expect(await receiver.received(1))
        }
        #expect(try await desk.deliveries().map(\.status) == [.delivered])
    }

    @Test("what does not end in time is owed again, uncounted")
    func cutOff() async throws {
        let (receiver, desk) = (Receiver { _ in .hang }, try await Newsdesk(timeout: 60))
        try await desk.endpoint(receiver.url)
        try await desk.delivering(grace: .milliseconds(50)) {
            try await desk.publish()
            #expect(await receiver.received(1))
        }
        let delivery = try #require(try await desk.deliveries().first)
        #expect(delivery.status == .pending && delivery.attemptCount == 0)
    }

    @Test("an event leaves when it is committed, one after the other")
    func woken() async throws {
        let (receiver, desk) = (Receiver(), try await Newsdesk())
        let id = try await desk.endpoint(receiver.url).id
        try await desk.delivering {
            for n in 1...20 {
                _ = try await desk.store.ping(id, by: Cast.ada.origin, at: .present)
                try #require(await receiver.received(n))
            }
        }
    }
}
