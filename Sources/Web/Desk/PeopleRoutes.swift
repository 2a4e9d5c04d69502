import Editorial
import Hummingbird
import Storage

/// Accounts: adding one, and everything that may be done with it.
struct PeopleRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("people") { request, context in
            try await desk.peoplePage(context, said: request.said)
        }
        router.get("people/new") { _, context in
            try await desk.newPersonPage(PersonForm(), context)
        }
        router.post("people/new") { _, context in
            try await desk.newPersonPage(PersonForm(context.form), context)
        } take: { _, context in
            try await add(context)
        }
        router.get("people/:login") { request, context in
            try await desk.personPage(user(context), context, said: request.said)
        }
        addButtons(to: router)
    }

    private func addButtons(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        let page: @Sendable (DeskContext) -> String = { "/desk/people/\($0.parameters.get("login") ?? "")" }
        router.post("people/:login/roles", on: page) { _, context in
            try await change(context, said: .changed) { login in
                try await desk.store.setRoles(of: login, to: Set(context.form.all("roles").map(Role.init(_:))), by: context.origin, at: desk.now)
            }
        }
        router.post("people/:login/disable", on: page) { _, context in
            try await change(context, said: .disabled) { login in
                _ = try await desk.store.disable(login, takeBack: context.form["take_back"] != nil, by: context.origin, at: desk.now)
            }
        }
        router.post("people/:login/enable", on: page) { _, context in
            try await change(context, said: .enabled) { try await desk.store.enable($0, by: context.origin, at: desk.now) }
        }
        router.post("people/:login/end-sessions", on: page) { _, context in
            try await change(context, said: .sessionsEnded) { try await desk.store.endSessions(of: $0, by: context.origin, at: desk.now) }
        }
        router.post("people/:login/password", on: page) { _, context in
            let user = try await user(context)
            let password = Password.made()
            try await desk.store.setPassword(of: user.person.login, to: password, by: context.origin, at: desk.now)
            return try await desk.secretPage(.password(password, user.person), backTo: page(context), context)
        }
    }

    private func add(_ context: DeskContext) async throws -> Response {
        let typed = PersonForm(context.form)
        do {
            let password = Password.made()
            let user = try await desk.store.addUser(
                login: typed.login, name: typed.name, email: typed.email.isEmpty ? nil : typed.email, roles: Set(typed.roles.map(Role.init(_:))),
                password: password, by: context.origin, at: desk.now)
            return try await desk.secretPage(.password(password, user.person), backTo: "/desk/people/\(user.person.login)", context)
        } catch let invalid as Invalid {
            return try await desk.newPersonPage(typed, context, problems: FieldProblems(invalid))
        }
    }

    /// A refusal that does not come from the roles is shown on the person's page.
    private func change(_ context: DeskContext, said: Said, _ change: (String) async throws -> Void) async throws -> Response {
        let user = try await user(context)
        do {
            try await change(user.person.login)
            return desk.back(to: "/desk/people/\(user.person.login)", said: said)
        } catch let conflict as Conflict {
            return try await desk.personPage(user, context, status: .conflict, alert: conflict.detail)
        } catch let invalid as Invalid {
            return try await desk.personPage(user, context, status: .unprocessableContent, alert: invalid.problems.map(\.detail).joined(separator: " "))
        }
    }

    private func user(_ context: DeskContext) async throws -> User {
        guard let user = try await desk.store.user(context.parameters.require("login")) else { throw NotFound("account") }
        return user
    }
}

/// A new account as it was typed.
struct PersonForm: Sendable {
    var login = ""
    var name = ""
    var email = ""
    var roles: [String] = []

    init() {}

    init(_ form: Form) {
        (login, name, email) = (form.text("login").trimmed, form.text("name").trimmed, form.text("email").trimmed)
        roles = form.all("roles")
    }
}

/// A password that the house makes.
enum Password {
    /// Without letters that are easily taken for others; about 117 bits.
    static func made() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return (0..<24).map { index in (index > 0 && index % 6 == 0 ? "-" : "") + String(letters.randomElement() ?? "a") }.joined()
    }
}
