import Courier
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Each page that shows a text")
struct OpeningPageTests {
    /// With a first and a second revision, neither public.
    private static func draft(at site: OpenSite) async throws -> Release {
        let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
        return try await site.store.perform(.edit(Edit(content: .sample.with(headline: "Another"))), on: draft.id, by: Cast.ana.origin, at: .noon)
    }

    /// The revisions that were opened since that many openings.
    private static func opened(since count: Int, at site: OpenSite) async throws -> [Int] {
        let entries = try await site.store.journal(JournalFilter(action: "text.open"), PageRequest(limit: 200)).items
        return entries.dropLast(count).compactMap(\.details["revision"].integer).sorted()
    }

    @Test("of the desk names by itself whoever has that text before them")
    func desk() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.sam]) { site in
            let draft = try await Self.draft(at: site)
            var count = 0
            for (path, revisions) in [("", [2]), ("/edit", [2]), ("/revisions/1", [1]), ("/revisions/2/diff?against=1", [1, 2]), ("/revisions/1/diff?against=2", [1, 2])] {
                // Each in a session of its own, in which nothing was opened yet.
                let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
                #expect(try await sam.get("/desk/releases/\(draft.id)\(path)").status == 200)
                #expect(try await Self.opened(since: count, at: site) == revisions, "\(path)")
                count += revisions.count
            }
        }
    }

    @Test("a release's page names the earlier text as well, whose words stand in what has changed")
    func changes() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.sam, Cast.pia]) { site in
            let first = try await site.store.submitted()
            let step = { (name: String, number: Int) in Command.transition(Step(name, revision: number, comment: "Shorter.")) }
            try await site.store.perform(step("request-changes", 1), on: first.id, by: Cast.sam.origin, at: .noon)
            try await site.store.perform(.edit(Edit(content: .sample.with(headline: "Another"))), on: first.id, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(step("submit", 2), on: first.id, by: Cast.ana.origin, at: .noon)
            let pia = try await DeskBrowser.signedIn(Cast.pia, at: site)
            #expect(try await pia.get("/desk/releases/\(first.id)").words.contains("requested changes to revision 1"))
            #expect(try await Self.opened(since: 0, at: site) == [1, 2])
        }
    }

    @Test("so does each call of the API")
    func api() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.sam]) { site in
            let draft = try await Self.draft(at: site)
            var count = 0
            let calls = [
                ("releases", [2]), ("releases/\(draft.id)", [2]), ("releases/\(draft.id)/revisions", [1, 2]), ("releases/\(draft.id)/revisions/1", [1]),
                ("releases/\(draft.id)/revisions/2/diff", [1, 2]),
            ]
            for (path, revisions) in calls {
                let token = try await site.store.addToken(for: "sam", name: path, expiresAt: nil, by: Cast.sam.origin, at: .noon).secret
                #expect(try await site.send("GET", "/api/v1/" + path, [("Authorization", "Bearer \(token)")]).status == 200)
                #expect(try await Self.opened(since: count, at: site) == revisions, "\(path)")
                count += revisions.count
            }
        }
    }
}
