import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Signing in")
struct SignInTests {
    let place = Place()
    let store: Store

    init() async throws {
        store = try place.open(staff: [Cast.sam])
        _ = try await store.addUser(login: "ana", name: "Ana", email: nil, roles: [.drafter], password: "tulip harbour 19", by: .shell, at: .noon)
    }

    private func signIn(
        _ password: String = "tulip harbour 19", as login: String = "ana", mark: String? = nil, from address: String? = "192.0.2.1", at now: Instant = .noon
    ) async throws -> SignIn {
        try await store.signIn(login: login, password: password, knownBrowser: mark, address: address, userAgent: "Test", at: now)
    }

    @Test("a right password opens a session with a token of its own, of which only a hash is kept")
    func right() async throws {
        guard case .signedIn(let token, let session) = try await signIn() else { return #expect(Bool(false), "not signed in") }
        #expect(session.person.login == "ana" && session.person.roles == [.drafter] && session.userAgent == "Test")
        #expect(token != session.id && token != session.formToken && token.count == 43)
        #expect(try await store.session(token: token, at: .noon) == session)
        guard case .signedIn(let other, _) = try await signIn() else { return #expect(Bool(false), "not signed in") }
        #expect(other != token)
        let kept = try await store.read { db in try Row.fetchAll(db, sql: "SELECT * FROM session").map(\.description).joined() }
        #expect(!kept.contains(token))
    }

    @Test("a wrong password, an unknown login and a closed account are refused alike; the journal names only accounts that are there")
    func wrong() async throws {
        guard case .refused = try await signIn("wrong password") else { return #expect(Bool(false)) }
        #expect(try await store.lastEntry()?.details["account"] == "ana")
        guard case .refused = try await signIn("wrong password", as: "my secret") else { return #expect(Bool(false)) }
        let entry = try #require(try await store.lastEntry())
        #expect(entry.action == "session.sign-in.refused" && entry.details["account"] == .null && entry.actor == "anonymous")
        #expect(!entry.json.stored.contains("my secret"))
        _ = try await store.disable("ana", takeBack: false, by: .shell, at: .noon)
        guard case .refused = try await signIn() else { return #expect(Bool(false)) }
    }

    @Test("after ten failures of an account even the right password waits, known account or not; a browser that was here before does not")
    func accountThrottle() async throws {
        let mark = try await store.browserMark(for: "ana")
        for login in ["ana", "nobody"] {
            for n in 0..<10 {
                guard case .refused = try await signIn("wrong password", as: login, from: nil, at: .noon.later(seconds: Double(n))) else { return #expect(Bool(false)) }
            }
            guard case .throttled(let seconds) = try await signIn(as: login, from: nil, at: .noon.later(seconds: 10)) else { return #expect(Bool(false)) }
            #expect(seconds == 890)
        }
        guard case .signedIn = try await signIn(mark: mark, from: nil, at: .noon.later(seconds: 10)) else { return #expect(Bool(false)) }
        guard case .throttled = try await signIn(mark: "forged", from: nil, at: .noon.later(seconds: 10)) else { return #expect(Bool(false)) }
        guard case .signedIn = try await signIn(from: nil, at: .noon.later(seconds: 900)) else { return #expect(Bool(false)) }
    }

    @Test("after thirty failures a minute an address waits, whatever it asks for")
    func addressThrottle() async throws {
        for n in 0..<30 { _ = try await signIn("wrong password", as: "user\(n)") }
        guard case .throttled = try await signIn() else { return #expect(Bool(false)) }
        guard case .signedIn = try await signIn(from: "192.0.2.2") else { return #expect(Bool(false)) }
        guard case .signedIn = try await signIn(at: .noon.later(seconds: 60)) else { return #expect(Bool(false)) }
    }

    @Test("a wait is journaled once a minute, however often somebody knocks")
    func throttledEntries() async throws {
        for _ in 0..<10 { _ = try await signIn("wrong password") }
        for second in [1.0, 2, 3, 70] { _ = try await signIn(at: .noon.later(seconds: second)) }
        let entries = try await store.journal(JournalFilter(action: "session.sign-in.throttled"), PageRequest()).items
        #expect(entries.count == 2 && entries.allSatisfy { $0.details["account"] == "ana" && $0.actor == "anonymous" })
    }

    @Test("all of a network's IPv6 addresses are counted as one")
    func network() async throws {
        for n in 0..<30 { _ = try await signIn("wrong password", as: "user\(n)", from: "2001:db8::\(n)") }
        guard case .throttled = try await signIn(from: "2001:db8::ffff:1") else { return #expect(Bool(false)) }
        guard case .signedIn = try await signIn(from: "2001:db8:0:1::1") else { return #expect(Bool(false)) }
    }

    @Test("many tries at once are counted before they are made")
    func parallel() async throws {
        let store = store
        let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let answer = try await store.signIn(login: "ana", password: "wrong password", knownBrowser: nil, address: nil, userAgent: nil, at: .noon)
                    return if case .refused = answer { true } else { false }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused == 10)
    }

    @Test("a password hashed at less than the present cost is hashed anew when its owner signs in")
    func cost() async throws {
        let hasher = PasswordHasher(cost: PasswordCost(n: 32))
        let weak = try await store.passwords.hash("tulip harbour 19")
        #expect(weak.n == 16 && hasher.isWeak(weak))
        #expect(try await hasher.verify("tulip harbour 19", against: weak))
        #expect(try await !hasher.verify("tulip harbour 18", against: weak))
        #expect(try await !hasher.verify("tulip harbour 19", against: nil))
        try await store.write { db in try db.execute(sql: "UPDATE user SET password_n = 8") }
        let n8 = try await PasswordHasher(cost: PasswordCost(n: 8)).hash("tulip harbour 19")
        try await store.write { db in try User.set(n8, of: User.rowID(of: "ana", in: db), in: db) }
        guard case .signedIn = try await signIn() else { return #expect(Bool(false)) }
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT password_n FROM user WHERE login = 'ana'") } == 16)
        guard case .signedIn = try await signIn() else { return #expect(Bool(false)) }
    }

    @Test("a session ends after two hours without a request, after twelve in any case, and when its owner ends it")
    func timeouts() async throws {
        guard case .signedIn(let token, let session) = try await signIn() else { return #expect(Bool(false)) }
        #expect(try await store.session(token: token, at: .noon.later(seconds: 7199)) != nil)
        #expect(try await store.session(token: token, at: .noon.later(seconds: 7199 + 7200)) == nil)
        for hour in 2...11 { #expect(try await store.session(token: token, at: .noon.later(seconds: Double(hour) * 3600 - 3602 + 3600)) != nil) }
        #expect(try await store.session(token: token, at: .noon.later(seconds: 43_200)) == nil)
        #expect(try await store.sessions(of: "ana", at: .noon).map(\.id) == [session.id])
        await #expect(throws: Forbidden.self) { try await store.endSession(session.id, of: "ana", by: Cast.sam.origin, at: .noon) }
        await #expect(throws: NotFound.self) { try await store.endSession("other", of: "ana", by: session.person.origin, at: .noon) }
        try await store.endSession(session.id, of: "ana", by: session.person.origin, at: .noon)
        #expect(try await store.session(token: token, at: .noon) == nil)
    }
}
