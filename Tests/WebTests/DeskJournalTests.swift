import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("The desk in the journal")
struct DeskJournalTests {
    @Test("a page that somebody may not see is an entry, and so is a form that is not theirs")
    func refusedPages() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.ada]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            #expect(try await ana.get("/desk/people/ada").status == 403)
            #expect(try await ada.get("/desk/releases/\(draft.id)/revisions/1").status == 403)
            #expect(try await ada.get("/desk/releases/\(draft.id)/edit").status == 403)
            #expect(try await ana.post("/desk/account/password", [("form_token", "stolen")]).status == 403)
            let entries = try await site.store.journal(JournalFilter(), PageRequest(limit: 4)).items
            #expect(entries.map(\.action) == ["account.change.refused", "release.edit.refused", "release.read.refused", "user.read.refused"])
            #expect(entries.map(\.actor) == ["ana", "ada", "ada", "ana"])
            #expect(entries[2].releaseID == draft.id && entries[3].details["path"] == "/desk/people/ada" && entries[3].details["via"] == "desk")
        }
    }

    @Test("whoever has a text before them that is not public is named once a session, whatever page of it they look at")
    func openings() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.sam, Cast.ada]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let (sam, again) = (try await DeskBrowser.signedIn(Cast.sam, at: site), try await DeskBrowser.signedIn(Cast.sam, at: site))
            for path in ["", "/edit", "/revisions/1", ""] { #expect(try await sam.get("/desk/releases/\(draft.id)\(path)").status == 200) }
            _ = try await again.get("/desk/releases/\(draft.id)")
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            _ = try await ada.get("/desk/releases/\(draft.id)")
            for path in ["releases", "releases/\(draft.id)", "releases/\(draft.id)/revisions", "releases/\(draft.id)/revisions/1"] {
                #expect(try await site.api("GET", path, as: Cast.sam).status == 200)
            }
            let opens = try await site.store.journal(JournalFilter(action: "text.open"), PageRequest()).items
            #expect(opens.map(\.actor) == ["sam", "sam", "sam"])
            #expect(opens.map(\.details["via"].string) == ["api", "desk", "desk"])
            #expect(opens[0].details["token"].string != nil && Set(opens.compactMap(\.details["session"].string)).count == 2)
        }
    }

    @Test("what a program does is in the journal with its token")
    func tokens() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let token = try #require(try await site.store.tokens(of: "ana").first?.id)
            let new: JSON = ["kind": "news", "section": "events", "language": "en", "content": ["headline": "By a program"]]
            #expect(try await site.api("POST", "releases", new, as: Cast.ana).status == 201)
            #expect(try await site.api("GET", "users", as: Cast.ana).status == 403)
            let entries = try await site.store.journal(JournalFilter(actor: "ana"), PageRequest()).items
            #expect(entries.map(\.action) == ["user.read.refused", "release.create"])
            #expect(entries.allSatisfy { $0.details["token"].string == token })
        }
    }
}
