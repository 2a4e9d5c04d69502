/// The words of a text's fields, in which quoted passages are sought. What a page shows and what Markdown writes are the same passage, however its lines are
/// broken; a sign more or less makes it another, and a number is whole or not there.
package struct Passages: Sendable {
    /// The content's.
    package let digest: String
    /// Of each field as it is read, and as it is written.
    private let texts: [ContentField: [[Unicode.Scalar]]]

    /// Of the fields that are asked for. `read` makes of Markdown the words that a page shows.
    package init(of revision: Revision, in fields: Set<ContentField>, read: (String) -> String) {
        digest = revision.digest
        texts = Dictionary(uniqueKeysWithValues: fields.map { field in
            let (shown, written) = (field.text(of: revision.content, read).folded, field.text(of: revision.content) { $0 }.folded)
            return (field, shown == written ? [shown] : [shown, written])
        })
    }

    /// How often the passage stands in its field; not at all where none is quoted.
    package func places(of anchor: Anchor) -> Int {
        guard let sought = anchor.quote?.folded, !sought.isEmpty else { return 0 }
        return (texts[anchor.field] ?? []).lazy.map { $0.places(of: sought) }.first { $0 > 0 } ?? 0
    }

    /// Whether the passage stands there, as often as it must. A whole field is never gone.
    package func isFound(_ anchor: Anchor) -> Bool { anchor.quote == nil || anchor.occurrence <= places(of: anchor) }
}

extension ContentField {
    /// The words of the field, a part a line, what may be Markdown by way of `read`.
    fileprivate func text(of content: Content, _ read: (String) -> String) -> String {
        let parts: [String?] =
            switch self {
            case .headline: [content.headline]
            case .subheadline: [content.subheadline]
            case .dateline: [content.dateline?.place, content.dateline?.date]
            case .summary: [content.summary]
            case .body: [read(content.body)]
            case .speaker: [content.speaker]
            case .boilerplate: content.boilerplate.flatMap { [$0.title, read($0.text)] }
            case .contact: [content.contact?.role, content.contact?.name, content.contact?.email, content.contact?.phone]
            case .attachments: content.attachments.flatMap { [$0.filename, $0.alt, $0.caption] }
            case .correctionNote: [content.correctionNote]
            }
        return parts.compactMap { $0 }.joined(separator: "\n")
    }
}

extension String {
    /// With one space for whatever white space stands in it, and none at its ends.
    fileprivate var folded: [Unicode.Scalar] {
        var folded: [Unicode.Scalar] = []
        folded.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            if !scalar.properties.isWhitespace { folded.append(scalar) } else if let last = folded.last, last != " " { folded.append(" ") }
        }
        if folded.last == " " { folded.removeLast() }
        return folded
    }
}

extension [Unicode.Scalar] {
    /// At how many places `sought` begins without cutting a number. Knuth, Morris and Pratt: whatever is sought, each scalar is looked at twice at most.
    fileprivate func places(of sought: [Unicode.Scalar]) -> Int {
        var back = [0]
        var matched = 0
        func advance(_ scalar: Unicode.Scalar) {
            while matched > 0, matched == sought.count || sought[matched] != scalar { matched = back[matched - 1] }
            if sought[matched] == scalar { matched += 1 }
        }
        for scalar in sought.dropFirst() {
            advance(scalar)
            back.append(matched)
        }
        matched = 0
        var places = 0
        for (index, scalar) in enumerated() {
            advance(scalar)
            if matched == sought.count, !cutsNumber(at: index + 1), !cutsNumber(at: index + 1 - matched) { places += 1 }
        }
        return places
    }

    /// Whether a number goes on across the place before `index`.
    private func cutsNumber(at index: Int) -> Bool { index > 0 && index < count && self[index - 1].isDigit && self[index].isDigit }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { properties.numericType == .decimal }
}
