import Distribution
import Editorial
import Hummingbird
import Pages
import Storage

/// What is shown once, and never again.
enum Secret: Sendable {
    case endpoint(Endpoint, String)
    case rotated(String)
    case password(String, Person)
    case token(String, Token)
}

extension Desk {
    func endpointsPage(_ listing: Listing<Endpoint>, _ context: DeskContext, said: String?) async throws -> Response {
        try check(.endpoints, for: context)
        let mayChange = DeskVisibility.offersChanges(in: .endpoints, to: context.person)
        let page = EndpointsPage(
            frame: try await frame("Endpoints", .endpoints, context, said: said), rows: listing.items.map { row($0, mayChange: mayChange) },
            newHref: mayChange ? "/desk/endpoints/new" : nil)
        return try answer(page)
    }

    private func row(_ endpoint: Endpoint, mayChange: Bool, isWhole: Bool = true) -> EndpointRow {
        let path = "/desk/endpoints/\(endpoint.id)"
        let isEnabled = endpoint.status == .enabled
        return EndpointRow(
            name: endpoint.name, url: isWhole ? endpoint.url : WebhookURL.origin(of: endpoint.url), status: isEnabled ? "Enabled" : "Disabled", tone: isEnabled ? .good : .bad,
            reason: endpoint.disabledReason ?? failingWords(endpoint), wants: wants(endpoint), editHref: mayChange ? path : nil,
            pingAction: mayChange && isEnabled ? path + "/ping" : nil, disableAction: mayChange && isEnabled ? path + "/disable" : nil,
            enableAction: mayChange && !isEnabled ? path + "/enable" : nil)
    }

    /// Of endpoints that do not answer, for those who answer for deliveries.
    func troubleRows(for person: Person) async throws -> [EndpointRow] {
        let mayChange = DeskVisibility.offersChanges(in: .endpoints, to: person)
        // Whoever does not look after endpoints sees of a URL what betrays no secret of the receiver's.
        let isWhole = shows(.endpoints, to: person)
        return try await store.endpointsInTrouble().map { row($0, mayChange: mayChange, isWhole: isWhole) }
    }

    func failingWords(_ endpoint: Endpoint) -> String? {
        endpoint.failing.map { "No attempt has succeeded since \(time.words($0.since, at: now))\($0.fault.map { ". The last one: \($0)" } ?? "")." }
    }

    /// "Release published, release corrected; all sections, kinds and languages".
    private func wants(_ endpoint: Endpoint) -> String {
        let subscription = endpoint.subscription
        let events = subscription.events.isEmpty ? "All events" : subscription.events.map(\.title).joined(separator: ", ")
        let filters = [
            subscription.sections.map { office.section($0)?.title[office.defaultLanguage] ?? $0 }, subscription.kinds.map(\.title),
            subscription.languages.map(ReleaseWords.language),
        ].filter { !$0.isEmpty }.map { $0.joined(separator: ", ") }
        let words = filters.isEmpty ? events : "\(events); only \(filters.joined(separator: "; "))"
        return [words, endpoint.isTrusted ? "Trusted with advance copies" : nil, endpoint.format == .standard ? nil : endpoint.format.name.title].compactMap(\.self)
            .joined(separator: ". ")
    }

