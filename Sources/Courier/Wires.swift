import Distribution
import Storage

/// Which transport an attempt takes.
struct Wire: Hashable {
    let lane: Rota.Lane
    let allowPrivate: Bool
}

/// A transport for each lane, of ordinary endpoints and of those that may lead to private addresses: a connection of these is never there for those, and who hangs
/// costs the others nothing.
struct Wires: Sendable {
    private let transports: [Wire: CurlTransport]

    init(_ rules: DeliveryRules, _ gate: AddressGate, userAgent: String, report: @escaping @Sendable ([Outcome]) -> Void) {
        var curl = CurlTransport.Rules(timeout: .seconds(rules.timeout), userAgent: userAgent)
        var transports: [Wire: CurlTransport] = [:]
        for lane in Rota.Lane.allCases {
            curl.connections = 2 * lane.slots
            transports[Wire(lane: lane, allowPrivate: false)] = CurlTransport(
                curl, name: "\(lane.rawValue)-ordinary", refuses: gate.refuses, report: report)
            transports[Wire(lane: lane, allowPrivate: true)] = CurlTransport(curl, name: "\(lane.rawValue)-private", refuses: nil, report: report)
        }
        self.transports = transports
    }

    func send(_ posts: [Post], over wire: Wire) { transports[wire]?.send(posts) }

    func stop() async { for transport in transports.values { await transport.stop() } }
}
