import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Lists without what is confined")
struct ConfinedListTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func release(_ headline: String, by author: Person = Cast.ana, confinedTo logins: Set<String>? = nil, workflow: String? = nil) async throws -> Release {
        var new = NewRelease.sample
        (new.content.headline, new.workflow) = (headline, workflow)
        let draft = try await store.create(new, by: author.origin, at: .noon)
        return logins == nil ? draft : try await store.perform(.confine(to: logins), on: draft.id, by: author.origin, at: .noon)
    }

    @Test("a list holds exactly what the rules let its reader know of, and its pages are full", arguments: Cast.everybody)
    func releases(reader: Person) async throws {
        var all: [Release] = []
        let named: [Set<String>?] = [nil, [], ["dan"], ["pub", "ada"], nil, ["lea"], []]
        for (index, logins) in named.enumerated() {
            all.append(try await release("Release \(index)", by: index % 2 == 0 ? Cast.ana : Cast.dan, confinedTo: logins, workflow: index > 4 ? "two-roles" : nil))
        }
        let open = all.reversed().filter { $0.isOpen(to: reader, under: store.office) }.map(\.id)
        #expect(try await store.releases(ReleaseFilter(reader: reader), PageRequest()).items.map(\.id) == open)
        let page = try await store.releases(ReleaseFilter(reader: reader), PageRequest(limit: 2))
        #expect(page.items.map(\.id) == Array(open.prefix(2)) && (page.next != nil) == (open.count > 2))
        let entries = try await store.journal(JournalFilter(reader: reader), PageRequest(limit: 200)).items
        #expect(Set(entries.compactMap(\.releaseID)) == Set(open))
        #expect(try await store.releases(ReleaseFilter(words: "release", reader: reader), PageRequest()).items.map(\.id) == open)
        #expect(try await store.releases(ReleaseFilter(), PageRequest()).items.count == all.count)
    }

    @Test("of a workflow that is gone, press secretaries and auditors still see what is confined, and drafters do not")
    func goneWorkflow() async throws {
        let confined = try await release("Confined", confinedTo: [])
        var office = place.office
        office.workflows["press-release"] = nil
        for reader in Cast.everybody {
            let readable = Readable(to: reader, under: office)
            let found = try await store.read { db in
                try String.fetchAll(db, sql: "SELECT public_id FROM release WHERE \(readable.condition)", arguments: readable.arguments)
            }
            #expect((found == [confined.id]) == confined.isOpen(to: reader, under: office), "\(reader.login)")
        }
    }

    @Test("deliveries of what is confined are not there for others, one by one or in the list")
    func deliveries() async throws {
        _ = try await store.receiver()
        let live = try await store.publish("Out")
        try await store.perform(.confine(to: []), on: live.id, by: Cast.sam.origin, at: .noon)
        let delivery = try #require(try await store.deliveries(DeliveryFilter(), PageRequest()).items.first)
        for reader in Cast.everybody {
            let open = live.isOpenWhenConfined(to: reader, under: store.office)
            #expect(try await store.deliveries(DeliveryFilter(reader: reader), PageRequest()).items.isEmpty != open, "\(reader.login)")
            #expect(try await (store.delivery(delivery.id, for: reader) != nil) == open, "\(reader.login)")
        }
    }

    @Test("several commands at once are as little taken of others as a single one")
    func commands() async throws {
        let confined = try await release("Confined", confinedTo: [])
        let edit = Command.edit(Edit(kind: .speech))
        await #expect(throws: NotFound.self) { try await store.perform([edit], on: confined.id, by: Cast.dan.origin, version: confined.version, at: .noon) }
        #expect(try await store.release(confined.id) == confined)
        #expect(try await store.perform([edit], on: confined.id, by: Cast.nia.origin, version: confined.version, at: .noon).description.kind == .speech)
    }

    @Test("entries that are of no release are everybody's")
    func otherEntries() async throws {
        try await store.note("test.note", by: .shell, at: .noon)
        #expect(try await store.journal(JournalFilter(reader: Cast.pub), PageRequest()).items.count == 1)
    }
}

extension Release {
    fileprivate func isOpenWhenConfined(to person: Person, under office: Office) -> Bool {
        var confined = self
        confined.confinedTo = []
        return confined.isOpen(to: person, under: office)
    }
}
