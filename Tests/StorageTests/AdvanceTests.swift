import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Advance copies")
struct AdvanceTests {
    let place = Place()
    let store: Store
    var courier: FakeCourier

    init() throws {
        store = try place.open()
        courier = FakeCourier(store: store)
    }

    private static let embargo = Instant.noon.later(hours: 5)
    private static let nothing = Subscription(events: [.withdrawn])

    private func new(_ name: String, _ subscription: Subscription = Subscription(), isTrusted: Bool = true, format: PayloadFormat = .standard) -> NewEndpoint {
        NewEndpoint(
            name: name, url: "http://127.0.0.1:9/\(name)", subscription: subscription, isTrusted: isTrusted, allowPrivate: true, format: format)
    }

    /// Answers its id.
    private func trusted(_ name: String, _ subscription: Subscription = Subscription(), format: PayloadFormat = .standard) async throws -> String {
        try await store.addEndpoint(new(name, subscription, format: format), by: Cast.ada.origin, at: .noon).0.id
    }

    private func distrust(_ id: String, _ name: String, _ subscription: Subscription = Subscription()) async throws {
        _ = try await store.changeEndpoint(id, to: new(name, subscription, isTrusted: false), by: Cast.ada.origin, at: .noon)
    }

    private func submitted() async throws -> Release {
        var new = NewRelease.sample
        new.releaseAt = Self.embargo
        return try await store.take("submit", store.create(new, by: Cast.ana.origin, at: .noon), by: Cast.ana, at: .noon)
    }

    private func approved() async throws -> Release { try await store.take("approve", submitted(), by: Cast.sam, at: .noon) }

    private func move(_ release: Release, to time: Instant?) async throws -> Release {
        try await store.perform(.setReleaseTime(time, zone: nil, comment: "Later."), on: release.id, by: Cast.sam.origin, at: .noon)
    }

    private func body(_ claim: Claim) async throws -> JSON {
        try await store.read { db in try JSON.parse(Rendering.bytes(of: claim.payload, in: db)) }
    }

    /// Answers what is due with that status, until nothing is, and what came: `name event`.
    @discardableResult
    private mutating func answer(_ status: Int = 204, at now: Instant = .noon) async throws -> [String] {
        var came: [String] = []
        var claims = try await courier.turn(at: now)
        while !claims.isEmpty {
            for claim in claims { came.append("\(claim.url.split(separator: "/").last!) \(try await body(claim)["type"].string!.dropFirst(8))") }
            claims = try await courier.turn(claims.map { $0.ended(status, at: now) }, at: now)
        }
        return came.sorted()
    }

    private func types() async throws -> [String] {
        try await store.read { db in try String.fetchAll(db, sql: "SELECT type FROM event ORDER BY id").map { String($0.dropFirst(8)) } }
    }

    @Test("an approval under embargo gives the text at once to those who are trusted, whatever events they name, and the embargo with it; at its time it is published")
    mutating func given() async throws {
        _ = try await trusted("paper")
        _ = try await trusted("wire", Self.nothing)
        _ = try await trusted("sports", Subscription(sections: ["speeches"]))
        _ = try await store.receiver("other")
        let release = try await approved()
        let claims = try await courier.turn()
        #expect(claims.count == 2)
        for claim in claims {
            let body = try await body(claim)
            let text = body["data"]["release"]
            #expect(body["type"] == "release.advance" && body["data"]["embargoed_until"] == JSON(Self.embargo) && text["release_at"] == JSON(Self.embargo))
            #expect(text["revision"]["digest"] == JSON(release.revision.digest) && text["revision"]["content"] == Content.sample.json)
            #expect(text["published_at"] == nil && text["live"] == nil && text["url"].string?.hasSuffix("/the-river-council-meets") == true)
            #expect(text["body_html"].string?.contains("<strong>meets</strong>") == true)
        }
        try await courier.turn(claims.map { $0.ended(204) })
        #expect(try await store.publishDue(at: Self.embargo) == 1)
        // Who has the copy hears of the publication, too, also where nothing but withdrawals is asked for.
        #expect(try await answer(at: Self.embargo) == ["other published", "paper published", "wire published"])
        #expect(try await types() == ["submitted", "approved", "advance", "published"])
    }

