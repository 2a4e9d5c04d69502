import Courier
import Distribution
import Editorial
import Fixtures
import Foundation
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Web

/// A whole web over a fresh store, listening on a port of its own; closed and gone when `use` ends.
struct OpenSite: Sendable {
    let store: Store
    let url: String
    /// The bearer token of each of the cast.
    let tokens: [String: String]
    let clock: Clock
    let publicDirectory: String

    /// The time as the site sees it: noon, until a test moves it.
    final class Clock: Sendable {
        private let time = Mutex(Instant.noon)
        var now: Instant { time.withLock { $0 } }
        func move(hours: Int64) { time.withLock { $0 = $0.later(hours: hours) } }
    }

    static let password = "a-long-way-to-the-river"

    /// Opens one with that cast, each with a token and `password`.
    static func use<Result: Sendable>(
        _ office: Office = .sample, cast: [Person] = Cast.everybody, trustedProxies: Set<IPAddress> = [],
        _ body: @Sendable @escaping (OpenSite) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let statics = folder.appending(path: "Public/css")
        try FileManager.default.createDirectory(at: statics, withIntermediateDirectories: true)
        try Data("body { color: black }".utf8).write(to: statics.appending(path: "desk.css"))

        let store = try Store(directory: folder.appending(path: "data").path, office: office, passwordCost: PasswordCost(n: 16), at: .noon)
        let shell = Origin(.commandLine(user: "root"), via: .cli)
        var tokens: [String: String] = [:]
        for person in cast {
            _ = try await store.addUser(
                login: person.login, name: person.name, email: nil, roles: person.roles, password: password, by: shell, at: .noon)
            tokens[person.login] = try await store.addToken(for: person.login, name: "test", expiresAt: nil, by: shell, at: .noon).secret
        }

        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let clock = Clock()
        let site = Site(
            store: store, publicDirectory: folder.appending(path: "Public").path, trustedProxies: trustedProxies, now: { clock.now }, logger: logger,
            version: "test", drawing: { workflow, state in workflow.name == "quorum" ? nil : "<svg>\(workflow.name) \(state)</svg>" })
        let (ports, port) = AsyncStream<Int>.makeStream()
        let services = ServiceGroup(
            configuration: .init(services: [try site.application(host: "127.0.0.1", port: 0) { port.yield($0) }], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            let number = await iterator.next() ?? 0
            let opened = OpenSite(store: store, url: "http://127.0.0.1:\(number)", tokens: tokens, clock: clock, publicDirectory: statics.deletingLastPathComponent().path)
            do {
                let result = try await body(opened)
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
                return result
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
        }
    }

    /// Sends one request as it stands.
    func send(_ method: String, _ path: String, _ headers: [(String, String)] = [], body: String = "") async throws -> LocalCall.Answer {
        try await LocalCall(url: url).send(method, path, fields: headers, body: Array(body.utf8))
    }

    /// One call of the API by that person, nil for nobody.
    func api(
        _ method: String, _ path: String, _ json: JSON? = nil, as person: Person? = Cast.ana, headers: [(String, String)] = []
    ) async throws -> LocalCall.Answer {
        var headers = headers
        if let person { headers.append(("Authorization", "Bearer \(tokens[person.login] ?? "")")) }
        if json != nil { headers.append(("Content-Type", "application/json")) }
        return try await send(method, "/api/v1/\(path)", headers, body: json.map { String(decoding: $0.canonical, as: UTF8.self) } ?? "")
    }
}

extension LocalCall.Answer {
    /// The body as JSON, null where it is none.
    var json: JSON { (try? JSON.parse(body)) ?? .null }
    /// The codes of a refusal's objections.
    var objections: [String] { json["objections"].array?.compactMap { $0["code"].string } ?? [] }
    /// The pointers of what is wrong with the input.
    var pointers: [String] { json["errors"].array?.compactMap { $0["pointer"].string } ?? [] }
}

extension Store {
    /// Written and sent to its approval by that person.
    func submitted(_ new: NewRelease = .sample, by person: Person = Cast.ana, at now: Instant = .noon) async throws -> Release {
        let draft = try await create(new, by: person.origin, at: now)
        return try await perform(.transition(draft.step("submit")), on: draft.id, by: person.origin, at: now)
    }

    /// Written by Ana, approved by Sam; public at once, or at its release time.
    func approved(_ new: NewRelease = .sample, at now: Instant = .noon) async throws -> Release {
        let release = try await submitted(new, at: now)
        return try await perform(.transition(release.step("approve")), on: release.id, by: Cast.sam.origin, at: now)
    }
}
