extension Command {
    /// Throws `Invalid` for what no state of the release could make right: an unknown transition or workflow, a time in the past, a text that cannot be taken.
    package func check(on release: Release, at now: Instant, under office: Office) throws(Invalid) {
        var problems: [Invalid.Problem] = []
        switch self {
        case .transition(let step):
            if let workflow = office.workflows[release.workflow], workflow.transition(step.transition) == nil {
                problems.append(.init("/transition", "The workflow “\(workflow.title)” has no transition “\(step.transition)”."))
            }
            problems += note(step.comment, at: "/comment") + note(step.publicNote, at: "/public_note")
        case .edit(let edit): problems += edit.problems(under: office)
        case .restore(_, let edit):
            problems += edit.problems(under: office)
            if edit.content != nil { problems.append(.init("/content", "A revision is restored or a text is saved, not both at once.")) }
        case .changeWorkflow(let name, let comment):
            if office.workflows[name] == nil { problems.append(.init("/workflow", "The office has no workflow “\(name)”.")) }
            problems += note(comment, at: "/comment")
        case .setReleaseTime(let releaseAt, _, let comment): problems += past(releaseAt, now) + note(comment, at: "/comment")
        case .confine: break
        case .takeBackApprovals(let comment): problems += note(comment, at: "/comment")
        case .archive(let publishedAt):
            if publishedAt > now { problems.append(.init("/published_at", "What has been published was published in the past.")) }
        }
        guard problems.isEmpty else { throw Invalid(problems) }
    }
}

extension NewRelease {
    /// Throws `Invalid` for a section, language or workflow that the office lacks, a release time in the past, a malformed slug, a text that cannot be taken.
    package func check(under office: Office, at now: Instant) throws(Invalid) {
        let edit = Edit(content: content, section: section, language: language, slug: slug)
        var problems = edit.problems(under: office) + past(releaseAt, now)
        let bound = office.choice.bound(kind: kind, section: section)
        let chosen = workflow ?? office.choice.workflow(kind: kind, section: section)
        if office.workflows[chosen] == nil {
            problems.append(.init("/workflow", "The office has no workflow “\(chosen)”."))
        } else if let bound, bound != chosen {
            problems.append(.init("/workflow", "The office binds this kind or section to the workflow “\(bound)”."))
        }
        guard problems.isEmpty else { throw Invalid(problems) }
    }
}

extension Edit {
    /// Throws `Invalid` for a section or language that the office lacks, a malformed slug, a text that cannot be taken.
    package func check(under office: Office) throws(Invalid) {
        let problems = problems(under: office)
        guard problems.isEmpty else { throw Invalid(problems) }
    }

    fileprivate func problems(under office: Office) -> [Invalid.Problem] {
        var problems: [Invalid.Problem] = []
        if let section, office.section(section) == nil { problems.append(.init("/section", "The office has no section “\(section)”.")) }
        if let language, !office.languages.contains(language) { problems.append(.init("/language", "The office does not publish in “\(language)”.")) }
        if let slug, !Slug.isValid(slug) {
            problems.append(.init("/slug", "An address is made of a to z and 0 to 9, with single hyphens between, at most 100 characters."))
        }
        do { try content?.check() } catch { problems += error.problems }
        return problems
    }
}

/// A release time must lie ahead.
private func past(_ releaseAt: Instant?, _ now: Instant) -> [Invalid.Problem] {
    releaseAt.map { $0 <= now } ?? false ? [.init("/release_at", "The release time must lie in the future.")] : []
}

/// A comment or public note is bounded, and made of characters that can be published.
private func note(_ text: String?, at pointer: String) -> [Invalid.Problem] {
    guard let text else { return [] }
    return [Measure.characters(5_000).excess(of: text), text.forbiddenCharacter].compactMap { $0 }.map { .init(pointer, $0) }
}
