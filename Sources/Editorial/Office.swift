/// The press office that speaks: its face, its sections and its rules.
package struct Office: Sendable {
    package var organisation: Localised<String>
    package var defaultContact: Localised<Contact>?
    /// An IANA time zone name.
    package var timeZone: String
    /// The first is the default.
    package var languages: [String]
    package var sections: [Section]
    /// Without a trailing slash.
    package var baseURL: String
    /// By name.
    package var workflows: [String: Workflow]
    package var choice: WorkflowChoice

    package init(
        organisation: Localised<String>, defaultContact: Localised<Contact>? = nil, timeZone: String = "UTC", languages: [String] = ["en"],
        sections: [Section], baseURL: String, workflows: [String: Workflow], choice: WorkflowChoice
    ) {
        (self.organisation, self.defaultContact, self.timeZone, self.languages) = (organisation, defaultContact, timeZone, languages)
        (self.sections, self.baseURL, self.workflows, self.choice) = (sections, baseURL, workflows, choice)
    }

    package struct Section: Sendable, Hashable {
        package var slug: String
        package var title: Localised<String>
        package init(slug: String, title: Localised<String>) { (self.slug, self.title) = (slug, title) }
    }

    /// The language that needs no prefix in an address.
    package var defaultLanguage: String { languages[0] }
    /// The section of that slug.
    package func section(_ slug: String) -> Section? { sections.first { $0.slug == slug } }
    /// The public address of a release: `/releases/SLUG`, under `/LANGUAGE` for every language after the first.
    package func url(language: String, slug: String) -> String { baseURL + path(language: language, slug: slug) }
    /// The same, without the base URL.
    package func path(language: String, slug: String) -> String { (language == defaultLanguage ? "" : "/\(language)") + "/releases/\(slug)" }
}

/// One value a language, with one for all others.
package struct Localised<Value: Sendable & Hashable>: Sendable, Hashable {
    package var standard: Value
    package var byLanguage: [String: Value]
    package init(_ standard: Value, byLanguage: [String: Value] = [:]) { (self.standard, self.byLanguage) = (standard, byLanguage) }
    package subscript(language: String) -> Value { byLanguage[language] ?? standard }
}

/// Which workflow a new release gets.
package struct WorkflowChoice: Sendable, Hashable {
    package var standard: String
    package var kinds: [Kind: String]
    package var sections: [String: String]
    package init(standard: String, kinds: [Kind: String] = [:], sections: [String: String] = [:]) {
        (self.standard, self.kinds, self.sections) = (standard, kinds, sections)
    }
    /// The workflow that the office binds to a kind or a section, nil where it binds none.
    package func bound(kind: Kind, section: String) -> String? { kinds[kind] ?? sections[section] }
    /// The names of the workflows to which it binds a kind or a section.
    package var bindings: Set<String> { Set(kinds.values).union(sections.values) }
    /// The workflow of a new release.
    package func workflow(kind: Kind, section: String) -> String { bound(kind: kind, section: section) ?? standard }
}
