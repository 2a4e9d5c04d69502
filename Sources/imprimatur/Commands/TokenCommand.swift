import ArgumentParser
import Editorial

/// `imprimatur token …`: what programs call the API with.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens for the API.", subcommands: [Add.self, List.self, Revoke.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token that acts as that person. It is printed once; only its hash is kept.")
        @Argument(help: "Whose.") var login: String
        @Option(help: "What it is for.") var name: String
        @Option(help: ArgumentHelp("For how long it holds (default: until it is revoked).", valueName: "days")) var expiresIn: Int?
        @OptionGroup var data: DataOptions

        func validate() throws {
            if let expiresIn, !(1...36_500).contains(expiresIn) { throw ValidationError("--expires-in is a number of days from 1 to 36500.") }
        }

        func run() async throws {
            let input: JSON = ["login": JSON(login), "name": JSON(name), "expires_in_days": JSON(expiresIn)]
            Console.print(try await DataDoor.open(data).perform("token.add", input).words)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens.")
        @Argument(help: "Whose (default: everybody's).") var login: String?
        @OptionGroup var data: DataOptions

        func run() async throws {
            let tokens = try await DataDoor.open(data).perform("token.list", ["login": JSON(login)]).array ?? []
            let columns = ["id", "login", "name", "created_at", "expires_at", "last_used_at"]
            Console.table(["ID", "LOGIN", "NAME", "CREATED", "EXPIRES", "LAST USED"], tokens.map { token in columns.map { token[$0].words } })
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a token.")
        @Argument(help: "The first column of `token list`.") var id: String
        @OptionGroup var data: DataOptions

        func run() async throws { _ = try await DataDoor.open(data).perform("token.revoke", ["id": JSON(id)]) }
    }
}
