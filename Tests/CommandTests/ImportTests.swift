import Editorial
import Fixtures
import Foundation
import Storage
import Testing

@testable import imprimatur

@Suite("Import and export")
struct ImportTests {
    private let folder = TemporaryFolder("import")
    private let store: Store

    init() async throws { store = try await Self.office("here", in: folder) }

    private static func office(_ name: String, in folder: TemporaryFolder) async throws -> Store {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let store = try Store(directory: folder.path + "/" + name, office: .sample, passwordCost: PasswordCost(n: 16), at: .noon)
        for person in [Cast.ana, Cast.sam, Cast.ada] {
            _ = try await store.addUser(
                login: person.login, name: person.name, email: nil, roles: person.roles, password: "a lighthouse, seen from 9 miles",
                by: Origin(.commandLine(user: "root"), via: .cli), at: .noon)
        }
        return store
    }

    /// Runs an operation as the command line does.
    private func perform(_ name: String, _ input: JSON, on store: Store? = nil) async throws -> JSON {
        let operation = try #require(Operation.all.first { $0.name == name })
        return try await Operations(store: store ?? self.store, files: { [:] }).perform(operation, input, by: "root")
    }

    private func file(_ headline: String, _ more: String = "", as login: String = "ana", archive: Bool = false) -> JSON {
        let text = "---\nheadline: \(headline)\nsection: events\n\(more)---\n\nText of \(headline).\n"
        return ["as": JSON(login), "file": "x.md", "text": JSON(text), "archive": .bool(archive)]
    }

    @Test("a file becomes a draft of the person, by the one door")
    func draft() async throws {
        let id = try await perform("import.release", file("One")).string
        let release = try #require(await store.release(id ?? ""))
        #expect(release.state == "draft" && release.createdBy == "ana" && !release.imported)
        let entry = try await store.journal(JournalFilter(release: release.id), PageRequest()).items.last
        #expect(entry?.actor == "ana" && entry?.details["via"] == "cli")
    }

    @Test("who may not draft imports nothing")
    func refusal() async throws {
        await #expect(throws: Refusal.self) { try await perform("import.release", file("One", as: "ada")) }
        await #expect(throws: Failure.self) { try await perform("import.release", file("One", as: "nobody")) }
        #expect(try await store.releases(ReleaseFilter(), PageRequest()).items.isEmpty)
    }

    @Test("a file with published_at is history with --archive, and a draft without")
    func archive() async throws {
        let past = "published_at: 2019-03-01T10:00:00Z\n"
        let live = try await store.release(perform("import.release", file("One", past, archive: true)).string ?? "")
        #expect(live?.imported == true && live?.live.text?.publishedAt.rfc3339 == "2019-03-01T10:00:00.000Z" && live?.approvals.isEmpty == true)
        let draft = try await store.release(perform("import.release", file("Two", past)).string ?? "")
        #expect(draft?.state == "draft" && draft?.live == .nothing)
    }

    @Test("a boilerplate that is not there is refused with its line")
    func boilerplate() async throws {
        let fault = await #expect(throws: FileFault.self) { try await perform("import.release", file("One", "boilerplate:\n  - nothing\n")) }
        #expect(fault?.line == 5 && fault?.message.contains("nothing") == true)
        let text = "---\ntitle: About\n---\n\nWe are.\n"
        _ = try await perform("import.boilerplate", ["as": "ana", "file": "boilerplate/about.md", "text": JSON(text)])
        _ = try await perform("import.boilerplate", ["as": "ana", "file": "boilerplate/about.ru.md", "text": JSON(text)])
        #expect(try await store.boilerplate("about", language: "en")?.boilerplate == Boilerplate(name: "about", title: "About", text: "We are."))
        #expect(try await store.boilerplates().count == 2)
        let id = try await perform("import.release", file("One", "boilerplate: [about]\n")).string
        #expect(try await store.release(id ?? "")?.revision.content.boilerplate.map(\.text) == ["We are."])
    }

    @Test("an import of an export gives the same digests, boilerplates that have changed since and translations included")
    func roundTrip() async throws {
        let text = "---\ntitle: About\n---\n\nWe are.\n"
        _ = try await perform("import.boilerplate", ["as": "sam", "file": "boilerplate/about.md", "text": JSON(text)])
        let first = try await perform("import.release", file("One", "boilerplate: [about]\n")).string ?? ""
        _ = try await perform("import.boilerplate", ["as": "sam", "file": "boilerplate/about.md", "text": JSON(text + "\nAnd were.\n")])
        _ = try await perform("import.release", file("Two", "boilerplate: [about]\n"))
        _ = try await perform("import.release", file("Один", "language: ru\nslug: odin\ntranslation_of: one\n"))
        for number in 3...60 { _ = try await perform("import.release", file("Number \(number)")) }

        var (files, after): ([JSON], JSON) = ([], nil)
        repeat {
            let page = try await perform("export", ["after": after])
            files += page["files"].array ?? []
            after = page["next"]
        } while after != nil
        #expect(Set(files.compactMap { $0["path"].string }).count == 62)

        let other = try await Self.office("elsewhere", in: folder)
        let boilerplates = files.filter { $0["path"].string?.hasPrefix("boilerplate/") == true }
        let translations = files.filter { $0["text"].string?.contains("translation_of") == true }
        for file in boilerplates + files where boilerplates.contains(file) || !translations.contains(file) { try await take(file, into: other) }
        for file in translations { try await take(file, into: other) }
        let again = try await digests(of: other)
        #expect(again == (try await digests(of: store)) && again.count == 61)
        let translation = try await other.releases(ReleaseFilter(language: "ru"), PageRequest()).items.first
        let source = try await other.releases(ReleaseFilter(words: "one"), PageRequest()).items.first { $0.description.slug == "one" }
        #expect(translation?.description.translationOf?.release == source?.id && source?.id != first)
    }

    private func take(_ file: JSON, into store: Store) async throws {
        let path = file["path"].string ?? ""
        let name = path.hasPrefix("boilerplate/") ? "import.boilerplate" : "import.release"
        _ = try await perform(name, ["as": "sam", "file": JSON(path), "text": file["text"]], on: store)
    }

    private func digests(of store: Store) async throws -> [String: String] {
        let releases = try await store.everything { try await $0.releases(ReleaseFilter(), $1) }
        return Dictionary(uniqueKeysWithValues: releases.map { ($0.description.slug, $0.revision.digest) })
    }
}
