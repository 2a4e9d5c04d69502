import Courier
import Editorial
import Foundation

/// The running server's local socket in a data directory, which only the directory's owner may open.
struct AdminSocket: Sendable {
    static let name = "admin.sock"

    /// A path short enough for a socket's address, however long the directory's is.
    let path: String

    /// Nil where there is no such directory.
    init?(directory: String) {
        let descriptor = Foundation.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        // The descriptor stays open as long as the process: the path leads through it.
        path = "/proc/self/fd/\(descriptor)/\(Self.name)"
    }

    /// Whether a server listens there.
    func answers() async -> Bool { (try? await LocalCall(socket: path, timeout: .seconds(5)).send("GET", "/")) != nil }

    func perform(_ name: String, _ input: JSON) async throws -> JSON {
        let request: JSON = ["user": JSON(SystemUser.name), "input": input]
        let answer = try await LocalCall(socket: path, timeout: .seconds(600)).send(
            "POST", "/\(name)", headers: ["Content-Type": "application/json"], body: request.canonical)
        guard let json = try? JSON.parse(answer.body) else { throw Failure.other("The running server gave an answer that is not understood.") }
        if let failure = json["failure"].object, let message = failure["message"]?.string {
            throw Failure(message, code: Int32(failure["code"]?.integer ?? 1))
        }
        guard answer.status != 413 else { throw Failure.input("This is more than the running server takes at once.") }
        guard answer.status == 200 else { throw Failure.other("The running server does not know this command: is it of another version?") }
        return json["answer"]
    }
}
