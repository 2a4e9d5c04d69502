extension Release {
    /// Whether that person may know what is in it: everybody, unless it is confined; then those who are named, who made it, who may approve it, and auditors.
    package func isOpen(to person: Person, under office: Office) -> Bool {
        guard let confinedTo else { return true }
        let approvers = office.workflows[workflow]?.approvers ?? [.pressSecretary]
        return confinedTo.contains(person.login) || createdBy == person.login || !person.roles.isDisjoint(with: approvers.union([.auditor]))
    }

    /// Why that person may not say who reads this release; empty where they may.
    package func objections(toConfiningBy actor: Actor, under office: Office) -> [Objection] {
        guard let workflow = office.workflows[workflow] else { return [withoutWorkflow] }
        let made = actor.login == createdBy && !actor.roles.isDisjoint(with: workflow.editors)
        guard !made, actor.roles.isDisjoint(with: workflow.approvers) else { return [] }
        return [Objection(.role, "Only whoever made this release, or \(workflow.approvers.words), may say who reads it.")]
    }
}
