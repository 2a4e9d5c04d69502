extension Release {
    /// Whether that person may know what is in it: everybody, unless it is confined; then those who are named, who made it, who may approve it, and auditors.
    package func isOpen(to person: Person, under office: Office) -> Bool {
        guard let confinedTo else { return true }
        return confinedTo.contains(person.login) || createdBy == person.login || !person.roles.isDisjoint(with: approvers(under: office).union([.auditor]))
    }

    /// Why that person may not say who reads this release; empty where they may.
    package func objections(toConfiningBy actor: Actor, under office: Office) -> [Objection] {
        guard let workflow = office.workflows[workflow] else { return [withoutWorkflow] }
        let made = actor.login == createdBy && !actor.roles.isDisjoint(with: workflow.editors)
        guard !made, actor.roles.isDisjoint(with: workflow.approvers) else { return [] }
        return [Objection(.role, "Only whoever made this release, or \(workflow.approvers.words), may say who reads it.")]
    }

    /// The roles to which the workflow of that name would open it, confined as it is: those that approve under it and not now. None where everybody reads it.
    package func roles(openedToBy name: String, under office: Office) -> Set<Role> {
        guard confinedTo != nil, let next = office.workflows[name] else { return [] }
        return next.approvers.subtracting(approvers(under: office)).subtracting([.auditor])
    }

    /// Why that person may not send it down a road that would open it to more people: who may not say who reads it does not by another road either.
    func objections(toOpeningBy actor: Actor, through name: String?, under office: Office) -> [Objection] {
        guard let name, let workflow = office.workflows[name] else { return [] }
        let roles = roles(openedToBy: name, under: office)
        let approvers = approvers(under: office)
        guard !roles.isEmpty, actor.login != createdBy, actor.roles.isDisjoint(with: approvers) else { return [] }
        let detail = "This release is confined, and the workflow “\(workflow.title)” would open it to \(roles.words): only whoever made it, or \(approvers.words), may do that."
        return [Objection(.role, detail)]
    }

    /// Of a workflow that is gone, press secretaries take care.
    private func approvers(under office: Office) -> Set<Role> { office.workflows[workflow]?.approvers ?? [.pressSecretary] }
}
