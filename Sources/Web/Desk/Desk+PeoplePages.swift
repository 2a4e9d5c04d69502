import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    func peoplePage(_ context: DeskContext, said: String? = nil) async throws -> Response {
        try check(.people, for: context)
        let mayChange = DeskVisibility.offersChanges(in: .people, to: context.person)
        let rows = try await store.users().map { user in
            PersonRow(
                href: mayChange ? "/desk/people/\(user.person.login)" : nil, login: user.person.login, name: user.person.name, email: user.email,
                roles: user.person.roles.sorted().map(\.words).joined(separator: ", "), status: user.disabled ? "Disabled" : "Active",
                tone: user.disabled ? .quiet : .good)
        }
        let page = PeoplePage(
            frame: try await frame("People", .people, context, said: said), rows: rows, newHref: mayChange ? "/desk/people/new" : nil)
        return try answer(page)
    }

    func newPersonPage(_ form: PersonForm, _ context: DeskContext, problems: FieldProblems = FieldProblems()) async throws -> Response {
        try check(.people, for: context, changing: true)
        let page = PersonFormPage(
            frame: try await frame("New person", .people, context, errors: problems.errors), back: Link(href: "/desk/people", label: "People"),
            action: "/desk/people/new", formID: freshID(),
            login: Field(
                "login", label: "Login", value: form.login, error: problems["login"], hint: "Letters a-z, digits, dot, hyphen and underscore.",
                autocomplete: "off", required: true),
            name: Field("name", label: "Name", value: form.name, error: problems["name"], autocomplete: "off", required: true),
            email: Field("email", label: "E-mail", value: form.email, error: problems["email"], type: "email", autocomplete: "off"),
            roles: choices(of: Set(form.roles.map(Role.init(_:)))), button: "Add and show the password once")
        return try answer(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// One person, with what can be done; what of theirs is still to go out stands beside the button that disables them.
    func personPage(
        _ user: User, _ context: DeskContext, said: String? = nil, status: HTTPResponse.Status = .ok, alert: String? = nil
    ) async throws -> Response {
        try check(.people, for: context, changing: true)
        let path = "/desk/people/\(user.person.login)"
        let atStake = try await store.pending(of: user.person.login, reader: context.person).map { listed in
            Link(href: "/desk/releases/\(listed.id)", label: row(listed, for: context.person).headline)
        }
        let page = PersonFormPage(
            frame: try await frame(user.person.name, .people, context, said: said, errors: alert.map { [FormError(detail: $0)] } ?? []),
            back: Link(href: "/desk/people", label: "People"), action: path + "/roles",
            facts: [Fact(label: "Login", words: user.person.login)] + (user.email.map { [Fact(label: "E-mail", words: $0)] } ?? []),
            roles: choices(of: user.person.roles), button: "Save roles", passwordAction: path + "/password",
            endSessionsAction: path + "/end-sessions", disableAction: !user.disabled ? path + "/disable" : nil,
            atStake: atStake, enableAction: user.disabled ? path + "/enable" : nil)
        return try answer(page, status: status)
    }

    private func choices(of roles: Set<Role>) -> [Choice] {
        office.roles.union(roles).sorted().map { Choice(value: $0.rawValue, label: $0.words.capitalizedFirst, chosen: roles.contains($0)) }
    }
}
