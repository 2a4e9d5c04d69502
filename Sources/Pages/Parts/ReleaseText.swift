import Markdown

/// A release's text as the public gets it.
package struct ReleaseText: Sendable {
    package var headline: String
    package var subheadline: String?
    /// "Moscow, 16 May 2022".
    package var dateline: String?
    package var summary: String?
    package var speaker: String?
    package var body: SafeHTML
    package var boilerplates: [StandingText]
    package var contact: PressContact?
    package var correctionNote: String?

    package init(
        headline: String, subheadline: String? = nil, dateline: String? = nil, summary: String? = nil, speaker: String? = nil,
        body: SafeHTML, boilerplates: [StandingText] = [], contact: PressContact? = nil, correctionNote: String? = nil
    ) {
        (self.headline, self.subheadline, self.dateline, self.summary, self.speaker) = (headline, subheadline, dateline, summary, speaker)
        (self.body, self.boilerplates, self.contact, self.correctionNote) = (body, boilerplates, contact, correctionNote)
    }
}

/// A boilerplate at the foot of a release.
package struct StandingText: Sendable {
    package var title: String
    package var html: SafeHTML

    package init(title: String, html: SafeHTML) {
        (self.title, self.html) = (title, html)
    }
}

/// Whom the press may ask.
package struct PressContact: Sendable {
    package var role: String?
    package var name: String?
    package var email: String?
    package var phone: String?
    /// The phone number as a link wants it.
    package var call: String?

    package init(role: String? = nil, name: String? = nil, email: String? = nil, phone: String? = nil, call: String? = nil) {
        (self.role, self.name, self.email, self.phone, self.call) = (role, name, email, phone, call)
    }
}
