import Courier
import Foundation
import Synchronization
import Testing

@Suite("A call to our own server")
struct LocalCallTests {
    @Test("method, path, headers and body arrive as they were given")
    func asGiven() async throws {
        let receiver = Receiver { _ in .status(201, headers: ["X-One: 1", "Set-Cookie: a=b", "Set-Cookie: c=d"], body: "made") }
        let call = LocalCall(url: "http://127.0.0.1:\(receiver.port)")
        let answer = try await call.send("PUT", "/a/../b?c=%20d", headers: ["X-Two": "2", "X-Empty": ""], body: "тело".utf8)

        #expect(answer.status == 201)
        #expect(answer.text == "made")
        #expect(answer.header("x-one") == "1")
        #expect(answer.all("set-cookie") == ["a=b", "c=d"])
        let request = try #require(receiver.requests.first)
        #expect(request.line == "PUT /a/../b?c=%20d HTTP/1.1")
        #expect(request.text == "тело")
        #expect(request.header("X-Two") == "2")
        #expect(request.header("X-Empty") == "")
    }

    @Test("nothing is added that nobody asked for", arguments: ["POST", "PUT", "DELETE", "PATCH"])
    func nothingAdded(method: String) async throws {
        let receiver = Receiver()
        let answer = try await LocalCall(url: "http://127.0.0.1:\(receiver.port)").send(method, "/")
        #expect(answer.status == 204)
        let request = try #require(receiver.requests.first)
        #expect(request.line == "\(method) / HTTP/1.1")
        #expect(request.header("Content-Type") == nil)
        #expect(request.header("Expect") == nil)
        #expect(request.body.isEmpty)
    }

    @Test("the answer to HEAD is its head")
    func head() async throws {
        let receiver = Receiver { _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n") }
        let answer = try await LocalCall(url: "http://127.0.0.1:\(receiver.port)").send("HEAD", "/")
        #expect(answer.header("Content-Length") == "5")
        #expect(answer.body.isEmpty)
        #expect(receiver.requests.map(\.line) == ["HEAD / HTTP/1.1"])
    }

    @Test("a redirect is an answer, not a way")
    func redirect() async throws {
        let receiver = Receiver { _ in .status(303, headers: ["Location: /elsewhere"]) }
        let answer = try await LocalCall(url: "http://127.0.0.1:\(receiver.port)").send("GET", "/")
        #expect(answer.status == 303)
        #expect(receiver.requests.count == 1)
    }

    @Test("however many calls wait for their answers, others can be made")
    func together() async throws {
        // Many more than the machine has cores.
        let count = 24 + 8 * ProcessInfo.processInfo.activeProcessorCount
        let patience = Duration.seconds(10)
        let arrived = Atomic(0)
        let receiver = Receiver { request in
            // Nobody is answered before all have called.
            arrived.add(1, ordering: .relaxed)
            while arrived.load(ordering: .relaxed) < count, .now < request.at + patience { usleep(1000) }
            return .status(arrived.load(ordering: .relaxed) < count ? 503 : 204)
        }
        let call = LocalCall(url: "http://127.0.0.1:\(receiver.port)")
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<count { group.addTask { try await call.send("GET", "/").status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 204, count: count))
    }

    @Test("it speaks over a Unix socket")
    func unix() async throws {
        let path = "/tmp/\(UUID().uuidString).sock"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let receiver = Receiver(unix: path) { _ in .status(200, body: "here") }
        #expect(try await LocalCall(socket: path).send("GET", "/who").text == "here")
        #expect(receiver.requests.map(\.line) == ["GET /who HTTP/1.1"])
    }

    @Test("where nobody listens it says so at once")
    func nobody() async {
        let receiver = Receiver()
        receiver.stop()
        await #expect(throws: LocalCall.Failure.noServer) { try await LocalCall(url: "http://127.0.0.1:\(receiver.port)").send("GET", "/") }
        await #expect(throws: LocalCall.Failure.noServer) { try await LocalCall(socket: "/tmp/nobody-\(UUID()).sock").send("GET", "/") }
    }

    @Test("a server that does not answer is given up")
    func silent() async {
        let receiver = Receiver { _ in .hang }
        await #expect(throws: LocalCall.Failure.timedOut) {
            try await LocalCall(url: "http://127.0.0.1:\(receiver.port)", timeout: .milliseconds(50)).send("GET", "/")
        }
        #expect(receiver.connections == 1)
    }
}
