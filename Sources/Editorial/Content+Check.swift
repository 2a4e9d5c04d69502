extension Content {
    /// The same text as every road must bring it: CRLF as LF, and what is empty as absent. The digest is taken of this form.
    package var normalised: Content {
        var content = self
        content.headline = headline.withUnixLines
        content.subheadline = subheadline.present
        content.dateline = dateline.flatMap { Dateline(place: $0.place.present, date: $0.date.present).present }
        content.summary = summary.present
        content.body = body.withUnixLines
        content.speaker = speaker.present
        content.boilerplate = boilerplate.map { Boilerplate(name: $0.name, title: $0.title.withUnixLines, text: $0.text.withUnixLines) }
        content.contact = contact.flatMap {
            Contact(role: $0.role.present, name: $0.name.present, email: $0.email.present, phone: $0.phone.present).present
        }
        content.attachments = attachments.map {
            Attachment(digest: $0.digest, filename: $0.filename, mediaType: $0.mediaType, alt: $0.alt.present, caption: $0.caption.present)
        }
        content.correctionNote = correctionNote.present
        return content
    }

    /// The same checks for a content that was put together from a form or a file.
    package func check() throws(Invalid) {
        var problems = texts.flatMap { text in text.problems }
        if headline.isBlank { problems.insert(.init("/content/headline", "A release needs a headline."), at: 0) }
        if let date = dateline?.date, Instant.day(date.utf8) == nil {
            problems.append(.init("/content/dateline/date", "This must be a day, written as 2026-11-23."))
        }
        for (index, attachment) in attachments.enumerated() where !attachment.digest.isDigest {
            problems.append(.init("/content/attachments/\(index)/digest", "This must be sha256: and 64 hexadecimal digits."))
        }
        for (name, count) in [("boilerplate", boilerplate.count), ("attachments", attachments.count)] where count > 100 {
            problems.append(.init("/content/\(name)", "There can be at most 100."))
        }
        guard problems.isEmpty else { throw Invalid(problems) }
    }

    private var texts: [BoundedText] {
        let line = Measure.characters(500)
        let paragraph = Measure.characters(5_000)
        let markdown = Measure.bytes(1 << 20)
        var texts = [
            BoundedText("headline", headline, most: line), BoundedText("subheadline", subheadline, most: line),
            BoundedText("dateline/place", dateline?.place, most: line), BoundedText("dateline/date", dateline?.date, most: line),
            BoundedText("summary", summary, most: paragraph), BoundedText("body", body, most: markdown), BoundedText("speaker", speaker, most: line),
            BoundedText("contact/role", contact?.role, most: line), BoundedText("contact/name", contact?.name, most: line),
            BoundedText("contact/email", contact?.email, most: line), BoundedText("contact/phone", contact?.phone, most: line),
            BoundedText("correction_note", correctionNote, most: paragraph),
        ]
        for (index, item) in boilerplate.enumerated() {
            texts += [("name", item.name, line), ("title", item.title, line), ("text", item.text, markdown)].map {
                BoundedText("boilerplate/\(index)/\($0)", $1, most: $2)
            }
        }
        for (index, item) in attachments.enumerated() {
            texts += [
                ("digest", item.digest, line), ("filename", item.filename, line), ("media_type", item.mediaType, line), ("alt", item.alt, paragraph),
                ("caption", item.caption, paragraph),
            ].map { BoundedText("attachments/\(index)/\($0)", $1, most: $2) }
        }
        return texts
    }
}

/// One text of a content, and what is wrong with it.
private struct BoundedText {
    let problems: [Invalid.Problem]

    init(_ place: String, _ text: String?, most: Measure) {
        let text = text ?? ""
        problems = [most.excess(of: text), text.forbiddenCharacter].compactMap { $0 }.map { Invalid.Problem("/content/" + place, $0) }
    }
}

/// How long a text may be.
enum Measure {
    /// Unicode scalars, so that every script has the same room.
    case characters(Int)
    /// Bytes of UTF-8.
    case bytes(Int)

    /// What to say of a text that is longer, nil where it is not.
    func excess(of text: String) -> String? {
        switch self {
        // A text without more bytes than that has no more characters either, and need not be counted.
        case .characters(let most) where text.utf8.count > most && text.unicodeScalars.count > most:
            "This is \(text.unicodeScalars.count) characters long: at most \(most) are taken."
        case .bytes(let most) where text.utf8.count > most: "This is \(text.utf8.count) bytes long: at most \(most) are taken."
        default: nil
        }
    }
}

extension String {
    /// What is wrong with the first character that XML 1.0 has no way to write, nil where there is none.
    var forbiddenCharacter: String? {
        let forbidden = unicodeScalars.first { $0.value < 0x20 && ![0x09, 0x0A, 0x0D].contains($0.value) || $0.value == 0xFFFE || $0.value == 0xFFFF }
        return forbidden.map { "The character \($0.codePoint) cannot be published." }
    }

    /// Whether nobody sees anything of it.
    var isBlank: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint || $0.properties.generalCategory == .format }
    }

    /// With LF where CRLF stood.
    package var withUnixLines: String { utf8.contains(0x0D) ? String(String.UnicodeScalarView(unixScalars)) : self }

    /// A carriage return goes only where a line feed follows. By scalar, since CR LF is one `Character`.
    private var unixScalars: [Unicode.Scalar] {
        let scalars = Array(unicodeScalars)
        return scalars.indices.filter { scalars[$0] != "\r" || $0 + 1 == scalars.count || scalars[$0 + 1] != "\n" }.map { scalars[$0] }
    }

    /// Whether it is `sha256:` and 64 hexadecimal digits in lower case.
    fileprivate var isDigest: Bool {
        let hexadecimal = utf8.dropFirst(7)
        return hasPrefix("sha256:") && hexadecimal.count == 64
            && hexadecimal.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 }
    }
}

extension String? {
    /// With LF between lines; nil where it is empty.
    fileprivate var present: String? { flatMap { $0.isEmpty ? nil : $0.withUnixLines } }
}

extension Dateline {
    fileprivate var present: Dateline? { place == nil && date == nil ? nil : self }
}

extension Contact {
    fileprivate var present: Contact? { role == nil && name == nil && email == nil && phone == nil ? nil : self }
}
