import Editorial

extension Release {
    /// The release as the API shows it to `reader`, with `transitions` and `notices`. `standing` finds the office's present boilerplate of a name, for the notices.
    package func json(for reader: Actor, at now: Instant, under office: Office, onHold: Bool, standing: (String) -> Boilerplate?) -> JSON {
        let own: [String: JSON] = [
            "created_by": .string(createdBy), "revision": revision.json, "approvals": .array(approvals.map(\.json)), "review": review?.json ?? nil,
            "urgency": presentUrgency?.json ?? nil, "release_zone": JSON(releaseZone), "confined_to": confinedTo.map { JSON($0.sorted()) } ?? nil,
            "open_comments": JSON(openComments),
            "notices": .array(notices(onHold: onHold, standing: standing)),
            "transitions": .array(offers(to: reader, at: now, under: office).map(\.json)),
        ]
        return .object(facts(as: description, under: office).merging(own) { $1 })
    }

    /// What the API and a webhook's receiver are told alike.
    func facts(as description: Description, under office: Office) -> [String: JSON] {
        [
            "id": .string(id), "slug": .string(description.slug), "url": JSON(url(under: office)), "workflow": .string(workflow), "state": .string(state),
            "version": JSON(version), "kind": .string(description.kind.rawValue), "section": .string(description.section),
            "language": .string(description.language), "translation_of": description.translationOf?.json ?? nil, "release_at": JSON(releaseAt),
            "imported": .bool(imported), "created_at": JSON(createdAt), "updated_at": JSON(updatedAt), "live": live.json,
        ]
    }

    /// Where the public finds it, nil where there is nothing to find.
    package func url(under office: Office) -> String? {
        live.lastText.map { office.url(language: $0.description.language, slug: $0.description.slug) }
    }

    /// What its editor should know, as the API says it: `{code, detail}`.
    package func notices(onHold: Bool, standing: (String) -> Boilerplate?) -> [JSON] {
        let changed = revision.content.boilerplate.filter { copy in
            guard let present = standing(copy.name) else { return false }
            return !present.text.utf8.elementsEqual(copy.text.utf8) || !present.title.utf8.elementsEqual(copy.title.utf8)
        }
        let held: [JSON] =
            onHold && isDecided ? [["code": "on-hold", "detail": "Publishing is on hold: an administrator must resume it before this release goes out."]] : []
        return held
            + changed.map { copy in
                ["code": "boilerplate-changed", "detail": .string("The office's text “\(copy.title)” has changed since it was copied into this release.")]
            }
    }
}

extension Revision {
    /// The `revision` object.
    package var json: JSON {
        ["number": JSON(number), "digest": .string(digest), "created_by": .string(createdBy), "created_at": JSON(createdAt), "content": content.json]
    }
}

extension Approval {
    var json: JSON {
        [
            "revision": JSON(revision), "digest": .string(digest), "release_at": JSON(releaseAt), "by": .string(by), "role": .string(role.rawValue),
            "at": JSON(at),
        ]
    }
}

extension Review {
    /// The `review` object.
    var json: JSON { ["since": JSON(since), "due": JSON(due), "reason": .string(reason), "by": .string(by), "revision": JSON(revision)] }
}

extension Urgency {
    /// The `urgency` object.
    var json: JSON { ["revision": JSON(revision), "digest": .string(digest), "reason": .string(reason), "by": .string(by), "at": JSON(at)] }
}

extension TranslationSource {
    var json: JSON { ["release": .string(release), "revision": JSON(revision)] }
}

extension Live {
    /// The `live` object, null where the public sees nothing.
    var json: JSON {
        guard let text = lastText else { return nil }
        return [
            "revision": JSON(text.revision.number), "digest": .string(text.revision.digest), "published_at": JSON(text.publishedAt), "since": JSON(text.since),
            "corrections": .array(text.corrections.map(\.json)), "withdrawn_at": JSON(notice?.withdrawnAt), "withdrawal_note": JSON(notice?.note),
        ]
    }
}

extension Correction {
    var json: JSON { ["revision": JSON(revision), "at": JSON(at), "note": .string(note), "minor": .bool(minor)] }
}

extension Offer {
    var json: JSON {
        [
            "name": .string(transition.name), "title": .string(transition.title), "to": .string(transition.to),
            "objections": .array(objections.map(\.json)),
        ]
    }
}

extension Objection {
    /// As a refusal and an offer show it.
    package var json: JSON { ["code": .string(code.rawValue), "detail": .string(detail)] }
}
