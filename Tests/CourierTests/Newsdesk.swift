import Courier
import Distribution
import Editorial
import Fixtures
import Foundation
import Logging
import ServiceLifecycle
import Storage

/// A press office on a disk of its own, whose releases a courier delivers.
final class Newsdesk: Sendable {
    private let path = NSTemporaryDirectory() + "imprimatur-courier-" + UUID().uuidString
    let store: Store

    /// The default schedule is quick, so that tests are.
    init(office: Office = .sample, schedule: [Double] = [0, 0.05, 0.05], timeout: Double = 2, hold: Bool = false) async throws {
        let rules = DeliveryRules(schedule: try RetrySchedule(delays: schedule), timeout: timeout)
        store = try Store(directory: path, office: office, delivery: rules, passwordCost: PasswordCost(n: 16), hold: hold, at: .present)
        let shell = Origin(.commandLine(user: "root"), via: .cli)
        for person in Cast.everybody {
            _ = try await store.addUser(
                login: person.login, name: person.name, email: nil, roles: person.roles, password: "a-long-way-to-the-river", by: shell, at: .present)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Lets a courier work while `body` runs, and ends it as a signal would.
    func delivering(grace: Duration = .seconds(5), _ body: () async throws -> Void) async throws {
        let courier = try Courier(
            store: store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, userAgent: "Test", grace: grace, now: { .present }, jitter: { 0 })
        let group = ServiceGroup(services: [courier], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        async let running: Void = group.run()
        do { try await body() } catch {
            await group.triggerGracefulShutdown()
            try await running
            throw error
        }
        await group.triggerGracefulShutdown()
        try await running
    }

    /// Adds an endpoint that may be on this machine; answers its id and the secret.
    @discardableResult
    func endpoint(_ url: String, allowPrivate: Bool = true, signature: SignatureScheme = .v1) async throws -> (id: String, secret: String) {
        let new = NewEndpoint(name: "Receiver", url: url, allowPrivate: allowPrivate, signature: signature)
        let (endpoint, secret) = try await store.addEndpoint(new, by: Cast.ada.origin, at: .present)
        return (endpoint.id, secret)
    }

    /// Drafts, submits and approves a release, which publishes itself.
    @discardableResult
    func publish(_ headline: String = "The river council meets") async throws -> Release {
        var new = NewRelease.sample
        new.content.headline = headline
        let draft = try await store.create(new, by: Cast.ana.origin, at: .present)
        return try await take("approve", take("submit", draft, by: Cast.ana), by: Cast.sam)
    }

    /// Publishes another text in its place.
    @discardableResult
    func correct(_ release: Release) async throws -> Release {
        var release = try await take("correct", release, by: Cast.dan)
        let content = Content.sample.with(body: "Version \(release.version).", correctionNote: "Note \(release.version).")
        release = try await store.perform(.edit(Edit(content: content)), on: release.id, by: Cast.dan.origin, at: .present)
        return try await take("approve", take("submit", release, by: Cast.dan), by: Cast.sam)
    }

    @discardableResult
    func take(_ transition: String, _ release: Release, by person: Person) async throws -> Release {
        try await store.perform(.transition(release.step(transition)), on: release.id, by: person.origin, at: .present)
    }

    /// Newest first.
    func deliveries(to endpoint: String? = nil) async throws -> [Delivery] {
        try await store.deliveries(DeliveryFilter(endpoint: endpoint), PageRequest(limit: 200)).items
    }

    /// Waits until every delivery has that status; `false` where they do not within `patience`.
    func all(_ status: Delivery.Status, to endpoint: String? = nil, within patience: Duration = .seconds(10)) async throws -> Bool {
        try await eventually(within: patience) { try await deliveries(to: endpoint).allSatisfy { $0.status == status } }
    }
}

extension Instant {
    static var present: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}

extension Receiver.Request {
    /// The event's type, as the body says.
    var type: String? { (try? JSON.parse(body))?["type"].string }
}

/// What this machine calls itself.
func hostName() -> String? {
    let name = ProcessInfo.processInfo.hostName
    return name.isEmpty || name == "localhost" ? nil : name
}
