import Distribution
import Editorial
import Fixtures
@testable import Storage
import Testing

@testable import Web

@Suite("What is confined, on the desk's other pages")
struct ConfinedDeskTests {
    /// By Ana, with a change by Dan, for whom it is closed once it is confined to nobody.
    private static func written(at site: OpenSite) async throws -> Release {
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: 1)
        let draft = try await site.store.create(new, by: Cast.ana.origin, at: .noon)
        return try await site.store.perform(.edit(Edit(content: .sample.with(body: "By two."))), on: draft.id, by: Cast.dan.origin, at: .noon)
    }

    private static func scheduled(at site: OpenSite) async throws -> Release {
        let text = try await written(at: site)
        try await site.store.perform(.transition(text.step("submit")), on: text.id, by: Cast.ana.origin, at: .noon)
        return try await site.store.perform(.transition(text.step("approve")), on: text.id, by: Cast.sam.origin, at: .noon)
    }

    private static func confine(_ release: Release, at site: OpenSite) async throws {
        try await site.store.perform(.confine(to: []), on: release.id, by: Cast.sam.origin, at: .noon)
    }

    /// Whether a page of the desk tells that person of it.
    private static func tells(_ person: Person, of release: Release, on page: String = "", at site: OpenSite) async throws -> Bool {
        let answer = try await DeskBrowser.signedIn(person, at: site).get("/desk" + page)
        #expect(answer.status == 200, "\(page) by \(person.login)")
        return answer.text.contains(release.id) || answer.words.contains(release.revision.content.headline)
    }

    @Test("a draft that somebody wrote in does not wait for them any more")
    func drafts() async throws {
        try await OpenSite.use { site in
            let draft = try await Self.written(at: site)
            #expect(try await Self.tells(Cast.dan, of: draft, at: site))
            try await Self.confine(draft, at: site)
            #expect(try await !Self.tells(Cast.dan, of: draft, at: site))
            #expect(try await Self.tells(Cast.ana, of: draft, at: site))
        }
    }

    @Test("what is scheduled is nobody else's to see there, among what is held back, or as at stake where an account is closed")
    func scheduled() async throws {
        try await OpenSite.use { site in
            let release = try await Self.scheduled(at: site)
            try await site.store.write { db in try db.execute(sql: "UPDATE office SET hold = 1") }
            let pages: [(person: Person, page: String)] = [(Cast.pub, ""), (Cast.ada, "/hold"), (Cast.ada, "/people/sam")]
            for (person, page) in pages { #expect(try await Self.tells(person, of: release, on: page, at: site), "\(page)") }
            try await Self.confine(release, at: site)
            for (person, page) in pages { #expect(try await !Self.tells(person, of: release, on: page, at: site), "\(page)") }
            #expect(try await Self.tells(Cast.sam, of: release, at: site))
            #expect(try await Self.tells(Cast.aud, of: release, on: "/hold", at: site))
        }
    }

    @Test("what cannot go out is not told to a writer for whom it was closed")
    func stuck() async throws {
        try await OpenSite.use { site in
            let release = try await Self.scheduled(at: site)
            try await site.store.write { db in try db.execute(sql: "UPDATE release SET workflow = 'bygone'") }
            site.clock.move(hours: 1)
            func isTold(_ person: Person) async throws -> Bool {
                try await DeskBrowser.signedIn(person, at: site).get("/desk/account").words.contains("1 release could not be published")
            }
            #expect(try await isTold(Cast.dan))
            try await site.store.write { db in try db.execute(sql: "UPDATE release SET confined = 1") }
            #expect(try await !isTold(Cast.dan))
            for person in [Cast.ana, Cast.sam] { #expect(try await isTold(person), "\(person.login)") }
            #expect(try await site.store.release(release.id)?.live == .nothing)
        }
    }

    @Test("its deliveries are in nobody else's trouble, and none of them is there, sent again or not")
    func deliveries() async throws {
        try await OpenSite.use { site in
            let new = NewEndpoint(name: "The wire", url: "https://wire.example/hook", subscription: Subscription(events: [.published]))
            _ = try await site.store.addEndpoint(new, by: Cast.ada.origin, at: .noon)
            let live = try await site.store.approved()
            let delivery = try #require(try await site.store.deliveries(DeliveryFilter(), PageRequest()).items.first).id
            for status in ["failed", "suspended"] {
                try await site.store.write { db in
                    try db.execute(sql: "UPDATE delivery SET status = ?, due_at = NULL; UPDATE release SET confined = 0", arguments: [status])
                }
                #expect(try await Self.tells(Cast.pub, of: live, at: site), "\(status)")
                try await Self.confine(live, at: site)
                #expect(try await !Self.tells(Cast.pub, of: live, at: site), "\(status)")
                #expect(try await Self.tells(Cast.sam, of: live, at: site), "\(status)")
            }
            for (person, status) in [(Cast.pub, 404), (Cast.ada, 404), (Cast.sam, 200)] {
                let browser = try await DeskBrowser.signedIn(person, at: site)
                #expect(try await browser.get("/desk/deliveries/\(delivery)").status == status, "\(person.login)")
                #expect(try await site.api("GET", "deliveries/\(delivery)", as: person).status == status, "\(person.login)")
            }
            let pub = try await DeskBrowser.signedIn(Cast.pub, at: site)
            #expect(try await pub.post("/desk/deliveries/\(delivery)/redeliver", [("form_token", pub.token())]).status == 404)
            #expect(try await site.api("POST", "deliveries/\(delivery)/redeliver", as: Cast.pub).status == 404)
        }
    }

    @Test("a list that holds nothing for somebody does not end in a way to older ones")
    func olderOnes() async throws {
        try await OpenSite.use { site in
            for _ in 0..<51 { try await Self.confine(site.store.create(.sample, by: Cast.ana.origin, at: .noon), at: site) }
            let (pub, sam) = (try await DeskBrowser.signedIn(Cast.pub, at: site), try await DeskBrowser.signedIn(Cast.sam, at: site))
            #expect(try await !pub.get("/desk/releases").text.contains("after="))
            #expect(try await sam.get("/desk/releases").text.contains("after="))
        }
    }
}
