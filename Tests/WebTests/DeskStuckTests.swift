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
            #expect(try await dan.get("/desk/releases/\(broken.id)").status == 404)
        }
    }

    @Test("each page of a damaged release, and each form sent to one, names it and says what to do; to whom it is closed it is not there")
    func pages() async throws {
        try await OpenSite.use { site in
            let broken = try await Self.approved("The broken pier", at: site)
            let sound = try await Self.approved("The sound pier", at: site)
            try await Self.damage(broken, at: site, with: "{")
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let path = "/desk/releases/\(broken.id)"
            for page in ["/edit", "/revisions/1", "/revisions/1/diff", "/diff", "/workflow", "/workflow.svg", "/presence"] {
                let answer = try await sam.get(path + page)
                #expect(answer.status == 503 && answer.words.contains("Release \(broken.id)") && answer.words.contains(DamagedRelease.words), "\(page)")
            }
            let fields = [("form_token", try await sam.token()), ("revision", "1"), ("version", "3"), ("comment", "Why"), ("body", "A word")]
            for form in ["edit", "transitions/unapprove", "release-time/clear", "revisions/1/restore", "confine", "confine/end", "comments", "comments/1/resolve"] {
                let answer = try await sam.post("\(path)/\(form)", fields)
                #expect(answer.status == 503 && answer.words.contains(DamagedRelease.words), "\(form)")
            }
            let waiting = try await sam.get("/desk")
            #expect(waiting.status == 200 && waiting.words.contains("Release \(broken.id)") && waiting.words.contains("The sound pier"))
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            #expect(try await ada.get("/desk/people/sam").words.contains("Release \(broken.id)"))
            let close = "/desk/people/sam/disable"
            #expect(try await ada.submit(ada.get("/desk/people/sam"), to: close, ["take_back": "on"]).status == 303)
            #expect(try await site.store.release(sound.id)?.state == "draft")

            try await site.store.write { db in try db.execute(sql: "UPDATE release SET confined = 1 WHERE public_id = ?", arguments: [broken.id]) }
            let dan = try await DeskBrowser.signedIn(Cast.dan, at: site)
            for page in ["", "/edit", "/revisions/1"] { #expect(try await dan.get(path + page).status == 404, "\(page)") }
            #expect(try await site.api("GET", "releases/\(broken.id)", as: Cast.dan).status == 404)
        }
    }

    @Test("a release whose earlier text is damaged is worked on as before; its page names that text, and the text's own pages say what to do")
    func earlierText() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.transition(draft.step("submit")), on: draft.id, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.transition(draft.step("request-changes")), on: draft.id, by: Cast.sam.origin, at: .noon)
            try await site.store.perform(.edit(Edit(content: .sample.with(headline: "The second wording"))), on: draft.id, by: Cast.ana.origin, at: .noon)
            try await site.store.write { db in
                try db.execute(sql: "DROP TRIGGER revision_stays")
                try db.execute(sql: "UPDATE revision SET content = '{' WHERE number = 1")
            }
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let path = "/desk/releases/\(draft.id)"
            let page = try await ana.get(path)
            #expect(page.status == 200 && page.words.contains("The text of revision 1 is damaged: an administrator must restore it from a backup."))
            #expect(try await ana.submit(page, to: path + "/transitions/submit").status == 303)
            for earlier in ["/revisions/1", "/revisions/2/diff"] {
                let answer = try await ana.get(path + earlier)
                #expect(answer.status == 503 && answer.words.contains("The second wording") && answer.words.contains("Restore it from a backup."), "\(earlier)")
            }
            #expect(try await site.api("GET", "releases/\(draft.id)/revisions").json["items"].array?.compactMap { $0["number"].integer } == [2])
        }
    }

    @Test("by the API the list has the others and names the damaged one; its own calls say which it is and what to do")
    func program() async throws {
        try await OpenSite.use { site in
            let broken = try await Self.approved("The broken pier", at: site)
            let sound = try await Self.approved("The sound pier", at: site)
            try await Self.damage(broken, at: site, with: "{")
            for (person, isWhole) in [(Cast.ana, true), (Cast.aud, true), (Cast.ada, false)] {
                let list = try await site.api("GET", "releases", as: person)
                let items = list.json["items"].array ?? []
                #expect(list.status == 200 && items.map { $0["id"].string } == [sound.id, broken.id], "\(person.login)")
                #expect(items.last?["damaged"].string == DamagedRelease.words && items.last?["state"] == "approved" && items.last?["revision"] == .some(.null))
                #expect((items.first?["revision"]["content"]["headline"] == "The sound pier") == isWhole)
                #expect(try await site.api("GET", "audit", as: Cast.aud).status == 200)
            }
            for call in ["", "/revisions", "/revisions/1", "/revisions/1/diff", "/journal", "/comments"] {
                let answer = try await site.api("GET", "releases/\(broken.id)" + call)
                #expect(answer.status == 503 && answer.json["detail"].string == "The release \(broken.id) cannot be read. \(DamagedRelease.words)", "\(call)")
            }
            let step: JSON = ["transition": "unapprove", "revision": 1, "comment": "Why"]
            #expect(try await site.api("POST", "releases/\(broken.id)/transitions", step).status == 503)
            #expect(try await site.api("GET", "releases?after=\(sound.id)").json["items"].array?.count == 1)
        }
    }

    @Test("what was typed is given back where the release cannot be read")
    func typed() async throws {
        try await OpenSite.use { site in
            let release = try await Self.approved("The pier", at: site)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get("/desk/releases/\(release.id)")
            try await Self.damage(release, at: site, with: "{")
            for (form, field) in [("/transitions/unapprove", "comment"), ("/comments", "body")] {
                let answer = try await sam.submit(page, to: "/desk/releases/\(release.id)" + form, [field: "An hour of thought"])
                #expect(answer.status == 503 && answer.words.contains("An hour of thought"), "\(form)")
            }
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

    @Test("a text that is not the one that was written goes out by no button: each says why; who presses all the same is told at the desk")
    func nothingPublishes() async throws {
        try await OpenSite.use { site in
            let release = try await Self.approved("The pier", at: site)
            try await Self.damage(release, at: site, with: Content.sample.with(headline: "Another pier").json.stored)
            let path = "/desk/releases/\(release.id)"
            for isDue in [false, true] {
                if isDue { site.clock.move(hours: 1) }
                _ = try await site.store.publishDue(at: site.clock.now)
                for (person, form) in [(Cast.sam, "/release-time/clear"), (Cast.pub, "/transitions/publish")] {
                    let page = try await DeskBrowser.signedIn(person, at: site).get(path)
                    #expect(page.form(to: path + form) == nil && !page.words.contains("Goes public now"), "\(person.login)")
                    if isDue { #expect(page.words.contains("Its stored text is damaged: it cannot go out."), "\(person.login)") }
                }
            }
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            #expect(try await sam.get(path).words.contains("Approved, could not go out"))
            let pressed = try await sam.post(path + "/release-time/clear", [("form_token", sam.token()), ("version", "\(release.version)"), ("comment", "Now.")])
            #expect(pressed.status == 503 && pressed.text.contains("Sign out") && pressed.words.contains(path), "with the way back to the release")
            #expect(try await sam.submit(sam.get(path), to: path + "/transitions/unapprove", ["comment": "Damaged."]).status == 303)
            try await site.store.perform(.transition(release.step("submit")), on: release.id, by: Cast.ana.origin, at: site.clock.now)
            #expect(try await sam.get(path).form(to: path + "/transitions/approve") == nil)
        }
    }

    @Test("all that cannot go out stands together on the desk, and the banner of several leads there; of what cannot be read the page shows only what is known")
    func together() async throws {
        try await OpenSite.use { site in
            let (broken, forged) = (try await Self.approved("The broken pier", at: site), try await Self.approved("The forged pier", at: site))
            try await Self.damage(broken, at: site, with: "{")
            try await Self.damage(forged, at: site, with: Content.sample.json.stored)
            site.clock.move(hours: 1)
            _ = try await site.store.publishDue(at: site.clock.now)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let desk = try await sam.get("/desk")
            #expect(desk.words.contains("2 releases could not be published at the release time, the first at") && desk.text.contains("href=\"/desk#stuck\""))
            let section = try #require(desk.text.firstMatch(of: /<section id="stuck"[\s\S]*?<\/section>/)?.output)
            for release in [broken, forged] { #expect(section.contains("/desk/releases/\(release.id)\"")) }
            #expect(!desk.words.contains("Goes out next"))
            let page = try await sam.get("/desk/releases/\(broken.id)")
            #expect(page.words.contains("Approved, cannot be read") && page.words.contains("Journal"))
            #expect(!page.words.contains("What you can do") && !page.text.contains("class=\"paper\"") && !page.words.contains(">Revisions<"))
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
            #expect(try await ana.get(path).words.contains("Went out 12 minutes late: it was due Wed 25 Nov 16:00 (Moscow)."))

            let live = try #require(try await site.store.release(release.id))
            let then = Instant.noon.later(hours: 3)
            let correct = try #require(Office.sample.workflows[live.workflow]?.transitions.first { $0.from.contains(live.state) && $0.effects.contains(.withdraw) })
            try await site.store.perform(.transition(live.step(correct.name)), on: release.id, by: Cast.sam.origin, at: then)
            #expect(try await !ana.get(path).words.contains("Went out 12 minutes late"))
        }
    }
}
