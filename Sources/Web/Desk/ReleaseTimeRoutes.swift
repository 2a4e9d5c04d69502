import Editorial
import Hummingbird
import Storage

/// A release's time: setting it, bringing it forward and clearing it are three buttons.
struct ReleaseTimeRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        add(.set, at: "releases/:id/release-time", to: router)
        add(.forward, at: "releases/:id/release-time/forward", to: router)
        add(.clear, at: "releases/:id/release-time/clear", to: router)
    }

    private func add(_ button: TypedReleaseTime.Button, at path: RouterPath, to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.post(path, keepsText: true) { _, context in
            try await desk.releasePage(desk.release(context), context, typed: .time(TypedReleaseTime(context.form, button)), signedInAgain: true)
        } take: { _, context in
            try await press(TypedReleaseTime(context.form, button), context)
        }
    }

    private func press(_ typed: TypedReleaseTime, _ context: DeskContext) async throws -> Response {
        let release = try await desk.release(context)
        do {
            let wish = typed.button == .clear ? nil : try wish(typed, over: release)
            if wish == .asItIs { return desk.back(to: release, said: .unchanged) }
            let zone = wish == nil ? nil : desk.office.timeZone
            let command = Command.setReleaseTime(wish?.instant, zone: zone, comment: typed.comment.trimmed.isEmpty ? nil : typed.comment)
            let after = try await desk.store.perform(command, on: release.id, by: context.origin, version: typed.version, at: desk.now)
            return desk.back(to: after, said: wish == nil ? .timeCleared : .timeSet)
        } catch let refusal as Refusal {
            return try await desk.releasePage(release, context, refused: refusal, typed: .time(typed))
        } catch let invalid as Invalid {
            return try await desk.releasePage(release, context, invalid: invalid, typed: .time(typed))
        } catch is Stale {
            return try await desk.releasePage(desk.release(context), context, refused: .movedOn, typed: .time(typed))
        }
    }

    /// Bringing an approved text forward wants a button of its own, as clearing its time does: neither follows from a slip in a field.
    private func wish(_ typed: TypedReleaseTime, over release: Release) throws(Invalid) -> ReleaseTimeField.Wish {
        let wish = try typed.field.wish(over: release.releaseAt, in: desk.time)
        if wish == .asItIs, release.releaseAt == nil { throw Invalid("/release_at", "Give a date and a time of day.") }
        guard let instant = wish.instant, release.isDecided else { return wish }
        switch (typed.button, release.bringsForward(instant)) {
        case (.set, true): throw Invalid("/release_at", "This is earlier than the release time as it stands: that is for the button “Bring forward”.")
        case (.forward, false): throw Invalid("/release_at", "This is not earlier than the release time as it stands: that is for the button “Postpone”.")
        default: return wish
        }
    }
}

/// What was typed into a release time's form.
struct TypedReleaseTime: Sendable, Equatable {
    enum Button: String, Sendable { case set, forward, clear }

    let button: Button
    let field: ReleaseTimeField
    let comment: String
    let version: Int

    init(_ form: Form, _ button: Button) {
        self.button = button
        field = ReleaseTimeField(form)
        comment = form.text("comment")
        version = form.number("version") ?? 0
    }
}

extension ReleaseTimeField {
    init(_ form: Form) { self.init(date: form.text("release_date"), time: form.text("release_time"), which: form.text("release_which")) }
}
