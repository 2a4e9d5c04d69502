import Distribution
import Editorial
import Hummingbird
import Storage

/// Endpoints: adding one, changing it, switching it off and on, trying it out, and giving it a new secret.
struct EndpointRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("endpoints") { request, context in
            try await desk.endpointsPage(desk.store.endpoints(PageRequest(limit: 50, after: request.after)), context, said: request.said)
        }
        router.get("endpoints/new") { _, context in
            try await desk.endpointPage(nil, EndpointForm(), context)
        }
        router.post("endpoints/new") { _, context in
            try await desk.endpointPage(nil, EndpointForm(context.form), context)
        } take: { _, context in
            try await add(context)
        }
        router.get("endpoints/:id") { request, context in
            let endpoint = try await endpoint(context)
            return try await desk.endpointPage(endpoint, EndpointForm(endpoint), context, said: request.said)
        }
        router.post("endpoints/:id") { _, context in
            try await desk.endpointPage(endpoint(context), EndpointForm(context.form), context)
        } take: { _, context in
            try await change(context)
        }
        addButtons(to: router)
    }

    private func addButtons(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        let page: @Sendable (DeskContext) -> String = { "/desk/endpoints/\($0.parameters.get("id") ?? "")" }
        router.post("endpoints/:id/disable", on: page) { _, context in
            let reason = context.form.filled("reason") ?? "Disabled by \(context.person.name)."
            _ = try await desk.store.disableEndpoint(context.parameters.require("id"), reason: reason, by: context.origin, at: desk.now)
            return desk.back(to: page(context), said: .disabled)
        }
        router.post("endpoints/:id/enable", on: page) { _, context in
            _ = try await desk.store.enableEndpoint(context.parameters.require("id"), by: context.origin, at: desk.now)
            return desk.back(to: page(context), said: .enabled)
        }
        router.post("endpoints/:id/ping", on: page) { _, context in
            _ = try await desk.store.ping(context.parameters.require("id"), by: context.origin, at: desk.now)
            return desk.back(to: page(context), said: .pinged)
        }
        router.post("endpoints/:id/replay", on: page) { _, context in
            let hours = min(max(context.form.number("hours") ?? 24, 1), 8760)
            let since = desk.now.later(seconds: -3600 * Double(hours))
            do {
                _ = try await desk.store.replay(context.parameters.require("id"), since: since, by: context.origin, at: desk.now)
                return desk.back(to: page(context), said: .replayed)
            } catch let invalid as Invalid {
                let endpoint = try await endpoint(context)
                let problems = invalid.problems.map { Invalid.Problem("/hours", $0.detail) }
                return try await desk.endpointPage(endpoint, EndpointForm(endpoint), context, problems: FieldProblems(Invalid(problems)))
            }
        }
        router.post("endpoints/:id/cancel", on: page) { _, context in
            _ = try await desk.store.cancelWaiting(for: context.parameters.require("id"), by: context.origin, at: desk.now)
            return desk.back(to: page(context), said: .cancelledWaiting)
        }
        router.post("endpoints/:id/rotate-secret", on: page) { _, context in
            guard desk.usedForms.take(context.form["id"] ?? "") else { throw Conflict(UsedForms.answered) }
            let hours = context.form.filled("overlap_hours").map { Double($0) ?? -1 } ?? 24
            let secret = try await desk.store.rotateSecret(
                of: context.parameters.require("id"), overlapHours: hours, by: context.origin, at: desk.now)
            return try await desk.secretPage(.rotated(secret), backTo: page(context), context)
        }
    }

    private func add(_ context: DeskContext) async throws -> Response {
        let typed = EndpointForm(context.form)
        do {
            let new = try typed.endpoint(at: desk.now)
            guard desk.usedForms.take(context.form["id"] ?? "") else { throw Conflict(UsedForms.answered) }
            let (endpoint, secret) = try await desk.store.addEndpoint(new, by: context.origin, at: desk.now)
            return try await desk.secretPage(.endpoint(endpoint, secret), backTo: "/desk/endpoints/\(endpoint.id)", context)
        } catch let invalid as Invalid {
            return try await desk.endpointPage(nil, typed, context, problems: FieldProblems(invalid))
        }
    }

    private func change(_ context: DeskContext) async throws -> Response {
        let endpoint = try await endpoint(context)
        let typed = EndpointForm(context.form)
        do {
            _ = try await desk.store.changeEndpoint(endpoint.id, to: typed.endpoint(over: endpoint.ca, at: desk.now), by: context.origin, at: desk.now)
            return desk.back(to: "/desk/endpoints/\(endpoint.id)", said: .changed)
        } catch let invalid as Invalid {
            return try await desk.endpointPage(endpoint, typed, context, problems: FieldProblems(invalid))
        }
    }

    private func endpoint(_ context: DeskContext) async throws -> Endpoint {
        guard let endpoint = try await desk.store.endpoint(context.parameters.require("id")) else { throw NotFound("endpoint") }
        return endpoint
    }
}

