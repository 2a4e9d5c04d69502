import Distribution
import Synchronization

/// What the courier has done since this process began: counted once the turn that recorded it is committed.
package final class Traffic: Sendable {
    /// How an attempt ended, as operators tell faults apart: the class of the answer, or none.
    package enum Answer: String, Sendable, CaseIterable {
        case success = "2xx", redirect = "3xx", refusal = "4xx", failure = "5xx", none

        init(_ status: Int?) {
            switch status {
            case .some(200...299): self = .success
            case .some(300...399): self = .redirect
            case .some(400...499): self = .refusal
            case .some: self = .failure
            case nil: self = .none
            }
        }
    }

    /// How long attempts took.
    package let durations = Histogram(upTo: [0.005, 0.025, 0.1, 0.25, 1, 5, 10, 20])
    /// How long after they fell due deliveries were taken on board: what the courier is behind.
    package let waits = Histogram(upTo: [0.005, 0.025, 0.1, 0.25, 1, 10, 60, 600, 3600])
    /// How long turns took, from the wait for the database to its commit: what a person's save may have to wait for.
    package let turns = Histogram(upTo: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1])
    private let flying = Mutex<[Rota.Lane: Int]>([:])
    private let ended = Mutex<[Answer: Int]>([:])

    /// How many attempts ended in each way.
    package var answers: [Answer: Int] { ended.withLock { $0 } }

    /// How many are in flight in each lane, as of the last turn.
    package var inFlight: [Rota.Lane: Int] { flying.withLock { $0 } }

    func note(_ attempts: [Ended], waited: [Double], turn: Duration, _ rota: Rota) {
        flying.withLock { counts in for lane in Rota.Lane.allCases { counts[lane] = rota.inFlight(in: lane) } }
        ended.withLock { counts in for attempt in attempts { counts[Answer(attempt.attempt.statusCode), default: 0] += 1 } }
        for attempt in attempts { durations.note(Double(attempt.attempt.durationMilliseconds) / 1000) }
        for seconds in waited { waits.note(seconds) }
        turns.note(turn / .seconds(1))
    }
}
