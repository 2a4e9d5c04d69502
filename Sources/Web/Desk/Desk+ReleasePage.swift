import Distribution
import Editorial
import Hummingbird
import Markdown
import Pages
import Storage

extension Desk {
    /// A release's page: what it says, what may be done about it and what follows, and what was done. A refusal is shown on it, with what was typed kept; so is
    /// what a sign-in came in between of (`signedInAgain`), and that it was not done.
    func releasePage(
        _ release: Release, _ context: DeskContext, refused: Refusal? = nil, invalid: Invalid? = nil, typed: TypedOnPage? = nil,
        commenting: TypedComment? = nil, said: String? = nil, signedInAgain: Bool = false
    ) async throws -> Response {
        let visibility = release.visibility(to: context.person, under: office)
        if visibility == .nothing { throw NotFound("release") }
        let status = refused?.status ?? (invalid == nil ? .ok : .unprocessableContent)
        let notDone = signedInAgain ? [FormError(detail: notDone(typed, commenting), field: typed == nil ? "comments" : "act")] : []
        let errors =
            notDone + (refused?.objections.map { FormError(detail: $0.detail, field: refused?.lacksOnlyWords == true ? typed?.field(of: $0.code) : nil) } ?? [])
            + (invalid?.problems.map { FormError(detail: $0.detail, field: commenting?.field(of: $0.pointer) ?? typed?.timeField) } ?? [])
        guard visibility == .whole else { return try await tracePage(release, context, errors: errors, status: status) }

        try await noteOpening(of: OpenedText(release), context)
        let isStuck = try await stuck(for: context.person).contains(release.id)
        let words = ReleaseWords(release: release, office: office, now: now, isStuck: isStuck)
        var endpoints: [EventType: Int] = [:]
        for type in (release.live == .nothing ? [.published] : [.corrected, .withdrawn, .reinstated]) + [.advance, .advanceCancelled] as [EventType] {
            endpoints[type] = try await store.audience(of: type, release: release)
        }
        let unsaved = try await unsaved(on: release, context)
        let moment = DecisionMoment(
            release: release, actor: .person(context.person), now: now, office: office, onHold: try await store.onHold(), endpoints: endpoints,
            unsaved: unsavedCaution(unsaved))
        let actions = ActionForms(moment: moment, typed: typed, refused: refused, invalid: invalid)
        let standing = try await standing(in: release.description.language)
        let revisions = try await store.revisionHeads(of: release.id, PageRequest(limit: 20))
        let mayEdit = release.objections(toEditingBy: .person(context.person), under: office).isEmpty
        let journal = try await store.journal(JournalFilter(release: release.id), PageRequest(limit: 50))
        let (out, asked) = (try await publication(of: release), try await requests(on: release))
        var approvals: [ApprovalRow] = []
        for approval in release.approvals { approvals.append(try await row(approval, of: release)) }
        let sightings = try await store.sightings(of: release.id)
        let deliveries = try await store.deliveries(DeliveryFilter(release: release.id), PageRequest(limit: 10)).items
        var frame = try await frame(release.revision.content.headline, .releases, context, said: said, errors: errors)
        if let banner = unsavedBanner(unsaved, on: release, mayEdit: mayEdit) { frame.banners.append(banner) }
        let page = DeskReleasePage(
            frame: frame,
            state: words.state, tone: words.tone, publicWords: ([words.publicWords] + sightings.compactMap { $0.seenWords }).joined(separator: " "), publicHref: words.publicHref, facts: words.facts,
            text: release.revision.content.text, number: "\(release.revision.number)", digest: release.revision.digest, version: "\(release.version)",
            editHref: mayEdit ? "/desk/releases/\(release.id)/edit" : nil,
            notices: revisions.items.compactMap(\.lostWords) + [words.stuck, release.lateWords(in: out, on: time, at: now), words.review].compactMap { $0 }
                + sightings.compactMap { $0.troubleWords(on: time, at: now) } + asked + release.notices(onHold: moment.onHold, standing: standing).compactMap { $0["detail"].string },
            changes: try await changes(of: release, since: refused == nil ? nil : typed?.step, context), actions: actions.transitions, impossible: actions.impossible, urgentForms: actions.urgent, releaseTime: words.releaseTime ?? release.dueWords(in: out, on: time, at: now), timeForms: actions.releaseTime, kept: actions.kept,
            approvals: approvals, revisions: revisions.items.map { row($0, of: release, mayRestore: mayEdit) },
            journal: journal.items.map { row($0, visibility: .whole, linked: false) }, deliveries: deliveries.map { row($0, for: context.person) }, spreads: try await spreads(of: release, for: context.person),
            links: [Link(href: "/desk/releases/\(release.id)/workflow", label: "Its workflow, and where it is")]
                + (release.revisionCount > 1 ? [Link(href: "/desk/releases/\(release.id)/revisions/\(release.revision.number)/diff", label: "Compare revisions")] : [])
                + (deliveries.isEmpty ? [] : [Link(href: "/desk/deliveries?release=\(release.id)", label: "All deliveries of this release")])
                + (shows(.journal, to: context.person) ? [Link(href: "/desk/journal?release=\(release.id)", label: "This release’s journal")] : []),
            confinement: try await confinement(of: release, context), comments: try await comments(on: release, context, typed: commenting, invalid: invalid, said: said),
            others: others(on: release.id, context), presenceAction: "/desk/releases/\(release.id)/presence",
            revisionsHref: revisions.next.map { "/desk/releases/\(release.id)/revisions?after=\($0)" },
            journalHref: journal.next.map { "/desk/releases/\(release.id)/journal?after=\($0)" })
        return try answer(page, status: status)
    }

