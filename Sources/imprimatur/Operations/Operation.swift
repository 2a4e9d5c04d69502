import Editorial
import Storage

/// What a command does to the data: the same whether this process owns the data or a running server does. Input and answer are JSON, so that they
/// can go through the server's local socket.
struct Operation: Sendable {
    let name: String
    let run: @Sendable (Case) async throws -> JSON

    init(_ name: String, _ run: @escaping @Sendable (Case) async throws -> JSON) { (self.name, self.run) = (name, run) }

    static let all = people + tokens + endpoints + releases + upkeep

    /// One call of an operation.
    struct Case: Sendable {
        let store: Store
        let input: JSON
        /// The user of the operating system at the command line.
        let origin: Origin
        /// That user's name.
        let user: String
        let now: Instant
        /// What a backup carries besides the data, by path.
        let files: @Sendable () throws -> [String: [UInt8]]

        /// The text of that name in the input. Throws a 64 where there is none.
        func text(_ name: String) throws(Failure) -> String {
            guard let text = input[name].string else { throw .usage("The input lacks \(name).") }
            return text
        }
        /// The list of texts of that name, empty where there is none.
        func texts(_ name: String) -> [String] { input[name].array?.compactMap(\.string) ?? [] }
    }
}

/// All operations over one store, by name.
struct Operations: Sendable {
    let store: Store
    let files: @Sendable () throws -> [String: [UInt8]]

    /// What the local socket passes on: `{"user", "input"}` in, `{"answer"}` or `{"failure": {"message", "code"}}` out.
    /// Throwing in type, though a failure is an answer: where functions that cannot throw stood in for ones that can, Swift 6.3's optimised build
    /// took their every answer for an error, and crashed.
    func handlers() -> [String: @Sendable (JSON) async throws -> JSON] {
        Dictionary(uniqueKeysWithValues: Operation.all.map { operation in
            (operation.name, { @Sendable (request: JSON) async throws -> JSON in
                do {
                    return ["answer": try await perform(operation, request["input"], by: request["user"].string ?? "unknown")]
                } catch {
                    let failure = Failure(error)
                    return ["failure": ["message": JSON(failure.message), "code": JSON(Int(failure.code))]]
                }
            })
        })
    }

    func perform(_ operation: Operation, _ input: JSON, by user: String) async throws -> JSON {
        let call = Operation.Case(store: store, input: input, origin: Origin(.commandLine(user: user), via: .cli), user: user, now: .now, files: files)
        do {
            return try await operation.run(call)
        } catch let missing as NotFound {
            let named = (input["id"].string ?? input["login"].string).map { " \($0)" } ?? ""
            throw Failure.input("There is no \(missing.what)\(named).")
        }
    }
}
