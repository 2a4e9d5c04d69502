import Editorial

/// The body of a webhook in the `standard` format, rendered when its event happens.
package struct StandardPayload: Sendable {
    package let type: EventType
    /// Canonical JSON (RFC 8785), so that the content within is byte for byte what its digest was taken of.
    package let bytes: [UInt8]

    private init(_ type: EventType, at now: Instant, data: JSON) {
        self.type = type
        let body: JSON = ["type": .string(type.rawValue), "timestamp": JSON(now), "data": data]
        bytes = body.canonical
    }

    /// Of a release's own event. `html` and `plain` render Markdown; `previous` is what was live before a correction.
    package init(
        _ type: EventType, of release: Release, previous: LiveText?, minor: Bool, by person: String?, at now: Instant, under office: Office,
        html: (LiveText) -> String, plain: (LiveText) -> String
    ) {
        var data: [String: JSON] = [:]
        switch (type, release.live) {
        case (.published, .text(let text)), (.corrected, .text(let text)), (.reinstated, .text(let text)):
            data["release"] = release.publicJSON(text, under: office, html: html(text), plain: plain(text))
        case (.withdrawn, .notice(let notice)):
            data["release"] = release.withdrawnJSON(notice, under: office)
        default:
            data["release"] = release.deskJSON(by: person, under: office)
        }
        if type == .corrected, let previous {
            data["previous"] = ["revision": JSON(previous.revision.number), "digest": .string(previous.revision.digest), "since": JSON(previous.since)]
            data["minor"] = .bool(minor)
        }
        self.init(type, at: now, data: .object(data))
    }

    /// `endpoint.ping`.
    package static func ping(endpoint: String, at now: Instant) -> StandardPayload {
        StandardPayload(.ping, at: now, data: ["endpoint": .string(endpoint)])
    }
}

extension Release {
    /// What is live, whole, and nobody's login: never a draft's text, whatever is being written meanwhile.
    fileprivate func publicJSON(_ text: LiveText, under office: Office, html: String, plain: String) -> JSON {
        let revision = text.revision
        let approvals = approvals.filter(revision.isMeant).map { approval in
            ["revision": JSON(approval.revision), "digest": .string(approval.digest), "role": .string(approval.role.rawValue), "at": JSON(approval.at)] as JSON
        }
        let own: [String: JSON] = [
            "revision": [
                "number": JSON(revision.number), "digest": .string(revision.digest), "created_at": JSON(revision.createdAt), "content": revision.content.json,
            ],
            "approvals": .array(approvals), "body_html": .string(html), "body_text": .string(plain), "published_at": JSON(text.publishedAt),
            "withdrawal_note": nil, "attachment_urls": JSON(revision.content.attachments.map { $0.url(under: office) }),
        ]
        return .object(facts(as: text.description, under: office).merging(own) { $1 })
    }

    /// What is left of a withdrawn release: where it was, and why it is gone.
    fileprivate func withdrawnJSON(_ notice: Notice, under office: Office) -> JSON {
        let text = notice.text
        return [
            "id": .string(id), "slug": .string(text.description.slug), "url": JSON(url(under: office)), "version": JSON(version), "state": .string(state),
            "kind": .string(text.description.kind.rawValue), "section": .string(text.description.section), "language": .string(text.description.language),
            "headline": notice.hideHeadline ? nil : .string(text.revision.content.headline), "published_at": JSON(text.publishedAt),
            "withdrawn_at": JSON(notice.withdrawnAt), "withdrawal_note": .string(notice.note),
            "revision": ["number": JSON(text.revision.number), "digest": .string(text.revision.digest), "content": nil],
            "body_html": nil, "body_text": nil, "attachment_urls": [],
        ]
    }

    /// What goes on at the desk: no text and no headline, which are not public.
    fileprivate func deskJSON(by person: String?, under office: Office) -> JSON {
        [
            "id": .string(id), "version": JSON(version), "state": .string(state), "kind": .string(description.kind.rawValue),
            "section": .string(description.section), "by": JSON(person), "desk_url": .string("\(office.baseURL)/desk/releases/\(id)"),
        ]
    }
}

extension Attachment {
    /// Where the newsroom serves it: `/attachments/DIGEST/FILENAME`.
    func url(under office: Office) -> String {
        // RFC 3986, section 2.3: everything but the unreserved characters is escaped.
        let escaped = filename.utf8.map { byte in
            let isUnreserved = byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber || "-._~".utf8.contains(byte))
            return isUnreserved ? String(Unicode.Scalar(byte)) : (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }
        return "\(office.baseURL)/attachments/\(digest)/\(escaped.joined())"
    }
}
