import ArgumentParser
import Logging
import Timekeeping

/// `imprimatur serve`: the office is open.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server.",
        discussion: """
            Each option is also read from the environment (IMPRIMATUR_BIND) and from the configuration file (bind), except --hold and --config.

            The file alone says how long deliveries are kept once they have ended: their attempts (keep_attempts: 30d) and they themselves with their events
            (keep_deliveries: 90d). Who was given which text is kept for good.
            """)
    @OptionGroup var options: ServeOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
        let settings = try Settings(data, options)
        let logger = Logger(label: "imprimatur")
        let server = try await Server(settings, logger: logger)
        if try await server.store.onHold() {
            logger.warning("on hold: nothing is published by itself and nothing is delivered until somebody resumes (imprimatur resume)")
        }
        if let token = try await server.store.makeSetUpToken(at: .now) {
            Console.print("Nobody has an account yet. Make the first administrator within an hour: \(server.baseURL)/desk/set-up/\(token)")
        }
        try await server.run { Console.print("Imprimatur is ready at \(server.address)") }
    }
}
