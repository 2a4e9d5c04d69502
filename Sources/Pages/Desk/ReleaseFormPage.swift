/// A field as somebody else saved it meanwhile.
package struct SavedText: Sendable {
    package var label: String
    package var words: String
    /// Whether it is not what was typed.
    package var differs: Bool

    package init(label: String, words: String, differs: Bool = false) {
        (self.label, self.words, self.differs) = (label, words, differs)
    }
}

/// `/desk/releases/new` and `/edit`: writing. Where somebody else has saved meanwhile, the saved text beside the typed one.
package struct ReleaseFormPage: Page {
    package static let template = Template("desk-release-form", PackageResources.desk_release_form_mustache)

    package let frame: DeskFrame
    package let action: String
    package let back: Link
    /// For a new release: makes a form that is posted twice act once. Hidden field `id`.
    package let formID: String?
    /// For one that is there: the version that was shown. Hidden field `version`.
    package let version: String?
    /// Said before anything is typed: that they cannot approve it afterwards, or that it is a correction.
    package let warnings: [String]
    /// What others saved meanwhile, field by field; empty where nobody did.
    package let saved: [SavedText]
    /// What differs from theirs to the one that was typed.
    package let changes: ComparisonPart?
    /// What was typed before and not saved, in each window.
    package let unsaved: [UnsavedPart]
    /// What of it this form goes on with: it takes its place. Hidden fields `resumes`.
    package let resumes: [String]
    /// Where script keeps what is typed.
    package let unsavedAction: String
    /// Where script asks who else is writing; nil for a release that is not there yet.
    package let presenceAction: String?
    /// Who else has it open, a sentence each.
    package let others: [String]
    package let boilerplates: [Choice]
    package let boilerplateError: String?
    /// Which of two release times is meant, where the clocks are put back then.
    package let readings: [Choice]

    let kind, section, language, slug, headline, subheadline, datelinePlace, datelineDate, summary, body, speaker: Field
    let contactRole, contactName, contactEmail, contactPhone, correctionNote, releaseDate, releaseTime: Field
    /// Shown for a text of which something was public already.
    let isCorrection: Bool

    /// `value` and `error` find a field's by its name on the form (`headline`, `dateline_place`, …); `zone` says whose clock the release time is on: "Moscow".
    package init(
        frame: DeskFrame, action: String, back: Link, formID: String? = nil, version: String? = nil, warnings: [String] = [], saved: [SavedText] = [],
        changes: ComparisonPart? = nil, isCorrection: Bool = false, kinds: [Choice], sections: [Choice], languages: [Choice], boilerplates: [Choice], boilerplateError: String? = nil,
        zone: String, readings: [Choice] = [], unsaved: [UnsavedPart] = [], resumes: [String] = [], unsavedAction: String = "", presenceAction: String? = nil, others: [String] = [], value: (String) -> String, error: (String) -> String? = { _ in nil }
    ) {
        (self.frame, self.action, self.back, self.formID, self.version) = (frame, action, back, formID, version)
        (self.warnings, self.saved, self.isCorrection, self.boilerplates) = (warnings, saved, isCorrection, boilerplates)
        (self.boilerplateError, self.readings) = (boilerplateError, readings)
        (self.changes, self.unsaved, self.resumes) = (changes, unsaved, resumes)
        (self.unsavedAction, self.presenceAction, self.others) = (unsavedAction, presenceAction, others)
        func field(_ name: String, _ label: String, hint: String? = nil, type: String = "text", required: Bool = false, choices: [Choice] = []) -> Field {
            Field(name, label: label, value: value(name), error: error(name), hint: hint, type: type, autocomplete: "off", required: required, choices: choices)
        }
        kind = field("kind", "Kind", choices: kinds)
        section = field("section", "Section", choices: sections)
        language = field("language", "Language", hint: "A translation is a release of its own.", choices: languages)
        slug = field("slug", "Address", hint: "The last part of the public address. Left empty, it follows the headline.")
        headline = field("headline", "Headline", required: true)
        subheadline = field("subheadline", "Subheadline")
        datelinePlace = field("dateline_place", "Place")
        datelineDate = field("dateline_date", "Date", hint: "YYYY-MM-DD")
        summary = field("summary", "Summary", hint: "One or two sentences for lists, search engines and messages.")
        body = field("body", "Text", hint: "Markdown: a blank line begins a paragraph, **bold**, *italic*, [words](https://address).")
        speaker = field("speaker", "Speaker", hint: "Who says it, with their office.")
        contactRole = field("contact_role", "Role")
        contactName = field("contact_name", "Name")
        contactEmail = field("contact_email", "E-mail", type: "email")
        contactPhone = field("contact_phone", "Phone", type: "tel")
        correctionNote = field("correction_note", "Correction note", hint: "What the public is told about the change. It stands on the release’s page, with its date.")
        releaseDate = field("release_date", "Release date", hint: "YYYY-MM-DD")
        releaseTime = field("release_time", "Release time", hint: "HH:MM, \(zone) time")
    }
}
