import Editorial
import Hummingbird
import Storage

/// Where a release is moved to an urgent road, and back to its own workflow.
struct UrgentRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.post("releases/:id/urgent", keepsText: true) { _, context in
            try await desk.releasePage(desk.release(context), context, typed: .urgent(TypedUrgency(context.form)), signedInAgain: true)
        } take: { _, context in
            try await move(TypedUrgency(context.form), context)
        }
    }

    private func move(_ typed: TypedUrgency, _ context: DeskContext) async throws -> Response {
        let release = try await desk.release(context)
        // The buttons lead to urgent roads, and back to its own: any other change of workflow is not what their words say.
        let isUrgent = desk.office.workflows[typed.workflow]?.isUrgent ?? false
        guard isUrgent || typed.workflow == release.boundTo(under: desk.office) else { throw Problem(.badRequest) }
        do {
            let command = Command.changeWorkflow(typed.workflow, comment: typed.comment.trimmed.isEmpty ? nil : typed.comment)
            let after = try await desk.store.perform(command, on: release.id, by: context.origin, version: typed.version, at: desk.now)
            let said: Said = !isUrgent ? .madeOrdinary : after.rests(under: desk.office) ? .madeUrgentLive : .madeUrgent
            return desk.back(to: after, said: said)
        } catch let refusal as Refusal {
            return try await desk.releasePage(release, context, refused: refusal, typed: .urgent(typed))
        } catch let invalid as Invalid {
            return try await desk.releasePage(release, context, invalid: invalid, typed: .urgent(typed))
        } catch is Stale {
            return try await desk.releasePage(desk.release(context), context, refused: .movedOn, typed: .urgent(typed))
        }
    }
}
