/// What the public gets to read of a release: everything that an approval covers.
package struct Content: Sendable, Hashable {
    package var headline: String
    package var subheadline: String?
    package var dateline: Dateline?
    package var summary: String?
    /// Markdown.
    package var body: String
    package var speaker: String?
    package var boilerplate: [Boilerplate]
    package var contact: Contact?
    package var attachments: [Attachment]
    package var correctionNote: String?

    package init(
        headline: String, subheadline: String? = nil, dateline: Dateline? = nil, summary: String? = nil, body: String = "", speaker: String? = nil,
        boilerplate: [Boilerplate] = [], contact: Contact? = nil, attachments: [Attachment] = [], correctionNote: String? = nil
    ) {
        (self.headline, self.subheadline, self.dateline, self.summary, self.body) = (headline, subheadline, dateline, summary, body)
        (self.speaker, self.boilerplate, self.contact, self.attachments) = (speaker, boilerplate, contact, attachments)
        self.correctionNote = correctionNote
    }
}

/// Where and on which day a text is dated.
package struct Dateline: Sendable, Hashable {
    package var place: String?
    /// `YYYY-MM-DD`.
    package var date: String?
    package init(place: String?, date: String?) { (self.place, self.date) = (place, date) }
}

/// A standing text of the office, as it stood when it was copied into the release.
package struct Boilerplate: Sendable, Hashable {
    package var name: String
    package var title: String
    /// Markdown.
    package var text: String
    package init(name: String, title: String, text: String) { (self.name, self.title, self.text) = (name, title, text) }
}

/// Whom the press may ask.
package struct Contact: Sendable, Hashable {
    package var role: String?
    package var name: String?
    package var email: String?
    package var phone: String?
    package init(role: String? = nil, name: String? = nil, email: String? = nil, phone: String? = nil) {
        (self.role, self.name, self.email, self.phone) = (role, name, email, phone)
    }
}

/// A picture or document that goes with a release, named by the digest of its bytes.
package struct Attachment: Sendable, Hashable {
    package var digest: String
    package var filename: String
    package var mediaType: String
    package var alt: String?
    package var caption: String?
    package init(digest: String, filename: String, mediaType: String, alt: String? = nil, caption: String? = nil) {
        (self.digest, self.filename, self.mediaType, self.alt, self.caption) = (digest, filename, mediaType, alt, caption)
    }
}

/// The sorts of release.
package enum Kind: String, Sendable, CaseIterable { case news, statement, speech, interview, advisory, backgrounder }
