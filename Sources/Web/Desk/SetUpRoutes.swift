import Editorial
import Hummingbird
import Storage

/// The one-time link by which the first administrator gets an account.
struct SetUpRoutes: Sendable {
    let desk: Desk

    func add(to router: some RouterMethods<WebContext>) {
        router.get("set-up/:token") { request, context in
            try await check(context)
            return try await desk.setUpPage(request, SetUpForm())
        }
        router.post("set-up/:token") { request, context in try await setUp(request, context) }
    }

    private func setUp(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await Form(request)
        try GuestToken.check(form, of: request, at: desk.site)
        try await check(context)
        let typed = SetUpForm(login: form["login"] ?? "", name: form["name"] ?? "")
        do {
            let token = try context.parameters.require("token")
            _ = try await desk.store.setUp(
                token: token, login: typed.login, name: typed.name, password: form["password"] ?? "", address: context.address, at: desk.now)
            return .seeOther("/desk/login?said=set-up")
        } catch let invalid as Invalid {
            return try await desk.setUpPage(request, typed, problems: FieldProblems(invalid))
        }
    }

    /// A link that was used, or has expired, is as one that never was.
    private func check(_ context: WebContext) async throws {
        guard try await desk.store.setUpTokenHolds(context.parameters.require("token"), at: desk.now) else {
            throw Problem(.notFound, "This link has been used or has expired. Start the server again for a new one.")
        }
    }
}

/// What was typed, without the password.
struct SetUpForm: Sendable {
    var login = ""
    var name = ""
}
