import Editorial
import Fixtures
@testable import Storage
import Testing

@testable import Web

@Suite("What could not go out, at the desk")
struct DeskStuckTests {
    /// Approved by Sam, with Ana's text, to be public an hour after noon.
    private static func approved(_ headline: String, at site: OpenSite) async throws -> Release {
        var new = NewRelease.sample
        new.content.headline = headline
        new.releaseAt = .noon.later(hours: 1)
        return try await site.store.approved(new)
    }

    private static func damage(_ release: Release, at site: OpenSite, with content: String) async throws {
        try await site.store.write { db in
            try db.execute(sql: "DROP TRIGGER IF EXISTS revision_stays")
            try db.execute(
                sql: "UPDATE revision SET content = ? WHERE release_id = (SELECT id FROM release WHERE public_id = ?)", arguments: [content, release.id])
        }
    }

    @Test("a text that cannot be read breaks no page: one row and its own page say so, and its people are told")
    func unreadable() async throws {
        try await OpenSite.use { site in
            let broken = try await Self.approved("The broken pier", at: site)
            let sound = try await Self.approved("The sound pier", at: site)
            try await Self.damage(broken, at: site, with: "{")
            site.clock.move(hours: 1)
            #expect(try await site.store.publishDue(at: site.clock.now) == 2)
            #expect(try await site.store.release(sound.id)?.live.text != nil)
            for (person, isTold) in [(Cast.ana, true), (Cast.sam, true), (Cast.pia, true), (Cast.dan, false), (Cast.pub, false)] {
                let browser = try await DeskBrowser.signedIn(person, at: site)
                let desk = try await browser.get("/desk")
                #expect(desk.status == 200 && desk.words.contains("1 release could not be published") == isTold, "\(person.login)")
                let list = try await browser.get("/desk/releases")
                #expect(list.status == 200 && list.words.contains("The sound pier") && !list.words.contains("The broken pier"))
                #expect(list.words.contains("Release \(broken.id)") && list.words.contains(DamagedRelease.words))
                let page = try await browser.get("/desk/releases/\(broken.id)")
                #expect(page.status == 200 && page.words.contains(DamagedRelease.words))
            }
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            for path in ["/desk/releases", "/desk/hold", "/desk/journal"] { #expect(try await ada.get(path).status == 200, "\(path)") }
            try await site.store.write { db in try db.execute(sql: "UPDATE release SET confined = 1 WHERE public_id = ?", arguments: [broken.id]) }
            let dan = try await DeskBrowser.signedIn(Cast.dan, at: site)
            #expect(try await !dan.get("/desk/releases").words.contains(broken.id))
            #expect(try await dan.get("/desk/releases/\(broken.id)").status != 200)
        }
    }

    @Test("a text that is not the one that was written is marked in the lists and on its page, until it is changed")
    func foreign() async throws {
        try await OpenSite.use { site in
            let release = try await Self.approved("The pier", at: site)
            let forged = Content.sample.with(headline: "Another pier")
            try await Self.damage(release, at: site, with: forged.json.stored)
            site.clock.move(hours: 1)
            #expect(try await site.store.publishDue(at: site.clock.now) == 1)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            for path in ["/desk", "/desk/releases", "/desk/releases/\(release.id)"] {
                let page = try await sam.get(path)
                #expect(page.words.contains("Could not go out at its release time. \(DamagedRelease.words)"), "\(path)")
                #expect(page.text.contains("class=\"state bad\""), "\(path)")
            }
        }
    }

    @Test("a text whose workflow is gone says so in words")
    func workflowGone() async throws {
        try await OpenSite.use { site in
            let release = try await Self.approved("The pier", at: site)
            try await site.store.write { db in try db.execute(sql: "UPDATE release SET workflow = 'bygone'") }
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            #expect(try await !sam.get("/desk/releases").words.contains("Could not go out"))
            site.clock.move(hours: 1)
            for path in ["/desk/releases", "/desk/releases/\(release.id)"] {
                #expect(try await sam.get(path).words.contains("Could not go out at its release time. The office has no workflow “bygone” any more"), "\(path)")
            }
            #expect(try await sam.get("/desk").words.contains("1 release could not be published"))
        }
    }

    @Test("what went out late says so on its page, as long as that text is the public one")
    func late() async throws {
        try await OpenSite.use { site in
            let release = try await Self.approved("The pier", at: site)
            let path = "/desk/releases/\(release.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await site.store.publishDue(at: .noon.later(seconds: 3600 + 720)) == 1)
            #expect(try await ana.get(path).words.contains("Went out 12 minutes late."))

            let live = try #require(try await site.store.release(release.id))
            let then = Instant.noon.later(hours: 3)
            let correct = try #require(Office.sample.workflows[live.workflow]?.transitions.first { $0.from.contains(live.state) && $0.effects.contains(.withdraw) })
            try await site.store.perform(.transition(live.step(correct.name)), on: release.id, by: Cast.sam.origin, at: then)
            #expect(try await !ana.get(path).words.contains("Went out 12 minutes late."))
        }
    }
}
