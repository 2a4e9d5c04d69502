import ArgumentParser
import Distribution
import Logging
import ServiceLifecycle
import Synchronization

/// `imprimatur receive`: a subscriber for trying out.
struct Receive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Receive webhooks: verify their signatures, print one line a delivery, and answer as told.",
        discussion: """
            What arrived is also shown on a page, at the address itself. A delivery whose signature is not right is answered 401, whatever else is asked, and counts as nobody's attempt. \
            --answer says what every other is answered; with --fail only each event's first N attempts are answered so (503 unless --answer says something else) and the rest 204. \
            --retry-after goes with every answer that is no success, --delay with every answer.
            """)
    @Option(help: ArgumentHelp("Where to listen; port 0 picks one.", valueName: "host:port")) var bind: String
    @Option(help: ArgumentHelp("The endpoint's secret (whsec_…) or public key (whpk_…); may be repeated, one that fits is enough. Without it nothing is verified.", valueName: "secret"))
    var secret: [String] = []
    @Option(help: ArgumentHelp("The status to answer with (default: 204).", valueName: "status")) var answer: Int?
    @Option(help: ArgumentHelp("Fail the first N attempts of each event.", valueName: "n")) var fail: Int?
    @Option(help: ArgumentHelp("Ask to be left alone for that long (10, 5m) in each answer that is no success.", valueName: "duration")) var retryAfter: String?
    @Option(help: ArgumentHelp("Answer only after that long (5s, 1m).", valueName: "duration")) var delay: String?
    @Option(help: ArgumentHelp("End after N deliveries, with 1 where one of them was refused as not verified.", valueName: "n")) var count: Int?
    @Flag(help: "Print each body as well, on the lines below its own.") var printBody = false

    func run() async throws {
        guard let asked = Binding(bind) else { throw Failure.usage("--bind: \(bind) is not HOST:PORT.") }
        let keys = try secret.map { text in
            guard let key = VerifyingKey(text) else { throw Failure.usage("--secret: that is neither a whsec_… nor a whpk_….") }
            return key
        }
        if let count, count < 1 { throw Failure.usage("--count: \(count) is not 1 or more.") }
        let answering = try Answering(status: answer, failures: fail, retryAfter: retryAfter, delay: delay)
        let port = try ReservedPort(asked)
        let wasRefused = Once()
        let (enough, ending) = AsyncStream.makeStream(of: Void.self)
        let receiver = Receiver(port.binding, keys: keys, answering: answering, wanted: count) { receipt, body in
            Console.print(receipt.line + (printBody ? "\n" + String(decoding: body, as: UTF8.self).replacingControls(but: ["\n", "\t"]) : ""))
            if !receipt.isBelieved { wasRefused.note() }
        } done: {
            ending.finish()
        }
        let application = receiver.application(logger: .errors) { Console.print("Receiving at http://\(port.binding.authority)/") }
        let services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: application), .init(service: Until(end: enough), successTerminationBehavior: .gracefullyShutdownGroup),
        ]
        try await ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: .errors)).run()
        if count != nil, wasRefused.isNoted { throw ExitCode(1) }
    }
}

/// Runs until a stream ends, and with it the group that it belongs to.
private struct Until: Service {
    let end: AsyncStream<Void>
    func run() async { for await _ in end.cancelOnGracefulShutdown() {} }
}

/// Whether something has happened.
private final class Once: Sendable {
    private let noted = Mutex(false)
    var isNoted: Bool { noted.withLock { $0 } }
    func note() { noted.withLock { $0 = true } }
}

extension Logger {
    /// On standard error, what went wrong only.
    static var errors: Logger {
        var logger = Logger(label: "imprimatur") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }
}
