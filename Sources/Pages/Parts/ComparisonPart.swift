import Editorial

/// What differs between two texts, field by field, to be read without colour. Its template is `comparison`.
package struct ComparisonPart: Sendable {
    package var fields: [ComparedField]
    /// The names of the fields that are alike, in a sentence; nil where there are none.
    package var unchanged: String?

    package init(fields: [ComparedField], unchanged: String? = nil) { (self.fields, self.unchanged) = (fields, unchanged) }

    /// `words` says a value of the description as people read it; it is given the field and the value.
    package init(_ comparison: Comparison, words: (_ field: String, _ value: String) -> String = { $1 }) {
        fields = comparison.fields.map { field in
            guard ["kind", "section", "language", "release_at"].contains(field.field) else { return ComparedField(field) }
            let pieces = [
                field.before.map { ComparedPiece(deleted: words(field.field, $0)) }, field.after.map { ComparedPiece(inserted: words(field.field, $0)) },
            ]
            return ComparedField(label: ComparedField.label(of: field.field), pieces: pieces.compactMap { $0 })
        }
        let alike = comparison.unchanged.map { ComparedField.label(of: $0).lowercased() }
        unchanged = alike.isEmpty ? nil : "Not changed: \(alike.joined(separator: ", "))."
    }
}

/// One field that differs.
package struct ComparedField: Sendable {
    package var label: String
    package var pieces: [ComparedPiece]

    package init(label: String, pieces: [ComparedPiece]) { (self.label, self.pieces) = (label, pieces) }

    init(_ field: Comparison.Field) {
        label = Self.label(of: field.field, item: field.item, part: field.part)
        guard !field.pieces.isEmpty else {
            // It came or went without a word in it.
            pieces = [field.before == nil ? ComparedPiece(inserted: "(empty)") : ComparedPiece(deleted: "(empty)")]
            return
        }
        let last = field.pieces.count - 1
        pieces = field.pieces.enumerated().map { index, piece in
            switch piece.kind {
            case .same: ComparedPiece(same: piece.text.withHiddenNamed, isFirst: index == 0, isLast: index == last)
            case .deleted: ComparedPiece(deleted: piece.text.asChanged)
            case .inserted: ComparedPiece(inserted: piece.text.asChanged)
            }
        }
    }

    /// "Contact: e-mail" for `contact/email`.
    package static func label(of field: String, item: String? = nil, part: String? = nil) -> String {
        let words = [
            "slug": "Address", "translation_of": "Translation of", "release_at": "Release time", "correction_note": "Correction note", "email": "e-mail",
            "media_type": "media type", "alt": "alternative text", "boilerplate": "Boilerplate", "body": "Text",
        ]
        // A name that the office gave stands as it is.
        let head = (words[field] ?? field.prefix(1).uppercased() + field.dropFirst()) + (item.map { " “\($0.withHiddenNamed)”" } ?? "")
        return part.map { "\(head): \(words[$0] ?? $0)" } ?? head
    }
}

/// A stretch of a text; just one of the first three is there, and what is folded only beside `same`.
package struct ComparedPiece: Sendable {
    package var same: String?
    package var deleted: String?
    package var inserted: String?
    /// What lies between `same` and `tail` and is shown on request.
    package var folded: String?
    /// "14 paragraphs not changed".
    package var foldedWords: String?
    package var tail: String?

    package init(same: String? = nil, deleted: String? = nil, inserted: String? = nil) {
        (self.same, self.deleted, self.inserted) = (same, deleted, inserted)
    }

    /// A long stretch keeps the paragraphs next to the changes in sight and folds the rest.
    package init(same text: String, isFirst: Bool, isLast: Bool) {
        let paragraphs = Comparison.paragraphs(of: text)
        let head = isFirst ? 0 : 1
        let foot = isLast ? 0 : 1
        guard paragraphs.count > head + foot + 2 else {
            self.init(same: text)
            return
        }
        let middle = paragraphs[head..<paragraphs.count - foot]
        self.init(same: paragraphs[..<head].joined())
        folded = middle.joined()
        foldedWords = "\(middle.count) paragraphs not changed"
        tail = paragraphs[(paragraphs.count - foot)...].joined()
    }
}

extension String {
    /// So that there is something to see of it: what is hidden and unusual spaces by their names, and a sign for line ends that stand alone.
    fileprivate var asChanged: String {
        guard allSatisfy(\.isWhitespace) else { return withHiddenNamed }
        return "·" + unicodeScalars.map { $0 == " " ? " " : $0 == "\n" ? "¶\n" : "[\($0.called)]" }.joined()
    }
}
