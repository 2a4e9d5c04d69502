import Distribution
import Editorial

/// What would follow from a command, found by letting the rules decide it without keeping what they say.
struct Consequence {
    private let before: Release
    private let after: Release
    private let events: [Event]
    private let goesOutAt: Instant?
    private let heldBack: Bool
    private let copies: (before: AdvanceCopy?, after: AdvanceCopy?)
    private let onHold: Bool

    /// Nil where the rules refuse it.
    init?(of command: Command, on release: Release, by actor: Actor, at now: Instant, under office: Office, onHold: Bool) {
        guard let first = try? release.decide(command, by: actor, at: now, under: office) else { return nil }
        var after = release.applying(first, at: now)
        var events = first
        heldBack = onHold && after.automatic(at: max(now, after.releaseAt ?? now), under: office) != nil
        if !onHold, let next = after.automatic(at: now, under: office),
            let second = try? after.decide(.transition(Step(next.name, revision: after.revision.number)), by: .clock, at: now, under: office)
        {
            after = after.applying(second, at: now)
            events += second
        }
        if !onHold, let releaseAt = after.releaseAt, releaseAt > now, after.automatic(at: releaseAt, under: office) != nil {
            goesOutAt = releaseAt
        } else {
            goesOutAt = nil
        }
        (before, self.after, self.events) = (release, after, events)
        self.onHold = onHold
        copies = (release.advanceCopy(under: office), after.advanceCopy(under: office))
    }

    /// Of pressing a transition's button, whatever is then asked for being given.
    init?(of offer: Offer, on release: Release, by actor: Actor, at now: Instant, under office: Office, onHold: Bool) {
        let step = Step(
            offer.transition.name, revision: release.revision.number, releaseAt: .seen(release.releaseAt), comment: "…", publicNote: "…")
        self.init(of: .transition(step), on: release, by: actor, at: now, under: office, onHold: onHold)
    }

    /// Whether the present text becomes public by it, now or at its release time.
    var letsOut: Bool {
        goesOutAt != nil || heldBack || events.contains { if case .published = $0 { true } else { false } }
    }

    /// In one sentence: `Goes public now, to 14 endpoints`.
    func words(endpoints: [EventType: Int], at now: Instant, under office: Office) -> String {
        publicWords(endpoints: endpoints, at: now, under: office) + (advanceWords(endpoints, at: now).map { "; \($0)" } ?? "")
    }

    /// What those are told who are trusted with texts before they are public; nil where that is nothing, or nobody.
    private func advanceWords(_ endpoints: [EventType: Int], at now: Instant) -> String? {
        func count(_ type: EventType) -> (words: String, isOne: Bool)? {
            endpoints[type].flatMap { $0 > 0 ? (Self.endpoints($0), $0 == 1) : nil }
        }
        if copies.before == copies.after || events.contains(where: { if case .published = $0 { true } else { false } }) { return nil }
        if let copy = copies.after {
            guard copy.releaseAt > now, let told = count(.advance) else { return nil }
            return "\(told.words) \(told.isOne ? "gets" : "get") it \(onHold ? "when the hold ends" : "at once"), under embargo"
        }
        return count(.advanceCancelled).map { "\($0.words) that \($0.isOne ? "has" : "have") an advance copy \($0.isOne ? "is" : "are") told not to use it" }
    }

    private static func endpoints(_ count: Int) -> String {
        switch count {
        case 0: "no endpoint"
        case 1: "1 endpoint"
        default: "\(count) endpoints"
        }
    }

    private func publicWords(endpoints: [EventType: Int], at now: Instant, under office: Office) -> String {
        func to(_ type: EventType) -> String {
            "to \(Self.endpoints(endpoints[type] ?? 0))"
        }
        let publication = to(before.live == .nothing ? .published : .corrected)
        let workflow = office.workflows[after.workflow]
        let correction = before.live == .nothing ? "" : " as a correction"
        for event in events.reversed() {
            switch event {
            case .published: return "Goes public now\(correction), \(publication)\(review(at: now, under: office))"
            case .withdrawn: return "Your note takes the text’s place in public now, \(to(.withdrawn))"
            case .reinstated: return "The withdrawn text is public again now, \(to(.reinstated))"
            default: continue
            }
        }
        if let goesOutAt {
            let urgently = after.presentUrgency != nil && before.presentUrgency == nil ? "; somebody else must then review it" : ""
            return "Goes out \(OfficeTime(office.timeZone).words(goesOutAt, at: now))\(correction), \(publication)\(urgently)"
        }
        if after.review == nil, before.review != nil { return "The review is done; what the public sees stays" }
        let state = workflow?.state(after.state)?.title ?? after.state
        if heldBack { return "\(state); goes out only when an administrator ends the hold" }
        return after.state == before.state ? stays(in: after.rules(under: office)) : moves(to: state, in: workflow)
    }

    private func stays(in workflow: Workflow?) -> String {
        let needed = workflow?.approvals.values.reduce(0, +) ?? 1
        let given = after.approvals.count { $0.digest == after.revision.digest }
        return 0 < given && given < needed ? "\(given) of \(needed) approvals; it stays as it is until all are there" : "Nothing goes out by this"
    }

    private func moves(to state: String, in workflow: Workflow?) -> String {
        let index = { (name: String) in workflow?.states.firstIndex { $0.name == name } ?? 0 }
        var parts = [index(after.state) < index(before.state) ? "Back to \(state.lowercased())" : state]
        if before.isDecided, !after.approvals.contains(where: { $0.digest == before.revision.digest }) { parts.append("the approval is taken back") }
        if after.revision.number != before.revision.number { parts.append("revision \(after.revision.number) is the current text again") }
        switch after.live {
        case .text: parts.append("what the public sees stays")
        case .notice: parts.append("the public goes on seeing the notice")
        case .nothing: break
        }
        return parts.joined(separator: "; ")
    }

    /// By when somebody else must look at what goes out by this.
    private func review(at now: Instant, under office: Office) -> String {
        guard let review = after.review, review != before.review else { return "" }
        return "; somebody else must review it by \(OfficeTime(office.timeZone).words(review.due, at: now))"
    }
}
