/// A word to colleagues about a release: outside its text and digest, never public, and no reason for a new version.
package struct Comment: Sendable, Equatable {
    /// From 1, without gaps, within its release.
    package let number: Int
    /// What it is about, nil where it is about the whole release.
    package let anchor: Anchor?
    package let body: String
    /// A login.
    package let by: String
    package let at: Instant
    /// Oldest first.
    package let replies: [Reply]
    /// By whom and when it was settled, nil while it is open.
    package let resolution: Resolution?

    package init(number: Int, anchor: Anchor?, body: String, by: String, at: Instant, replies: [Reply] = [], resolution: Resolution? = nil) {
        (self.number, self.anchor, self.body, self.by, self.at) = (number, anchor, body, by, at)
        (self.replies, self.resolution) = (replies, resolution)
    }

    /// An answer to it.
    package struct Reply: Sendable, Equatable {
        package let body: String
        package let by: String
        package let at: Instant
        package init(body: String, by: String, at: Instant) { (self.body, self.by, self.at) = (body, by, at) }
    }

    /// That it is settled.
    package struct Resolution: Sendable, Equatable {
        package let by: String
        package let at: Instant
        package init(by: String, at: Instant) { (self.by, self.at) = (by, at) }
    }
}

/// The place in a text that a comment is about: a field, the passage of it that was quoted, and which one where that stands there more than once.
package struct Anchor: Sendable, Hashable {
    package let field: ContentField
    /// Nil where the whole field is meant.
    package let quote: String?
    /// From 1, the first.
    package let occurrence: Int
    package init(field: ContentField, quote: String? = nil, occurrence: Int = 1) { (self.field, self.quote, self.occurrence) = (field, quote, occurrence) }
}

/// The fields of a content, by their names in its JSON.
package enum ContentField: String, Sendable, CaseIterable {
    case headline, subheadline, dateline, summary, body, speaker, boilerplate, contact, attachments
    case correctionNote = "correction_note"
}
