import Courier
import Editorial
import Foundation
import Logging
import ServiceLifecycle
import Storage
import Testing
import Web

@Suite("The local socket")
struct AdminRouterTests {
    @Test("a command goes to its handler as JSON, only the owner may open the socket, and what is unknown is a 404")
    func commands() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "socket-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/admin.sock"
        let router = AdminRouter(handlers: [
            "user.add": { ["said": $0["login"]] },
            "user.disable": { _ in throw NotFound("account") },
        ])
        let (listening, isListening) = AsyncStream<Void>.makeStream()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let services = ServiceGroup(
            configuration: .init(services: [router.application(socket: path, logger: logger) { isListening.yield() }], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = listening.makeAsyncIterator()
            await iterator.next()

            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let call = LocalCall(socket: path)
            let headers: KeyValuePairs = ["Content-Type": "application/json"]
            #expect(try await call.send("POST", "/user.add", headers: headers, body: Array(#"{"login": "ana"}"#.utf8)).json == ["said": "ana"])
            #expect(try await call.send("POST", "/user.disable", headers: headers, body: Array("{}".utf8)).status == 404)
            #expect(try await call.send("POST", "/user.add", headers: headers, body: Array("{".utf8)).status == 400)
            #expect(try await call.send("POST", "/nothing", headers: headers, body: Array("{}".utf8)).status == 404)
            #expect(try await call.send("GET", "/").status == 204)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }
}
