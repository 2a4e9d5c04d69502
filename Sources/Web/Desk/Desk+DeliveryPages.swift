import Distribution
import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    func deliveriesPage(_ listing: Listing<Delivery>, _ query: DeliveryQuery, _ request: Request, _ context: DeskContext) async throws -> Response {
        try check(.deliveries, for: context)
        let endpoints = try await store.endpoints(PageRequest(limit: 200)).items
        let statuses = Delivery.Status.allCases.map { ($0.rawValue, $0.title) }
        let page = DeliveriesPage(
            frame: try await frame("Deliveries", .deliveries, context, said: request.said), rows: listing.items.map { row($0, for: context.person) },
            endpoints: .all("All endpoints", endpoints.map { ($0.id, $0.name) }, chosen: query.endpoint),
            statuses: .all("All", statuses, chosen: query.status), release: query.release.isEmpty ? nil : query.release,
            filtered: ![query.endpoint, query.release, query.status].allSatisfy(\.isEmpty), health: try await health(of: query.endpoint), olderHref: listing.next.map(query.address))
        return try answer(page)
    }

    /// A refused press may be insisted upon, from here.
    func deliveryPage(_ delivery: Delivery, _ context: DeskContext, said: String? = nil, conflict: Conflict? = nil) async throws -> Response {
        try check(.deliveries, for: context)
        let row = row(delivery, for: context.person)
        let page = DeliveryPage(
            frame: try await frame(
                "Delivery to \(delivery.endpointName)", .deliveries, context, said: said, errors: conflict.map { [FormError(detail: $0.detail)] } ?? []),
            back: Link(href: "/desk/deliveries", label: "Deliveries"), endpoint: row.endpoint, headline: row.headline,
            releaseHref: delivery.releaseID.map { "/desk/releases/\($0)" }, event: row.event, eventID: delivery.eventID, status: row.status, tone: row.tone,
            when: row.when, nextAttempt: row.nextAttempt, attempts: delivery.attempts.map(row(_:)), forgotten: delivery.forgotten, resendAction: row.resendAction,
            resendWords: row.resendAction == nil ? nil : "The same bytes under the same webhook-id; the schedule begins anew.",
            force: conflict.flatMap { _ in force(delivery) },
            cancelAction: DeskVisibility.offersChanges(in: .deliveries, to: context.person) && delivery.status.waits ? "/desk/deliveries/\(delivery.id)/cancel" : nil)
        return try answer(page, status: conflict == nil ? .ok : .conflict)
    }

    /// What may be insisted upon: anything but that an advance copy is sent again, which nobody can.
    private func force(_ delivery: Delivery) -> Check? {
        if delivery.status.waits { return Check(id: "force", name: "force", label: Self.cancelAllTheSame) }
        return delivery.eventType == .advance ? nil : Check(id: "force", name: "force", label: Self.sendAllTheSame)
    }

    private static let sendAllTheSame = "Send it although a later event of this release has arrived"
    private static let cancelAllTheSame = "Cancel it although the endpoint then keeps what it was given"

    func row(_ delivery: Delivery, for person: Person) -> DeliveryRow {
        let mayResend = DeskVisibility.offersChanges(in: .deliveries, to: person) && delivery.status.isSettled
        // A text that is not public yet stays with those who read drafts.
        let showsHeadline = person.readsDrafts || EventType.open.contains(delivery.eventType)
        let path = "/desk/deliveries/\(delivery.id)"
        return DeliveryRow(
            href: path, endpoint: delivery.endpointName, headline: (showsHeadline ? delivery.headline : nil) ?? delivery.eventType.title,
            event: delivery.eventType.title, status: delivery.status.title, tone: delivery.status.tone,
            attempts: delivery.attemptCount == 1 ? "1 attempt" : "\(delivery.attemptCount) attempts", when: time.words(delivery.createdAt, at: now),
            nextAttempt: delivery.nextAttemptAt.map { time.words($0, at: now) }, resendAction: mayResend ? path + "/redeliver" : nil)
    }

    private func row(_ attempt: Attempt) -> AttemptRow {
        let isSuccess = attempt.statusCode.map { (200...299).contains($0) } ?? false
        return AttemptRow(
            when: time.words(attempt.at, at: now), answer: attempt.statusCode.map(String.init) ?? "no answer", tone: isSuccess ? .good : .bad,
            duration: "\(attempt.durationMilliseconds) ms", error: attempt.error, excerpt: attempt.responseExcerpt)
    }
}

extension Delivery {
    /// How many of its attempts are kept no longer, in a sentence; nil where all are.
    fileprivate var forgotten: String? {
        switch attemptCount - attempts.count {
        case 0: nil
        case 1: "What came of 1 earlier attempt is not kept any more."
        case let count: "What came of \(count) earlier attempts is not kept any more."
        }
    }
}

extension Delivery.Status {
    /// As a page names it.
    var title: String { rawValue.replacing("_", with: " ").capitalizedFirst }

    var tone: Tone {
        switch self {
        case .delivered: .good
        case .failed: .bad
        case .suspended: .waiting
        case .cancelled: .quiet
        case .pending, .waiting, .inFlight: .working
        }
    }

    /// Whether nothing more happens to it by itself.
    fileprivate var isSettled: Bool { [.delivered, .failed, .cancelled].contains(self) }

    /// Whether it may still be cancelled.
    fileprivate var waits: Bool { [.pending, .waiting, .suspended].contains(self) }
}

extension EventType {
    /// As a page names it: "Release published".
    var title: String { rawValue.replacing(".", with: " ").replacing("_", with: " ").capitalizedFirst }
}
