import Distribution
import Editorial
import Storage

extension NewEndpoint {
    private static let changeable: Set<String> = [
        "name", "url", "events", "sections", "kinds", "languages", "advance", "allow_private", "format", "template", "headers", "ca",
    ]

    private static let fixed: Set<String> = ["id", "signature", "header_names", "ca_certificates", "disabled_reason", "failing_since", "last_error", "created_at"]

    /// Reads the body of a POST. Throws `Invalid` with every problem.
    init(_ call: APICall) async throws {
        var fields = try await call.fields(Self.changeable.union(["signature"]))
        self.init(
            name: fields.requiredText("name"), url: fields.requiredText("url"), subscription: fields.subscription(over: Subscription()),
            isTrusted: fields.flag("advance"), allowPrivate: fields.flag("allow_private"), signature: fields.choice("signature") ?? .v1,
            format: fields.format(over: .standard), headers: fields.headers(), ca: fields.ca(over: .none, at: call.now))
        try fields.check()
    }

    /// Reads the body of a PATCH: what it does not name stays, and what a GET answered changes nothing. Throws `Invalid` with every problem.
    static func read(changing endpoint: Endpoint, _ call: APICall) async throws -> (NewEndpoint, Endpoint.Status?) {
        var fields = try await call.fields(changeable.union(fixed).union(["status"]))
        fields.mustBe((endpoint.json.object ?? [:]).filter { fixed.contains($0.key) })
        let new = NewEndpoint(
            name: fields.text("name") ?? endpoint.name, url: fields.text("url") ?? endpoint.url,
            subscription: fields.subscription(over: endpoint.subscription),
            isTrusted: fields.members["advance"] == nil ? endpoint.isTrusted : fields.flag("advance"),
            allowPrivate: fields.members["allow_private"] == nil ? endpoint.allowPrivate : fields.flag("allow_private"),
            format: fields.format(over: endpoint.format), headers: fields.headers(), ca: fields.ca(over: endpoint.ca, at: call.now))
        let status: Endpoint.Status? = fields.choice("status")
        try fields.check()
        return (new, status)
    }
}

extension Fields {
    /// What is given of these has the value that it has already.
    fileprivate mutating func mustBe(_ values: [String: JSON]) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) where members[name].map({ $0 != value }) ?? false {
            problems.append(.init(JSON.pointer(name), "This cannot be changed."))
        }
    }

    /// A template goes with the format of that name, and stays until another is named.
    fileprivate mutating func format(over present: PayloadFormat) -> PayloadFormat {
        let name: PayloadFormat.Name = choice("format") ?? present.name
        let given = text("template")
        if let format = PayloadFormat(name, template: given ?? (name == .template && members["template"] == nil ? present.template : nil)) { return format }
        problems.append(.init(
            JSON.pointer("template"), name == .template ? "This must be there: the format template renders it." : "Only the format template has a template."))
        return present
    }

    /// Names and values, which replace all that there were; nil where none are given.
    fileprivate mutating func headers() -> CustomHeaders? {
        guard let given = members["headers"] else { return nil }
        let texts = given.object?.compactMapValues(\.string) ?? [:]
        if given != .null, given.object?.count != texts.count {
            problems.append(.init(JSON.pointer("headers"), "This must be an object of names and texts."))
            return nil
        }
        do { return try CustomHeaders(texts.sorted { $0.key < $1.key }.map { .init(name: $0, value: $1) }) } catch {
            problems += error.problems
            return nil
        }
    }

    /// PEM, which replaces what there was; null or nothing in it takes that away, and nil is answered where none is given.
    fileprivate mutating func ca(over present: CertificateAuthority, at now: Instant) -> CertificateAuthority? {
        guard let given = members["ca"] else { return nil }
        guard given == .null || given.string != nil else {
            problems.append(.init(JSON.pointer("ca"), "This must be a text: certificates in PEM."))
            return nil
        }
        do { return try CertificateAuthority(pem: given.string ?? "", at: now, keeping: present) } catch {
            problems += error.problems
            return nil
        }
    }

    fileprivate mutating func subscription(over present: Subscription) -> Subscription {
        Subscription(
            events: choices("events") ?? present.events, sections: texts("sections") ?? present.sections, kinds: choices("kinds") ?? present.kinds,
            languages: texts("languages") ?? present.languages)
    }
}
