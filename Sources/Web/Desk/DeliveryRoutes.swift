import Distribution
import Editorial
import Hummingbird
import Storage

/// Deliveries: the list, one with its attempts, and sending it again.
struct DeliveryRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("deliveries") { request, context in
            let query = DeliveryQuery(request)
            return try await desk.deliveriesPage(desk.store.deliveries(query.filter(for: context.person), PageRequest(limit: 50, after: query.after)), query, request, context)
        }
        router.get("deliveries/by-endpoint") { request, context in
            try await desk.endpointDeliveriesPage(desk.store.endpoints(PageRequest(limit: 50, after: request.after)), context)
        }
        router.get("deliveries/:id") { request, context in
            return try await desk.deliveryPage(delivery(context), context, said: request.said)
        }
        addButton("redeliver", to: router, said: .resent) { id, force, origin in try await desk.store.redeliver(id, force: force, by: origin, at: desk.now) }
        addButton("cancel", to: router, said: .cancelled) { id, force, origin in try await desk.store.cancelDelivery(id, force: force, by: origin, at: desk.now) }
    }

    /// A refused press may be insisted upon, from the page that says why it was.
    private func addButton(
        _ name: String, to router: DeskRouter<some RouterMethods<DeskContext>>, said: Said,
        _ press: @Sendable @escaping (_ id: String, _ force: Bool, _ origin: Origin) async throws -> Delivery
    ) {
        router.post("deliveries/:id/\(name)", on: { "/desk/deliveries/\($0.parameters.get("id") ?? "")" }) { _, context in
            let delivery = try await delivery(context)
            do {
                _ = try await press(delivery.id, context.form["force"] != nil, context.origin)
                return desk.back(to: "/desk/deliveries/\(delivery.id)", said: said)
            } catch let conflict as Conflict {
                // What became of it meanwhile.
                return try await desk.deliveryPage(self.delivery(context), context, conflict: conflict)
            }
        }
    }

    private func delivery(_ context: DeskContext) async throws -> Delivery {
        guard let delivery = try await desk.store.delivery(context.parameters.require("id"), for: context.person) else { throw NotFound("delivery") }
        return delivery
    }
}

/// The filters of the list, as its address carries them; an unknown status asks for all.
struct DeliveryQuery: Sendable {
    let endpoint: String
    let release: String
    let status: String
    let after: String?

    init(_ request: Request) {
        func value(_ name: Substring) -> String { request.uri.queryParameters[name].map(String.init) ?? "" }
        (endpoint, release, status) = (value("endpoint"), value("release"), value("status"))
        after = request.after
    }

    func filter(for reader: Person) -> DeliveryFilter {
        DeliveryFilter(
            endpoint: endpoint.isEmpty ? nil : endpoint, release: release.isEmpty ? nil : release, status: Delivery.Status(rawValue: status), reader: reader)
    }

    /// The address of the page that follows.
    func address(after cursor: String) -> String {
        let filters = [("endpoint", endpoint), ("release", release), ("status", status), ("after", cursor)]
        return "/desk/deliveries?" + filters.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }
}
