import ArgumentParser

/// Where a password comes from.
struct PasswordOptions: ParsableArguments {
    @Flag(help: "Read the password from standard input, one line.") var passwordStdin = false

    /// A password that was typed, or made here.
    struct Chosen {
        let password: String
        let made: Bool

        /// Shows a made password, once.
        func show(_ login: String) {
            guard made else { return }
            if Console.errorIsTerminal { Console.error("The password of \(login), shown once:") }
            Console.print(password)
        }
    }

    /// Throws a 65 where standard input has none.
    func choose() throws -> Chosen {
        guard passwordStdin else { return Chosen(password: Self.strong(), made: true) }
        guard let line = readLine(), !line.isEmpty else { throw Failure.input("There is no password on standard input.") }
        return Chosen(password: line, made: false)
    }

    /// Five groups of five characters that nobody confuses: 125 bits.
    static func strong() -> String {
        let characters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        var system = SystemRandomNumberGenerator()
        let groups = (0..<5).map { _ in String((0..<5).map { _ in characters[Int.random(in: characters.indices, using: &system)] }) }
        return groups.joined(separator: "-")
    }
}
