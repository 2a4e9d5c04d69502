import Distribution
import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    /// Every endpoint with how it has answered over the last day.
    func endpointDeliveriesPage(_ listing: Listing<Endpoint>, _ context: DeskContext) async throws -> Response {
        try check(.deliveries, for: context)
        let health = try await store.health(of: listing.items.map(\.id), at: now)
        let mayReplay = DeskVisibility.offersChanges(in: .endpoints, to: context.person)
        let rows = listing.items.map { endpoint in
            let isEnabled = endpoint.status == .enabled
            return EndpointHealthRow(
                href: "/desk/deliveries?endpoint=\(endpoint.id)", name: endpoint.name, status: isEnabled ? "Enabled" : "Disabled", tone: isEnabled ? .good : .bad,
                reason: endpoint.disabledReason ?? failingWords(endpoint), health: (health[endpoint.id] ?? Health()).part,
                replayAction: mayReplay && isEnabled ? "/desk/endpoints/\(endpoint.id)/replay" : nil)
        }
        let page = EndpointDeliveriesPage(
            frame: try await frame("Deliveries by endpoint", .deliveries, context), back: Link(href: "/desk/deliveries", label: "Deliveries"), rows: rows,
            olderHref: listing.next.map { "/desk/deliveries/by-endpoint?after=\($0)" })
        return try answer(page)
    }

    /// Of the endpoint whose deliveries are shown, nil where those of all are.
    func health(of endpoint: String) async throws -> HealthPart? {
        guard !endpoint.isEmpty, try await store.endpoint(endpoint) != nil else { return nil }
        return try await store.health(of: [endpoint], at: now)[endpoint]?.part
    }
}

extension Health {
    fileprivate var part: HealthPart { HealthPart(hours: hours.map { ($0.succeeded, $0.failed) }, words: words) }

    /// "In the last 24 hours 12 attempts succeeded and 3 failed."
    private var words: String {
        if succeeded + failed == 0 { return "Nothing was sent in the last \(Self.hours) hours." }
        func attempts(_ count: Int) -> String { count == 1 ? "1 attempt" : "\(count) attempts" }
        let few = isWhole ? "" : "at least "
        return "In the last \(Self.hours) hours \(few)\(attempts(succeeded)) succeeded and \(failed == 0 ? "none" : "\(failed)") failed."
    }
}
