extension Release {
    /// What follows from `command`, or a refusal with every reason why nothing does. Pure: the caller brings the time.
    /// No events mean that all is already as the command wants it. What is malformed is refused before, by `Command.check`.
    package func decide(_ command: Command, by actor: Actor, at now: Instant, under office: Office) throws(Refusal) -> [Event] {
        switch command {
        case .transition(let step):
            let situation = try situation(step, by: actor, at: now, under: office)
            try Refusal.check(situation.objections)
            return situation.events
        case .edit(let edit):
            try Refusal.check(objections(toEditingBy: actor, under: office) + objections(to: edit, by: actor, under: office))
            return events(of: edit, by: actor, at: now, under: office)
        case .restore(let revision, let edit):
            try Refusal.check(objections(toEditingBy: actor, under: office) + objections(to: edit, by: actor, under: office))
            return events(restoring: revision, with: edit, at: now, under: office)
        case .changeWorkflow(let name, let comment):
            try Refusal.check(objections(toWorkflow: name, by: actor, comment: comment, under: office))
            return name == workflow ? [] : events(changingTo: office.workflows[name])
        case .setReleaseTime(let releaseAt, let zone, let comment):
            try Refusal.check(objections(toReleaseTime: releaseAt, by: actor, comment: comment, at: now, under: office))
            let said = releaseAt == nil ? nil : zone
            return releaseAt == self.releaseAt && said == releaseZone ? [] : [.releaseTimeSet(releaseAt, zone: said)]
        case .confine(let logins):
            try Refusal.check(objections(toConfiningBy: actor, under: office))
            return logins == confinedTo ? [] : [.confined(to: logins)]
        case .takeBackApprovals:
            try Refusal.check(objections(toTakingBackBy: actor, under: office))
            return voiding + (wayBack(under: office).map { [.moved(to: $0.to)] } ?? [])
        case .archive(let publishedAt):
            try Refusal.check(objections(toArchivingBy: actor, under: office))
            let text = LiveText(revision: revision, description: description, publishedAt: publishedAt, since: publishedAt)
            return [.archived(text)] + (office.workflows[workflow]?.publicState.map { [.moved(to: $0)] } ?? [])
        }
    }

    /// The transition that follows by itself now, as the clock: nil where none does.
    package func automatic(at now: Instant, under office: Office) -> Workflow.Transition? {
        guard let workflow = rules(under: office) else { return nil }
        return workflow.transitions.first { transition in
            transition.automatic && situation(transition, by: .clock, at: now, under: workflow).objections.isEmpty
        }
    }

    /// Why nothing follows by itself now where something is to; empty where it follows, or where nothing is to.
    package func objectionsToFollowing(at now: Instant, under office: Office) -> [Objection] {
        guard let workflow = rules(under: office) else { return [withoutWorkflow] }
        let objections = workflow.transitions.filter { $0.automatic && $0.from.contains(state) }.map {
            situation($0, by: .clock, at: now, under: workflow).objections
        }
        return objections.contains(where: \.isEmpty) ? [] : objections.first ?? []
    }

    /// What leaves the present state, for that person: no objection means that it would be taken now, with the input that it asks for.
    package func offers(to actor: Actor, at now: Instant, under office: Office) -> [Offer] {
        guard let workflow = rules(under: office) else { return [] }
        return workflow.transitions.filter { $0.from.contains(state) }.map { transition in
            Offer(transition, situation(transition, by: actor, at: now, under: workflow).objections.filter { ![.stale, .comment, .publicNote].contains($0.code) })
        }
    }

    private func situation(_ step: Step, by actor: Actor, at now: Instant, under office: Office) throws(Refusal) -> Situation {
        guard let workflow = rules(under: office) else { throw Refusal([withoutWorkflow]) }
        guard let transition = workflow.transition(step.transition) else {
            throw Refusal([Objection(.state, "The workflow “\(workflow.title)” has no step “\(step.transition)”.")])
        }
        return Situation(transition: transition, step: step, release: self, actor: actor, time: now, workflow: workflow)
    }

    /// With nothing in hand but the present text.
    func situation(_ transition: Workflow.Transition, by actor: Actor, at now: Instant, under workflow: Workflow) -> Situation {
        Situation(transition: transition, step: Step(transition.name, revision: revision.number), release: self, actor: actor, time: now, workflow: workflow)
    }

    /// Its file was taken away while the release was under way.
    var withoutWorkflow: Objection { Objection(.state, "The office has no workflow “\(workflow)” any more: give this release another one.") }

    /// The state in words.
    package func stateTitle(under workflow: Workflow) -> String { workflow.state(state)?.title ?? state }
}

/// One transition, as it is offered to somebody.
package struct Offer: Sendable, Equatable {
    package let transition: Workflow.Transition
    package let objections: [Objection]
    package init(_ transition: Workflow.Transition, _ objections: [Objection]) { (self.transition, self.objections) = (transition, objections) }

    /// Whether it wants to know why.
    package var asksForComment: Bool { transition.guards.contains(.comment) }
    /// Whether it wants words for the public.
    package var asksForPublicNote: Bool { transition.guards.contains(.publicNote) }
}

extension Refusal {
    /// Refuses where something is objected.
    package static func check(_ objections: [Objection]) throws(Refusal) {
        guard objections.isEmpty else { throw Refusal(objections) }
    }
}
