extension Release {
    /// Why that person may not comment on it, or answer a comment; empty where they may. Who may know of it at all, `isOpen` says.
    package func objections(toCommentingBy actor: Actor) -> [Objection] {
        let readers = actor.roles.subtracting([.administrator, .auditor])
        return readers.isEmpty ? [Objection(.role, "Only people who work on releases may comment on them: auditors and administrators change nothing.")] : []
    }

    /// Why that person may not say that `comment` is settled, or open again; empty where they may.
    package func objections(toResolving comment: Comment, by actor: Actor, under office: Office) -> [Objection] {
        let workflow = office.workflows[workflow]
        let settlers = (workflow?.editors ?? []).union(workflow?.approvers ?? [.pressSecretary])
        if comment.by == actor.login { return objections(toCommentingBy: actor) }
        guard actor.roles.isDisjoint(with: settlers) else { return [] }
        return [Objection(.role, "Only whoever wrote the comment, \(settlers.words) may settle it.")]
    }

    /// Throws `Invalid` for a comment that says nothing or too much, or on a passage that is not in the present text, of which `passages` are.
    package func checkComment(_ body: String, on anchor: Anchor?, in passages: Passages) throws(Invalid) {
        var problems = Self.problems(ofWords: body)
        if let quote = anchor?.quote {
            if let excess = Measure.characters(5_000).excess(of: quote) { problems.append(.init("/quote", excess)) }
            if let forbidden = quote.forbiddenCharacter { problems.append(.init("/quote", forbidden)) }
        }
        if let anchor, anchor.occurrence < 1 { problems.append(.init("/occurrence", "This is a whole number from 1, the first.")) }
        if problems.isEmpty, let anchor, !passages.isFound(anchor) {
            let places = passages.places(of: anchor)
            problems.append(
                places == 0
                    ? .init("/quote", "This passage is not in the present text: it may have been changed since you read it.")
                    : .init("/occurrence", places == 1 ? "This passage stands there only once." : "This passage stands there only \(places) times."))
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }

    /// Throws `Invalid` for a reply that says nothing or too much.
    package func checkReply(_ body: String) throws(Invalid) {
        let problems = Self.problems(ofWords: body)
        if !problems.isEmpty { throw Invalid(problems) }
    }

    private static func problems(ofWords body: String) -> [Invalid.Problem] {
        let blank = body.isBlank ? "A comment says something." : nil
        return [blank, Measure.characters(5_000).excess(of: body), body.forbiddenCharacter].compactMap { $0 }.map { Invalid.Problem("/body", $0) }
    }
}
