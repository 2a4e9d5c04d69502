import Editorial

extension Release {
    /// Of all that the rules go by: state, release time, approvals, what is public, what is owed, and which text it is. What is nil, false or empty is left
    /// out, so that a field that is added later leaves the digests before it as they are.
    var digest: String {
        var form: [String: JSON] = [
            "version": JSON(version), "workflow": .string(workflow), "state": .string(state), "description": description.form,
            "slug_follows": .bool(slugFollowsHeadline), "imported": .bool(imported), "revision": revision.form, "revision_count": JSON(revisionCount),
        ]
        (form["created_by"], form["created_at"], form["updated_at"]) = (.string(createdBy), JSON(createdAt), JSON(updatedAt))
        (form["release_at"], form["release_zone"]) = (JSON(releaseAt), JSON(releaseZone))
        (form["text"], form["notice"], form["published_at"]) = (live.lastText?.form, live.notice?.form, JSON(live.lastText?.publishedAt))
        form["public_revisions"] = .array(publicRevisions.sorted().map { JSON($0) })
        form["approvals"] = .array(approvals.map(\.form))
        (form["urgency"], form["review"]) = (urgency?.form, review?.form)
        form["unvouched"] = .object(Dictionary(uniqueKeysWithValues: unvouched.map { (String($0), JSON($1.sorted())) }))
        form["confined_to"] = confinedTo.map { ["people": JSON($0.sorted())] }
        return JSON.object(form).digest
    }
}

extension LiveText {
    /// Of one publication: the text, where it stands, and the notes of its corrections.
    var digest: String { form.digest }

    fileprivate var form: JSON {
        let corrections = corrections.map { correction -> JSON in
            ["revision": JSON(correction.revision), "at": JSON(correction.at), "note": .string(correction.note), "minor": .bool(correction.minor)]
        }
        return ["revision": revision.form, "description": description.form, "since": JSON(since), "corrections": .array(corrections)]
    }
}

extension JSON {
    /// `sha256:` and the hex SHA-256 of its members that say something, in the form of RFC 8785.
    fileprivate var digest: String {
        let members = (object ?? [:]).filter { ![.null, false, [], [:]].contains($0.value) }
        return "sha256:" + sha256(JSON.object(members).canonical)
    }
}

extension Revision {
    fileprivate var form: JSON { ["number": JSON(number), "digest": .string(digest)] }
}

extension Description {
    fileprivate var form: JSON {
        [
            "kind": .string(kind.rawValue), "section": .string(section), "language": .string(language), "slug": .string(slug),
            "translation_of": JSON(translationOf?.release), "translation_revision": JSON(translationOf?.revision),
        ]
    }
}

extension Approval {
    fileprivate var form: JSON {
        [
            "revision": JSON(revision), "digest": .string(digest), "release_at": JSON(releaseAt), "by": .string(by), "role": .string(role.rawValue), "at": JSON(at),
            "minor": .bool(minor),
        ]
    }
}

extension Notice {
    fileprivate var form: JSON { ["withdrawn_at": JSON(withdrawnAt), "note": .string(note), "hide_headline": .bool(hideHeadline)] }
}

extension Urgency {
    fileprivate var form: JSON {
        ["revision": JSON(revision), "digest": .string(digest), "reason": .string(reason), "by": .string(by), "at": JSON(at)]
    }
}

extension Review {
    fileprivate var form: JSON {
        [
            "revision": JSON(revision), "parties": JSON(parties.sorted()), "by": .string(by), "reason": .string(reason), "since": JSON(since), "due": JSON(due),
        ]
    }
}
