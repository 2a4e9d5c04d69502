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

    /// A text as HTML and as plain words.
    package typealias Rendered = (html: String, plain: String)

    /// Of a release's own event. `render` renders a content's Markdown; `previous` is what was live before a correction. What goes on at the desk has its text only
    /// `withText`: that body is for those who are trusted with it.
    package init(
        _ type: EventType, of release: Release, previous: LiveText?, minor: Bool, by person: String?, withText: Bool = false, at now: Instant, under office: Office,
        render: (Content) -> Rendered
    ) {
        var data: [String: JSON] = [:]
        switch (type, release.live) {
        case (.published, .text(let text)), (.corrected, .text(let text)), (.reinstated, .text(let text)):
            data["release"] = release.publicJSON(text, under: office, render(text.revision.content))
        case (.withdrawn, .notice(let notice)):
            data["release"] = release.withdrawnJSON(notice, under: office)
        default:
            data["release"] = release.deskJSON(by: person, under: office, withText ? render(release.revision.content) : nil)
        }
        if type == .corrected, let previous {
            data["previous"] = ["revision": JSON(previous.revision.number), "digest": .string(previous.revision.digest), "since": JSON(previous.since)]
            data["minor"] = .bool(minor)
        }
        self.init(type, at: now, data: .object(data))
    }

    /// `release.advance`: the present text as it is to be, with its release time.
    package static func advance(_ copy: AdvanceCopy, of release: Release, at now: Instant, under office: Office, render: (Content) -> Rendered) -> StandardPayload {
        StandardPayload(
            .advance, at: now,
            data: ["embargoed_until": JSON(copy.releaseAt), "release": release.advanceJSON(copy, under: office, render(release.revision.content))])
    }

    /// `release.advance_cancelled`: of the copy that is taken back only which one it was.
    package static func advanceCancelled(_ copy: AdvanceCopy, of release: Release, at now: Instant, under office: Office) -> StandardPayload {
        let url = office.url(language: copy.description.language, slug: copy.description.slug)
        return StandardPayload(.advanceCancelled, at: now, data: ["release": ["id": .string(release.id), "url": .string(url), "digest": .string(copy.digest)]])
    }

    /// `endpoint.ping`.
    package static func ping(endpoint: String, at now: Instant) -> StandardPayload {
        StandardPayload(.ping, at: now, data: ["endpoint": .string(endpoint)])
    }
}

extension Release {
    /// What is live, whole, and nobody's login: never a draft's text, whatever is being written meanwhile.
    fileprivate func publicJSON(_ text: LiveText, under office: Office, _ rendered: StandardPayload.Rendered) -> JSON {
        .object(facts(as: text.description, under: office).merging(whole(text.revision, under: office, rendered)) { $1 }.merging(["published_at": JSON(text.publishedAt)]) { $1 })
    }

    /// A text that is not live yet, at the address where it will be.
    fileprivate func advanceJSON(_ copy: AdvanceCopy, under office: Office, _ rendered: StandardPayload.Rendered) -> JSON {
        let url = office.url(language: copy.description.language, slug: copy.description.slug)
        return .object(facts(as: copy.description, under: office).merging(whole(revision, under: office, rendered)) { $1 }.merging(["url": .string(url), "published_at": nil]) { $1 })
    }

    /// Text and approvals, and nobody's login.
    private func whole(_ revision: Revision, under office: Office, _ rendered: StandardPayload.Rendered) -> [String: JSON] {
        let approvals = approvals.filter(revision.isMeant).map { approval in
            ["revision": JSON(approval.revision), "digest": .string(approval.digest), "role": .string(approval.role.rawValue), "at": JSON(approval.at)] as JSON
        }
        return [
            "revision": revision.unsigned, "approvals": .array(approvals), "body_html": .string(rendered.html), "body_text": .string(rendered.plain),
            "withdrawal_note": nil, "attachment_urls": JSON(revision.content.attachments.map { $0.url(under: office) }),
        ]
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

    /// What goes on at the desk. Nothing of its text and headline, which are not public, unless it is for those who are trusted with them.
    fileprivate func deskJSON(by person: String?, under office: Office, _ rendered: StandardPayload.Rendered?) -> JSON {
        let facts: [String: JSON] = [
            "id": .string(id), "version": JSON(version), "state": .string(state), "kind": .string(description.kind.rawValue),
            "section": .string(description.section), "by": JSON(person), "desk_url": .string("\(office.baseURL)/desk/releases/\(id)"),
        ]
        guard let rendered else { return .object(facts) }
        let text: [String: JSON] = [
            "headline": .string(revision.content.headline), "language": .string(description.language), "release_at": JSON(releaseAt), "revision": revision.unsigned,
            "body_html": .string(rendered.html), "body_text": .string(rendered.plain),
        ]
        return .object(facts.merging(text) { $1 })
    }
}

extension Revision {
    /// As those see it who are told of no login.
    fileprivate var unsigned: JSON {
        ["number": JSON(number), "digest": .string(digest), "created_at": JSON(createdAt), "content": content.json]
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
