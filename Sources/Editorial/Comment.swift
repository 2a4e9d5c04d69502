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

    /// Whether the passage stands in `content`, as often as it must.
    package func isFound(in content: Content) -> Bool { quote == nil || occurrence <= places(in: content) }

    /// How often the passage stands in its field. What Markdown shows and what it is written with are the same passage, however its lines are broken.
    package func places(in content: Content) -> Int {
        guard let quote else { return 0 }
        let text = field.text(of: content)
        let sought = quote.bare
        return sought.isEmpty ? Array(text.utf8).places(of: Array(quote.utf8)) : text.bare.places(of: sought)
    }
}

/// The fields of a content, by their names in its JSON.
package enum ContentField: String, Sendable, CaseIterable {
    case headline, subheadline, dateline, summary, body, speaker, boilerplate, contact, attachments
    case correctionNote = "correction_note"

    /// The words of the field, a part a line.
    func text(of content: Content) -> String {
        let parts: [String?] =
            switch self {
            case .headline: [content.headline]
            case .subheadline: [content.subheadline]
            case .dateline: [content.dateline?.place, content.dateline?.date]
            case .summary: [content.summary]
            case .body: [content.body]
            case .speaker: [content.speaker]
            case .boilerplate: content.boilerplate.flatMap { [$0.title, $0.text] }
            case .contact: [content.contact?.role, content.contact?.name, content.contact?.email, content.contact?.phone]
            case .attachments: content.attachments.flatMap { [$0.filename, $0.alt, $0.caption] }
            case .correctionNote: [content.correctionNote]
            }
        return parts.compactMap { $0 }.joined(separator: "\n")
    }
}

extension [UInt8] {
    /// At how many places `sought` begins.
    fileprivate func places(of sought: [UInt8]) -> Int {
        guard let first = sought.first, count >= sought.count else { return 0 }
        return (0...(count - sought.count)).count { self[$0] == first && self[$0...].starts(with: sought) }
    }
}

extension String {
    /// Its letters and digits alone, as UTF-8, without the addresses of Markdown's links.
    fileprivate var bare: [UInt8] {
        let linkless = replacing(/\]\([^)\s]*\)/, with: "")
        var letters = UnicodeScalarView()
        letters.append(contentsOf: linkless.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
        return Array(String(letters).utf8)
    }
}
