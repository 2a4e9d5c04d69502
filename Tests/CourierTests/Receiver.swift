#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Synchronization

/// A receiver that behaves as badly as a test wants, over a socket of its own. Closes everything when it goes.
final class Receiver: Sendable {
    struct Request: Sendable {
        let line: String
        let headers: [(name: String, value: String)]
        let body: [UInt8]
        /// Counts the connections from 0: two requests with the same number came over the same one.
        let connection: Int
        let at: ContinuousClock.Instant

        var text: String { String(decoding: body, as: UTF8.self) }
        func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
    }

    enum Reply: Sendable {
        case status(Int, headers: [String] = [], body: String = "")
        case after(Duration, Int)
        /// The bytes as they are, then the connection ends.
        case raw(String)
        /// These bytes, and then nothing more over a connection that stays.
        case stall(after: String)
        /// These bytes, and then a reset.
        case breakOff(after: String)
        /// The beginning, and then the piece again and again until the sender is gone.
        case flood(String, String, every: Duration = .zero)

        static let hang = Self.stall(after: "")
        static let reset = Self.breakOff(after: "")
        /// A 200 whose body never ends.
        static let endless = Self.flood("HTTP/1.1 200 OK\r\n\r\n", String(repeating: "all work and no play\n", count: 500))
        /// A 200 whose head never ends.
        static let endlessHead = Self.flood("HTTP/1.1 200 OK\r\n", "X-Padding: \(String(repeating: "x", count: 1000))\r\n")
    }

    /// What the threads share. Each closes its own socket, under the lock, so that nobody touches a descriptor that is somebody else's by then.
    private final class Log: Sendable {
        struct State {
            var requests: [Request] = []
            var open: Set<Int32> = []
            var connections = 0
            var isStopped = false
        }
        let state = Mutex(State())
    }

    private let log = Log()
    let port: Int

    /// Listens on a free port of 127.0.0.1, or of `port` where one is named.
    convenience init(port: Int = 0, _ reply: @escaping @Sendable (Request) -> Reply = { _ in .status(204) }) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                precondition(bind(listener, generic, length) == 0, "cannot bind")
                getsockname(listener, generic, &length)
            }
        }
        self.init(listener: listener, port: Int(in_port_t(bigEndian: address.sin_port)), reply)
    }

    /// Listens on a Unix socket.
    convenience init(unix path: String, _ reply: @escaping @Sendable (Request) -> Reply) {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                precondition(bind(listener, generic, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0, "cannot bind")
            }
        }
        self.init(listener: listener, port: 0, reply)
    }

    private init(listener: Int32, port: Int, _ reply: @escaping @Sendable (Request) -> Reply) {
        self.port = port
        listen(listener, 512)
        log.state.withLock { _ = $0.open.insert(listener) }
        Self.thread { [log] in
            while case let client = accept(listener, nil, nil), client >= 0 { Self.serve(client, log, reply) }
            log.state.withLock { Self.close(listener, &$0) }
        }
    }

    deinit { stop() }

    var url: String { "http://127.0.0.1:\(port)/hook" }
    var requests: [Request] { log.state.withLock { $0.requests } }
    var connections: Int { log.state.withLock { $0.connections } }

    /// From now on nobody listens here.
    func stop() {
        log.state.withLock { state in
            state.isStopped = true
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// Waits until that many requests have come; `false` when they have not within `patience`.
    func received(_ count: Int, within patience: Duration = .seconds(5)) async -> Bool {
        await eventually(within: patience) { self.requests.count >= count }
    }

    private static func serve(_ client: Int32, _ log: Log, _ reply: @escaping @Sendable (Request) -> Reply) {
        let number = log.state.withLock { state in
            guard !state.isStopped else { return Int?.none }
            state.open.insert(client)
            state.connections += 1
            return state.connections - 1
        }
        guard let number else { return log.state.withLock { close(client, &$0) } }
        thread {
            var wire = Wire(client: client)
            while let (line, headers, body) = wire.request() {
                let request = Request(line: line, headers: headers, body: body, connection: number, at: .now)
                log.state.withLock { $0.requests.append(request) }
                guard wire.answer(reply(request)) else { break }
            }
            log.state.withLock { close(client, &$0) }
        }
    }

    private static func close(_ descriptor: Int32, _ state: inout Log.State) {
        state.open.remove(descriptor)
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }

    private static func thread(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let box = Unmanaged.passRetained(Box(body))
        pthread_create(&thread, &attributes, { context in
            Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().body()
            return nil
        }, box.toOpaque())
    }

    private final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

/// Waits for `condition`, looking every two milliseconds.
func eventually(within patience: Duration = .seconds(5), _ condition: () async throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + patience
    while try await !condition() {
        guard ContinuousClock.now < end else { return false }
        try? await Task.sleep(for: .milliseconds(2))
    }
    return true
}
