import Editorial

extension Release {
    /// What the journal keeps of a release in each of its entries.
    func details(under office: Office) -> [String: JSON] {
        var details: [String: JSON] = [
            "version": JSON(version), "state": .string(state), "revision": JSON(revision.number), "digest": .string(revision.digest),
            "workflow": .string(workflow), "release_at": JSON(releaseAt), "authors": JSON(revision.authors.sorted()), "release_digest": .string(digest),
        ]
        details["workflow_digest"] = office.workflows[workflow].map { .string($0.digest) }
        return details
    }

    /// The same after `command`, with what it changed.
    func details(of command: Command, after before: Release, under office: Office) -> [String: JSON] {
        var details = details(under: office).merging(command.details) { _, new in new }
        // So that a change past the journal is not signed by the next one that was taken, or refused.
        details["previous_release_digest"] = .string(before.digest)
        if live.lastText != before.live.lastText { details["publication_digest"] = JSON(live.lastText?.digest) }
        if state != before.state { details["from"] = .string(before.state) }
        if let releaseZone { details["release_zone"] = .string(releaseZone) }
        if let review, review != before.review { details["review_due"] = JSON(review.due) }
        if review == nil, before.review != nil { details["review"] = "done" }
        if releaseAt != before.releaseAt { details["previous_release_at"] = JSON(before.releaseAt) }
        if workflow != before.workflow {
            details["previous_workflow"] = .string(before.workflow)
            let opened = before.roles(openedToBy: workflow, under: office)
            if !opened.isEmpty { details["opened_to"] = JSON(opened.sorted().map(\.rawValue)) }
        }
        for ((name, value), (_, previous)) in zip(description.told, before.description.told) where value != previous {
            (details[name], details["previous_\(name)"]) = (.string(value), .string(previous))
        }
        if description.translationOf != before.description.translationOf {
            details["translation_of"] = JSON(description.translationOf?.release)
            details["previous_translation_of"] = JSON(before.description.translationOf?.release)
            details["previous_translation_revision"] = JSON(before.description.translationOf?.revision)
        }
        return details
    }
}

extension Description {
    /// Its plain values, by the journal's names.
    fileprivate var told: [(String, String)] { [("kind", kind.rawValue), ("section", section), ("language", language), ("slug", slug)] }
}

extension Command {
    /// The journal's word for it.
    var action: String {
        switch self {
        case .transition(let step): "release.\(step.transition)"
        case .edit: "release.edit"
        case .restore: "release.restore"
        case .changeWorkflow: "release.change-workflow"
        case .setReleaseTime: "release.set-time"
        case .confine: "release.confine"
        case .takeBackApprovals: "release.take-back-approvals"
        case .archive: "release.archive"
        }
    }

    /// What was said with it.
    fileprivate var details: [String: JSON] {
        var details: [String: JSON] = [:]
        switch self {
        case .transition(let step):
            details["asked_revision"] = JSON(step.revision)
            details["comment"] = step.comment.map(JSON.string)
            details["public_note"] = step.publicNote.map(JSON.string)
            if step.hideHeadline { details["hide_headline"] = true }
            if step.minor { details["minor"] = true }
        case .edit: break
        case .restore(let revision, _): details["restored"] = JSON(revision.number)
        case .changeWorkflow(let name, let comment):
            details["asked_workflow"] = .string(name)
            details["comment"] = comment.map(JSON.string)
        case .setReleaseTime(let time, _, let comment):
            details["asked_release_at"] = JSON(time)
            details["comment"] = comment.map(JSON.string)
        case .confine(let logins): details["confined_to"] = logins.map { JSON($0.sorted()) } ?? .null
        case .takeBackApprovals(let comment): details["comment"] = .string(comment)
        case .archive(let publishedAt): details["published_at"] = JSON(publishedAt)
        }
        return details
    }
}