    /// The form of a new endpoint, or of one that is there.
    func endpointPage(
        _ endpoint: Endpoint?, _ form: EndpointForm, _ context: DeskContext, problems: FieldProblems = FieldProblems(), said: String? = nil
    ) async throws -> Response {
        try check(.endpoints, for: context, changing: true)
        let page = EndpointFormPage(
            frame: try await frame(endpoint?.name ?? "New endpoint", .endpoints, context, said: said, errors: problems.errors),
            back: Link(href: "/desk/endpoints", label: "Endpoints"), action: endpoint.map { "/desk/endpoints/\($0.id)" } ?? "/desk/endpoints/new",
            formID: freshID(), name: Field("name", label: "Name", value: form.name, error: problems["name"], autocomplete: "off", required: true),
            url: Field("url", label: "URL", value: form.url, error: problems["url"], type: "url", autocomplete: "off", required: true),
            events: EventType.named.map {
                Choice(value: $0.rawValue, label: $0.title, chosen: form.events.contains($0.rawValue))
            },
            sections: office.sections.map { Choice(value: $0.slug, label: $0.title[office.defaultLanguage], chosen: form.sections.contains($0.slug)) },
            kinds: Kind.allCases.map { Choice(value: $0.rawValue, label: $0.title, chosen: form.kinds.contains($0.rawValue)) },
            languages: office.languages.map { Choice(value: $0, label: ReleaseWords.language($0), chosen: form.languages.contains($0)) },
            isTrusted: form.isTrusted, allowPrivate: form.allowPrivate,
            format: Field(
                "format", label: "Format", error: problems["format"], hint: "What was sent once goes out again as it was.",
                choices: PayloadFormat.Name.allCases.map { Choice(value: $0.rawValue, label: $0.title, chosen: form.format == $0.rawValue) }),
            ownTemplate: Field(
                "template", label: "Template", value: form.template, error: problems["template"],
                hint: "Only for a template of its own: Mustache over the standard event that renders JSON, such as {\"event\": \"{{type}}\"}. It is tried with samples when saved."),
            headers: Field(
                "headers", label: "Headers", value: form.headers, error: problems["headers"], hint: headersHint(endpoint)),
            dropHeaders: endpoint.map(\.headerNames).map(\.isEmpty) == false ? Check(id: "drop-headers", name: "drop_headers", label: "Send none of them any more", ticked: form.dropsHeaders) : nil,
            ca: caField(endpoint, form, problems), certificates: endpoint?.ca.certificates.map(row) ?? [],
            button: endpoint == nil ? "Add endpoint" : "Save endpoint",
            rotateAction: endpoint.map { "/desk/endpoints/\($0.id)/rotate-secret" },
            overlap: Field("overlap_hours", label: "Hours for which the old one signs as well", value: "24", type: "number", required: true),
            replayAction: endpoint.map { "/desk/endpoints/\($0.id)/replay" },
            period: Field(
                "hours", label: "Send again what happened in", error: problems["hours"],
                choices: [("24", "the last 24 hours"), ("72", "the last 3 days"), ("168", "the last 7 days"), ("720", "the last 30 days")].map { Choice(value: $0, label: $1) }),
            cancelAction: endpoint.map { "/desk/endpoints/\($0.id)/cancel" })
        return try answer(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func headersHint(_ endpoint: Endpoint?) -> String {
        let what = "What the receiver asks for besides our signature, a line each: “Authorization: Bearer …”. What you save is never shown again."
        guard let names = endpoint?.headerNames, !names.isEmpty else { return what }
        return "\(what) It has: \(names.joined(separator: ", ")). Left empty, these stay; what you type takes the place of all of them."
    }

    private func caField(_ endpoint: Endpoint?, _ form: EndpointForm, _ problems: FieldProblems) -> Field {
        let typed = form.ca ?? ""
        return Field(
            "ca", label: "Own CA", value: CertificateAuthority.holdsPrivateKey(typed) ? endpoint?.ca.pem ?? "" : typed, error: problems["ca"],
            hint: "For a receiver behind a private PKI: its CA certificates (PEM). Then only these are trusted for it. Empty: the authorities that this machine trusts.")
    }

    private func row(_ certificate: AuthorityCertificate) -> CertificateRow {
        let end = time.words(certificate.notAfter, at: now)
        let (words, warning): (String, String?) = switch certificate.standing(at: now) {
        case .good: ("Until \(end)", nil)
        case .early: ("From \(time.words(certificate.notBefore, at: now)) until \(end)", "It is not valid yet.")
        case .ending: ("Until \(end)", "It expires within 30 days.")
        case .expired: ("Until \(end)", "It has expired.")
        }
        return CertificateRow(
            subject: certificate.subject.isEmpty ? "No name" : certificate.subject, fingerprint: certificate.fingerprint.inGroups, validity: words, warning: warning)
    }

    /// The answer to a form that makes a secret: no page can be gone back to that shows it again.
    func secretPage(_ secret: Secret, backTo path: String, _ context: DeskContext) async throws -> Response {
        let shown: (area: DeskArea, label: String, secret: String, words: String, back: String)
        switch secret {
        case .endpoint(let endpoint, let text):
            let words = "Give it to the receiver, which checks our signatures with it."
            shown = (.endpoints, "Signing secret of \(endpoint.name)", text, words, endpoint.name)
        case .rotated(let text):
            shown = (.endpoints, "New signing secret", text, "Until the old one ends, both sign.", "Back to the endpoint")
        case .password(let text, let person):
            let words = "Hand it over in person; they can change it under “Account”."
            shown = (.people, "Password of \(person.name) (\(person.login))", text, words, person.name)
        case .token(let text, let token):
            let words = "A program sends it as “Authorization: Bearer …”. It may do what you may."
            shown = (.account, "API token “\(token.name)”", text, words, "Account")
        }
        let page = ShownOncePage(
            frame: try await frame(shown.label, shown.area, context), label: shown.label, secret: shown.secret, words: shown.words,
            back: Link(href: path, label: shown.back))
        return try answer(page)
    }
}

extension String {
    /// A fingerprint in four groups of eight bytes, between which a line may end.
    fileprivate var inGroups: String {
        let bytes = split(separator: ":")
        return stride(from: 0, to: bytes.count, by: 8).map { bytes[$0..<Swift.min($0 + 8, bytes.count)].joined(separator: ":") }.joined(separator: " ")
    }
}
