extension Release {
    /// A first draft and its first revision. `id` is a fresh UUIDv7. Throws a `Refusal`; what is malformed is refused before, by `NewRelease.check`.
    package static func draft(_ new: NewRelease, id: String, by actor: Actor, at now: Instant, under office: Office) throws(Refusal) -> Release {
        let name = new.workflow ?? office.choice.workflow(kind: new.kind, section: new.section)
        guard let workflow = office.workflows[name], let initial = workflow.states.first else {
            throw Refusal([Objection(.state, "The office has no workflow “\(name)”.")])
        }
        guard !actor.roles.isDisjoint(with: workflow.editors) else {
            throw Refusal([Objection(.role, "Only \(workflow.editors.words) may write a release.")])
        }
        let content = new.content.normalised
        let slug = new.slug ?? Slug.made(from: content.headline, kind: new.kind, at: now)
        let revision = Revision(
            number: 1, digest: content.digest, createdBy: actor.name, createdAt: now, content: content, parent: nil, authors: [actor.name])
        return Release(
            id: id, workflow: name, state: initial.name,
            description: Description(kind: new.kind, section: new.section, language: new.language, slug: slug, translationOf: new.translationOf),
            slugFollowsHeadline: new.slug == nil, releaseAt: new.releaseAt, releaseZone: new.releaseAt == nil ? nil : new.releaseZone, createdBy: actor.name,
            createdAt: now, updatedAt: now, revision: revision)
    }
}
