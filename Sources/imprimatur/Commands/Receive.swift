import ArgumentParser
import Distribution
import Logging
import ServiceLifecycle

/// `imprimatur receive`: a subscriber for trying out.
struct Receive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Receive webhooks: verify their signatures and print one line a delivery.", discussion: "What arrived is also shown on a page, at the address itself.")
    @Option(help: ArgumentHelp("Where to listen.", valueName: "host:port")) var bind: String
    @Option(help: "The endpoint's secret (whsec_…) or public key (whpk_…); without it nothing is verified.") var secret: String?

    func run() async throws {
        guard let asked = Binding(bind) else { throw Failure.usage("--bind: \(bind) is not HOST:PORT.") }
        let key = secret.flatMap(VerifyingKey.init)
        guard secret == nil || key != nil else { throw Failure.usage("--secret: that is neither a whsec_… nor a whpk_….") }
        let port = try ReservedPort(asked)
        let receiver = Receiver(port.binding, key: key) { Console.print($0.line) }
        let application = receiver.application(logger: .errors) { Console.print("Receiving at http://\(port.binding.authority)/") }
        try await ServiceGroup(configuration: .init(services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: .errors)).run()
    }
}

extension Logger {
    /// On standard error, what went wrong only.
    static var errors: Logger {
        var logger = Logger(label: "imprimatur") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }
}
