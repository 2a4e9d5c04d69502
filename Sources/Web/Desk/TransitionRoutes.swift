import Editorial
import Hummingbird
import Storage

/// A release's transitions: each button of its page posts here.
struct TransitionRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.post("releases/:id/transitions/:name", keepsText: true) { _, context in
            try await desk.releasePage(desk.release(context), context, typed: .step(TypedStep(context)), signedInAgain: true)
        } take: { _, context in
            try await take(context)
        }
    }

    private func take(_ context: DeskContext) async throws -> Response {
        let id = try await desk.release(context).id
        let typed = try TypedStep(context)
        do {
            let release = try await desk.store.perform(.transition(typed.step), on: id, by: context.origin, at: desk.now)
            return desk.back(to: release, said: .taken(typed.transition))
        } catch let refusal as Refusal {
            let release = try await desk.release(context)
            return try await desk.releasePage(release, context, refused: refusal, typed: .step(typed))
        } catch let invalid as Invalid {
            return try await desk.releasePage(desk.release(context), context, invalid: invalid, typed: .step(typed))
        }
    }
}

/// What was typed beside a transition's button, kept where it is refused.
struct TypedStep: Sendable, Equatable {
    let transition: String
    let revision: Int
    let releaseAt: Instant?
    let description: Description?
    let comment: String
    let publicNote: String
    let hideHeadline: Bool
    let minor: Bool

    init(_ context: DeskContext) throws {
        let form = context.form
        transition = try context.parameters.require("name")
        revision = form.number("revision") ?? 0
        releaseAt = form["release_at"].flatMap(Instant.init(rfc3339:))
        description = form["description"].flatMap(Description.init(carried:))
        (comment, publicNote) = (form.text("comment"), form.text("public_note"))
        (hideHeadline, minor) = (form["hide_headline"] != nil, form["minor"] != nil)
    }

    /// Text, description and release time go along as they were shown, so that nobody decides on something that they have not seen.
    var step: Step {
        Step(
            transition, revision: revision, releaseAt: .seen(releaseAt), description: description, comment: comment.trimmed.isEmpty ? nil : comment,
            publicNote: publicNote.trimmed.isEmpty ? nil : publicNote, hideHeadline: hideHeadline, minor: minor)
    }
}
