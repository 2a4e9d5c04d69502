import Distribution
import Editorial
import Logging
import Storage

/// What the web is handed by the executable, as values.
package struct Site: Sendable {
    let store: Store
    /// Where the static files lie.
    let publicDirectory: String
    /// Whose word about the client's address is believed.
    let trustedProxies: Set<IPAddress>
    let now: @Sendable () -> Instant
    let logger: Logger
    /// The program's.
    let version: String
    /// A workflow as an SVG, with a release in that state; nil where it cannot be drawn.
    let drawing: @Sendable (Workflow, String) async -> String?

    package init(
        store: Store, publicDirectory: String, trustedProxies: Set<IPAddress> = [], now: @escaping @Sendable () -> Instant, logger: Logger, version: String,
        drawing: @escaping @Sendable (Workflow, String) async -> String? = { _, _ in nil }
    ) {
        (self.store, self.publicDirectory, self.trustedProxies) = (store, publicDirectory, trustedProxies)
        (self.now, self.logger, self.version, self.drawing) = (now, logger, version, drawing)
    }

    var office: Office { store.office }
    /// Whether the world reaches it by https only.
    var isSecure: Bool { office.baseURL.hasPrefix("https://") }
}
