import Editorial
import Hummingbird
import Storage

/// Two revisions of a release, side by side.
struct ComparisonRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("releases/:id/revisions/:number/diff") { request, context in
            let release = try await readable(context)
            let number = context.parameters.get("number", as: Int.self)
            let against = request.uri.queryParameters["against"].map { Int($0) ?? 0 }
            let pair = try await desk.store.pair(number ?? 0, against: against, of: release, under: desk.office)
            return try await desk.comparisonPage(pair.revision, against: pair.against, of: release, context)
        }
        // A plain form cannot write into the path.
        router.get("releases/:id/diff") { request, context in
            let release = try await readable(context)
            func number(_ name: Substring) -> Int { request.uri.queryParameters[name].flatMap { Int($0) } ?? release.revision.number }
            return .redirect(to: "/desk/releases/\(release.id)/revisions/\(number("revision"))/diff?against=\(number("against"))", type: .normal)
        }
    }

    private func readable(_ context: DeskContext) async throws -> Release {
        let release = try await desk.release(context)
        guard release.visibility(to: context.person, under: desk.office) == .whole else { throw Problem(.forbidden) }
        return release
    }
}

extension Store {
    /// A revision and the one to compare it with: the named one, else the one that was approved last before it, else what the public sees, else the one before; nil for
    /// the first. Throws `NotFound`.
    func pair(_ number: Int, against named: Int?, of release: Release, under office: Office) async throws -> (revision: Revision, against: Revision?) {
        guard let revision = try await revision(number, of: release.id) else { throw NotFound("revision") }
        if let named {
            guard let against = try await self.revision(named, of: release.id) else { throw NotFound("revision") }
            return (revision, against)
        }
        let approved = try await lastDecision(on: release.id, { $0 < number }, by: [.approve], under: office)?.revision
        let live = release.live.lastText.map(\.revision.number).flatMap { $0 < number ? $0 : nil }
        return (revision, try await self.revision(approved ?? live ?? number - 1, of: release.id))
    }
}
