import Editorial
import Hummingbird
import Storage

/// A release's revisions and its journal: reading them, and making a revision the current text again.
struct RevisionRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("releases/:id/revisions") { request, context in
            let release = try await readable(context)
            return try await desk.revisionsPage(desk.store.revisionHeads(of: release.id, PageRequest(after: request.after)), of: release, context)
        }
        router.get("releases/:id/revisions/:number") { _, context in
            let release = try await readable(context)
            return try await desk.revisionPage(revision(of: release, context), of: release, context)
        }
        router.get("releases/:id/journal") { request, context in
            let release = try await readable(context)
            let page = PageRequest(after: request.after)
            return try await desk.entriesPage(desk.store.journal(JournalFilter(release: release.id), page), of: release, context)
        }
        router.post("releases/:id/revisions/:number/restore", on: { Self.page(of: $0) }) { _, context in
            let release = try await desk.release(context)
            do {
                let restore = Command.restore(try await revision(of: release, context), Edit())
                let after = try await desk.store.perform(
                    restore, on: release.id, by: context.origin, version: context.form.number("version") ?? 0, at: desk.now)
                return desk.back(to: after, said: .restored)
            } catch let refusal as Refusal {
                return try await desk.releasePage(release, context, refused: refusal)
            } catch is Stale {
                return try await desk.releasePage(desk.release(context), context, refused: .movedOn)
            }
        }
    }

    private func readable(_ context: DeskContext) async throws -> Release {
        let release = try await desk.release(context)
        guard release.visibility(to: context.person, under: desk.office) == .whole else { throw Problem(.forbidden) }
        return release
    }

    private func revision(of release: Release, _ context: DeskContext) async throws -> Revision {
        guard let number = context.parameters.get("number", as: Int.self), let revision = try await desk.store.revision(number, of: release.id) else {
            throw NotFound("revision")
        }
        return revision
    }

    private static func page(of context: DeskContext) -> String { "/desk/releases/\(context.parameters.get("id") ?? "")" }
}