    /// Nobody is to believe that what they pressed was done, when their session had ended.
    private func notDone(_ typed: TypedOnPage?, _ comment: TypedComment?) -> String {
        let what =
            switch typed {
            case .step(let step): "“\(office.workflows.values.lazy.compactMap { $0.transition(step.transition)?.title }.first ?? step.transition)” has not been done"
            case .time: "The release time has not been changed"
            case .urgent: "This release has not been moved to another workflow"
            case nil: comment?.replyingTo == nil ? "Your comment is not there yet" : "Your reply is not there yet"
            }
        return "You are signed in again. \(what): look at it, and press again."
    }

    /// For those who see of what is not public only id and state.
    private func tracePage(_ release: Release, _ context: DeskContext, errors: [FormError], status: HTTPResponse.Status) async throws -> Response {
        let words = ReleaseWords(release: release, office: office, now: now)
        let title = "Release \(release.id)"
        let isPublic = release.live.text != nil
        let page = DeskReleasePage(
            frame: try await frame(title, .releases, context, errors: errors), state: words.state, tone: words.tone,
            publicWords: isPublic ? "A text of this release is public." : "The public sees no text of this release.",
            publicHref: isPublic ? words.publicHref : nil, text: ReleaseText(headline: title, body: SafeHTML(escaping: "")), isShown: false, number: "",
            digest: "", version: "")
        return try answer(page, status: status)
    }

    /// What an approver wrote when they sent the text back, as long as it lies where they sent it.
    func requests(on release: Release) async throws -> [String] {
        guard let workflow = office.workflows[release.workflow],
            let entry = try await store.newest(of: Set(workflow.transitions.map(\.action)), on: release.id),
            let transition = workflow.transitions.first(where: { $0.action == entry.action })
        else { return [] }
        guard transition.to == release.state, transition.guards.contains(.comment), !transition.effects.contains(.oweReview), let comment = entry.details["comment"].string else { return [] }
        return ["\(transition.title), \(entry.actor): \(comment)"]
    }

    private func row(_ approval: Approval, of release: Release) async throws -> ApprovalRow {
        let isOut = release.live.lastText?.revision.isMeant(by: approval) ?? false
        let since = isOut ? nil : try await changedSince(approval, of: release)
        return ApprovalRow(
            who: approval.by, role: approval.role.words, when: time.words(approval.at, at: now), number: "\(approval.revision)", digest: approval.digest.shortDigest,
            seen: (approval.releaseAt.map { "They saw that it goes out \(time.words($0, at: now))." } ?? "They saw that it has no release time.") + (since.map { " " + $0 } ?? ""))
    }
}
