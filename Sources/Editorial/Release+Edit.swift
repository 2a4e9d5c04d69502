extension Release {
    /// Why that person may not save a text now; empty where they may.
    package func objections(toEditingBy actor: Actor, under office: Office) -> [Objection] {
        guard let workflow = office.workflows[workflow] else { return [withoutWorkflow] }
        let here = workflow.state(state)?.editableBy ?? []
        let allowed = here.isEmpty ? workflow.editors : here
        return [
            here.isEmpty ? Objection(.state, "This release is “\(stateTitle(under: workflow))”: it cannot be edited now.") : nil,
            actor.roles.isDisjoint(with: allowed) ? Objection(.role, "Only \(allowed.words) may edit this release.") : nil,
        ].compactMap { $0 }
    }

    /// What has been public is fixed, and what is confined is not opened by the way.
    func objections(to edit: Edit, by actor: Actor, under office: Office) -> [Objection] {
        let moves = edit.slug.map { $0 != description.slug } ?? false
        let translates = edit.language.map { $0 != description.language } ?? false
        return [
            moves && (live != .nothing || !publicRevisions.isEmpty) ? Objection(.fixed, "The address is fixed: this release has been public.") : nil,
            translates && live != .nothing ? Objection(.fixed, "The language is fixed while the public sees this release.") : nil,
        ].compactMap { $0 } + objections(toOpeningBy: actor, through: workflow(broughtBy: edit, under: office), under: office)
    }

    /// The workflow that comes along with another kind or section, because the office binds it to that: otherwise a change of section would be a way around it.
    /// Nil where none does.
    package func workflow(broughtBy edit: Edit, under office: Office) -> String? {
        let (kind, section) = (edit.kind ?? description.kind, edit.section ?? description.section)
        let before = office.choice.bound(kind: description.kind, section: description.section)
        guard let after = office.choice.bound(kind: kind, section: section), after != before, after != workflow else { return nil }
        // A review that is owed is done where it can be done.
        return review != nil && !(office.workflows[after]?.reviews ?? false) ? nil : after
    }

    func events(of edit: Edit, by actor: Actor, at now: Instant, under office: Office) -> [Event] {
        let content = (edit.content ?? revision.content).normalised
        let digest = content.digest
        let next = Revision(
            number: revisionCount + 1, digest: digest, createdBy: actor.name, createdAt: now, content: content, parent: revision.number,
            authors: (isVouchedFor(revision.number) ? [] : revision.authors).union([actor.name]))
        return (digest == revision.digest ? [] : [.revised(next)] + voiding) + described(by: edit, headline: content.headline, at: now, under: office)
    }

    func events(restoring earlier: Revision, with edit: Edit, at now: Instant, under office: Office) -> [Event] {
        (earlier.number == revision.number ? [] : [.restored(earlier)] + voiding)
            + described(by: edit, headline: earlier.content.headline, at: now, under: office)
    }

    private func described(by edit: Edit, headline: String, at now: Instant, under office: Office) -> [Event] {
        var description = self.description
        var follows = slugFollowsHeadline
        description.kind = edit.kind ?? description.kind
        description.section = edit.section ?? description.section
        description.language = edit.language ?? description.language
        description.translationOf = edit.translationOf ?? description.translationOf
        if let slug = edit.slug {
            // The address that it has already, read and sent back, is no new one.
            if slug != description.slug { (description.slug, follows) = (slug, false) }
        } else if follows, !headline.utf8.elementsEqual(revision.content.headline.utf8) {
            description.slug = Slug.made(from: headline, kind: description.kind, at: now)
        }
        guard description != self.description || follows != slugFollowsHeadline else { return [] }
        let road = workflow(broughtBy: edit, under: office).map { events(changingTo: office.workflows[$0]) } ?? []
        return [.described(description, slugFollowsHeadline: follows)] + road
    }
}
