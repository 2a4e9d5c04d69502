import Editorial
import Hummingbird
import Storage

/// One's own account: sessions, password and API tokens.
struct AccountRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        let page: @Sendable (DeskContext) -> String = { _ in "/desk/account" }
        router.get("account") { request, context in try await desk.accountPage(context, said: request.said) }
        router.post("account/password", on: page) { _, context in try await setPassword(context) }
        router.post("account/sessions/:session/end", on: page) { _, context in
            try await desk.store.endSession(
                context.parameters.require("session"), of: context.person.login, by: context.origin, at: desk.now)
            return desk.back(to: "/desk/account", said: .sessionsEnded)
        }
        router.post("account/tokens", on: page) { _, context in try await addToken(context) }
        router.post("account/tokens/:token/revoke", on: page) { _, context in
            let id = try context.parameters.require("token")
            // Of one's own only: an administrator finds those of others elsewhere.
            guard try await desk.store.tokens(of: context.person.login).contains(where: { $0.id == id }) else { throw NotFound("token") }
            try await desk.store.revokeToken(id, by: context.origin, at: desk.now)
            return desk.back(to: "/desk/account", said: .revoked)
        }
    }

    private func setPassword(_ context: DeskContext) async throws -> Response {
        let login = context.person.login
        switch try await desk.store.checkPassword(context.form["password"] ?? "", by: context.origin, at: desk.now) {
        case .right: break
        case .wrong: return try await desk.accountPage(context, problems: FieldProblems(Invalid("/password", "This is not your present password.")))
        case .throttled(let seconds):
            let problem = Invalid("/password", "Too many attempts. Try again in \(seconds < 120 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes").")
            return try await desk.accountPage(context, problems: FieldProblems(problem))
        }
        do {
            try await desk.store.setPassword(
                of: login, to: context.form["new_password"] ?? "", keeping: context.session.id, by: context.origin, at: desk.now)
            return desk.back(to: "/desk/account", said: .passwordSet)
        } catch let invalid as Invalid {
            let problems = invalid.problems.map { Invalid.Problem("/new_password", $0.detail) }
            return try await desk.accountPage(context, problems: FieldProblems(Invalid(problems)))
        }
    }

    private func addToken(_ context: DeskContext) async throws -> Response {
        do {
            let days = context.form.filled("days").map { Int($0) ?? 0 }
            if let days, !(1...3650).contains(days) { throw Invalid("/days", "Give a number of days from 1 to 3650, or nothing.") }
            guard desk.usedForms.take(context.form["id"] ?? "") else { throw Conflict(UsedForms.answered) }
            let (secret, token) = try await desk.store.addToken(
                for: context.person.login, name: context.form.text("token_name").trimmed, expiresAt: days.map { desk.now.later(seconds: Double($0) * 86_400) },
                by: context.origin, at: desk.now)
            return try await desk.secretPage(.token(secret, token), backTo: "/desk/account", context)
        } catch let invalid as Invalid {
            let problems = invalid.problems.map { Invalid.Problem($0.pointer == "/name" ? "/token_name" : "/days", $0.detail) }
            return try await desk.accountPage(context, problems: FieldProblems(Invalid(problems)))
        }
    }
}
