import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    /// A release's form. `saved` is the release as somebody else saved it meanwhile; `unsaved` says what of it was typed and not saved before, of which the
    /// form goes on with `resumed`; `notSaved` that a sign-in came in between.
    func formPage(
        _ subject: FormSubject, _ form: ReleaseForm, _ context: DeskContext, problems: FieldProblems = FieldProblems(), refused: Refusal? = nil,
        saved: Release? = nil, unsaved: [UnsavedPart] = [], resumed: [UnsavedText.Copy] = [], notSaved: Bool = false
    ) async throws -> Response {
        let release = subject.release
        if let release, release.visibility(to: context.person, under: office) != .whole { throw Problem(.forbidden) }
        if let release {
            try await noteOpening(of: OpenedText(release), context)
            presence.note(context.person, on: release.id, at: now)
        }
        let isConflict = saved != nil && unsaved.isEmpty
        let status: HTTPResponse.Status =
            if let refused { refused.status } else if isConflict { .conflict } else { problems.isEmpty ? .ok : .unprocessableContent }
        var errors = (refused?.errors ?? []) + problems.errors
        if isConflict {
            let moved = "\(whoSaved(saved, context)) this release since you opened it. First comes what differs, then your text; saving makes yours a further revision."
            errors.append(FormError(detail: moved))
        }
        let path = release.map { "/desk/releases/\($0.id)" }
        let page = ReleaseFormPage(
            frame: try await frame(release.map { "Edit: \($0.revision.content.headline)" } ?? "New release", .releases, context, said: notSaved ? Said.signedInAgain.code : nil, errors: errors),
            action: path.map { $0 + "/edit" } ?? "/desk/releases/new",
            back: Link(href: path ?? "/desk/releases", label: release?.revision.content.headline ?? "Releases"), formID: subject.formID,
            version: subject.version.map(String.init), warnings: warnings(release, context.person), saved: saved.map { form.differences(from: ReleaseForm($0, under: office), under: office) } ?? [],
            changes: try await comparison(of: form, with: saved),
            isCorrection: release.map { $0.live != .nothing } ?? false,
            kinds: Kind.allCases.map { Choice(value: $0.rawValue, label: $0.title, chosen: form["kind"] == $0.rawValue) },
            sections: office.sections.map { Choice(value: $0.slug, label: $0.title[office.defaultLanguage], chosen: form["section"] == $0.slug) },
            languages: office.languages.map { Choice(value: $0, label: ReleaseWords.language($0), chosen: form["language"] == $0) },
            boilerplates: try await boilerplates(ticked: form.boilerplate), boilerplateError: problems["boilerplate"], zone: time.city,
            readings: form.releaseTime.readings(in: time),
            unsaved: unsaved, resumes: (resumed + carried(context)).map(\.description), unsavedAction: "/desk/releases/\(release?.id ?? subject.formID ?? "")/unsaved", presenceAction: path.map { $0 + "/presence" },
            others: release.map { others(on: $0.id, context) } ?? [], value: { form[$0] }, error: { problems[$0] })
        return try answer(page, status: status)
    }

    /// "Somebody has saved", or the person themselves.
    func whoSaved(_ release: Release?, _ context: DeskContext) -> String {
        release?.revision.createdBy == context.person.login ? "You have saved, in another window," : "Somebody has saved"
    }

    /// What differs from the text that was saved meanwhile to the one that was typed; nil where nothing does, or where that cannot be read.
    private func comparison(of form: ReleaseForm, with saved: Release?) async throws -> ComparisonPart? {
        guard let saved else { return nil }
        let standing = try await standing(in: form["language"])
        guard let typed = try? form.content(over: saved.revision.content, standing: standing) else { return nil }
        let comparison = Comparison(from: saved.revision.content, to: typed.normalised)
        return comparison.fields.isEmpty ? nil : ComparisonPart(comparison)
    }

    /// Said before somebody begins to write.
    private func warnings(_ release: Release?, _ person: Person) -> [String] {
        guard let release, let workflow = office.workflows[release.workflow] else { return [] }
        var warnings: [String] = []
        let approves = workflow.transitions.contains {
            $0.effects.contains(.approve) && $0.guards.contains(.secondPairOfEyes) && !$0.by.isDisjoint(with: person.roles)
        }
        if approves, !release.revision.authors.contains(person.login) || release.publicRevisions.contains(release.revision.number) {
            warnings.append("If you change this text, you become one of its authors and cannot approve it afterwards.")
        }
        if release.isDecided { warnings.append("This text is approved. A change takes the approval back.") }
        warnings += release.wordsOnKinds(under: office)
        if release.live.text != nil { warnings.append("The public goes on seeing the present text until this one is approved.") }
        return warnings
    }

    /// Every name that the office has, in any language, and those that the text has besides.
    private func boilerplates(ticked: [String]) async throws -> [Choice] {
        let texts = try await store.boilerplates()
        var titles: [String: String] = [:]
        for text in texts { titles[text.boilerplate.name] = titles[text.boilerplate.name] ?? text.boilerplate.title }
        return Set(titles.keys).union(ticked).sorted().map { Choice(value: $0, label: titles[$0] ?? $0, chosen: ticked.contains($0)) }
    }
}

extension FormSubject {
    fileprivate var formID: String? { if case .new(let id) = self { id } else { nil } }
    fileprivate var version: Int? { if case .edit(_, let version) = self { version } else { nil } }
}
