import Distribution
import Foundation

/// The options of `serve` as they are to be taken: a flag beats the environment, which beats the file.
struct Settings: Sendable {
    let configuration: Configuration
    let data: String
    let binding: Binding
    let workflows: String
    let statics: String
    /// Nil: `http://HOST:PORT` of where it listens.
    let baseURL: String?
    let trustedProxies: Set<IPAddress>
    let hold: Bool
    /// For what is wrong with the base URL that follows from the binding.
    private let bindingSaid: Said

    /// From the command line, the environment and the configuration file. Throws where what was said is not to be used.
    init(_ data: DataOptions, _ serve: ServeOptions? = nil, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        try self.init(data.configuration(), data: data.data, serve, environment: environment)
    }

    /// The same with a configuration that is at hand already.
    init(_ configuration: Configuration, data: String?, _ serve: ServeOptions?, environment: [String: String]) throws {
        func said(_ flags: [String], _ name: String) -> Said? {
            let variable = "IMPRIMATUR_" + name.uppercased()
            if !flags.isEmpty { return Said(values: flags, place: .flag("--" + name.replacing("_", with: "-"))) }
            if let value = environment[variable], !value.isEmpty {
                return Said(values: value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }, place: .environment(variable))
            }
            return configuration.options[name]
        }
        func single(_ flag: String?, _ name: String, otherwise standard: String) -> Said {
            said(flag.map { [$0] } ?? [], name) ?? Said(values: [standard], place: .assumed)
        }

        self.configuration = configuration
        self.data = single(data, "data", otherwise: "./data").value
        workflows = single(serve?.workflows, "workflows", otherwise: "Workflows").value
        statics = single(serve?.public, "public", otherwise: "Public").value
        bindingSaid = single(serve?.bind, "bind", otherwise: "127.0.0.1:8080")
        guard let binding = Binding(bindingSaid.value) else { throw bindingSaid.fault("\(bindingSaid.value) is not HOST:PORT.") }
        self.binding = binding
        baseURL = try said(serve?.baseURL.map { [$0] } ?? [], "base_url").map(Self.checked)
        let proxies = said(serve?.trustedProxy ?? [], "trusted_proxy")
        if let proxies, let wrong = proxies.values.first(where: { IPAddress($0) == nil }) { throw proxies.fault("\(wrong) is no address.") }
        trustedProxies = Set(proxies?.values.compactMap { IPAddress($0) } ?? [])
        hold = serve?.hold ?? false
    }

    /// The base URL of a server that listens there. Throws where that would be http and not on loopback.
    func baseURL(listeningAt binding: Binding) throws -> String {
        if let baseURL { return baseURL }
        let url = "http://" + binding.authority
        guard binding.isLoopback else {
            throw bindingSaid.refusal("\(url) is http and not on loopback: say with --base-url what the world calls this server.")
        }
        return url
    }

    /// What was said as a base URL, without a trailing slash.
    private static func checked(_ said: Said) throws(Failure) -> String {
        let text = said.value.hasSuffix("/") ? String(said.value.dropLast()) : said.value
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme), let host = url.host, !host.isEmpty
        else { throw said.fault("\(said.value) is no http or https URL.") }
        guard url.path.isEmpty, url.query == nil, url.fragment == nil, url.user == nil else {
            throw said.fault("\(said.value) must be scheme, host and port only.")
        }
        guard scheme == "https" || Binding.isLoopback(host.trimmingCharacters(in: ["[", "]"])) else { throw said.refusal("\(said.value) is http and not on loopback; it must be https.") }
        return text
    }
}
