import Courier
import Editorial
import Foundation
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Timekeeping
import Web
import WorkflowFiles

/// Everything that runs while the office is open: the courier, the clock, the local socket and the public server, over one store.
struct Server {
    let settings: Settings
    let store: Store
    /// What the world calls this server.
    let baseURL: String
    private let port: ReservedPort
    private let logger: Logger

    /// Takes the port, reads the rules and opens the data, in this order, so that nothing is made where something is amiss.
    /// Throws 65 for rules and data that cannot be used, 69 for a port or a directory that is in use.
    init(_ settings: Settings, passwordCost: PasswordCost = .standard, logger: Logger) async throws {
        (self.settings, self.logger) = (settings, logger)
        if settings.baseURL == nil { _ = try settings.baseURL(listeningAt: settings.binding) }
        guard File.isFolder(settings.workflows) else { throw Failure.input("\(settings.workflows): there is no such folder of workflows; name it with --workflows.") }
        guard File.isFolder(settings.statics) else { throw Failure.input("\(settings.statics): there is no such folder of static files; name it with --public.") }
        let (workflows, files) = try WorkflowFile.readFolder(settings.workflows)
        let proofs = ProofBook(in: settings.data)
        let bound = settings.configuration.workflow.bindings
        try proofs.check(workflows, binding: bound, from: files)
        port = try ReservedPort(settings.binding)
        baseURL = try settings.baseURL(listeningAt: port.binding)
        let office = try settings.configuration.office(baseURL: baseURL, workflows: workflows)
        store = try Store(
            directory: settings.data, office: office, delivery: settings.configuration.delivery, passwordCost: passwordCost, hold: settings.hold, at: .now)
        if let stranded = try await store.places().first(where: { $0.isStranded(under: workflows) }) {
            let names = try await store.releases(in: stranded, limit: Place.named)
            throw Failure.input("\(settings.workflows): \(stranded.complaint(naming: names))")
        }
        try proofs.note(workflows, binding: bound)
    }

    /// Runs until SIGTERM or SIGINT; `ready` is called once both sockets listen.
    func run(beside others: [any Service] = [], ready: @escaping @Sendable () async -> Void) async throws {
        let door = Countdown(2, ready)
        guard let socket = AdminSocket(directory: settings.data) else { throw DataUnavailable("\(settings.data) cannot be read.") }
        let admin = AdminRouter(handlers: Operations(store: store, files: settings.backupFiles).handlers())
        let drawings = Drawings()
        let site = Site(
            store: store, publicDirectory: settings.statics, trustedProxies: settings.trustedProxies, now: { .now }, logger: logger, version: Imprimatur.version,
            drawing: { await drawings.drawing(of: $0, at: $1) })

        // They stop in reverse order, one after another: first nobody comes in any more, at the end nothing is sent any more.
        let services: [any Service] =
            [
                try Courier(store: store, logger: logger, userAgent: Imprimatur.userAgent, now: { .now }), ReleaseClock(store: store, logger: logger),
                DailyHead(store: store, logger: logger), Housekeeper(store: store, logger: logger),
            ] + (settings.configuration.delivery.looks ? [Lookout(store: store, logger: logger, userAgent: Imprimatur.userAgent, now: { .now })] : [])
            + others + [
                admin.application(socket: socket.path, logger: logger) { await door.arrive() },
                try site.application(host: port.binding.host, port: port.binding.port) { _ in await door.arrive() },
            ]
        var configuration = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do { try await ServiceGroup(configuration: configuration).run() } catch is CancellationError {}
    }

    var address: String { "http://\(port.binding.authority)" }
}

/// Calls something once as many as it waits for have arrived.
final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let done: @Sendable () async -> Void

    init(_ count: Int, _ done: @escaping @Sendable () async -> Void) {
        left = Mutex(count)
        self.done = done
    }

    func arrive() async {
        let last = left.withLock { left in
            left -= 1
            return left == 0
        }
        if last { await done() }
    }
}
