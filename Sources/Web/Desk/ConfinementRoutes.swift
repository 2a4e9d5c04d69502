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
        let words =
            release.confinedTo == nil
            ? "Everybody at the desk may read this release."
            : "Confined: only \((named + [release.createdBy + ", who made it"]).joined(separator: ", ")), those who may approve it, and auditors know of it."
        // Offered are those who would not read it unless they were named.
        var closed = release
        closed.confinedTo = []
        let others = users.filter { user in
            !closed.isOpen(to: user.person, under: office) && (!user.disabled || release.confinedTo?.contains(user.person.login) == true)
        }
        let path = "/desk/releases/\(release.id)/confine"
        return ConfinementPart(
            words: words, mayChange: mayChange, action: path,
            button: release.confinedTo == nil ? "Confine it to those ticked" : "Change whom it is confined to",
            people: others.map { user in
                Choice(value: user.person.login, label: "\(user.person.name) (\(user.person.login))", chosen: release.confinedTo?.contains(user.person.login) ?? false)
            },
            openAction: release.confinedTo == nil ? nil : path + "/end")
    }
}
