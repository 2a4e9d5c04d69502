/// The office's standing texts.
package struct BoilerplatesPage: Page {
    package static let template = Template("desk-boilerplates", PackageResources.desk_boilerplates_mustache)

    package var frame: DeskFrame
    package var rows: [BoilerplateRow]
    package var newHref: String?

    package init(frame: DeskFrame, rows: [BoilerplateRow] = [], newHref: String? = nil) {
        (self.frame, self.rows, self.newHref) = (frame, rows, newHref)
    }
}

/// One standing text in one language.
package struct BoilerplateRow: Sendable {
    package var href: String?
    package var title: String
    package var name: String
    package var language: String
    package var excerpt: String
    package var when: String?

    package init(href: String? = nil, title: String, name: String, language: String, excerpt: String, when: String? = nil) {
        (self.href, self.title, self.name, self.language, self.excerpt) = (href, title, name, language, excerpt)
        self.when = when
    }
}

/// A standing text, new or to be changed.
package struct BoilerplateFormPage: Page {
    package static let template = Template("desk-boilerplate-form", PackageResources.desk_boilerplate_form_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var action: String
    /// Nil where it is fixed.
    package var name: Field?
    /// The field `language`; empty where it is fixed.
    package var languages: [Choice]
    package var title: Field
    package var text: Field
    package var button: String

    package init(
        frame: DeskFrame, back: Link, action: String, name: Field? = nil, languages: [Choice] = [], title: Field, text: Field,
        button: String = "Save boilerplate"
    ) {
        (self.frame, self.back, self.action, self.name, self.languages) = (frame, back, action, name, languages)
        (self.title, self.text, self.button) = (title, text, button)
    }
}
