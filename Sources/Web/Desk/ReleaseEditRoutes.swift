import Editorial
import Hummingbird
import Storage

/// Writing: a release's form, of a new one or of one that is there.
struct ReleaseEditRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("releases/new") { request, context in
            try desk.check(.writing, for: context)
            return try await desk.newFormPage(resuming: request.uri.queryParameters["resume"].map(String.init), typedIn: request.uri.queryParameters["window"].map(String.init), context)
        }
        router.post("releases/new", keepsText: true) { _, context in
            try await desk.formPage(.new(id: context.form["id"] ?? desk.freshID()), ReleaseForm(context.form), context, notSaved: true)
        } take: { _, context in
            try await create(context)
        }
        router.get("releases/:id/edit") { request, context in
            let release = try await desk.release(context)
            let objections = release.objections(toEditingBy: .person(context.person), under: desk.office)
            if !objections.isEmpty {
                let codes = JSON(objections.map(\.code.rawValue))
                try await desk.store.note("release.edit.refused", details: ["objections": codes], release: release.id, by: context.origin, at: desk.now)
                return try await desk.releasePage(release, context, refused: Refusal(objections))
            }
            return try await desk.editFormPage(of: release, typedIn: request.uri.queryParameters["window"].map(String.init), context)
        }
        router.post("releases/:id/edit", keepsText: true) { _, context in
            let subject = FormSubject.edit(try await desk.release(context), version: context.form.number("version") ?? 0)
            return try await desk.formPage(subject, ReleaseForm(context.form), context, notSaved: true)
        } take: { _, context in
            try await save(context)
        }
    }

    private func create(_ context: DeskContext) async throws -> Response {
        let form = ReleaseForm(context.form)
        let id = context.form["id"] ?? desk.freshID()
        let subject = FormSubject.new(id: id)
        desk.end(context)
        do {
            let typed = try await read(form, over: nil)
            let new = NewRelease(
                kind: typed.kind, section: form["section"], language: form["language"], content: typed.content, slug: form.slug,
                releaseAt: typed.wish.instant, releaseZone: desk.office.timeZone)
            let release = try await desk.store.create(new, form: id, saving: desk.copies(context), by: context.origin, at: desk.now)
            return desk.back(to: release, said: .created)
        } catch let made as AlreadyMade {
            // Written on in another window: both texts, and nothing of either is lost.
            let text = UnsavedText(release: made.release.id, window: context.form.window.isEmpty ? desk.freshID() : context.form.window, version: 0, fields: form.json, at: desk.now)
            try await desk.store.keep(text, of: context.person.login, insteadOf: desk.copies(context))
            return try await desk.formPage(.edit(made.release, version: made.release.version), form, context, saved: made.release, resumed: [text.copy])
        } catch let problems as FieldProblems {
            return try await desk.formPage(subject, form, context, problems: problems)
        } catch let invalid as Invalid {
            return try await desk.formPage(subject, form, context, problems: FieldProblems(invalid))
        } catch let refusal as Refusal {
            return try await desk.formPage(subject, form, context, refused: refusal)
        }
    }

    private func save(_ context: DeskContext) async throws -> Response {
        let release = try await desk.release(context)
        let form = ReleaseForm(context.form)
        let version = context.form.number("version") ?? 0
        let subject = FormSubject.edit(release, version: version)
        desk.end(context)
        do {
            if version != release.version { throw Stale(version: release.version) }
            let typed = try await read(form, over: release)
            let edit = Edit(content: typed.content, kind: typed.kind, section: form["section"], language: form["language"], slug: form.slug)
            try edit.check(under: desk.office)
            let commands = [.edit(edit)] + (typed.wish.instant.map { [Command.setReleaseTime($0, zone: desk.office.timeZone, comment: nil)] } ?? [])
            let saved = try await desk.store.perform(
                commands, on: release.id, saving: desk.copies(context), by: context.origin, version: version, at: desk.now)
            desk.presence.leave(context.person, release.id)
            return desk.back(to: saved, said: saved.version == release.version ? .unchanged : .saved)
        } catch let problems as FieldProblems {
            return try await desk.formPage(subject, form, context, problems: problems)
        } catch let invalid as Invalid {
            return try await desk.formPage(subject, form, context, problems: FieldProblems(invalid))
        } catch let refusal as Refusal {
            return try await desk.formPage(subject, form, context, refused: refusal)
        } catch is Stale {
            // The text as it was typed, and the saved one beside it; saving from there makes a further revision.
            let present = try await desk.release(context)
            return try await desk.formPage(.edit(present, version: present.version), form, context, saved: present)
        }
    }

    /// Throws every problem of the form at once, as `FieldProblems`.
    private func read(_ form: ReleaseForm, over release: Release?) async throws -> (kind: Kind, content: Content, wish: ReleaseTimeField.Wish) {
        let standing = try await desk.standing(in: form["language"])
        var problems = FieldProblems()
        let kind = problems.gather { () throws(Invalid) in try form.kind() }
        let content = problems.gather { () throws(Invalid) in try form.content(over: release?.revision.content, standing: standing) }
        let wish = problems.gather { () throws(Invalid) in try form.releaseTime.wish(over: release?.releaseAt, in: desk.time) }
        guard let kind, let content, let wish else { throw problems }
        return (kind, content, wish)
    }
}

/// Which text a form is of.
enum FormSubject: Sendable {
    /// Its id is made when the form is shown, so that a form posted twice makes one release.
    case new(id: String)
    /// `version` is the one that was shown.
    case edit(Release, version: Int)

    var release: Release? { if case .edit(let release, _) = self { release } else { nil } }
}

extension ReleaseForm {
    init(_ form: Form) { self.init(typed: { form[$0] }, boilerplate: form.all("boilerplate")) }

    var releaseTime: ReleaseTimeField { ReleaseTimeField(date: self["release_date"], time: self["release_time"], which: self["release_which"]) }
}
