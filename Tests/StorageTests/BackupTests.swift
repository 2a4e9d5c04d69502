import Distribution
import Editorial
import Fixtures
import Foundation
import GRDB
@testable import Storage
import Testing

@Suite("Backup and restore")
struct BackupTests {
    let place = Place()
    let store: Store
    private let elsewhere = Place()

    init() throws { store = try place.open() }

    private var copy: String { place.path + "/copy.backup" }

    private func backUp() async throws {
        try await store.backUp(to: copy, files: ["imprimatur.yaml": Array("languages: [en]".utf8), "Workflows/x.yaml": [0, 255]], by: .shell, at: .noon)
    }

    @Test("a copy taken while the office works restores elsewhere, on hold, with nobody signed in and everything owed")
    func drill() async throws {
        _ = try await store.addUser(login: "eva", name: "Eva", email: nil, roles: [.drafter], password: "tulip harbour 19", by: .shell, at: .noon)
        guard case .signedIn(let token, _) = try await store.signIn(
            login: "eva", password: "tulip harbour 19", knownBrowser: nil, address: nil, userAgent: nil, at: .noon)
        else { return #expect(Bool(false)) }
        _ = try await store.addEndpoint(NewEndpoint(name: "All", url: "https://a.example"), by: .shell, at: .noon)
        let live = try await store.publish(.sample)
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: 1)
        let approved = try await store.publish(new)
        let store = store
        async let busy: Void = { for n in 0..<50 { try await store.note("test.note", details: ["n": JSON(n)], by: .shell, at: .noon) } }()
        try await backUp()
        try await busy
        #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        #expect(!FileManager.default.fileExists(atPath: copy + ".partial"))

        let files = try Store.restore(from: copy, into: elsewhere.data, at: .noon.later(hours: 2))
        #expect(files == ["imprimatur.yaml": Array("languages: [en]".utf8), "Workflows/x.yaml": [0, 255]])
        let restored = try elsewhere.open()
        #expect(try await restored.release(live.id) == live)
        #expect(try await restored.onHold())
        #expect(try await restored.publishDue(at: .noon.later(hours: 3)) == 0)
        let held = try await restored.heldBack()
        #expect(held.releases.map(\.id) == [approved.id] && held.deliveries == 1)
        #expect(try await restored.session(token: token, at: .noon) == nil)
        #expect(try await restored.lastEntry()?.action == "data.restore")
        #expect(try JournalReader(directory: elsewhere.data).verify().entries > 5)
        #expect(try await store.onHold() == false)
        try await restored.resume(by: .shell, at: .noon.later(hours: 3))
        #expect(try await restored.publishDue(at: .noon.later(hours: 3)) == 1)
    }

    @Test("what was being sent of a text that was withdrawn meanwhile is not owed again")
    func withdrawnMeanwhile() async throws {
        _ = try await store.receiver()
        let live = try await store.publish(.sample)
        var courier = FakeCourier(store: store)
        try await courier.turn()
        _ = try await store.withdraw(live)
        try await backUp()
        _ = try Store.restore(from: copy, into: elsewhere.data, at: .noon.later(hours: 2))
        #expect(try await elsewhere.open().owed() == ["published cancelled", "withdrawn pending"])
    }

    @Test("it is for administrators and the command line")
    func forbidden() async throws {
        await #expect(throws: Forbidden.self) { try await store.backUp(to: copy, files: [:], by: Cast.sam.origin, at: .noon) }
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test("a place that cannot be written is said so, and leaves nothing behind but a word in the journal that somebody tried")
    func unwritable() async throws {
        await #expect(throws: DataUnavailable.self) { try await store.backUp(to: place.path + "/none/copy", files: [:], by: .shell, at: .noon) }
        #expect(try await store.actions() == ["data.back-up.begin"])
    }

    @Test("the data themselves are not overwritten by their copy, by whatever road they are named")
    func ontoItself() async throws {
        let link = place.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place.data)
        for path in [place.file, place.data + "/../data/imprimatur.sqlite", link + "/imprimatur.sqlite", place.data + "/copy"] {
            await #expect(throws: DataRefused.self) { try await store.backUp(to: path, files: [:], by: .shell, at: .noon) }
        }
        #expect(try await store.release("none") == nil && !FileManager.default.fileExists(atPath: place.data + "/copy"))
    }

    @Test("there is no copy without its entry: it stands in the copy itself")
    func ownEntry() async throws {
        try await backUp()
        let queue = try DatabaseQueue(path: copy)
        #expect(try await queue.read { db in try String.fetchAll(db, sql: "SELECT action FROM journal") } == ["data.back-up.begin"])
        try queue.close()
    }

    @Test("no link is followed, and what an earlier try left is replaced")
    func link() async throws {
        let victim = place.path + "/victim"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.createSymbolicLink(atPath: copy + ".partial", withDestinationPath: victim)
        try await backUp()
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "mine")
        #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        #expect(try await store.actions() == ["data.back-up.begin", "data.back-up"])
    }

    @Test("a restore that failed does not stand in the way of the next")
    func again() async throws {
        try await backUp()
        try FileManager.default.createDirectory(atPath: elsewhere.data, withIntermediateDirectories: true)
        for left in ["lock", "imprimatur.sqlite.partial", "imprimatur.sqlite.partial-journal"] {
            try Data("1".utf8).write(to: URL(fileURLWithPath: elsewhere.data + "/" + left))
        }
        _ = try Store.restore(from: copy, into: elsewhere.data, at: .noon)
        #expect(try await elsewhere.open().lastEntry()?.action == "data.restore")
    }

    @Test("a copy in which a text is not as it was written is refused")
    func changedText() async throws {
        _ = try await store.publish(.sample)
        try await backUp()
        let queue = try DatabaseQueue(path: copy)
        try await queue.write { db in try db.execute(sql: "DROP TRIGGER revision_stays; UPDATE revision SET content = replace(content, 'meets', 'rests')") }
        try queue.close()
        #expect { try Store.restore(from: copy, into: elsewhere.data, at: .noon) } throws: { ($0 as? DataRefused)?.reason.contains("revision 1") == true }
    }

    @Test("a directory with something in it is left as it is")
    func notEmpty() async throws {
        try await backUp()
        try FileManager.default.createDirectory(atPath: elsewhere.data, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: elsewhere.data + "/letter.txt"))
        #expect(throws: DataRefused.self) { try Store.restore(from: copy, into: elsewhere.data, at: .noon) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.data) == ["letter.txt"])
    }

    @Test("what is no backup, or not as it was written, is refused before anything is made")
    func refused() async throws {
        try await store.note("test.note", by: .shell, at: .noon)
        try await backUp()
        #expect(throws: DataRefused.self) { try Store.restore(from: place.path + "/none", into: elsewhere.data, at: .noon) }
        #expect(throws: DataRefused.self) { try Store.restore(from: place.file, into: elsewhere.data, at: .noon) }
        let queue = try DatabaseQueue(path: copy)
        try await queue.write { db in try db.execute(sql: "DROP TRIGGER journal_is_never_changed; UPDATE journal SET actor = 'eve'") }
        try queue.close()
        #expect { try Store.restore(from: copy, into: elsewhere.data, at: .noon) } throws: { ($0 as? DataRefused)?.reason.contains("entry 1") == true }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        for offset in 4 * 4096..<8 * 4096 { bytes[offset] = 0x55 }
        try bytes.write(to: URL(fileURLWithPath: copy))
        #expect(throws: DataRefused.self) { try Store.restore(from: copy, into: elsewhere.data, at: .noon) }
        #expect(!FileManager.default.fileExists(atPath: elsewhere.data))
    }
}
