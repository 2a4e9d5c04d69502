import Courier
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Seeing what one approves")
struct ComparisonTests {
    private static func draft(_ site: OpenSite) async throws -> Release { try await site.store.create(.sample, by: Cast.ana.origin, at: .noon) }

    private static func take(_ name: String, _ release: Release, by person: Person, _ site: OpenSite) async throws -> Release {
        try await site.store.perform(.transition(release.step(name)), on: release.id, by: person.origin, at: .noon)
    }

    private static func move(_ release: Release, to section: String, _ site: OpenSite) async throws -> Release {
        try await site.store.perform(
            .edit(Edit(section: section)), on: release.id, by: Cast.ana.origin, version: release.version, at: .noon.later(seconds: 1))
    }

    private static func write(_ content: Content, _ release: Release, _ site: OpenSite) async throws -> Release {
        try await site.store.perform(.edit(Edit(content: content)), on: release.id, by: Cast.ana.origin, version: release.version, at: .noon)
    }

    @Test("the approve button names the revision, and a first text says that there is nothing to compare it with")
    func first() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let page = try await DeskBrowser.signedIn(Cast.sam, at: site).get("/desk/releases/\(release.id)")
            #expect(page.words.contains(">Approve revision 1</button>"))
            #expect(page.words.contains(">Request changes</button>"))
            #expect(page.words.contains("This is the first text: there is nothing to compare it with."))
        }
    }

    @Test("a text that was sent back shows what has changed since, kind and section included")
    func since() async throws {
        try await OpenSite.use { site in
            var release = try await site.store.submitted()
            release = try await Self.take("request-changes", release, by: Cast.sam, site)
            release = try await Self.write(.sample.with(headline: "The river council gathers"), release, site)
            release = try await Self.move(release, to: "speeches", site)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            let page = try await DeskBrowser.signedIn(Cast.sam, at: site).get("/desk/releases/\(release.id)")
            #expect(page.words.contains("Changed since sam requested changes to revision 1"))
            #expect(page.words.contains("<del><span class=\"unseen\">removed: </span>meets<"))
            #expect(page.words.contains("<ins><span class=\"unseen\">added: </span>gathers<"))
            #expect(page.words.contains("removed: </span>Events<") && page.words.contains("added: </span>Speeches<"))
            #expect(page.words.contains("/revisions/2/diff?against=1"))
        }
    }

    @Test("a page never says that nothing has changed while the digests differ")
    func lookalike() async throws {
        try await OpenSite.use { site in
            let names = ["x", "x", "x (2)"].map { Boilerplate(name: $0, title: "", text: "Caf\u{e9}.") }
            var text = Content.sample.with(headline: "Caf\u{e9} by the river")
            text.boilerplate = names
            var release = try await Self.write(text, Self.draft(site), site)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            for (field, told) in [("third", "<h3>Boilerplate “x (2)”: text</h3>"), ("headline", "<h3>Headline</h3>")] {
                release = try await Self.take("submit", release, by: Cast.ana, site)
                release = try await Self.take("request-changes", release, by: Cast.sam, site)
                if field == "third" { text.boilerplate[2].text = "Another text." } else { text.headline = "Cafe\u{301} by the river" }
                release = try await Self.write(text, release, site)
                let waiting = try await Self.take("submit", release, by: Cast.ana, site)
                let page = try await sam.get("/desk/releases/\(release.id)")
                #expect(page.words.contains(told))
                #expect(!page.words.contains("Nothing has changed"))
                release = try await Self.take("take-back", waiting, by: Cast.ana, site)
            }
        }
    }

    /// Presses that were refused, more than any page lists.
    private static func flood(_ release: Release, _ site: OpenSite) async throws {
        for _ in 0..<210 { try await site.store.note("release.approve.refused", details: ["asked_revision": 1], release: release.id, by: Cast.ana.origin, at: .noon) }
    }

    @Test("what was decided last is found behind any number of refusals, with where the release stood then and what was asked for")
    func flooded() async throws {
        try await OpenSite.use { site in
            var release = try await Self.take("submit", Self.draft(site), by: Cast.ana, site)
            release = try await site.store.perform(
                .transition(Step("request-changes", revision: 1, comment: "Which day?")), on: release.id, by: Cast.sam.origin, at: .noon)
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            try await Self.flood(release, site)
            #expect(try await ana.get("/desk/releases/\(release.id)").words.contains("Request changes, sam: Which day?"))
            #expect(try await ana.get("/desk").words.contains("Request changes, sam: Which day?"))
            release = try await site.store.perform(
                .edit(Edit(section: "speeches")), on: release.id, by: Cast.ana.origin, version: release.version, at: .noon)
            release = try await Self.write(.sample.with(headline: "The river council gathers"), release, site)
            try await Self.flood(release, site)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            let page = try await DeskBrowser.signedIn(Cast.sam, at: site).get("/desk/releases/\(release.id)")
            #expect(page.words.contains("Changed since sam requested changes to revision 1"))
            #expect(page.words.contains("added: </span>gathers<") && page.words.contains("added: </span>Speeches<"))
        }
    }

    @Test("the text approved last is the one to compare with, behind any number of refusals")
    func floodedApproval() async throws {
        try await OpenSite.use(.sample(with: .quorum)) { site in
            var release = try await Self.take("submit", Self.draft(site), by: Cast.ana, site)
            release = try await Self.take("approve", release, by: Cast.sam, site)
            release = try await Self.take("take-back", release, by: Cast.ana, site)
            for word in ["one", "two"] { release = try await Self.write(.sample.with(body: word), release, site) }
            try await Self.flood(release, site)
            #expect(try await site.api("GET", "releases/\(release.id)/revisions/3/diff").json["against"].integer == 1)
        }
    }

    @Test("characters that do not show are named where they were put, and by the button that approves them")
    func hidden() async throws {
        try await OpenSite.use { site in
            var release = try await Self.take("submit", Self.draft(site), by: Cast.ana, site)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            #expect(try await !sam.get("/desk/releases/\(release.id)").words.contains("characters that do not show"))
            release = try await Self.take("request-changes", release, by: Cast.sam, site)
            release = try await Self.write(.sample.with(headline: "The river \u{202E}council meets", body: "The council\u{A0}**meets**.\n\nIt will speak of\u{200B} water."), release, site)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            let page = try await sam.get("/desk/releases/\(release.id)")
            #expect(page.words.contains("added: </span>[U+202E right-to-left override]<"))
            #expect(page.words.contains("[U+200B zero width space]<"))
            #expect(page.words.contains("added: </span>·[U+00A0 no-break space]<"))
            #expect(page.words.contains("hold") && page.words.contains("U+200B zero width space, U+202E right-to-left override. A comparison shows where."))
        }
    }

    @Test("only a first revision is called the first text")
    func undecided() async throws {
        try await OpenSite.use { site in
            let release = try await Self.write(.sample.with(body: "Another."), Self.draft(site), site)
            let waiting = try await Self.take("submit", release, by: Cast.ana, site)
            let page = try await DeskBrowser.signedIn(Cast.sam, at: site).get("/desk/releases/\(waiting.id)")
            #expect(!page.words.contains("This is the first text"))
            #expect(page.words.contains("Nobody has decided on an earlier one, and none is public: all of it is new."))
        }
    }

    @Test("a correction shows what has changed since what the public sees")
    func correction() async throws {
        try await OpenSite.use { site in
            var release = try await site.store.submitted()
            release = try await Self.take("approve", release, by: Cast.sam, site)
            #expect(release.live.text != nil)
            let quiet = try await DeskBrowser.signedIn(Cast.sam, at: site)
            #expect(try await !quiet.get("/desk/releases/\(release.id)").text.contains("class=\"changes\""))
            release = try await Self.take("correct", release, by: Cast.ana, site)
            release = try await Self.write(.sample.with(headline: "Elsewhere", correctionNote: "The place was wrong."), release, site)
            let page = try await quiet.get("/desk/releases/\(release.id)")
            #expect(page.words.contains("Changed since sam approved revision 1") || page.words.contains("Changed since what the public sees, revision 1"))
            #expect(page.text.matches(of: /class="changes"/).count == 1, "the same change is told once")
        }
    }

    @Test("that a release time is over once the text is out is no change: its page says only when it was due")
    func timed() async throws {
        try await OpenSite.use { site in
            var new = NewRelease.sample
            new.releaseAt = .noon.later(hours: 1)
            let release = try await site.store.approved(new)
            #expect(try await site.store.publishDue(at: .noon.later(hours: 1)) == 1)
            site.clock.move(hours: 2)
            let page = try await DeskBrowser.signedIn(Cast.sam, at: site).get("/desk/releases/\(release.id)")
            #expect(page.words.contains("Public since") && page.words.contains("Was due Wed 25 Nov 16:00 (Moscow)."))
            #expect(!page.words.contains("Changed since") && !page.words.contains("No release time"))
        }
    }

    @Test("a press on a text that has moved on is refused, and the page shows what has changed since it was seen")
    func refused() async throws {
        try await OpenSite.use { site in
            var release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get(path)
            release = try await Self.take("take-back", release, by: Cast.ana, site)
            release = try await Self.write(.sample.with(body: "The council **meets**.\n\nIt will speak of fire."), release, site)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            let answer = try await sam.submit(page, to: path + "/transitions/approve")
            #expect(answer.status == 409)
            #expect(answer.words.contains("Changed since you saw it (revision 1)"))
            #expect(answer.words.contains("added: </span>fire"))
            #expect(try await site.store.release(release.id)?.state == "submitted")
        }
    }

    @Test("a press is refused where the section has changed since it was shown, though the text has not")
    func description() async throws {
        try await OpenSite.use { site in
            var release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get(path)
            release = try await Self.take("take-back", release, by: Cast.ana, site)
            release = try await Self.move(release, to: "speeches", site)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            #expect(release.revision.number == 1)
            let answer = try await sam.submit(page, to: path + "/transitions/approve")
            #expect(answer.status == 409)
            #expect(answer.words.contains("the section"))
            #expect(answer.words.contains("added: </span>Speeches<"))
            #expect(try await sam.submit(answer, to: path + "/transitions/approve").status == 303)
        }
    }

    @Test("an approval that stands says what of the description has changed since it was given")
    func approvals() async throws {
        try await OpenSite.use(.sample(with: .quorum)) { site in
            var release = try await site.store.submitted()
            release = try await Self.take("approve", release, by: Cast.sam, site)
            release = try await Self.take("take-back", release, by: Cast.ana, site)
            release = try await Self.move(release, to: "speeches", site)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            #expect(release.approvals.map(\.by) == ["sam"])
            let page = try await DeskBrowser.signedIn(Cast.pia, at: site).get("/desk/releases/\(release.id)")
            #expect(page.words.contains("Since then this has changed: section (it was Events, and is now Speeches)."))
            #expect(page.words.contains("Changed since sam approved revision 1"))
            // In the very millisecond of the approval, too.
            release = try await Self.take("take-back", release, by: Cast.ana, site)
            release = try await site.store.perform(.edit(Edit(kind: .statement)), on: release.id, by: Cast.ana.origin, version: release.version, at: .noon)
            let pia = try await DeskBrowser.signedIn(Cast.pia, at: site)
            #expect(try await pia.get("/desk/releases/\(release.id)").words.contains("Since then this has changed: kind (it was News, and is now Statement), section"))

            let beside = try await pia.get("/desk/releases/\(release.id)/revisions/1/diff?against=1")
            #expect(beside.words.contains("as they were when sam approved revision 1, and as they are now"))
            #expect(beside.words.contains("removed: </span>Events<") && beside.words.contains("added: </span>Speeches<"))
        }
    }

    @Test("any revision stands beside any other at the desk, and a form chooses them")
    func page() async throws {
        try await OpenSite.use { site in
            let first = try await Self.draft(site)
            let second = try await Self.write(.sample.with(headline: "Another"), first, site)
            let path = "/desk/releases/\(second.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let page = try await ana.get(path + "/revisions/2/diff?against=1")
            #expect(page.status == 200)
            #expect(page.words.contains("Revision 2 beside revision 1"))
            #expect(page.words.contains("Not changed: subheadline"))
            #expect(page.form(to: path + "/diff")?.map(\.0) == ["revision", "against"])
            let chosen = try await ana.get(path + "/diff?revision=1&against=2")
            #expect(chosen.header("Location") == path + "/revisions/1/diff?against=2")
            #expect(try await ana.get(path + "/revisions/1/diff").words.contains("nothing to compare it with"))
            #expect(try await ana.get(path + "/revisions/2/diff?against=2").words.contains("Nothing differs."))
            #expect(try await ana.get(path + "/revisions/9/diff").status == 404)
            #expect(try await ana.get(path + "/revisions/2/diff?against=x").status == 404)
            #expect(try await DeskBrowser.signedIn(Cast.ada, at: site).get(path + "/revisions/2/diff").status == 403)
        }
    }

    @Test("a program gets the pieces, by default against the text approved last, then the one before")
    func api() async throws {
        try await OpenSite.use { site in
            var release = try await Self.draft(site)
            release = try await Self.write(.sample.with(headline: "The river council gathers"), release, site)
            let path = "releases/\(release.id)/revisions"
            let diff = try await site.api("GET", "\(path)/2/diff")
            #expect(diff.status == 200)
            #expect(diff.json["against"].integer == 1)
            let field = try #require(diff.json["fields"].array?.first)
            #expect(diff.json["fields"].array?.count == 1)
            #expect(field["field"].string == "headline")
            #expect(field["before"].string == "The river council meets")
            #expect(field["pieces"].array?.map { $0["kind"].string } == ["same", "deleted", "inserted"])
            #expect(diff.json["unchanged"].array?.count == 9)
            #expect(try await site.api("GET", "\(path)/1/diff").json["against"] == .null)
            #expect(try await site.api("GET", "\(path)/1/diff?against=2").json["against"].integer == 2)
            #expect(try await site.api("GET", "\(path)/2/diff?against=7").status == 404)
            #expect(try await site.api("GET", "\(path)/2/diff?beside=1").status == 422)
            #expect(try await site.api("GET", "\(path)/2/diff", as: Cast.ada).status == 403)

            release = try await Self.take("submit", release, by: Cast.ana, site)
            release = try await Self.take("approve", release, by: Cast.sam, site)
            release = try await Self.take("correct", release, by: Cast.ana, site)
            for word in ["one", "two"] { release = try await Self.write(.sample.with(body: word, correctionNote: "A word."), release, site) }
            #expect(try await site.api("GET", "\(path)/4/diff").json["against"].integer == 2)
        }
    }
}
