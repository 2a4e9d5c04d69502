import ArgumentParser
import Distribution
import Editorial

/// `imprimatur endpoint …`: who receives webhooks.
struct EndpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoint", abstract: "Webhook endpoints.", subcommands: [Add.self, List.self, Disable.self, Enable.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an endpoint, enabled. Prints ID and SECRET, once.")
        @Argument(help: "Where webhooks are posted: http or https.") var url: String
        @Option(help: "Who receives there.") var name: String
        @Option(help: ArgumentHelp("An event type (default: release.published, .corrected, .withdrawn, .reinstated); may be repeated.", valueName: "event"))
        var event: [EventType] = []
        @Option(help: "Only releases of that section; may be repeated.") var section: [String] = []
        @Option(help: "Only releases in that language; may be repeated.") var language: [String] = []
        @Option(help: "How deliveries are signed: v1 (HMAC-SHA256), or v1a (Ed25519), where SECRET is the public key.") var signature: SignatureScheme = .v1
        @Option(help: "The shape of what is delivered: standard, ninjs, slack or template.") var format: PayloadFormat.Name?
        @Option(help: ArgumentHelp("A Mustache template over the standard payload, which renders JSON (format template).", valueName: "file"))
        var template: String?
        @Option(help: ArgumentHelp("Headers to send with each delivery, a line “Name: value” each; never shown again.", valueName: "file")) var headers: String?
        @Option(help: ArgumentHelp("CA certificates (PEM) of a receiver behind a private PKI: then no others are trusted for it.", valueName: "file")) var ca: String?
        @Flag(help: "Trust it with texts that are not public yet: approved ones under embargo, and those of events at the desk.") var advance = false
        @Flag(help: "Let it be reached at a private address.") var allowPrivate = false
        @OptionGroup var data: DataOptions

        func validate() throws {
            if format == .template, template == nil { throw ValidationError("--format template needs a --template FILE.") }
            if let format, format != .template, template != nil { throw ValidationError("--template goes with --format template, not with \(format.rawValue).") }
        }

        func run() async throws {
            let text = try template.map { path throws(Failure) in try Self.text(path, "The template") }
            let lines = try headers.map { path throws(Failure) in try Self.text(path, "What holds the headers") }
            let certificates = try ca.map { path throws(Failure) in try Self.text(path, "What holds the CA") }
            let answer = try await DataDoor.open(data).perform(
                "endpoint.add",
                [
                    "url": JSON(url), "name": JSON(name), "events": JSON(event.map(\.rawValue)), "sections": JSON(section), "languages": JSON(language),
                    "advance": .bool(advance), "allow_private": .bool(allowPrivate), "signature": JSON(signature.rawValue),
                    "format": JSON((format ?? (text == nil ? .standard : .template)).rawValue), "template": JSON(text), "headers": JSON(lines), "ca": JSON(certificates),
                ])
            Console.print("\(answer["id"].words) \(answer["secret"].words)")
        }

        private static func text(_ path: String, _ what: String) throws(Failure) -> String {
            guard let text = String(validating: try File.read(path, limit: 1 << 20), as: UTF8.self) else { throw .input("\(path): \(what) is not UTF-8.") }
            return text
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the endpoints.")
        @OptionGroup var data: DataOptions

        func run() async throws {
            let endpoints = try await DataDoor.open(data).perform("endpoint.list").array ?? []
            let columns = ["id", "name", "status", "format", "ca", "url", "disabled_reason"]
            Console.table(["ID", "NAME", "STATUS", "FORMAT", "CA", "URL", "REASON"], endpoints.map { endpoint in columns.map { endpoint[$0].words } })
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send nothing there any more; what it is owed is kept.")
        @Argument(help: "The first column of `endpoint list`.") var id: String
        @OptionGroup var data: DataOptions

        func run() async throws { _ = try await DataDoor.open(data).perform("endpoint.disable", ["id": JSON(id)]) }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send there again, beginning with what it is owed.")
        @Argument(help: "The first column of `endpoint list`.") var id: String
        @OptionGroup var data: DataOptions

        func run() async throws { _ = try await DataDoor.open(data).perform("endpoint.enable", ["id": JSON(id)]) }
    }
}

extension EventType: ExpressibleByArgument {
    /// What `--help` offers. Whoever names another is told why not.
    package static var allValueStrings: [String] { named.map(\.rawValue) }
}
extension SignatureScheme: ExpressibleByArgument {}
extension PayloadFormat.Name: ExpressibleByArgument {}
