import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Lists of releases")
struct ListTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func make(_ headline: String, section: String = "events", language: String = "en", kind: Kind = .news) async throws -> Release {
        try await store.create(
            NewRelease(kind: kind, section: section, language: language, content: .sample.with(headline: headline)), by: Cast.ana.origin, at: .noon)
    }

    private func headlines(_ filter: ReleaseFilter) async throws -> [String] {
        try await store.releases(filter, PageRequest()).items.map(\.revision.content.headline)
    }

    @Test("they are filtered by what is asked, newest first, and searched without regard to case in any alphabet")
    func filters() async throws {
        _ = try await make("Water")
        _ = try await make("Речь о Воде", section: "speeches", language: "ru", kind: .speech)
        _ = try await make("More water 100%")
        #expect(try await headlines(ReleaseFilter()) == ["More water 100%", "Речь о Воде", "Water"])
        #expect(try await headlines(ReleaseFilter(section: "speeches")) == ["Речь о Воде"])
        #expect(try await headlines(ReleaseFilter(kind: .news, language: "en", words: "WATER more")) == ["More water 100%"])
        #expect(try await headlines(ReleaseFilter(words: "воде РЕЧЬ")) == ["Речь о Воде"])
        #expect(try await headlines(ReleaseFilter(words: "%")) == ["More water 100%"])
        #expect(try await headlines(ReleaseFilter(state: "approved")) == [])
    }

    @Test("more than sixteen words are refused at their place")
    func words() async throws {
        #expect(try await headlines(ReleaseFilter(words: String(repeating: "a ", count: 16))) == [])
        await #expect { try await headlines(ReleaseFilter(words: String(repeating: "a ", count: 17))) } throws: {
            ($0 as? Invalid)?.problems.map(\.pointer) == ["/q"]
        }
    }

    @Test("only what is wholly public is found where that is asked, so that no page tells of more")
    func publicOnly() async throws {
        let live = try await store.publish(.sample)
        for other in [try await store.publish(.sample), try await store.publish(.sample)] { try await store.step("correct", on: other.id, by: Cast.dan) }
        let corrected = try await store.releases(ReleaseFilter(publicOnly: true), PageRequest()).items
        #expect(corrected.count == 3, "a correction that is not begun is nothing to hide")
        let edit = Command.edit(Edit(content: .sample.with(body: "It rests.")))
        _ = try await store.perform(edit, on: corrected[0].id, by: Cast.dan.origin, at: .noon)
        _ = try await store.perform(.edit(Edit(kind: .statement)), on: corrected[1].id, by: Cast.dan.origin, at: .noon)
        _ = try await make("A draft")
        let page = try await store.releases(ReleaseFilter(publicOnly: true), PageRequest(limit: 1))
        #expect(page.items.map(\.id) == [live.id] && page.next == nil)
        try await store.step("withdraw", on: live.id, by: Cast.sam)
        #expect(try await store.releases(ReleaseFilter(publicOnly: true), PageRequest()).items == [])
    }

    @Test("pages follow one another without gap or repetition, and a foreign cursor is refused")
    func pages() async throws {
        for n in 1...5 { _ = try await make("Release \(n)") }
        var (seen, after): ([String], String?) = ([], nil)
        repeat {
            let page = try await store.releases(ReleaseFilter(), PageRequest(limit: 2, after: after))
            seen += page.items.map(\.revision.content.headline)
            after = page.next
        } while after != nil
        #expect(seen == (1...5).reversed().map { "Release \($0)" })
        await #expect(throws: Invalid.self) { try await store.releases(ReleaseFilter(), PageRequest(after: "x")) }
        await #expect(throws: Invalid.self) { try await store.newsroom(language: "en", PageRequest(after: "x")) }
    }

    @Test("the newsroom shows what is live, newest publication first, and nothing else")
    func newsroom() async throws {
        let live = try await [store.publish(.sample), store.publish(.sample), store.publish(.sample)]
        let draft = try await make("A draft")
        #expect(try await store.newsroom(language: "en", PageRequest()).items.map(\.id) == live.reversed().map(\.id))
        #expect(try await store.newsroom(language: "ru", PageRequest()).items == [])
        #expect(try await store.newsroom(language: "en", section: "speeches", PageRequest()).items == [])
        let first = try await store.newsroom(language: "en", section: "events", PageRequest(limit: 2))
        #expect(try await store.newsroom(language: "en", section: "events", PageRequest(limit: 2, after: first.next)).items.map(\.id) == [live[0].id])
        #expect(try await store.live(slug: live[1].description.slug, language: "en")?.id == live[1].id)
        #expect(try await store.live(slug: draft.description.slug, language: "en") == nil)
        #expect(try await store.live(slug: live[1].description.slug, language: "ru") == nil)
    }

    @Test("newsroom and filters are answered from an index")
    func plans() async throws {
        func plan(_ sql: String, _ arguments: StatementArguments) async throws -> String {
            try await store.read { db in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] as String }.joined(separator: "; ") }
        }
        let home = try await plan(
            "\(Release.selection) WHERE release.live = 'text' AND release.live_language = ? ORDER BY release.published_at DESC, release.id DESC LIMIT ?", ["en", 20])
        #expect(home.contains("USING INDEX release_live (live_language=?)") && !home.contains("TEMP B-TREE"))
        let slug = try await plan("SELECT release_id FROM address WHERE language = ? AND slug = ?", ["en", "x"])
        #expect(slug.contains("USING PRIMARY KEY (language=? AND slug=?)"))
    }

    @Test("a translation names its source, which must be there")
    func translation() async throws {
        let source = try await make("Source")
        var new = NewRelease.sample
        (new.language, new.translationOf) = ("ru", TranslationSource(release: source.id, revision: 1))
        let made = try await store.create(new, by: Cast.ana.origin, at: .noon)
        #expect(try await store.release(made.id)?.description.translationOf == new.translationOf)
        new.translationOf?.revision = 2
        await #expect(throws: Invalid.self) { try await store.create(new, by: Cast.ana.origin, at: .noon) }
    }
}
