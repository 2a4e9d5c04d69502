extension Content {
    /// The `content` object of the API: all ten fields, always.
    package var json: JSON {
        [
            "headline": .string(headline), "subheadline": JSON(subheadline), "dateline": dateline?.json ?? .null, "summary": JSON(summary),
            "body": .string(body), "speaker": JSON(speaker), "boilerplate": .array(boilerplate.map(\.json)), "contact": contact?.json ?? .null,
            "attachments": .array(attachments.map(\.json)), "correction_note": JSON(correctionNote),
        ]
    }

    /// `sha256:` + hex SHA-256 of the RFC 8785 form of `json`.
    package var digest: String { "sha256:" + sha256(json.canonical) }

    /// Reads the `content` object: CRLF becomes LF, nothing else of a text is changed. `standing` finds a boilerplate that is only named.
    /// Throws `Invalid` with every problem, pointers under `/content`: unknown fields, wrong types, characters that XML forbids, no headline, a body over 1 MiB.
    package init(json: JSON, standing: (String) -> Boilerplate?) throws(Invalid) {
        var fields = Fields(
            json, at: "/content",
            known: ["headline", "subheadline", "dateline", "summary", "body", "speaker", "boilerplate", "contact", "attachments", "correction_note"])
        self.init(
            headline: fields.text("headline") ?? "", subheadline: fields.text("subheadline"), dateline: Dateline(in: &fields),
            summary: fields.text("summary"), body: fields.text("body") ?? "", speaker: fields.text("speaker"),
            boilerplate: Boilerplate.list(in: &fields, standing: standing), contact: Contact(in: &fields), attachments: Attachment.list(in: &fields),
            correctionNote: fields.text("correction_note"))
        self = normalised
        do { try check() } catch { fields.problems += error.problems.filter { problem in !fields.problems.contains { $0.pointer == problem.pointer } } }
        guard fields.problems.isEmpty else { throw Invalid(fields.problems) }
    }
}

extension Dateline {
    var json: JSON { ["place": JSON(place), "date": JSON(date)] }

    init?(in content: inout Fields) {
        guard let json = content.members["dateline"], json != .null else { return nil }
        var fields = Fields(json, at: "/content/dateline", known: ["place", "date"])
        self.init(place: fields.text("place"), date: fields.text("date"))
        content.problems += fields.problems
    }
}

extension Contact {
    var json: JSON { ["role": JSON(role), "name": JSON(name), "email": JSON(email), "phone": JSON(phone)] }

    init?(in content: inout Fields) {
        guard let json = content.members["contact"], json != .null else { return nil }
        var fields = Fields(json, at: "/content/contact", known: ["role", "name", "email", "phone"])
        self.init(role: fields.text("role"), name: fields.text("name"), email: fields.text("email"), phone: fields.text("phone"))
        content.problems += fields.problems
    }
}

extension Boilerplate {
    var json: JSON { ["name": .string(name), "title": .string(title), "text": .string(text)] }

    /// An item is the name of one of the office's, or the object as it was read.
    static func list(in content: inout Fields, standing: (String) -> Boilerplate?) -> [Boilerplate] {
        content.list("boilerplate").enumerated().compactMap { index, item in
            let pointer = "/content/boilerplate/\(index)"
            if let name = item.string {
                if let boilerplate = standing(name) { return boilerplate }
                content.problems.append(.init(pointer, "The office has no boilerplate “\(name)” in this language."))
                return nil
            }
            var fields = Fields(item, at: pointer, known: ["name", "title", "text"])
            defer { content.problems += fields.problems }
            return Boilerplate(name: fields.requiredText("name"), title: fields.text("title") ?? "", text: fields.text("text") ?? "")
        }
    }
}

extension Attachment {
    var json: JSON {
        ["digest": .string(digest), "filename": .string(filename), "media_type": .string(mediaType), "alt": JSON(alt), "caption": JSON(caption)]
    }

    static func list(in content: inout Fields) -> [Attachment] {
        content.list("attachments").enumerated().map { index, item in
            var fields = Fields(item, at: "/content/attachments/\(index)", known: ["digest", "filename", "media_type", "alt", "caption"])
            defer { content.problems += fields.problems }
            return Attachment(
                digest: fields.requiredText("digest"), filename: fields.requiredText("filename"), mediaType: fields.requiredText("media_type"),
                alt: fields.text("alt"), caption: fields.text("caption"))
        }
    }
}