/// An endpoint's form as it was typed, or as it is saved.
struct EndpointForm: Sendable {
    var name = ""
    var url = ""
    var events = EventType.open.map(\.rawValue)
    var sections: [String] = []
    var kinds: [String] = []
    var languages: [String] = []
    var isTrusted = false
    var allowPrivate = false
    var format = PayloadFormat.Name.standard.rawValue
    var template = ""
    /// Lines, of which nothing is shown again once they are saved.
    var headers = ""
    var dropsHeaders = false
    /// PEM, nil where the form did not ask for it.
    var ca: String?

    init() {}

    init(_ endpoint: Endpoint) {
        (name, url, isTrusted, allowPrivate) = (endpoint.name, endpoint.url, endpoint.isTrusted, endpoint.allowPrivate)
        (format, template) = (endpoint.format.name.rawValue, endpoint.format.template ?? "")
        ca = endpoint.ca.pem
        let subscription = endpoint.subscription
        (events, sections) = (subscription.events.map(\.rawValue), subscription.sections)
        (kinds, languages) = (subscription.kinds.map(\.rawValue), subscription.languages)
    }

    init(_ form: Form) {
        (name, url) = (form.text("name").trimmed, form.text("url").trimmed)
        (isTrusted, allowPrivate) = (form["advance"] != nil, form["allow_private"] != nil)
        (format, template) = (form.filled("format") ?? format, form.text("template"))
        (headers, dropsHeaders) = (form.text("headers"), form["drop_headers"] != nil)
        ca = form["ca"]
        (events, sections, kinds, languages) = (form.all("events"), form.all("sections"), form.all("kinds"), form.all("languages"))
    }

    /// Throws `Invalid` for words that are no events or kinds, where format and template do not go together, and for headers or a CA that are none.
    func endpoint(over present: CertificateAuthority = .none, at now: Instant) throws(Invalid) -> NewEndpoint {
        let known = (events: events.compactMap(EventType.init), kinds: kinds.compactMap(Kind.init))
        guard known.events.count == events.count else { throw Invalid("/events", "There is an event among these that does not exist.") }
        guard known.kinds.count == kinds.count else { throw Invalid("/kinds", "There is a kind among these that does not exist.") }
        let subscription = Subscription(events: known.events, sections: sections, kinds: known.kinds, languages: languages)
        var new = NewEndpoint(
            name: name, url: url, subscription: subscription, isTrusted: isTrusted, allowPrivate: allowPrivate, format: try payloadFormat(), headers: try customHeaders())
        if let ca { new.ca = try CertificateAuthority(pem: ca, at: now, keeping: present) }
        return new
    }

    /// Nil where they stay as they are.
    private func customHeaders() throws(Invalid) -> CustomHeaders? {
        if headers.allSatisfy(\.isWhitespace) { return dropsHeaders ? CustomHeaders.none : nil }
        if dropsHeaders { throw Invalid("/headers", "Either type headers, or tick that all go.") }
        return try CustomHeaders(lines: headers)
    }

    private func payloadFormat() throws(Invalid) -> PayloadFormat {
        guard let name = PayloadFormat.Name(rawValue: format) else { throw Invalid("/format", "There is no such format.") }
        if let format = PayloadFormat(name, template: template.trimmed.isEmpty ? nil : template) { return format }
        // Thrown away without a word, a template would be missed only when it matters.
        throw Invalid("/template", name == .template ? "This format needs a template." : "A template goes with the format “\(PayloadFormat.Name.template.title)”: choose that, or empty this field.")
    }
}

extension PayloadFormat.Name {
    /// As the desk calls it.
    var title: String {
        switch self {
        case .standard: "Standard: the whole event as JSON"
        case .ninjs: "ninjs 3.1, for newsroom systems"
        case .slack: "Message for Slack, Mattermost or Rocket.Chat"
        case .template: "A template of its own"
        }
    }
}
