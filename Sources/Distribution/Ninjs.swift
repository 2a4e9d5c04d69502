import Editorial

/// An event as a news item: IPTC ninjs 3.1. What a release does not have is left out.
enum Ninjs {
    static func item(of event: JSON) -> JSON {
        let release = event["data"]["release"]
        // Only a ping is of no release.
        guard let id = release["id"].string else { return bare(id: event["data"]["endpoint"].string ?? "", note: "A trial of this endpoint. There is no news in it.", event) }
        guard release["revision"]["content"].object != nil else {
            let isCancelled = status(of: event) == "canceled"
            let note = release["withdrawal_note"].string ?? "The advance copy is taken back: do not publish it."
            return bare(id: id, note: isCancelled ? note : "This is about work at the desk. There is no news in it.", event)
        }
        return whole(id, event)
    }

    /// Whether the receiver may publish it: under embargo not yet, and taken back no more.
    private static func status(of event: JSON) -> JSON {
        switch event["type"].string {
        case "release.published", "release.corrected", "release.reinstated": "usable"
        case "release.withdrawn", "release.advance_cancelled": "canceled"
        default: "withheld"
        }
    }

    /// What every item says.
    private static func frame(_ id: String, _ event: JSON) -> [String: JSON] {
        let release = event["data"]["release"]
        return [
            "uri": .string("urn:uuid:\(id)"), "type": "text", "pubStatus": status(of: event), "versionCreated": event["timestamp"],
            "version": JSON(release["version"].integer.map(String.init)), "firstCreated": release["created_at"], "language": release["language"],
            "slugline": release["slug"], "embargoedUntil": embargo(event),
            "standard": ["name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"],
        ]
    }

    /// An item without a text.
    private static func bare(id: String, note: String?, _ event: JSON) -> JSON {
        let headline = event["data"]["release"]["headline"]
        return .object(frame(id, event)).adding([
            "representationType": "partial", "edNote": JSON(note), "title": headline, "headlines": texts([("headline", headline)]),
        ])
    }

    private static func whole(_ id: String, _ event: JSON) -> JSON {
        let release = event["data"]["release"]
        let revision = release["revision"]
        let content = revision["content"]
        return .object(frame(id, event)).adding([
            "representationType": "full", "contentCreated": revision["created_at"], "title": content["headline"],
            "headlines": texts([("headline", content["headline"]), ("subheadline", content["subheadline"])]),
            "descriptions": texts([("summary", content["summary"]), ("correction", content["correction_note"])]), "bodies": bodies(release), "edNote": content["correction_note"],
            "located": content["dateline"]["place"], "people": people(content), "infoSources": contact(content["contact"]),
            "subjects": [["rel": "section", "literal": release["section"]]], "genres": [["literal": release["kind"]]],
            "altIds": [["role": "digest", "value": revision["digest"]]],
            "renditions": .array(release["url"].string.map { [["name": "web", "href": .string($0), "contentType": "text/html"]] } ?? []),
            "associations": .array(associations(release)),
        ])
    }

    /// Until when no version of it may be out, nil where that is past.
    private static func embargo(_ event: JSON) -> JSON {
        // Both are RFC 3339 in UTC with milliseconds, so they compare as texts.
        guard let time = event["data"]["release"]["release_at"].string, let now = event["timestamp"].string, time > now else { return .null }
        return .string(time)
    }

    private static func texts(_ all: [(role: String, value: JSON)]) -> JSON {
        .array(all.filter { $0.value != .null }.map { ["role": .string($0.role), "contentType": "text/plain", "value": $0.value] })
    }

    private static func bodies(_ release: JSON) -> JSON {
        let plain = release["body_text"].string ?? ""
        let boilerplate = release["revision"]["content"]["boilerplate"].array ?? []
        return .array(
            [
                ["role": "main", "contentType": "text/html", "value": .string(release["body_html"].string ?? "")],
                [
                    "role": "main", "contentType": "text/plain", "charCount": JSON(plain.count), "wordCount": JSON(plain.split(whereSeparator: \.isWhitespace).count),
                    "value": .string(plain),
                ],
            ] + boilerplate.map { ["role": "boilerplate", "contentType": "text/markdown", "value": $0["text"]] })
    }

    private static func people(_ content: JSON) -> JSON {
        .array(content["speaker"].string.map { [["name": .string($0), "rel": "speaker"]] } ?? [])
    }

    /// Whom the press may ask.
    private static func contact(_ contact: JSON) -> JSON {
        guard contact != .null else { return [] }
        let ways = [("email", contact["email"]), ("phone", contact["phone"])].filter { $0.1 != .null }
        let role = contact["name"] == .null ? "contact" : contact["role"]
        return [
            JSON.object([:]).adding([
                "name": contact["name"] == .null ? contact["role"] : contact["name"], "role": role,
                "contactInfo": .array(ways.map { ["type": .string($0.0), "value": $0.1] }),
            ])
        ]
    }

    /// Pictures and documents, in the text's order, which is that of their addresses.
    private static func associations(_ release: JSON) -> [JSON] {
        let attachments = release["revision"]["content"]["attachments"].array ?? []
        return zip(attachments, release["attachment_urls"].array ?? []).map { attachment, url in
            JSON.object(["name": attachment["filename"], "uri": url, "rel": "attachment", "type": .string(type(attachment["media_type"].string ?? ""))]).adding([
                "descriptions": texts([("alt", attachment["alt"]), ("caption", attachment["caption"])]),
                "renditions": [["name": "original", "href": url, "contentType": attachment["media_type"]]],
            ])
        }
    }

    private static func type(_ mediaType: String) -> String {
        switch mediaType.prefix(while: { $0 != "/" }) {
        case "image": "picture"
        case "audio": "audio"
        case "video": "video"
        default: "text"
        }
    }
}

extension JSON {
    /// With these members too, and without any that is null or an empty list.
    fileprivate func adding(_ members: [String: JSON]) -> JSON {
        .object((object ?? [:]).merging(members) { $1 }.filter { $0.value != .null && $0.value != .array([]) })
    }
}
