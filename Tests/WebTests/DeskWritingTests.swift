import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Writing at the desk")
struct DeskWritingTests {
    private static let typed = [
        "headline": "Low water <in> the north", "body": "The pier is **dry**.", "contact_role": "Press office", "contact_email": "press@rivers.example",
    ]

    @Test("from the first word to the public: write, submit, approve")
    func mainJob() async throws {
        try await OpenSite.use { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let made = try await ana.submit(ana.get("/desk/releases/new"), to: "/desk/releases/new", Self.typed)
            #expect(made.status == 303)
            let id = try #require(made.header("Location")?.split(separator: "?").first?.split(separator: "/").last.map(String.init))
            let page = try await ana.get("/desk/releases/\(id)")
            #expect(page.words.contains("Low water <in> the north"))
            #expect(page.text.contains("<strong>dry</strong>"))
            #expect(try await ana.submit(page, to: "/desk/releases/\(id)/transitions/submit").status == 303)

            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            #expect(try await sam.get("/desk").words.contains("Low water <in> the north"))
            let waiting = try await sam.get("/desk/releases/\(id)")
            #expect(waiting.words.contains("Goes public now, to no endpoint"))
            #expect(try await sam.submit(waiting, to: "/desk/releases/\(id)/transitions/approve").status == 303)
            #expect(try await site.store.release(id)?.state == "published")
        }
    }

    @Test("a form posted twice makes one release")
    func twice() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let form = try await ana.get("/desk/releases/new")
            let answers = [
                try await ana.submit(form, to: "/desk/releases/new", Self.typed), try await ana.submit(form, to: "/desk/releases/new", Self.typed),
            ]
            #expect(answers.map(\.status) == [303, 303])
            #expect(answers[0].header("Location") == answers[1].header("Location"))
            #expect(try await site.store.releases(ReleaseFilter(), PageRequest()).items.count == 1)
        }
    }

    @Test("what is wrong is named at its field, all at once, and what was typed is kept")
    func invalid() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let answer = try await ana.submit(
                ana.get("/desk/releases/new"), to: "/desk/releases/new",
                ["headline": "", "body": "Kept & kept", "dateline_date": "yesterday", "release_date": "2026-12-01"])
            #expect(answer.status == 422)
            #expect(answer.text.contains("role=\"alert\""))
            for field in ["headline", "dateline_date", "release_time"] { #expect(answer.text.contains("href=\"#\(field)\""), "\(field)") }
            #expect(answer.text.contains("aria-invalid=\"true\""))
            #expect(answer.form(to: "/desk/releases/new")?.contains { $0 == ("body", "Kept & kept") } == true)
            #expect(try await site.store.releases(ReleaseFilter(), PageRequest()).items.isEmpty)
        }
    }

    @Test("a save against a version that has moved on shows both texts; saving from there makes a further revision")
    func stale() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let edit = "/desk/releases/\(draft.id)/edit"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let form = try await ana.get(edit)
            try await site.store.perform(.edit(Edit(content: .sample.with(headline: "Their wording"))), on: draft.id, by: Cast.dan.origin, at: .noon)
            let answer = try await ana.submit(form, to: edit, ["headline": "My wording"])
            #expect(answer.status == 409)
            #expect(answer.words.contains("Their wording"))
            #expect(answer.form(to: edit)?.contains { $0 == ("headline", "My wording") } == true)
            #expect(try await site.store.release(draft.id)?.revision.content.headline == "Their wording")
            #expect(try await ana.submit(answer, to: edit).status == 303)
            let saved = try await site.store.release(draft.id)
            #expect(saved?.revision.number == 3)
            #expect(saved?.revision.content.headline == "My wording")
        }
    }

    @Test("what was typed outlives the session, and is not saved by signing in")
    func sessionEnded() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.dan]) { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let form = try await ana.get("/desk/releases/new")
            try await site.store.endSessions(of: "ana", by: Cast.ana.origin, at: .noon)
            let asked = try await ana.submit(form, to: "/desk/releases/new", Self.typed)
            #expect(asked.status == 401)
            #expect(asked.text.contains("name=\"password\""))
            let refused = try await ana.submit(asked, to: "/desk/login", ["login": "ana", "password": "wrong-and-wrong"])
            let shown = try await ana.submit(refused, to: "/desk/login", ["login": "ana", "password": OpenSite.password])
            #expect(shown.status == 200)
            #expect(shown.form(to: "/desk/releases/new")?.contains { $0 == ("headline", "Low water <in> the north") } == true)
            #expect(shown.words.contains("not saved"))
            #expect(try await site.store.releases(ReleaseFilter(), PageRequest()).items.isEmpty)
            #expect(try await ana.submit(shown, to: "/desk/releases/new").status == 303)
            #expect(try await site.store.releases(ReleaseFilter(), PageRequest()).items.count == 1)
        }
    }

    @Test("an emptied release time is an error, never a wish to publish now")
    func emptied() async throws {
        try await OpenSite.use { site in
            var new = NewRelease.sample
            new.releaseAt = .noon.later(hours: 24)
            let draft = try await site.store.create(new, by: Cast.ana.origin, at: .noon)
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let edit = "/desk/releases/\(draft.id)/edit"
            #expect(try await ana.submit(ana.get(edit), to: edit, ["release_date": "", "release_time": ""]).status == 422)
            let time = "/desk/releases/\(draft.id)/release-time"
            #expect(try await ana.submit(ana.get("/desk/releases/\(draft.id)"), to: time, ["release_date": "", "release_time": ""]).status == 422)
            #expect(try await site.store.release(draft.id)?.releaseAt == .noon.later(hours: 24))
            #expect(try await ana.submit(ana.get("/desk/releases/\(draft.id)"), to: time + "/clear").status == 303)
            #expect(try await site.store.release(draft.id)?.releaseAt == nil)
        }
    }

    @Test("before an approver edits a text of somebody else, the form says that they cannot approve it then")
    func warned() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let edit = "/desk/releases/\(draft.id)/edit"
            let warning = "cannot approve it afterwards"
            #expect(try await DeskBrowser.signedIn(Cast.sam, at: site).get(edit).words.contains(warning))
            #expect(try await !DeskBrowser.signedIn(Cast.ana, at: site).get(edit).words.contains(warning))
            try await site.store.perform(.transition(draft.step("submit")), on: draft.id, by: Cast.ana.origin, at: .noon)
            #expect(try await DeskBrowser.signedIn(Cast.ana, at: site).get(edit).status == 409)
        }
    }

    @Test("an earlier revision becomes the current one again")
    func restored() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.edit(Edit(content: .sample.with(headline: "Second thoughts"))), on: draft.id, by: Cast.dan.origin, at: .noon)
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let path = "/desk/releases/\(draft.id)/revisions/1"
            #expect(try await ana.get(path).words.contains("The river council meets"))
            #expect(try await ana.get("/desk/releases/\(draft.id)/revisions/9").status == 404)
            let page = try await ana.get("/desk/releases/\(draft.id)")
            #expect(try await ana.submit(page, to: path + "/restore", ["version": "1"]).status == 409, "from a page that is out of date")
            #expect(try await ana.submit(page, to: path + "/restore").status == 303)
            #expect(try await site.store.release(draft.id)?.revision.number == 1)
        }
    }
}
