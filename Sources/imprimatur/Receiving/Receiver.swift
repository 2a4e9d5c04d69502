import Distribution
import Editorial
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Timekeeping

/// A webhook receiver for trying out: verifies signatures, tells of each delivery, answers as it was told, and shows the last ones on a page.
struct Receiver: Sendable {
    let binding: Binding
    /// Any one of them is enough; none: nothing is checked.
    let keys: [VerifyingKey]
    let answering: Answering
    /// Called for each delivery and its body, before it is answered.
    let tell: @Sendable (Receipt, [UInt8]) -> Void
    /// Called once as many have come as were wanted.
    let done: @Sendable () -> Void
    private let receipts: Receipts

    init(
        _ binding: Binding, keys: [VerifyingKey], answering: Answering, wanted: Int? = nil, tell: @escaping @Sendable (Receipt, [UInt8]) -> Void = { _, _ in },
        done: @escaping @Sendable () -> Void = {}
    ) {
        (self.binding, self.keys, self.answering, self.tell, self.done) = (binding, keys, answering, tell, done)
        receipts = Receipts(wanted: wanted)
    }

    /// Listens until a graceful shutdown; `ready` is called once it does.
    func application(logger: Logger, ready: @escaping @Sendable () async -> Void) -> some ApplicationProtocol {
        let router = Router()
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: ReceiptsPage.html(receipts.newest))))
        }
        router.post("**") { request, _ in
            let body = Array(try await request.body.collect(upTo: 16 * 1_048_576).readableBytesView)
            let arrived = Receipt(body: body, header: { name in request.headers.first { $0.name.canonicalName == name }?.value }, keys: keys, at: .now)
            // One too many: whoever sent it shall try again, when somebody listens.
            guard let (receipt, isLast) = receipts.add(arrived, answering) else { return Response(status: .serviceUnavailable) }
            tell(receipt, body)
            if receipt.delay > 0 { try await Task.sleep(for: .seconds(receipt.delay)) }
            if isLast { done() }
            let headers: HTTPFields = receipt.answer.retryAfter.map { [.retryAfter: String($0)] } ?? [:]
            return Response(status: .init(code: receipt.answer.status), headers: headers)
        }
        return Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname(binding.host, port: binding.port)),
            onServerRunning: { _ in await ready() }, logger: logger)
    }
}

/// The last deliveries, and how often each event has come.
private final class Receipts: Sendable {
    private struct State {
        var newest: [Receipt] = []
        var attempts: [String: Int] = [:]
        var count = 0
    }

    /// How many deliveries the page shows.
    private static let kept = 100
    private let state = Mutex(State())
    private let wanted: Int?

    init(wanted: Int?) { self.wanted = wanted }

    var newest: [Receipt] { state.withLock { $0.newest } }

    /// The delivery with its number and its answer, and whether it is the last one that is wanted; nil where no more are.
    func add(_ arrived: Receipt, _ answering: Answering) -> (Receipt, isLast: Bool)? {
        state.withLock { state in
            guard state.count != wanted else { return nil }
            state.count += 1
            var receipt = arrived
            receipt.delay = answering.delay
            if arrived.isBelieved {
                let number = state.attempts[arrived.id, default: 0] + 1
                state.attempts[arrived.id] = number
                (receipt.attempt, receipt.answer) = (number, answering.answer(toAttempt: number))
            }
            state.newest.insert(receipt, at: 0)
            if state.newest.count > Self.kept { state.newest.removeLast() }
            return (receipt, state.count == wanted)
        }
    }
}
