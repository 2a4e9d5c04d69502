import ArgumentParser
import Distribution
import Editorial
import Foundation
import Logging
import Storage
import Timekeeping

/// `imprimatur demo`: an invented office to look around in.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run an invented press office in a temporary folder, with releases in every state and a subscriber that shows what it receives.")
    @OptionGroup var options: ServeOptions

    func run() async throws {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .warning
            return handler
        }
        let logger = Logger(label: "imprimatur")
        let folder = FileManager.default.temporaryDirectory.appending(path: "imprimatur-demo-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = try Settings(InventedOffice.configuration, data: folder, options, environment: [:])
        // Cheap passwords, because five of them are hashed before anything is shown; they last as long as the demo.
        let server = try await Server(settings, passwordCost: PasswordCost(n: 16_384), logger: logger)

        let port = try ReservedPort(Binding(host: "127.0.0.1", port: 0))
        let office = InventedOffice(store: server.store, now: .now)
        let secret = try await office.open(subscriber: "http://\(port.binding.authority)/hook")
        let receiver = Receiver(port.binding, keys: VerifyingKey(secret).map { [$0] } ?? [], answering: try Answering())
        try await server.run(beside: [receiver.application(logger: logger) {}]) {
            Console.print(office.guide(at: server.address, subscriber: "http://\(port.binding.authority)/"))
            Console.print("Imprimatur is ready at \(server.address)")
        }
    }
}
