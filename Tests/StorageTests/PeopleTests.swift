import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("Accounts")
struct PeopleTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open(staff: []) }

    @discardableResult
    private func add(_ login: String, _ roles: Set<Role> = [.drafter], by origin: Origin = .shell) async throws -> User {
        try await store.addUser(login: login, name: login, email: nil, roles: roles, password: "tulip harbour 19", by: origin, at: .noon)
    }

    @Test("the set-up link makes the first administrator once, and only while there is nobody")
    func setUp() async throws {
        let first = try #require(try await store.makeSetUpToken(at: .noon))
        let second = try #require(try await store.makeSetUpToken(at: .noon))
        #expect(try await store.setUpTokenHolds(first, at: .noon) == false)
        #expect(try await store.setUpTokenHolds(second, at: .noon.later(seconds: 3599)))
        #expect(try await store.setUpTokenHolds(second, at: .noon.later(seconds: 3600)) == false)
        let user = try await store.setUp(token: second, login: "ada", name: "Ada", password: "tulip harbour 19", address: nil, at: .noon)
        #expect(user.person.roles == [.administrator])
        await #expect(throws: Forbidden.self) {
            try await store.setUp(token: second, login: "eve", name: "Eve", password: "tulip harbour 19", address: nil, at: .noon)
        }
        #expect(try await store.makeSetUpToken(at: .noon) == nil)
        await #expect(throws: Forbidden.self) {
            try await store.setUp(token: second, login: "eve", name: "Eve", password: "tulip harbour 19", address: nil, at: .noon.later(seconds: 59))
        }
        #expect(try await store.actions() == ["user.set-up", "user.set-up.refused"], "once a minute")
    }

    @Test("only administrators and the command line add people; another's try is journaled")
    func roles() async throws {
        try store.hire([Cast.ada, Cast.sam])
        await #expect(throws: Forbidden.self) { try await add("eve", by: Cast.sam.origin) }
        try await add("ana", by: Cast.ada.origin)
        #expect(try await store.actions() == ["user.add.refused", "user.add"])
        #expect(try await store.user("eve") == nil)
    }

    @Test("logins that are taken, malformed or reserved, unknown roles and weak passwords are refused with their place")
    func invalid() async throws {
        try await add("ana")
        for login in ["ana", "", "Ana", "clock", "1ana", "a b", "ännchen"] {
            await #expect(throws: Invalid.self) { try await add(login) }
        }
        await #expect(throws: Invalid.self) { try await add("eve", []) }
        await #expect(throws: Invalid.self) { try await store.setRoles(of: "ana", to: [], by: .shell, at: .noon) }
        await #expect(throws: Invalid.self) { try await add("eve", ["wizard"].map(Role.init(rawValue:)).reduce(into: []) { $0.insert($1) }) }
        for password in ["short", "password1", "Passw0rd!", "qwertyuiop", "aaaaaaaaaaaa", String(repeating: "xy", count: 65)] {
            await #expect(throws: Invalid.self, "\(password)") {
                try await store.addUser(login: "eve", name: "Eve", email: nil, roles: [], password: password, by: .shell, at: .noon)
            }
        }
        #expect(try await store.users().count == 1)
    }

    @Test("disabling a person kills their sessions and tokens at once, also after they are enabled again")
    func disable() async throws {
        try await add("ana")
        let session = try #require(try await signIn("ana"))
        let (secret, _) = try await store.addToken(for: "ana", name: "script", expiresAt: nil, by: .shell, at: .noon)
        #expect(try await store.bearer(of: secret, at: .noon)?.person.login == "ana")
        _ = try await store.disable("ana", takeBack: false, by: .shell, at: .noon)
        for _ in 0..<2 {
            #expect(try await store.session(token: session, at: .noon) == nil)
            #expect(try await store.bearer(of: secret, at: .noon)?.person == nil)
            try await store.enable("ana", by: .shell, at: .noon)
        }
        #expect(try await signIn("ana") != nil)
    }

    @Test("the last administrator is not disabled from the desk, nor made into something else")
    func lastAdministrator() async throws {
        try await add("ada", [.administrator])
        await #expect(throws: Conflict.self) { try await store.disable("ada", takeBack: false, by: Cast.ada.origin, at: .noon) }
        await #expect(throws: Conflict.self) { try await store.setRoles(of: "ada", to: [.drafter], by: Cast.ada.origin, at: .noon) }
        #expect(try await store.user("ada")?.person.roles == [.administrator])
        #expect(try await store.user("ada")?.disabled == false)
        #expect(try await store.actions().suffix(2) == ["user.disable.refused", "user.set-roles.refused"])
        _ = try await store.disable("ada", takeBack: false, by: .shell, at: .noon)
    }

    @Test("a new password ends every session but the one it was set from")
    func password() async throws {
        try store.hire([Cast.sam])
        try await add("ana")
        let (kept, other) = (try #require(try await signIn("ana")), try #require(try await signIn("ana")))
        let session = try #require(try await store.session(token: kept, at: .noon))
        try await store.setPassword(of: "ana", to: "violet canyon 42", keeping: session.id, by: session.person.origin, at: .noon)
        #expect(try await store.session(token: kept, at: .noon) != nil)
        #expect(try await store.session(token: other, at: .noon) == nil)
        #expect(try await signIn("ana") == nil)
        #expect(try await store.checkPassword("violet canyon 42", by: session.person.origin, at: .noon) == .right)
        await #expect(throws: Forbidden.self) { try await store.setPassword(of: "ana", to: "violet canyon 43", by: Cast.sam.origin, at: .noon) }
    }

    @Test("a token is its person's until it expires or is revoked; nobody makes one for another at the desk")
    func tokens() async throws {
        try store.hire([Cast.ada, Cast.sam])
        try await add("ana")
        let (secret, token) = try await store.addToken(for: "ana", name: "script", expiresAt: .noon.later(seconds: 60), by: .shell, at: .noon)
        #expect(secret.hasPrefix("impr_") && secret.count == 48)
        #expect(try await store.bearer(of: secret, at: .noon.later(seconds: 59))?.person.login == "ana")
        #expect(try await store.tokens(of: "ana").first?.lastUsedAt == .noon.later(seconds: 59))
        #expect(try await store.bearer(of: secret, at: .noon.later(seconds: 60))?.person == nil)
        await #expect(throws: Forbidden.self) { try await store.addToken(for: "ana", name: "x", expiresAt: nil, by: Cast.ada.origin, at: .noon) }
        await #expect(throws: Forbidden.self) { try await store.revokeToken(token.id, by: Cast.sam.origin, at: .noon) }
        try await store.revokeToken(token.id, by: Cast.ada.origin, at: .noon)
        #expect(try await store.bearer(of: secret, at: .noon)?.person == nil)
        #expect(try await store.bearer(of: "impr_nonsense", at: .noon)?.person == nil)
        await #expect(throws: NotFound.self) { try await store.revokeToken(token.id, by: .shell, at: .noon) }
    }

    @Test("guesses at one's present password are counted, journaled and made to wait, apart from a stranger's tries to sign in")
    func presentPassword() async throws {
        try await add("ana")
        for _ in 0..<10 { #expect(try await store.checkPassword("wrong password", by: Cast.ana.origin, at: .noon) == .wrong) }
        #expect(try await store.lastEntry()?.action == "user.set-password.refused")
        for _ in 0..<2 { #expect(try await store.checkPassword("tulip harbour 19", by: Cast.ana.origin, at: .noon) == .throttled(seconds: 900)) }
        #expect(try await store.actions().filter { $0 == "user.set-password.throttled" }.count == 1)
        #expect(try await signIn("ana") != nil)
    }

    private func signIn(_ login: String) async throws -> String? {
        let answer = try await store.signIn(login: login, password: "tulip harbour 19", knownBrowser: nil, address: nil, userAgent: nil, at: .noon)
        return if case .signedIn(let token, _) = answer { token } else { nil }
    }
}
