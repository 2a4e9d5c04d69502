/// What differs between two texts of a release: field by field, and word by word within a field.
package struct Comparison: Sendable, Equatable {
    /// What differs, in the order of the content's fields, and then of the description's.
    package let fields: [Field]
    /// The names of the fields that are alike on both sides.
    package let unchanged: [String]

    /// One text that differs.
    package struct Field: Sendable, Equatable {
        /// The field of the content or description that it belongs to.
        package let field: String
        /// The name of the boilerplate or attachment that it belongs to, with a number from the second of that name on.
        package let item: String?
        /// What it is of that field or item, nil where it is all of it.
        package let part: String?
        /// Nil where there was none.
        package let before: String?
        /// Nil where there is none any more.
        package let after: String?
        /// Those that are the same or deleted make up `before` to the byte, those that are the same or inserted `after`.
        package let pieces: [Piece]

        /// As the API names it, with the place within it: `body`, `contact/email`, `boilerplate/about/text`.
        package var name: String { [field, item, part].compactMap { $0 }.joined(separator: "/") }
    }

    /// A stretch of a text.
    package struct Piece: Sendable, Equatable {
        package enum Kind: String, Sendable { case same, inserted, deleted }
        package let kind: Kind
        package let text: String
        package init(_ kind: Kind, _ text: String) { (self.kind, self.text) = (kind, text) }
    }

    /// Of the ten fields of the content.
    package init(from before: Content, to after: Content) { self.init(from: Account(of: before), to: Account(of: after)) }

    /// Of the content, and of where the release stands and when it goes out.
    package init(from before: Shown, to after: Shown) {
        self.init(from: Account(of: before.content) + Account(of: before), to: Account(of: after.content) + Account(of: after))
    }

    private init(from before: Account, to after: Account) {
        let old = Dictionary(uniqueKeysWithValues: before.entries.map { ($0.place, $0.text) })
        let new = Dictionary(uniqueKeysWithValues: after.entries.map { ($0.place, $0.text) })
        let gone = before.entries.map(\.place).filter { new[$0] == nil }
        let order = Dictionary(uniqueKeysWithValues: before.fields.enumerated().map { ($1, $0) })
        let places = (after.entries.map(\.place) + gone).enumerated().sorted {
            (order[$0.element.field] ?? 0, $0.offset) < (order[$1.element.field] ?? 0, $1.offset)
        }
        let taken = Set(places.compactMap { $0.element.item?.name })
        fields = places.map(\.element).compactMap { place -> Field? in
            let (old, new) = (old[place] ?? nil, new[place] ?? nil)
            guard old.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) else { return nil }
            return Field(
                field: place.field, item: place.item?.label(besides: taken), part: place.part, before: old, after: new,
                pieces: Self.pieces(from: old ?? "", to: new ?? ""))
        }
        let differing = Set(fields.map(\.field))
        unchanged = before.fields.filter { !differing.contains($0) }
    }
}

/// All that an approver sees of a release at a moment.
package struct Shown: Sendable {
    package var content: Content
    package var description: Description
    package var releaseAt: Instant?
    package init(_ content: Content, _ description: Description, releaseAt: Instant?) {
        (self.content, self.description, self.releaseAt) = (content, description, releaseAt)
    }
}

extension Release {
    /// What there is to see of it now.
    package var shown: Shown { Shown(revision.content, description, releaseAt: releaseAt) }
}

/// A release told in texts, each of which can be compared with the one at that place on the other side.
private struct Account {
    let fields: [String]
    let entries: [Entry]
    typealias Entry = (place: Place, text: String?)

    static func + (a: Account, b: Account) -> Account { Account(fields: a.fields + b.fields, entries: a.entries + b.entries) }
    private init(fields: [String], entries: [Entry]) { (self.fields, self.entries) = (fields, entries) }

    init(of content: Content) {
        fields = [
            "headline", "subheadline", "dateline", "summary", "body", "speaker", "boilerplate", "contact", "attachments", "correction_note",
        ]
        var entries: [Entry] = []
        func tell(_ field: String, _ text: String?) { entries.append((Place(field: field), text)) }
        func tell(_ field: String, _ item: Item? = nil, parts: KeyValuePairs<String, String?>) {
            entries += parts.map { (Place(field: field, item: item, part: $0), $1) }
        }
        tell("headline", content.headline)
        tell("subheadline", content.subheadline)
        tell("dateline", parts: ["place": content.dateline?.place, "date": content.dateline?.date])
        tell("summary", content.summary)
        tell("body", content.body)
        tell("speaker", content.speaker)
        let boilerplate = Item.all(content.boilerplate.map(\.name))
        tell("boilerplate", boilerplate.order)
        for (item, text) in zip(boilerplate, content.boilerplate) { tell("boilerplate", item, parts: ["title": text.title, "text": text.text]) }
        let contact = content.contact
        tell("contact", parts: ["role": contact?.role, "name": contact?.name, "email": contact?.email, "phone": contact?.phone])
        let attachments = Item.all(content.attachments.map(\.filename))
        tell("attachments", attachments.order)
        for (item, file) in zip(attachments, content.attachments) {
            tell("attachments", item, parts: ["digest": file.digest, "media_type": file.mediaType, "alt": file.alt, "caption": file.caption])
        }
        tell("correction_note", content.correctionNote)
        self.entries = entries
    }

    init(of shown: Shown) {
        let description = shown.description
        fields = ["kind", "section", "language", "slug", "translation_of", "release_at"]
        let source = description.translationOf.map { "\($0.release), revision \($0.revision)" }
        let texts = [description.kind.rawValue, description.section, description.language, description.slug, source, shown.releaseAt?.rfc3339]
        entries = zip(fields, texts).map { (Place(field: $0), $1) }
    }
}

/// Where a text stands in a release.
private struct Place: Hashable {
    let field: String
    var item: Item?
    var part: String?
}

/// One of a list, known by its name, to the byte, and by how many of that name stand before it.
private struct Item: Hashable {
    let name: [UInt8]
    /// From 1.
    let count: Int

    static func all(_ names: [String]) -> [Item] {
        var seen: [[UInt8]: Int] = [:]
        return names.map { name in
            let bytes = Array(name.utf8)
            seen[bytes, default: 0] += 1
            return Item(name: bytes, count: seen[bytes] ?? 0)
        }
    }

    /// What no other item is called, where `taken` are the names of all.
    func label(besides taken: Set<[UInt8]>) -> String {
        var label = String(decoding: name, as: UTF8.self)
        if count == 1 { return label }
        label += " (\(count))"
        while taken.contains(Array(label.utf8)) { label += "′" }
        return label
    }
}

extension Item {
    /// Its name on a line of its own: one with a line end in it must not look like two. By byte, since CR LF is one `Character`.
    fileprivate var line: String {
        let bytes = name.flatMap { byte in byte == 0x0A ? Array("\\n".utf8) : byte == 0x5C ? Array("\\\\".utf8) : [byte] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [Item] {
    /// Their names, a line each, in their order; nil where there is none to speak of.
    fileprivate var order: String? {
        guard count > 1 else { return nil }
        return map(\.line).joined(separator: "\n")
    }
}
