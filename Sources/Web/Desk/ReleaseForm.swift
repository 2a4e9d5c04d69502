import Editorial

/// A release's form as it was typed, or as it is first shown.
struct ReleaseForm: Sendable, Equatable {
    /// Every field but `boilerplate`, in the order of the page.
    static let fields = [
        "kind", "section", "language", "slug", "headline", "subheadline", "dateline_place", "dateline_date", "summary", "body", "speaker", "contact_role",
        "contact_name", "contact_email", "contact_phone", "correction_note", "release_date", "release_time", "release_which",
    ]

    private var values: [String: String]
    /// The names that are ticked.
    var boilerplate: [String]

    /// As it was typed; browsers send lines with CRLF, and a form knows no difference between empty and absent.
    init(typed: (String) -> String?, boilerplate: [String]) {
        values = Dictionary(uniqueKeysWithValues: Self.fields.map { ($0, (typed($0) ?? "").replacing("\r\n", with: "\n")) })
        self.boilerplate = boilerplate
    }

    /// For a release that does not exist yet.
    init(newUnder office: Office) {
        self.init(typed: { _ in nil }, boilerplate: [])
        values["kind"] = Kind.news.rawValue
        values["section"] = office.sections.first?.slug ?? ""
        values["language"] = office.defaultLanguage
        fill(office.defaultContact?[office.defaultLanguage])
    }

    /// As it is saved.
    init(_ release: Release, under office: Office) {
        let content = release.revision.content
        self.init(typed: { _ in nil }, boilerplate: content.boilerplate.map(\.name))
        values["kind"] = release.description.kind.rawValue
        values["section"] = release.description.section
        values["language"] = release.description.language
        values["slug"] = release.slugFollowsHeadline ? "" : release.description.slug
        values["headline"] = content.headline
        values["subheadline"] = content.subheadline ?? ""
        values["dateline_place"] = content.dateline?.place ?? ""
        values["dateline_date"] = content.dateline?.date ?? ""
        values["summary"] = content.summary ?? ""
        values["body"] = content.body
        values["speaker"] = content.speaker ?? ""
        values["correction_note"] = content.correctionNote ?? ""
        fill(content.contact)
        if let releaseAt = release.releaseAt {
            let field = ReleaseTimeField(releaseAt, in: OfficeTime(office.timeZone))
            (values["release_date"], values["release_time"], values["release_which"]) = (field.date, field.time, field.which)
        }
    }

    subscript(field: String) -> String { values[field] ?? "" }

    func with(slug: String) -> ReleaseForm {
        var form = self
        form.values["slug"] = slug
        return form
    }

    private mutating func fill(_ contact: Contact?) {
        values["contact_role"] = contact?.role ?? ""
        values["contact_name"] = contact?.name ?? ""
        values["contact_email"] = contact?.email ?? ""
        values["contact_phone"] = contact?.phone ?? ""
    }
}

extension ReleaseForm {
    /// The text that was typed. `current` keeps what a form does not carry: attachments, and boilerplates as they stand in it; `standing` finds the office's
    /// text of a name that is ticked for the first time. Throws every problem of the text.
    func content(over current: Content?, standing: (String) -> Boilerplate?) throws(Invalid) -> Content {
        var unknown: [Invalid.Problem] = []
        let kept = current?.boilerplate ?? []
        let names = kept.map(\.name).filter(boilerplate.contains) + boilerplate.filter { name in !kept.contains { $0.name == name } }
        let texts = names.enumerated().compactMap { index, name in
            let text = kept.first { $0.name == name } ?? standing(name)
            if text == nil { unknown.append(.init("/content/boilerplate/\(index)", "There is no boilerplate “\(name)” in this language.")) }
            return text
        }
        let content = Content(
            headline: self["headline"], subheadline: filled("subheadline"),
            dateline: either("dateline_place", "dateline_date") { Dateline(place: filled("dateline_place"), date: filled("dateline_date")) },
            summary: filled("summary"), body: self["body"], speaker: filled("speaker"), boilerplate: texts,
            contact: either("contact_role", "contact_name", "contact_email", "contact_phone") {
                Contact(role: filled("contact_role"), name: filled("contact_name"), email: filled("contact_email"), phone: filled("contact_phone"))
            },
            attachments: current?.attachments ?? [], correctionNote: filled("correction_note"))
        do { try content.check() } catch { throw Invalid(error.problems + unknown) }
        if !unknown.isEmpty { throw Invalid(unknown) }
        return content
    }

    /// The kind that was chosen. Throws where it is none.
    func kind() throws(Invalid) -> Kind {
        guard let kind = Kind(rawValue: self["kind"]) else { throw Invalid("/kind", "Choose one of the kinds of release.") }
        return kind
    }

    /// The address that was typed, nil where it is to follow the headline.
    var slug: String? { filled("slug") }

    private func filled(_ field: String) -> String? { self[field].isEmpty ? nil : self[field] }

    private func either<Value>(_ fields: String..., make: () -> Value) -> Value? { fields.allSatisfy { self[$0].isEmpty } ? nil : make() }
}
