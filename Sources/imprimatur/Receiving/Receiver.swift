import Distribution
import Editorial
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Timekeeping

/// A webhook receiver for trying out: verifies signatures, tells of each delivery, and shows the last ones on a page.
struct Receiver: Sendable {
    /// How many deliveries the page shows.
    private static let kept = 100

    let binding: Binding
    let key: VerifyingKey?
    /// Called for each delivery, as it came.
    let tell: @Sendable (Receipt) -> Void
    private let receipts = Receipts()

    init(_ binding: Binding, key: VerifyingKey?, tell: @escaping @Sendable (Receipt) -> Void = { _ in }) {
        (self.binding, self.key, self.tell) = (binding, key, tell)
    }

    /// Listens until a graceful shutdown; `ready` is called once it does.
    func application(logger: Logger, ready: @escaping @Sendable () async -> Void) -> some ApplicationProtocol {
        let router = Router()
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: ReceiptsPage.html(receipts.newest))))
        }
        router.post("**") { request, context in
            let body = try await request.body.collect(upTo: 16 * 1_048_576)
            let receipt = Receipt(
                body: Array(body.readableBytesView), header: { name in request.headers.first { $0.name.canonicalName == name }?.value }, key: key, at: .now)
            receipts.add(receipt, keeping: Self.kept)
            tell(receipt)
            return Response(status: receipt.isBelieved ? .noContent : .unauthorized)
        }
        return Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname(binding.host, port: binding.port)),
            onServerRunning: { _ in await ready() }, logger: logger)
    }
}

/// The last deliveries.
private final class Receipts: Sendable {
    private let list = Mutex<[Receipt]>([])
    var newest: [Receipt] { list.withLock { $0 } }

    func add(_ receipt: Receipt, keeping most: Int) {
        list.withLock { list in
            list.insert(receipt, at: 0)
            if list.count > most { list.removeLast() }
        }
    }
}
