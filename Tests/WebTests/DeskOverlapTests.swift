import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("A release time that comes twice, at the desk")
struct DeskOverlapTests {
    private static let lisbon: Office = {
        var office = Office.sample
        office.timeZone = "Europe/Lisbon"
        return office
    }()
    private static let twice = ["release_date": "2027-10-31", "release_time": "01:30"]
    private static let (first, second) = (Instant(rfc3339: "2027-10-31T00:30:00Z")!, Instant(rfc3339: "2027-10-31T01:30:00Z")!)

    @Test("a new release is not made until it is said which is meant, and what was typed is kept")
    func new() async throws {
        try await OpenSite.use(Self.lisbon, cast: [Cast.ana]) { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let typed = Self.twice.merging(["headline": "The quay by night", "body": "It is dark."]) { $1 }
            let form = try await ana.get("/desk/releases/new")
            #expect(!form.text.contains("release_which"))
            let asked = try await ana.submit(form, to: "/desk/releases/new", typed)
            #expect(asked.status == 422 && asked.words.contains("01:30 (UTC+1, before the clocks are put back)"))
            #expect(asked.words.contains("01:30 (UTC+0, after the clocks are put back)"))
            #expect(asked.form(to: "/desk/releases/new")?.contains { $0 == ("headline", "The quay by night") } == true)
            #expect(try await site.store.releases(ReleaseFilter(), PageRequest()).items.isEmpty)

            #expect(try await ana.submit(asked, to: "/desk/releases/new", ["release_which": Self.second.rfc3339]).status == 303)
            let made = try #require(try await site.store.releases(ReleaseFilter(), PageRequest()).items.first)
            #expect(made.releaseAt == Self.second && made.releaseZone == "Europe/Lisbon")

            // Saved again as it is shown, it stays the second; the form offers the first as well.
            let edit = "/desk/releases/\(made.id)/edit"
            let shown = try await ana.get(edit)
            #expect(try await ana.submit(shown, to: edit, ["headline": "The quay at night"]).status == 303)
            #expect(try await site.store.release(made.id)?.releaseAt == Self.second)
            #expect(try await ana.submit(ana.get(edit), to: edit, ["release_which": Self.first.rfc3339]).status == 303)
            #expect(try await site.store.release(made.id)?.releaseAt == Self.first)
        }
    }

    @Test("a save that came second shows the saved text in people's words, and which hour it has")
    func conflict() async throws {
        try await OpenSite.use(Self.lisbon) { site in
            var new = NewRelease.sample
            new.releaseAt = Self.second
            let draft = try await site.store.create(new, by: Cast.ana.origin, at: .noon)
            let edit = "/desk/releases/\(draft.id)/edit"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let form = try await ana.get(edit)
            try await site.store.perform(.edit(Edit(kind: .speech)), on: draft.id, by: Cast.dan.origin, at: .noon)
            let answer = try await ana.submit(form, to: edit, ["release_time": "09:00"])
            #expect(answer.status == 409 && !answer.words.contains("Release which"))
            for (label, words) in [
                ("Which of the two hours", "01:30 (UTC+0, after the clocks are put back)"), ("Kind", "Speech"), ("Section", "Events"), ("Language", "English"),
                ("Press contact: e-mail", "press@rivers.example"), ("Text", "The council **meets**"),
            ] {
                #expect(answer.words.contains(try Regex("<dt>\\Q\(label)\\E( <span class=\"state waiting\">differs</span>)?</dt><dd>\\Q\(words)\\E")), "\(label)")
            }
        }
    }

    @Test("the release time's own form asks as well, and keeps the comment that was typed")
    func releaseTime() async throws {
        try await OpenSite.use(Self.lisbon) { site in
            var new = NewRelease.sample
            new.releaseAt = .noon.later(hours: 1)
            let release = try await site.store.approved(new)
            let (page, time) = ("/desk/releases/\(release.id)", "/desk/releases/\(release.id)/release-time")
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let asked = try await sam.submit(sam.get(page), to: time, Self.twice.merging(["comment": "After the ball."]) { $1 })
            #expect(asked.status == 422 && asked.words.contains("comes twice in Lisbon"))
            #expect(asked.form(to: time)?.contains { $0 == ("comment", "After the ball.") } == true)
            #expect(try await site.store.release(release.id)?.releaseAt == .noon.later(hours: 1))
            #expect(try await sam.submit(asked, to: time, ["release_which": Self.first.rfc3339]).status == 303)
            let after = try await site.store.release(release.id)
            #expect(after?.releaseAt == Self.first && after?.releaseZone == "Europe/Lisbon")
        }
    }

    @Test("the zone in which a time was said is kept with it, in whichever form it was said")
    func zone() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            for (form, page, hour) in [("/edit", "/edit", 11), ("/release-time", "", 12)] {
                let typed = ["release_date": "2026-12-01", "release_time": "\(hour):00"]
                #expect(try await ana.submit(ana.get(path + page), to: path + form, typed).status == 303)
                let release = try #require(try await site.store.release(draft.id))
                #expect(release.releaseZone == "Europe/Moscow" && release.releaseAt?.rfc3339.hasPrefix("2026-12-01T0\(hour - 3)") == true, "\(form)")
            }
        }
    }
}
