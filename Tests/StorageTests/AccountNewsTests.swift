import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("News of accounts")
struct AccountNewsTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func add(_ login: String, _ roles: Set<Role>, by origin: Origin = Cast.ada.origin) async throws {
        _ = try await store.addUser(login: login, name: login, email: nil, roles: roles, password: "tulip harbour 19", by: origin, at: .noon)
    }
    private func news(of person: Person) async throws -> [String] { try await store.accountNews(for: person).entries.map { "\($0.action) \($0.details["login"].string ?? "")" } }

    @Test("each press secretary is told of new accounts and roles until they have seen them, and nobody else is")
    func told() async throws {
        try await add("eva", [.drafter])
        try await store.setRoles(of: "eva", to: [.pressSecretary], by: Cast.ada.origin, at: .noon)
        for person in [Cast.sam, Cast.pia] { #expect(try await news(of: person) == ["user.add eva", "user.set-roles eva"]) }
        for person in [Cast.ana, Cast.pub, Cast.ada, Cast.aud] { #expect(try await news(of: person).isEmpty) }
        let last = try #require(try await store.accountNews(for: Cast.sam).entries.last).sequence
        _ = try await store.disable("eva", takeBack: false, by: Cast.ada.origin, at: .noon)
        try await store.seeAccountNews(through: last, by: Cast.sam.origin, at: .noon)
        #expect(try await news(of: Cast.sam) == ["user.disable eva"], "what came after the page was shown is still news")
        #expect(try await news(of: Cast.pia).count == 3)
        try await store.enable("eva", by: Cast.ada.origin, at: .noon)
        #expect(try await news(of: Cast.pia).last == "user.enable eva")
        #expect(try await store.actions().filter { $0 == "user.see-news" }.count == 1)
    }

    @Test("a number out of the air hides nothing that is still to come, and only a press secretary has news to see")
    func foreign() async throws {
        try await store.seeAccountNews(through: .max, by: Cast.sam.origin, at: .noon)
        try await add("eva", [.drafter])
        #expect(try await news(of: Cast.sam) == ["user.add eva"])
        await #expect(throws: Forbidden.self) { try await store.seeAccountNews(through: 1, by: Cast.ana.origin, at: .noon) }
    }

    @Test("somebody new is not told of themselves, nor of what was before them; what one did oneself is no news")
    func own() async throws {
        try await add("old", [.drafter])
        try await add("eva", [.pressSecretary, .administrator])
        let eva = Person(login: "eva", name: "eva", roles: [.pressSecretary, .administrator])
        try await add("kim", [.drafter], by: eva.origin)
        #expect(try await news(of: eva).isEmpty)
        try await store.setRoles(of: "eva", to: [.pressSecretary], by: Cast.ada.origin, at: .noon)
        #expect(try await news(of: eva) == ["user.set-roles eva"])
    }

    @Test("whoever came is not hidden by a flood of what followed: it is told in order, and what was not shown is not seen")
    func flood() async throws {
        try await add("eve", [.pressSecretary])
        try await add("leo", [.drafter])
        for _ in 0..<30 {
            _ = try await store.disable("leo", takeBack: false, by: Cast.ada.origin, at: .noon)
            try await store.enable("leo", by: Cast.ada.origin, at: .noon)
        }
        let first = try await store.accountNews(for: Cast.sam)
        #expect(first.entries.count == 50 && first.more == 12 && first.entries.first?.details["login"].string == "eve")
        try await store.seeAccountNews(through: try #require(first.entries.last).sequence, by: Cast.sam.origin, at: .noon)
        let rest = try await store.accountNews(for: Cast.sam)
        #expect(rest.entries.count == 12 && rest.more == 0)
    }
}
