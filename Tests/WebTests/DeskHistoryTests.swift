import Editorial
import Fixtures
import Logging
import Storage
import Testing

@testable import Web

@Suite("What a release's page has no room for")
struct DeskHistoryTests {
    @Test("older revisions and older entries are a press away, also for drafters, and not for those who may not read the text")
    func pages() async throws {
        try await OpenSite.use { site in
            var release = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            for number in 2...75 {
                let edit = Command.edit(Edit(content: .sample.with(body: "Wording \(number).")))
                release = try await site.store.perform(edit, on: release.id, by: Cast.ana.origin, version: release.version, at: .noon)
            }
            let (ana, path) = (try await DeskBrowser.signedIn(Cast.ana, at: site), "/desk/releases/\(release.id)")
            let page = try await ana.get(path)
            #expect(page.words.contains(">Revision 56<") && !page.words.contains(">Revision 55<"))
            #expect(page.words.contains("href=\"\(path)/revisions?after=56\""))
            let older = try await ana.get(path + "/revisions?after=56")
            #expect(older.words.contains(">Revision 55<") && older.words.contains(">Revision 6<") && !older.words.contains(">Revision 5<"))
            #expect(try await ana.submit(older, to: path + "/revisions/55/restore").status == 303)
            let last = try await ana.get(path + "/revisions?after=6")
            #expect(last.words.contains(">Revision 1<") && !last.words.contains("rel=\"next\""))
            let link = try #require(page.text.firstMatch(of: /href="([^"]*\/journal\?after=\d+)"/)).1
            #expect(try await ana.get(String(link)).words.contains("<strong>"))
            for rest in ["/revisions", "/journal"] { #expect(try await DeskBrowser.signedIn(Cast.ada, at: site).get(path + rest).status == 403) }
            #expect(try await ana.get(path + "/revisions?after=x").status == 422)
            #expect(try await ana.get(path + "/revisions/75/diff?against=1").words.contains("Revision 75 beside revision 1"))
        }
    }

    @Test("a list of entries lets each person see of each release as much as the release itself does")
    func visibilities() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let confined = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.confine(to: []), on: confined.id, by: Cast.ana.origin, at: .noon)
            let open = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.transition(open.step("submit")), on: open.id, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.transition(open.step("approve")), on: open.id, by: Cast.sam.origin, at: .noon)
            let entries = try await site.store.journal(JournalFilter(action: "release."), PageRequest()).items
            let web = Site(store: site.store, publicDirectory: site.publicDirectory, now: { .noon }, logger: Logger(label: "test"), version: "1")
            for person in Cast.everybody {
                let seen = try await web.subjects(of: entries, to: person)
                for id in [draft.id, confined.id, open.id] {
                    let release = try #require(try await site.store.release(id))
                    #expect(seen[id]?.visibility == release.visibility(to: person, under: site.store.office), "\(person.login)")
                    #expect((seen[id]?.headline == release.revision.content.headline) == (seen[id]?.visibility == .whole), "\(person.login)")
                }
            }
            #expect(try await web.subjects(of: [], to: Cast.ana).isEmpty)
        }
    }
}
