import Editorial
import Hummingbird
import Pages
import Storage

/// Comments on a release: making, answering and settling them.
struct CommentRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.post("releases/:id/comments", keepsText: true) { _, context in
            try await desk.releasePage(desk.release(context), context, commenting: TypedComment(context.form), signedInAgain: true)
        } take: { _, context in
            try await comment(context)
        }
        router.post("releases/:id/comments/:number/replies", keepsText: true) { _, context in
            try await desk.releasePage(desk.release(context), context, commenting: TypedComment(context.form, replyingTo: Self.number(context)), signedInAgain: true)
        } take: { _, context in
            try await reply(context)
        }
        let page: @Sendable (DeskContext) -> String = { "/desk/releases/\($0.parameters.get("id") ?? "")#comments" }
        router.post("releases/:id/comments/:number/resolve", on: page) { _, context in try await settle(true, context) }
        router.post("releases/:id/comments/:number/reopen", on: page) { _, context in try await settle(false, context) }
    }

    private func comment(_ context: DeskContext) async throws -> Response {
        let release = try await desk.release(context)
        let typed = TypedComment(context.form)
        return try await taking(typed, on: release, context) {
            let anchor = try typed.anchor(in: release.revision)
            let number = try await desk.store.comment(typed.body, on: anchor, of: release.id, by: context.origin, at: desk.now)
            return (.commented(number), number)
        }
    }

    private func reply(_ context: DeskContext) async throws -> Response {
        let release = try await desk.release(context)
        let number = try Self.number(context)
        let typed = TypedComment(context.form, replyingTo: number)
        return try await taking(typed, on: release, context) {
            try await desk.store.reply(typed.body, to: number, of: release.id, by: context.origin, at: desk.now)
            return (.replied(number), number)
        }
    }

    private func settle(_ isSettled: Bool, _ context: DeskContext) async throws -> Response {
        let release = try await desk.release(context)
        return try await taking(nil, on: release, context) {
            let number = try Self.number(context)
            try await desk.store.settle(number, isSettled, of: release.id, by: context.origin, at: desk.now)
            return (isSettled ? .settled(number) : .reopened(number), number)
        }
    }

    /// Leads to the comment, where a word about it stands. Where it is refused, the release's page says why, with what was typed kept.
    private func taking(_ typed: TypedComment?, on release: Release, _ context: DeskContext, _ act: () async throws -> (said: Said, number: Int)) async throws -> Response {
        do {
            let done = try await act()
            return desk.back(to: "/desk/releases/\(release.id)", said: done.said, at: "comment-\(done.number)")
        } catch let refusal as Refusal {
            return try await desk.releasePage(release, context, refused: refusal, commenting: typed)
        } catch let invalid as Invalid {
            return try await desk.releasePage(release, context, invalid: invalid, commenting: typed)
        }
    }

    private static func number(_ context: DeskContext) throws -> Int {
        guard let number = context.parameters.get("number", as: Int.self) else { throw NotFound("comment") }
        return number
    }
}

/// A comment, or an answer to one, as it was typed.
struct TypedComment: Sendable, Equatable {
    /// The comment that it answers, nil for a new one.
    let replyingTo: Int?
    let field: String
    let quote: String
    /// Which one is meant, by its number; empty for the first.
    let occurrence: String
    let body: String

    init(_ form: Form, replyingTo: Int? = nil) {
        self.replyingTo = replyingTo
        (field, quote, body) = (form.text("field"), form.text("quote").trimmed, form.text("body").trimmed)
        occurrence = form.text("occurrence").trimmed
    }

    /// The id of the field on the page that is meant by a pointer, nil for another form's.
    func field(of pointer: String) -> String? {
        if let replyingTo { return "reply-\(replyingTo)" }
        return ["/field", "/quote", "/occurrence", "/body"].contains(pointer) ? "comment-\(pointer.dropFirst())" : nil
    }

    /// The place that is meant; of a passage without a field, the first where it stands. Throws `Invalid` for a field or a number that is none.
    func anchor(in revision: Revision) throws(Invalid) -> Anchor? {
        guard let number = occurrence.isEmpty ? 1 : Int(occurrence) else { throw Invalid("/occurrence", "Say which one by its number: 1 is the first.") }
        let quote = quote.isEmpty ? nil : quote
        guard field.isEmpty else {
            guard let chosen = ContentField(rawValue: field) else { throw Invalid("/field", "There is no such field.") }
            return Anchor(field: chosen, quote: quote, occurrence: number)
        }
        guard let quote else { return nil }
        let anchors = ContentField.allCases.map { Anchor(field: $0, quote: quote, occurrence: number) }
        let passages = Passages(of: revision, for: anchors)
        return anchors.first(where: passages.isFound) ?? anchors.first { passages.places(of: $0) > 0 } ?? Anchor(field: .body, quote: quote)
    }
}
