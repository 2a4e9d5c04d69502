import ArgumentParser
import Editorial

/// `imprimatur user …`: people's accounts.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "People's accounts.",
        subcommands: [Add.self, List.self, SetPassword.self, SetRoles.self, Disable.self, Enable.self, EndSessions.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an account. Without --password-stdin a strong password is made, and printed once.")
        @Argument(help: "What the person signs in with.") var login: String
        @Option(help: "The person's name.") var name: String
        @Option(help: "The person's e-mail address.") var email: String?
        @Option(help: "A role: drafter, press-secretary, publisher, administrator, auditor, or one that a workflow names; may be repeated.") var role: [String] = []
        @OptionGroup var password: PasswordOptions
        @OptionGroup var data: DataOptions

        func validate() throws {
            if role.isEmpty { throw ValidationError("Missing expected argument '--role <role>'") }
        }

        func run() async throws {
            let chosen = try password.choose()
            _ = try await DataDoor.open(data).perform(
                "user.add",
                ["login": JSON(login), "name": JSON(name), "email": JSON(email), "roles": JSON(role), "password": JSON(chosen.password)])
            chosen.show(login)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")
        @OptionGroup var data: DataOptions

        func run() async throws {
            let users = try await DataDoor.open(data).perform("user.list").array ?? []
            Console.table(
                ["LOGIN", "NAME", "ROLES", "E-MAIL", "STATUS"],
                users.map { user in
                    let roles = (user["roles"].array ?? []).compactMap(\.string).joined(separator: ",")
                    return [user["login"].words, user["name"].words, roles, user["email"].words, user["disabled"].bool == true ? "disabled" : "enabled"]
                })
        }
    }

    struct SetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give an account another password; its sessions end.")
        @Argument(help: "Whose.") var login: String
        @OptionGroup var password: PasswordOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let chosen = try password.choose()
            _ = try await DataDoor.open(data).perform("user.set-password", ["login": JSON(login), "password": JSON(chosen.password)])
            chosen.show(login)
        }
    }

    struct SetRoles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give an account these roles instead of those that it has.")
        @Argument(help: "Whose.") var login: String
        @Option(help: "A role; may be repeated.") var role: [String] = []
        @OptionGroup var data: DataOptions

        func validate() throws {
            if role.isEmpty { throw ValidationError("Missing expected argument '--role <role>'") }
        }

        func run() async throws {
            _ = try await DataDoor.open(data).perform("user.set-roles", ["login": JSON(login), "roles": JSON(role)])
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close an account: its sessions and tokens end at once.",
            discussion: "Lists the approved releases not yet out that this person wrote or approved.")
        @Argument(help: "Whose.") var login: String
        @Flag(help: "Take back the approvals of those releases.") var takeBack = false
        @OptionGroup var data: DataOptions

        func run() async throws {
            let pending = try await DataDoor.open(data).perform("user.disable", ["login": JSON(login), "take_back": .bool(takeBack)]).array ?? []
            Console.table(["ID", "STATE", "RELEASE TIME", "HEADLINE"], pending.map(\.row))
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Open a closed account again.")
        @Argument(help: "Whose.") var login: String
        @OptionGroup var data: DataOptions

        func run() async throws { _ = try await DataDoor.open(data).perform("user.enable", ["login": JSON(login)]) }
    }

    struct EndSessions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Sign a person out everywhere.")
        @Argument(help: "Whom.") var login: String
        @OptionGroup var data: DataOptions

        func run() async throws { _ = try await DataDoor.open(data).perform("user.end-sessions", ["login": JSON(login)]) }
    }
}

extension JSON {
    /// A cell of a table: a dash where nothing is said.
    var words: String { string ?? "-" }
    /// A release's cells.
    var row: [String] { ["id", "state", "release_at", "headline"].map { self[$0].words } }
}
