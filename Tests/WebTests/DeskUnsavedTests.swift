import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Writing that nothing is lost of")
struct DeskUnsavedTests {
    @Test("what was kept is before its writer again, until it is saved or discarded; to others it is not there")
    func kept() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let (edit, unsaved) = ("/desk/releases/\(draft.id)/edit", "/desk/releases/\(draft.id)/unsaved")
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let saved = try #require(try await ana.get(edit).form(to: edit))
            #expect(try await ana.post(unsaved, saved).status == 200)
            #expect(try await !ana.get(edit).words.contains("did not save"), "what is as it is saved is saved")
            let fields = saved.filter { $0.0 != "headline" } + [("headline", "Half a wor")]
            let answer = try await ana.post(unsaved, fields)
            #expect(answer.status == 200)
            #expect(answer.json["kept"].string != nil)
            #expect(try await site.store.release(draft.id) == draft)

            let again = try await ana.get(edit)
            #expect(again.form(to: edit)?.contains { $0 == ("headline", "Half a wor") } == true)
            #expect(again.words.contains("did not save"))
            #expect(answer.json["kept"].string == "15:00 (Moscow)")
            #expect(try await ana.get("/desk/releases/\(draft.id)").words.contains("You have unsaved text in this release"))
            let desk = try await ana.get("/desk")
            #expect(desk.words.contains("Typed and not saved") && desk.words.contains("<a href=\"\(edit)\">Half a wor</a>"))
            let dan = try await DeskBrowser.signedIn(Cast.dan, at: site)
            for page in ["/desk", "/desk/releases/\(draft.id)"] { #expect(try await !dan.get(page).words.lowercased().contains("unsaved text")) }
            #expect(try await !DeskBrowser.signedIn(Cast.dan, at: site).get(edit).words.contains("Half a wor"))
            #expect(try await ana.submit(again, to: unsaved + "/discard").status == 303)
            #expect(try await !ana.get(edit).words.contains("Half a wor"))

            _ = try await ana.post(unsaved, fields)
            #expect(try await ana.submit(ana.get(edit), to: edit).status == 303)
            #expect(try await site.store.release(draft.id)?.revision.content.headline == "Half a wor")
            #expect(try await site.store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
        }
    }

    @Test("two windows of one person: each text is kept for itself, each is found again, and saving one loses nothing of the other")
    func windows() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let (edit, unsaved) = ("/desk/releases/\(draft.id)/edit", "/desk/releases/\(draft.id)/unsaved")
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let form = try #require(try await ana.get(edit).form(to: edit))
            func typed(_ headline: String, in window: String) -> [(String, String)] { form.filter { $0.0 != "headline" } + [("headline", headline), ("window", window)] }
            _ = try await ana.post(unsaved, typed("In the first", in: "1"))
            site.clock.move(hours: 1)
            _ = try await ana.post(unsaved, typed("In the second", in: "2"))
            let desk = try await ana.get("/desk")
            #expect(desk.words.contains("<a href=\"\(edit)\">In the second</a>") && desk.words.contains("<a href=\"\(edit)?window=1\">In the first</a>"))
            let second = try await ana.get(edit)
            #expect(second.form(to: edit)?.contains { $0 == ("headline", "In the second") } == true)
            #expect(second.words.contains("You typed another text here") && second.words.contains("\(edit)?window=1"))
            let first = try await ana.get(edit + "?window=1")
            #expect(first.form(to: edit)?.contains { $0 == ("headline", "In the first") } == true)
            #expect(try await ana.get(edit + "?window=9").form(to: edit)?.contains { $0 == ("headline", "In the second") } == true)

            #expect(try await ana.submit(first, to: edit).status == 303)
            #expect(try await site.store.release(draft.id)?.revision.content.headline == "In the first")
            let left = try await ana.get(edit)
            #expect(left.form(to: edit)?.contains { $0 == ("headline", "In the second") } == true)
            #expect(left.words.contains("You have saved, in another window, this release meanwhile"))
            #expect(!left.words.contains("You typed another text here"))
        }
    }

    @Test("a form that is shown again for a mistake goes on with what was kept of it: saving it leaves nothing behind")
    func mistake() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let (edit, unsaved) = ("/desk/releases/\(draft.id)/edit", "/desk/releases/\(draft.id)/unsaved")
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let wrong = try #require(try await ana.get(edit).form(to: edit)).filter { $0.0 != "dateline_date" } + [("dateline_date", "yesterday"), ("window", "1")]
            _ = try await ana.post(unsaved, wrong)
            let again = try await ana.post(edit, wrong)
            #expect(again.status == 422)
            #expect(try await site.store.unsaved(of: "ana", on: draft.id, at: .noon).count == 1, "what was refused stays")
            #expect(try await ana.submit(again, to: edit, ["dateline_date": "2026-03-01", "window": "2"]).status == 303)
            #expect(try await site.store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
        }
    }

    @Test("what was typed into a release that was then submitted is still there to be copied or thrown away, and said beside the button")
    func submitted() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let form = try #require(try await ana.get(path + "/edit").form(to: path + "/edit"))
            _ = try await ana.post(path + "/unsaved", form.filter { $0.0 != "body" } + [("body", "Words <that> came too late"), ("window", "1")])
            let page = try await ana.get(path)
            #expect(page.words.contains("and did not save is no part of this text"))
            #expect(try await ana.submit(page, to: path + "/transitions/submit").status == 303)
            #expect(try await ana.get(path).words.contains("It is no part of the text below"))
            #expect(try await ana.get("/desk").words.contains("<a href=\"\(path)/typed\">"))
            let kept = try await ana.get(path + "/typed")
            #expect(kept.words.contains("Words <that> came too late") && kept.words.contains("cannot be saved now"))
            #expect(!kept.words.contains("Headline: what you typed"), "what is as it is saved need not be copied")
            #expect(try await DeskBrowser.signedIn(Cast.dan, at: site).get(path + "/typed").status == 303, "it is nobody else's")
            #expect(try await ana.submit(kept, to: path + "/unsaved/discard").status == 303)
            #expect(try await site.store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
            #expect(try await ana.get(path + "/typed").status == 303)
        }
    }

    @Test("an old tab of a form that has made its release takes nothing from a newer text")
    func oldTab() async throws {
        try await OpenSite.use { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let new = "/desk/releases/new"
            let form = try await ana.get(new)
            let id = try #require(form.form(to: new)?.first { $0.0 == "id" }?.1)
            _ = try await ana.submit(form, to: new, ["headline": "Begun", "body": "First."])
            let made = try Release.id(madeFrom: id, by: "ana")
            let edit = "/desk/releases/\(made)/edit"
            let newer = try #require(try await ana.get(edit).form(to: edit)).filter { $0.0 != "body" } + [("body", "Newer."), ("window", "2")]
            _ = try await ana.post("/desk/releases/\(made)/unsaved", newer)
            #expect(try await ana.submit(form, to: new, ["headline": "Begun", "body": "Old.", "window": "1"]).status == 409)
            for words in ["Without a name.", "Without a name either."] {
                #expect(try await ana.submit(form, to: new, ["headline": "Begun", "body": words]).status == 409)
            }
            let kept = try await Set(site.store.unsaved(of: "ana", on: made, at: .noon).compactMap(\.fields["body"].string))
            #expect(kept == ["Newer.", "Old.", "Without a name.", "Without a name either."])
        }
    }

    @Test("where somebody saved meanwhile, the kept text and theirs stand side by side")
    func movedOn() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let edit = "/desk/releases/\(draft.id)/edit"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let fields = try #require(try await ana.get(edit).form(to: edit)).filter { $0.0 != "headline" } + [("headline", "My wording")]
            _ = try await ana.post("/desk/releases/\(draft.id)/unsaved", fields)
            try await site.store.perform(.edit(Edit(content: .sample.with(headline: "Their wording"))), on: draft.id, by: Cast.dan.origin, at: .noon)
            let page = try await ana.get(edit)
            #expect(page.status == 200)
            #expect(page.words.contains("Their wording") && page.words.contains("From the saved text to yours"))
            #expect(try await ana.submit(page, to: edit).status == 303)
            #expect(try await site.store.release(draft.id)?.revision.number == 3)
        }
    }

    @Test("a release that was begun and not saved is offered on the form of the next")
    func begun() async throws {
        try await OpenSite.use { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let form = try #require(try await ana.get("/desk/releases/new").form(to: "/desk/releases/new"))
            let id = try #require(form.first { $0.0 == "id" }?.1)
            _ = try await ana.post("/desk/releases/\(id)/unsaved", form.filter { $0.0 != "headline" } + [("headline", "Begun")])
            let offered = try await ana.get("/desk/releases/new")
            #expect(offered.words.contains("“Begun”"))
            #expect(offered.form(to: "/desk/releases/new")?.contains { $0 == ("headline", "") } == true)
            #expect(try await ana.get("/desk").words.contains("<a href=\"/desk/releases/new?resume=\(id)\">Begun</a>"))
            let resumed = try await ana.get("/desk/releases/new?resume=\(id)")
            #expect(resumed.form(to: "/desk/releases/new")?.contains { $0 == ("headline", "Begun") } == true)
            #expect(try await ana.submit(resumed, to: "/desk/releases/new").status == 303)
            #expect(try await site.store.release(Release.id(madeFrom: id, by: "ana")) != nil)
            #expect(try await !ana.get("/desk/releases/new").words.contains("Begun"))
            #expect(try await site.store.unsaved(of: "ana", on: id, at: .noon).isEmpty)
        }
    }

    @Test("a new release that is written on in a second window is saved there beside what the first one made")
    func twoWindows() async throws {
        try await OpenSite.use { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let new = "/desk/releases/new"
            let form = try await ana.get(new)
            let id = try #require(form.form(to: new)?.first { $0.0 == "id" }?.1)
            let saved = try await ana.submit(form, to: new, ["headline": "Begun", "body": "First."])
            #expect(saved.status == 303)
            let made = try Release.id(madeFrom: id, by: "ana")
            let edit = "/desk/releases/\(made)/edit"
            let kept = try #require(form.form(to: new)).filter { $0.0 != "body" } + [("body", "Kept")]
            #expect(try await ana.post("/desk/releases/\(id)/unsaved", kept).status == 200)
            #expect(try await !ana.get(new).words.contains("Go on writing it"))
            #expect(try await ana.get(edit).words.contains("You have saved, in another window, this release meanwhile"))

            site.clock.move(hours: 1)
            let both = try await ana.submit(form, to: new, ["headline": "Begun", "body": "First. And more."])
            #expect(both.status == 409)
            #expect(both.form(to: edit)?.contains { $0 == ("body", "First. And more.") } == true)
            #expect(both.words.contains("From the saved text to yours"))
            #expect(try await ana.get(edit).form(to: edit)?.contains { $0 == ("body", "First. And more.") } == true, "the window may be closed")
            #expect(try await site.store.release(made)?.revision.content.body == "First.")
            #expect(try await ana.submit(both, to: edit).status == 303)
            #expect(try await site.store.release(made)?.revision.content.body == "First. And more.")
            #expect(try await site.store.releases(ReleaseFilter(), PageRequest()).items.count == 1)
        }
    }

    @Test("what was still under way when its window was saved or discarded does not come back; another window’s does")
    func late() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let (edit, unsaved) = ("/desk/releases/\(draft.id)/edit", "/desk/releases/\(draft.id)/unsaved")
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let typed = try #require(try await ana.get(edit).form(to: edit)).filter { $0.0 != "headline" } + [("headline", "Half a wor")]
            func keep(_ window: String) async throws -> JSON { try await ana.post(unsaved, typed + [("window", window)]).json["kept"] }
            #expect(try await keep("a") != .null)
            #expect(try await ana.post(unsaved + "/discard", [("form_token", ana.token()), ("window", "a")]).status == 303)
            #expect(try await keep("a") == .null)
            #expect(try await !ana.get(edit).words.contains("Half a wor"))
            #expect(try await ana.post(edit, typed + [("window", "b")]).status == 303)
            #expect(try await keep("b") == .null)
            #expect(try await site.store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
            #expect(try await keep("c") != .null)
            #expect(try await !site.store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
        }
    }

    @Test("to whom a release is closed while they write, script is told, and their words are given back; no new release is made of them")
    func closed() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let edit = "/desk/releases/\(draft.id)/edit"
            let dan = try await DeskBrowser.signedIn(Cast.dan, at: site)
            let form = try await dan.get(edit)
            let typed = try #require(form.form(to: edit)).filter { $0.0 != "body" } + [("body", "Dan’s <own> words\r\nin two lines")]
            try await site.store.perform(.confine(to: []), on: draft.id, by: Cast.ana.origin, at: .noon)
            #expect(try await dan.post("/desk/releases/\(draft.id)/unsaved", typed).status == 404)
            #expect(try await site.store.unsaved(of: "dan", on: draft.id, at: .noon).isEmpty)
            let refused = try await dan.post(edit, typed)
            #expect(refused.status == 404)
            #expect(refused.words.contains("Dan’s <own> words\nin two lines"))
            #expect(try await !refused.words.contains(dan.token() + "</textarea>"))
            #expect(try await !dan.get("/desk/releases/new").words.contains("Go on writing it"))
            #expect(try await site.store.release(draft.id)?.revision == draft.revision)
        }
    }

    @Test("whose roles were taken away is told so by the first refusal; the journal is told once a minute, and the words are given back")
    func rolesGone() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let edit = "/desk/releases/\(draft.id)/edit"
            let dan = try await DeskBrowser.signedIn(Cast.dan, at: site)
            let typed = try #require(try await dan.get(edit).form(to: edit)).filter { $0.0 != "body" } + [("body", "Dan’s words")]
            try await site.store.setRoles(of: "dan", to: [.administrator], by: Origin(.commandLine(user: "root"), via: .cli), at: .noon)
            func refusals() async throws -> Int {
                try await site.store.journal(JournalFilter(actor: "dan", refusedOnly: true), PageRequest()).items.count
            }
            for _ in 0..<3 { #expect(try await dan.post("/desk/releases/\(draft.id)/unsaved", typed).status == 403) }
            #expect(try await refusals() == 1)
            site.clock.move(hours: 1)
            #expect(try await dan.post("/desk/releases/\(draft.id)/unsaved", typed).status == 403)
            #expect(try await refusals() == 2)
            let refused = try await dan.post(edit, typed)
            #expect(refused.status == 403 && refused.words.contains("Dan’s words"))
        }
    }

    @Test("without a session, from another's session or by an auditor nothing is kept")
    func refused() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let unsaved = "/desk/releases/\(draft.id)/unsaved"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await ana.post(unsaved, [("form_token", "older"), ("headline", "Lost")]).status == 403)
            let aud = try await DeskBrowser.signedIn(Cast.aud, at: site)
            #expect(try await aud.post(unsaved, [("form_token", aud.token()), ("headline", "Mine")]).status == 403)
            #expect(try await DeskBrowser(site).post(unsaved, [("headline", "Mine")]).status == 401)
            for login in ["ana", "aud"] { #expect(try await site.store.unsaved(of: login, on: draft.id, at: .noon).isEmpty) }
        }
    }

    @Test("a form from an older sign-in is refused with what was typed in it, to be sent from there")
    func olderTab() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let edit = "/desk/releases/\(draft.id)/edit"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let older = try await ana.get(edit)
            _ = try await ana.submit(older, to: "/desk/logout")
            _ = try await ana.signIn("ana")
            let refused = try await ana.submit(older, to: edit, ["headline": "Typed in the older tab"])
            #expect(refused.status == 403)
            let entry = try await site.store.journal(JournalFilter(release: draft.id, refusedOnly: true), PageRequest()).items.first
            #expect(entry?.action == "release.change.refused" && entry?.actor == "ana" && entry?.details["path"].string == edit)
            #expect(try await site.store.release(draft.id) == draft)
            #expect(try await ana.submit(refused, to: edit).status == 303)
            #expect(try await site.store.release(draft.id)?.revision.content.headline == "Typed in the older tab")
        }
    }

    @Test("two people who write see each other, on the form and on the release's page")
    func presence() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let (ana, dan) = (try await DeskBrowser.signedIn(Cast.ana, at: site), try await DeskBrowser.signedIn(Cast.dan, at: site))
            #expect(try await !ana.get(path + "/edit").words.contains("has had this open"))
            #expect(try await dan.get(path + "/edit").words.contains("Ana Petrosyan has had this open for editing since"))
            #expect(try await ana.get(path + "/presence").json["others"].array?.count == 1)
            #expect(try await DeskBrowser.signedIn(Cast.pub, at: site).get(path).words.contains("Dan Okafor has had this open"))
            let answer = try await dan.post(path + "/presence", [("form_token", dan.token())])
            #expect(answer.json["others"].array?.first?.string?.hasPrefix("Ana Petrosyan") == true)
            let form = try await ana.get(path + "/edit")
            #expect(try await ana.submit(form, to: path + "/edit", ["headline": "Saved"]).status == 303)
            #expect(try await dan.get(path + "/presence").json["others"].array?.isEmpty == true)
            try await site.store.perform(.confine(to: []), on: draft.id, by: Cast.ana.origin, at: .noon)
            #expect(try await dan.get(path + "/presence").status == 404)
        }
    }
}
