import ArgumentParser

/// Where the data lies, and what the office says about itself.
struct DataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder with everything that is kept (default: ./data).", valueName: "folder"))
    var data: String?
    @Option(help: ArgumentHelp("The configuration file (default: ./imprimatur.yaml where there is one).", valueName: "file"))
    var config: String?

    /// What the configuration file says. Throws a 65 where a file that was named is missing.
    func configuration() throws -> Configuration {
        if let config { return try Configuration.read(config) }
        return File.exists("imprimatur.yaml") ? try Configuration.read("imprimatur.yaml") : Configuration()
    }
}

/// How the server runs.
struct ServeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where to listen (default: 127.0.0.1:8080); port 0 picks one.", valueName: "host:port"))
    var bind: String?
    @Option(help: ArgumentHelp("The folder with the workflow files (default: Workflows).", valueName: "folder"))
    var workflows: String?
    @Option(help: ArgumentHelp("The folder with the static files (default: Public).", valueName: "folder"))
    var `public`: String?
    @Option(name: .customLong("base-url"), help: ArgumentHelp("What the world calls this server (default: http://HOST:PORT).", valueName: "url"))
    var baseURL: String?
    @Option(help: ArgumentHelp("A proxy whose word about the client's address counts; may be repeated.", valueName: "address"))
    var trustedProxy: [String] = []
    @Flag(help: "Start on hold: nothing publishes by itself, nothing is delivered, until somebody resumes.")
    var hold = false
}
