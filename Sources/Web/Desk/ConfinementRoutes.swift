import Editorial
import Hummingbird
import Pages
import Storage

/// Who may know of a release: saying that only those who are named may, and opening it again.
struct ConfinementRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        let page: @Sendable (DeskContext) -> String = { "/desk/releases/\($0.parameters.get("id") ?? "")" }
        router.post("releases/:id/confine", on: page) { _, context in
            try await take(.confine(to: Set(context.form.all("login"))), said: .confined, context)
        }
        router.post("releases/:id/confine/end", on: page) { _, context in
            try await take(.confine(to: nil), said: .openedToAll, context)
        }
    }

    private func take(_ command: Command, said: Said, _ context: DeskContext) async throws -> Response {
        let release = try await desk.release(context)
        do {
            let after = try await desk.store.perform(
                command, on: release.id, by: context.origin, version: context.form.number("version") ?? 0, at: desk.now)
            return desk.back(to: after, said: said)
        } catch let refusal as Refusal {
            return try await desk.releasePage(release, context, refused: refusal)
        } catch let invalid as Invalid {
            return try await desk.releasePage(release, context, invalid: invalid)
        } catch is Stale {
            return try await desk.releasePage(desk.release(context), context, refused: .movedOn)
        }
    }
}

extension Desk {
    /// Who knows of a release, and the forms for those who may say so.
    func confinement(of release: Release, _ context: DeskContext) async throws -> ConfinementPart {
        let mayChange = release.objections(toConfiningBy: .person(context.person), under: office).isEmpty
        let users = try await store.users()
        let named = users.filter { release.confinedTo?.contains($0.person.login) ?? false }.map(\.person.name)
        let approvers = (office.workflows[release.workflow]?.approvers ?? [.pressSecretary]).named
        let words =
            release.confinedTo == nil
            ? "Everybody at the desk may read this release."
            : "Confined: only \((named + [release.createdBy + ", who made it"]).joined(separator: ", ")), those who may approve it (\(approvers)), and auditors know of it."
        // Offered are those who would not read it unless they were named.
        var closed = release
        closed.confinedTo = []
        let others = users.filter { user in
            !closed.isOpen(to: user.person, under: office) && (!user.disabled || release.confinedTo?.contains(user.person.login) == true)
        }
        let path = "/desk/releases/\(release.id)/confine"
        return ConfinementPart(
            words: words, mayChange: mayChange, summary: release.confinedTo == nil ? "Confine to named people" : "Change who may read it", action: path,
            button: release.confinedTo == nil ? "Confine it to those ticked" : "Change whom it is confined to",
            people: others.map { user in
                Choice(value: user.person.login, label: "\(user.person.name) (\(user.person.login))", chosen: release.confinedTo?.contains(user.person.login) ?? false)
            },
            openAction: release.confinedTo == nil ? nil : path + "/end")
    }
}

extension Release {
    /// To whom another workflow would open it, in a sentence; nil where to nobody: it is not confined, or they know of it already.
    func words(openedBy workflow: Workflow, under office: Office) -> String? {
        let roles = roles(openedToBy: workflow.name, under: office)
        return roles.isEmpty ? nil : "This release is confined: under “\(workflow.title)” everybody with the role \(roles.named) knows of it, too."
    }

    /// The same, of the workflows that another kind or section would bring along.
    func wordsOnKinds(under office: Office) -> [String] {
        let edits = Kind.allCases.flatMap { kind in office.sections.map { Edit(kind: kind, section: $0.slug) } }
        let roads = Set(edits.compactMap { workflow(broughtBy: $0, under: office) }).sorted().compactMap { office.workflows[$0] }
        return roads.compactMap { words(openedBy: $0, under: office) }.map { "\($0) Some kinds and sections bring that workflow along." }
    }
}

extension Set<Role> {
    /// "legal or press secretary": as they stand among people's roles.
    fileprivate var named: String { sorted().map(\.words).joined(separator: " or ") }
}