    @Test("without a release time, with one that is past, and where nobody is trusted, there is no advance copy and no end of one")
    mutating func none() async throws {
        _ = try await store.receiver("other")
        _ = try await store.take("unapprove", approved(), by: Cast.sam, at: .noon)
        _ = try await trusted("paper")
        _ = try await store.publish()
        #expect(try await !types().contains { $0.hasPrefix("advance") })
    }

    @Test("a text that is taken back is taken back from those who have it, by id, address and digest alone; from the others it is kept")
    mutating func takenBack() async throws {
        _ = try await trusted("paper")
        let release = try await approved()
        #expect(try await answer() == ["paper advance"])
        _ = try await trusted("late")
        var back = try await store.take("unapprove", release, by: Cast.sam, at: .noon)
        let claims = try await courier.turn()
        #expect(claims.map(\.url) == ["http://127.0.0.1:9/paper"])
        let text = try await body(try #require(claims.first))["data"]
        #expect(text == ["release": ["id": .string(release.id), "url": "https://rivers.example/releases/the-river-council-meets", "digest": .string(release.revision.digest)]])
        try await courier.turn(claims.map { $0.ended(204) })
        // Another text under embargo goes to both; where one has not come yet it never does, and who never had one hears nothing.
        back = try await store.perform(.edit(Edit(content: Content.sample.with(body: "Another."))), on: back.id, by: Cast.ana.origin, at: .noon)
        back = try await store.take("approve", store.take("submit", back, by: Cast.ana, at: .noon), by: Cast.sam, at: .noon)
        let again = try await courier.turn()
        #expect(again.count == 2)
        try await courier.turn(again.filter { $0.url.hasSuffix("paper") }.map { $0.ended(204) } + again.filter { $0.url.hasSuffix("late") }.map { $0.ended(nil) })
        back = try await store.take("unapprove", back, by: Cast.sam, at: .noon)
        #expect(try await answer() == ["late advance_cancelled", "paper advance_cancelled"])
        #expect(try await store.owed().filter { $0.hasSuffix("cancelled") } == ["advance cancelled"])
    }

    @Test("what has not been sent when it is taken back never is, and nothing waits behind it")
    mutating func unsent() async throws {
        _ = try await trusted("paper", Subscription(events: [.approved, .published]))
        let release = try await store.take("unapprove", approved(), by: Cast.sam, at: .noon)
        #expect(try await store.owed() == ["approved pending", "advance cancelled"])
        // What goes on at the desk is still told, but no more with the text that was taken back.
        let told = try await courier.turn()
        #expect(try await body(try #require(told.first))["data"]["release"].object?["revision"] == nil)
        try await courier.turn(told.map { $0.ended(204) })
        _ = try await store.take("drop", release, by: Cast.ana, at: .noon)
        #expect(try await types() == ["submitted", "approved", "advance", "advance_cancelled"])
    }

    @Test("another release time is told again, and takes the place of a copy that has not come yet")
    mutating func moved() async throws {
        _ = try await trusted("paper")
        var release = try await approved()
        release = try await move(release, to: Self.embargo.later(hours: 1))
        #expect(try await store.owed() == ["advance cancelled", "advance pending"])
        let claims = try await courier.turn()
        #expect(try await body(try #require(claims.first))["data"]["embargoed_until"] == JSON(Self.embargo.later(hours: 1)))
        // What is being sent ends as it ends; if it fails it is not tried again, for there is a newer one.
        release = try await move(release, to: Self.embargo.later(hours: 2))
        let newer = try await courier.turn(claims.map { $0.ended(503) })
        #expect(try await store.owed() == ["advance cancelled", "advance cancelled", "advance in_flight"])
        // Without a release time it is public at once, and comes after what is being sent.
        release = try await move(release, to: nil)
        #expect(release.live.text != nil)
        try await courier.turn(newer.map { $0.ended(503) })
        let last = try await store.owed()
        #expect(last == ["advance cancelled", "advance cancelled", "advance cancelled", "published in_flight"])
    }

    @Test("a confined release is given to nobody, and one that is confined is taken back")
    mutating func confined() async throws {
        _ = try await trusted("paper", Subscription(events: [.submitted, .approved]))
        var release = try await submitted()
        release = try await store.perform(.confine(to: ["dan"]), on: release.id, by: Cast.ana.origin, at: .noon)
        release = try await store.take("approve", release, by: Cast.sam, at: .noon)
        // Also what was owed before it was confined, and what was sent once with its text, goes out without.
        let claims = try await courier.turn()
        #expect(try await body(try #require(claims.first))["data"]["release"].object?["headline"] == nil)
        var next = try await courier.turn(claims.map { $0.ended(204) })
        #expect(try await body(try #require(next.first))["data"]["release"].object?["headline"] == nil)
        next = try await courier.turn(next.map { $0.ended(204) })
        #expect(next.isEmpty)
        release = try await store.perform(.confine(to: nil), on: release.id, by: Cast.sam.origin, at: .noon)
        #expect(try await answer() == ["paper advance"])
        _ = try await store.perform(.confine(to: []), on: release.id, by: Cast.sam.origin, at: .noon)
        #expect(try await answer() == ["paper advance_cancelled"])
    }

    @Test("who is trusted no more is sent no copy, not even again, but still learns what becomes of the one they have")
    mutating func distrusted() async throws {
        let (a, b) = (try await trusted("a", Self.nothing), try await trusted("b", Self.nothing))
        let release = try await approved()
        let claims = try await courier.turn()
        try await distrust(a, "a", Self.nothing)
        try await courier.turn(claims.map { $0.ended(503) })
        #expect(try await store.owed(to: a) == ["advance cancelled"])
        #expect(try await store.owed(to: b) == ["advance pending"])
        try await distrust(b, "b", Self.nothing)
        #expect(try await courier.turn(at: .noon.later(hours: 1)).isEmpty)
        #expect(try await store.owed(to: b) == ["advance cancelled"])
        _ = try await store.take("unapprove", release, by: Cast.sam, at: .noon.later(hours: 1))
        #expect(try await answer(at: .noon.later(hours: 1)) == ["a advance_cancelled", "b advance_cancelled"])
    }

    @Test("a copy is replaced also while nobody is trusted, so that whoever is trusted again is not sent the old one")
    mutating func trustedAgain() async throws {
        let paper = try await trusted("paper")
        let release = try await approved()
        try await distrust(paper, "paper")
        _ = try await move(release, to: Self.embargo.later(hours: 48))
        _ = try await store.changeEndpoint(paper, to: new("paper"), by: Cast.ada.origin, at: .noon)
        #expect(try await answer() == [])
        #expect(try await store.owed() == ["advance cancelled"])
    }

    @Test("a copy that stands is sent again by hand and by a replay to those who are trusted; one that does not, never")
    mutating func again() async throws {
        let paper = try await trusted("paper")
        let release = try await approved()
        try await answer()
        let copy = try #require(try await store.deliveries(DeliveryFilter(release: release.id), PageRequest()).items.first)
        try await store.redeliver(copy.id, by: Cast.sam.origin, at: .noon)
        #expect(try await answer() == ["paper advance"])
        // Added later, it asks for what it missed; another one may not.
        let (late, other) = (try await trusted("late"), try await store.receiver("other"))
        #expect(try await store.replay(late, since: .noon, by: Cast.ada.origin, at: .noon) == (1, 0))
        #expect(try await store.replay(other, since: .noon, by: Cast.ada.origin, at: .noon) == (0, 0))
        #expect(try await answer() == ["late advance"])
        _ = try await store.take("unapprove", release, by: Cast.sam, at: .noon)
        #expect(try await answer() == ["late advance_cancelled", "paper advance_cancelled"])
        for force in [false, true] {
            await #expect(throws: Conflict.self) { try await store.redeliver(copy.id, force: force, by: Cast.sam.origin, at: .noon) }
        }
        let never = try await trusted("never")
        #expect(try await store.replay(never, since: .noon, by: Cast.ada.origin, at: .noon) == (0, 1))
        #expect(try await store.replay(paper, since: .noon, by: Cast.ada.origin, at: .noon) == (1, 1))
        #expect(try await answer() == ["paper advance_cancelled"])
    }

    @Test("that a copy was taken back is cancelled only by whoever insists")
    mutating func followsUp() async throws {
        let paper = try await trusted("paper")
        let release = try await approved()
        try await answer()
        _ = try await store.take("unapprove", release, by: Cast.sam, at: .noon)
        let end = try #require(try await store.deliveries(DeliveryFilter(release: release.id), PageRequest()).items.first)
        await #expect(throws: Conflict.self) { try await store.cancelDelivery(end.id, by: Cast.sam.origin, at: .noon) }
        #expect(try await store.cancelWaiting(for: paper, by: Cast.ada.origin, at: .noon) == 0)
        #expect(try await answer() == ["paper advance_cancelled"])
    }

    @Test("work at the desk is told with its text to those who are trusted, and to others without; each format has both")
    mutating func atTheDesk() async throws {
        let events: [EventType] = [.submitted]
        let paper = try await trusted("paper", Subscription(events: events))
        _ = try await trusted("chat", Subscription(events: events), format: .slack)
        _ = try await store.receiver("other", Subscription(events: events))
        _ = try await store.addEndpoint(new("plain", Subscription(events: events), isTrusted: false, format: .slack), by: Cast.ada.origin, at: .noon)
        _ = try await submitted()
        let claims = try await courier.turn()
        var bodies: [JSON] = []
        for claim in claims { bodies.append(try await body(claim)) }
        #expect(bodies.map { $0["data"]["release"]["revision"]["content"] } == [Content.sample.json, nil, nil, nil])
        #expect(bodies.map { $0["text"].string?.contains("The river council meets") } == [nil, true, nil, false])
        #expect(bodies[0]["data"]["release"]["headline"] == "The river council meets" && bodies[2]["data"]["release"].object?["headline"] == nil)
        // Tried again after the trust is gone, it has no text any more.
        try await distrust(paper, "paper", Subscription(events: events))
        try await courier.turn(claims.map { $0.ended(503) })
        let retries = try await courier.turn(at: .noon.later(hours: 1))
        #expect(try await body(try #require(retries.first { $0.url.hasSuffix("paper") })) == bodies[2])
        #expect(retries.map(\.payload)[1...].elementsEqual(claims.map(\.payload)[1...]))
    }

    @Test("a correction has advance copies, too, which end when it is published or the release is withdrawn, in this order")
    mutating func corrections() async throws {
        _ = try await trusted("paper")
        _ = try await store.receiver("other")
        func corrected() async throws -> Release {
            var release = try await store.take("correct", try await store.publish(), by: Cast.dan, at: .noon)
            let content = Content.sample.with(body: "Version 2.", correctionNote: "Note 2.")
            release = try await store.perform(.edit(Edit(content: content)), on: release.id, by: Cast.dan.origin, at: .noon)
            release = try await store.perform(.setReleaseTime(Self.embargo, zone: nil, comment: nil), on: release.id, by: Cast.dan.origin, at: .noon)
            return try await store.take("approve", store.take("submit", release, by: Cast.dan, at: .noon), by: Cast.sam, at: .noon)
        }
        let first = try await corrected()
        #expect(try await answer() == ["other published", "paper advance", "paper published"])
        #expect(try await store.copySpread(of: first.id) == Spread(type: .advance, revision: 2, have: 1, of: 1))
        #expect(try await store.publishDue(at: Self.embargo) == 1)
        #expect(try await answer(at: Self.embargo) == ["other corrected", "paper corrected"])
        #expect(try await store.copySpread(of: first.id) == nil)
        let given = try await store.holdings(of: first.id, PageRequest()).items.first { $0.endpointName == "paper" }?.given
        #expect(given?.map { "\($0.type.rawValue.dropFirst(8)) \($0.revision ?? 0)" } == ["published 1", "advance 2", "corrected 2"])
        let second = try await corrected()
        try await answer()
        _ = try await store.take("withdraw", second, by: Cast.sam, at: .noon)
        let told = try await store.deliveries(DeliveryFilter(release: second.id), PageRequest()).items.prefix(3).map { "\($0.endpointName) \($0.eventType.rawValue.dropFirst(8)) \($0.status)" }
        #expect(told == ["paper advance_cancelled waiting", "other withdrawn pending", "paper withdrawn pending"])
    }

    @Test("who has the copy and who does not is known, with what they last answered")
    mutating func spread() async throws {
        let names = ["a", "b"]
        for name in names { _ = try await trusted(name) }
        let release = try await approved()
        let claims = try await courier.turn()
        try await courier.turn(claims.map { $0.ended($0.url.hasSuffix("/a") ? 204 : 500) })
        #expect(try await store.copySpread(of: release.id) == Spread(type: .advance, revision: 1, have: 1, of: 2))
        let lacking = try await store.lackingCopy(of: release.id, limit: 20)
        #expect(lacking.map(\.endpointName) == ["b"] && lacking.first?.lastAttempt?.statusCode == 500 && lacking.first?.status == .pending)
    }

    @Test("a copy is taken back also where the rules would not let it out any more by then")
    func otherRules() async throws {
        let elsewhere = Place()
        let release = try await givenAndClosed(elsewhere)
        var office = Office.sample
        office.workflows["press-release"] = .pressRelease.changed(name: "press-release", title: "Two signatures", approvals: [.pressSecretary: 2])
        let strict = try Store(directory: elsewhere.data, office: office, passwordCost: PasswordCost(n: 16), at: .noon)
        #expect(release.advanceCopy(under: office) == nil)
        _ = try await strict.take("unapprove", release, by: Cast.sam, at: .noon)
        #expect(try await strict.owed() == ["advance delivered", "advance_cancelled pending"])
    }

    private func givenAndClosed(_ place: Place) async throws -> Release {
        let store = try place.open()
        _ = try await store.addEndpoint(new("paper"), by: Cast.ada.origin, at: .noon)
        var draft = NewRelease.sample
        draft.releaseAt = Self.embargo
        let submitted = try await store.take("submit", store.create(draft, by: Cast.ana.origin, at: .noon), by: Cast.ana, at: .noon)
        let release = try await store.take("approve", submitted, by: Cast.sam, at: .noon)
        var courier = FakeCourier(store: store)
        try await courier.turn(courier.turn().map { $0.ended(204) })
        return release
    }

    @Test("a withdrawal does not keep from anybody that their copy is not to be used")
    mutating func withdrawnAfterwards() async throws {
        let release = try await store.take("correct", store.publish(), by: Cast.dan, at: .noon)
        _ = try await trusted("paper", Subscription(events: [.published]))
        var correction = try await store.perform(
            .edit(Edit(content: Content.sample.with(body: "Version 2.", correctionNote: "Note 2."))), on: release.id, by: Cast.dan.origin, at: .noon)
        correction = try await store.perform(.setReleaseTime(Self.embargo, zone: nil, comment: nil), on: release.id, by: Cast.dan.origin, at: .noon)
        correction = try await store.take("approve", store.take("submit", correction, by: Cast.dan, at: .noon), by: Cast.sam, at: .noon)
        #expect(try await answer() == ["paper advance"])
        correction = try await store.take("unapprove", correction, by: Cast.sam, at: .noon)
        _ = try await store.take("withdraw", correction, by: Cast.sam, at: .noon)
        #expect(try await store.owed() == ["advance delivered", "advance_cancelled pending"])
        #expect(try await answer() == ["paper advance_cancelled"])
    }

    @Test("a newer copy is not cancelled from under whoever has an older one, unless somebody insists")
    mutating func newer() async throws {
        let paper = try await trusted("paper")
        _ = try await move(approved(), to: Self.embargo.later(hours: 1))
        #expect(try await store.cancelWaiting(for: paper, by: Cast.ada.origin, at: .noon) == 1)
        let release = try await approved()
        try await answer()
        _ = try await move(release, to: Self.embargo.later(hours: 1))
        #expect(try await store.cancelWaiting(for: paper, by: Cast.ada.origin, at: .noon) == 0)
        #expect(try await answer() == ["paper advance"])
    }

    @Test("nobody subscribes to advance copies by name")
    func byName() async throws {
        for type in [EventType.advance, .advanceCancelled] {
            let invalid = try await #require(throws: Invalid.self) { _ = try await store.addEndpoint(new("x", Subscription(events: [type])), by: Cast.ada.origin, at: .noon) }
            #expect(invalid.problems.map(\.pointer) == ["/events"])
        }
    }
}
