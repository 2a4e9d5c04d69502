import Editorial

/// Invented events, by which a template is tried before it is saved: one with everything that an event may hold, in words that need escaping, and one with no
/// more than it must.
enum SamplePayload {
    /// `trusted` with texts that are not public, or not.
    static func all(of type: EventType, trusted: Bool = false) -> [JSON] { [true, false].map { event(type, full: $0, trusted: trusted) } }

    private static let id: JSON = "01935f2e-0000-7000-8000-000000000001"
    private static let digest: JSON = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
    private static let time: JSON = "2026-11-23T09:00:00.000Z"
    private static let later: JSON = "2026-11-24T09:00:00.000Z"
    private static let words: JSON = "He said: “a \"quoted\" word”, C:\\path,\n\ta tab, <b> & an 🌊"
    private static let base = "https://newsroom.example"

    private static func event(_ type: EventType, full: Bool, trusted: Bool) -> JSON {
        var data: [String: JSON] = switch type {
        case .ping: ["endpoint": id]
        case .published, .reinstated, .corrected: ["release": live(type, full: full)]
        case .withdrawn: ["release": withdrawn(full: full)]
        case .advance: ["embargoed_until": later, "release": ahead(full: full)]
        case .advanceCancelled: ["release": ["id": id, "url": .string("\(base)/releases/the-river-council-meets"), "digest": digest]]
        case .submitted, .approved, .changesRequested: ["release": desk(full: full, withText: trusted)]
        }
        if type == .corrected { data.merge(["previous": ["revision": 1, "digest": digest, "since": time], "minor": .bool(full)]) { $1 } }
        return ["type": .string(type.rawValue), "timestamp": later, "data": .object(data)]
    }

    private static func live(_ type: EventType, full: Bool) -> JSON {
        let note: JSON = full && type == .corrected ? words : nil
        let corrections: [JSON] = type == .corrected ? [["revision": 2, "at": later, "note": words, "minor": .bool(full)]] : []
        return [
            "id": id, "slug": "the-river-council-meets", "url": .string("\(base)/releases/the-river-council-meets"), "workflow": "press-release",
            "state": "published", "version": 7, "kind": "news", "section": "news", "language": "en",
            "translation_of": full ? ["release": id, "revision": 1] : nil, "release_at": full ? later : nil, "imported": false, "created_at": time,
            "updated_at": later, "live": [
                "revision": 2, "digest": digest, "published_at": time, "since": later, "corrections": .array(corrections), "withdrawn_at": nil,
                "withdrawal_note": nil,
            ],
            "revision": ["number": 2, "digest": digest, "created_at": time, "content": content(note: note, full: full)],
            "approvals": [["revision": 2, "digest": digest, "role": "press-secretary", "at": time]], "body_html": full ? "<p>One \"text\".</p>\n" : "",
            "body_text": full ? words : "", "published_at": time, "withdrawal_note": nil,
            "attachment_urls": full ? [.string("\(base)/attachments/sha256:00/a.jpg"), .string("\(base)/attachments/sha256:00/b.pdf")] : [],
        ]
    }

    /// Of a release that was never public, or (`full`) of a correction.
    private static func ahead(full: Bool) -> JSON {
        let ahead: [String: JSON] = ["state": "approved", "release_at": later, "published_at": nil]
        return .object((live(.advance, full: full).object ?? [:]).merging(ahead) { $1 }.merging(full ? [:] : ["live": nil]) { $1 })
    }

    private static func content(note: JSON, full: Bool) -> JSON {
        [
            "headline": full ? words : "A headline", "subheadline": full ? words : nil, "dateline": full ? ["place": words, "date": "2026-11-23"] : nil,
            "summary": full ? words : nil, "body": words, "speaker": full ? words : nil,
            "boilerplate": full ? [["name": "about", "title": words, "text": words], ["name": "notes", "title": "", "text": ""]] : [],
            "contact": full ? ["role": words, "name": words, "email": "press@newsroom.example", "phone": "+41 22 000 00 00"] : nil,
            "attachments": full
                ? [
                    ["digest": digest, "filename": "a.jpg", "media_type": "image/jpeg", "alt": words, "caption": words],
                    ["digest": digest, "filename": "b.pdf", "media_type": "application/pdf", "alt": nil, "caption": nil],
                ] : [],
            "correction_note": note,
        ]
    }

    private static func withdrawn(full: Bool) -> JSON {
        [
            "id": id, "slug": "the-river-council-meets", "url": .string("\(base)/releases/the-river-council-meets"), "version": 9, "state": "withdrawn",
            "kind": "news", "section": "news", "language": "en", "headline": full ? words : nil, "published_at": time, "withdrawn_at": later,
            "withdrawal_note": words, "revision": ["number": 2, "digest": digest, "content": nil], "body_html": nil, "body_text": nil, "attachment_urls": [],
        ]
    }

    private static func desk(full: Bool, withText: Bool) -> JSON {
        let facts: [String: JSON] = [
            "id": id, "version": 3, "state": "submitted", "kind": "news", "section": "news", "by": full ? "ana" : nil,
            "desk_url": .string("\(base)/desk/releases/01935f2e-0000-7000-8000-000000000001"),
        ]
        let text: [String: JSON] = [
            "headline": full ? words : "A headline", "language": "en", "release_at": full ? later : nil,
            "revision": ["number": 2, "digest": digest, "created_at": time, "content": content(note: nil, full: full)],
            "body_html": full ? "<p>One \"text\".</p>\n" : "", "body_text": full ? words : "",
        ]
        return .object(withText ? facts.merging(text) { $1 } : facts)
    }
}
