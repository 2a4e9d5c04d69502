extension Release {
    /// The rules that it goes by, nil where their file was taken away. Where the office binds its kind or section to another workflow, they ask for that one's approvals
    /// as well: so no other road leads around these.
    package func rules(under office: Office) -> Workflow? {
        guard let workflow = office.workflows[workflow] else { return nil }
        guard let name = boundTo(under: office), name != workflow.name, let bound = office.workflows[name] else { return workflow }
        return workflow.asking(as: bound)
    }

    /// The workflow to which the office binds its kind or section, nil where it binds them to none.
    package func boundTo(under office: Office) -> String? { office.choice.bound(kind: description.kind, section: description.section) }

    /// Why that person may not send the release down another road; empty where they may.
    func objections(toWorkflow name: String, by actor: Actor, comment: String?, under office: Office) -> [Objection] {
        let bound = boundTo(under: office)
        let knowsState = office.workflows[name]?.state(state) != nil
        return [
            knowsState ? nil : Objection(.state, "The workflow “\(name)” has no state “\(state)”."),
            actor.roles.contains(.pressSecretary) ? nil : Objection(.role, "Only \(Role.pressSecretary.withArticle) may change the workflow."),
            comment?.isBlank ?? true ? Objection(.comment, "Say why, in a comment.") : nil,
            bound.map { $0 != name } ?? false && !(office.workflows[name]?.isUrgent ?? false) ? Objection(.fixed, "The office binds this kind or section to another workflow.") : nil,
            review != nil && !(office.workflows[name]?.reviews ?? true)
                ? Objection(.state, "A review of this release is owed, which the workflow “\(name)” has no step for.") : nil,
        ].compactMap { $0 } + objections(toOpeningBy: actor, through: name, under: office)
    }

    /// Every approval of what is not out falls, and the new road begins at its beginning; the urgent one goes on from where the release is.
    func events(changingTo workflow: Workflow?) -> [Event] {
        guard let workflow, let initial = workflow.states.first else { return [] }
        return [.workflowChanged(to: workflow.name)] + voiding + (workflow.isUrgent || initial.name == state ? [] : [.moved(to: initial.name)])
    }

    /// Why what stands of this release may not be taken back on account of a closed account; empty where it may.
    func objections(toTakingBackBy actor: Actor, under office: Office) -> [Objection] {
        let isOperator = if case .commandLine = actor { true } else { actor.roles.contains(.administrator) }
        return [
            voiding.isEmpty ? Objection(.state, "There is no approval to take back.") : nil,
            isOperator ? nil : Objection(.role, "Only \(Role.administrator.withArticle) may do this."),
        ].compactMap { $0 }
    }

    /// The transition by which approvals are taken back from the present state, where there are any.
    func wayBack(under office: Office) -> Workflow.Transition? {
        guard !voiding.isEmpty else { return nil }
        return office.workflows[workflow]?.transitions.first { $0.from.contains(state) && $0.effects.contains(.voidApprovals) }
    }

    /// Why the release is not taken as history: only a fresh draft is.
    func objections(toArchivingBy actor: Actor, under office: Office) -> [Objection] {
        guard let workflow = office.workflows[workflow] else { return [withoutWorkflow] }
        let isFresh = state == workflow.states.first?.name && version == 1 && live == .nothing && publicRevisions.isEmpty && approvals.isEmpty
        return [
            isFresh && workflow.publicState != nil ? nil : Objection(.state, "Only a fresh draft can be taken as history."),
            actor.roles.isDisjoint(with: workflow.editors) ? Objection(.role, "Only \(workflow.editors.words) may bring in the past.") : nil,
        ].compactMap { $0 }
    }
}
