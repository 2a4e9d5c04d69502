import CCurl
import Distribution
import Foundation
import Synchronization

/// Sends posts over one libcurl multi handle, on a thread of its own. How many at once is for the caller to decide: they wait in here no longer than the runway asks.
package final class CurlTransport: Sendable {
    package struct Rules: Sendable {
        /// For a whole attempt.
        package var timeout: Duration
        /// Until there is a connection, the name's resolution included.
        package var connectTimeout: Duration
        package var userAgent: String
        /// How many are kept open for further posts.
        package var connections = 1024
        package init(timeout: Duration = .seconds(20), connectTimeout: Duration = .seconds(5), userAgent: String = "Imprimatur") {
            (self.timeout, self.connectTimeout, self.userAgent) = (timeout, min(connectTimeout, timeout), userAgent)
        }
    }

    private struct Inbox {
        var posts: [Post] = []
        var stopping: CheckedContinuation<Void, Never>?
    }

    /// libcurl lets any thread wake up a multi handle, and only its own do all else.
    private struct Multi: @unchecked Sendable { let raw: UnsafeMutableRawPointer }

    private let multi = Multi(raw: Curl.multi())
    private let inbox = Mutex(Inbox())

    /// `refuses` says where no connection may go, nil that all may. Connections are never shared between transports, so a class of endpoints that may reach
    /// more than another has one of its own. `report` is called on the transport's thread and must return at once.
    package init(_ rules: Rules = Rules(), name: String, refuses: (@Sendable (IPAddress) -> Bool)?, report: @escaping @Sendable ([Outcome]) -> Void) {
        ccurl_multi_set_long(multi.raw, CURLMOPT_MAXCONNECTS, rules.connections)
        let thread = Thread { [self] in run(rules, refuses, report) }
        thread.name = name
        thread.start()
    }

    /// Starts them as soon as the runway is free. From any thread.
    package func send(_ posts: [Post]) {
        inbox.withLock { $0.posts += posts }
        curl_multi_wakeup(multi.raw)
    }

    /// Ends the thread; what is in the air is cut off, and neither that nor what waits is reported. Once.
    package func stop() async {
        await withCheckedContinuation { done in
            inbox.withLock { $0.stopping = done }
            curl_multi_wakeup(multi.raw)
        }
    }

    private func run(_ rules: Rules, _ refuses: (@Sendable (IPAddress) -> Bool)?, _ report: ([Outcome]) -> Void) {
        var waiting: [Post] = []
        var runway = Runway()
        var ready: [Flight] = []
        var inTheAir: [UnsafeMutableRawPointer: (flight: Flight, departure: Int)] = [:]
        while true {
            let (posts, stopping) = inbox.withLock { inbox in
                defer { inbox.posts = [] }
                return (inbox.posts, inbox.stopping)
            }
            if let stopping {
                for easy in inTheAir.keys { curl_multi_remove_handle(multi.raw, easy) }
                curl_multi_cleanup(multi.raw)
                return stopping.resume()
            }
            var running: Int32 = 0
            curl_multi_perform(multi.raw, &running)
            let outcomes = landed().map { easy, code in
                let (flight, departure) = inTheAir.removeValue(forKey: easy)!
                curl_multi_remove_handle(multi.raw, easy)
                runway.land(departure)
                ready.append(flight)
                return flight.land(code)
            }
            if !outcomes.isEmpty { report(outcomes) }
            waiting += posts
            let next = waiting.prefix(runway.room(at: .now))
            waiting.removeFirst(next.count)
            for post in next {
                let flight = ready.popLast() ?? Flight(rules, refuses: refuses)
                flight.board(post)
                let code = curl_multi_add_handle(multi.raw, flight.easy.raw)
                guard code == CURLM_OK else { report([flight.stay(Int(code.rawValue))]); continue }
                inTheAir[flight.easy.raw] = (flight, runway.takeOff())
            }
            // Wakes up by itself for what happens on the wire, for time-outs, and for `send` and `stop`.
            curl_multi_poll(multi.raw, nil, 0, !waiting.isEmpty ? Runway.moment : inTheAir.isEmpty ? 60_000 : 1000, nil)
        }
    }

    private func landed() -> [(UnsafeMutableRawPointer, CURLcode)] {
        var left: Int32 = 0
        return Array(sequence(state: ()) { _ in
            while let message = curl_multi_info_read(self.multi.raw, &left) {
                if message.pointee.msg == CURLMSG_DONE { return (message.pointee.easy_handle, message.pointee.data.result) }
            }
            return nil
        })
    }
}
