/// How quickly an endpoint has answered, and so in which lane its attempts run.
package struct Pace: Sendable, Equatable {
    /// Longer than this, in milliseconds, no receiver needs that is well.
    package static let patience = 5000
    /// So many quick successes lead out of the slow lane.
    package static let proof = 3

    package private(set) var lane: Rota.Lane
    private var proofs = 0

    /// Of an endpoint that was not tried yet: where it is known to fail it has to prove itself.
    package init(failing: Bool = false) { lane = failing ? .slow : .new }

    /// An attempt has ended. One without an answer, or with a late one, leads into the slow lane.
    package mutating func note(_ attempt: Attempt) {
        if attempt.statusCode == nil || attempt.durationMilliseconds > Self.patience {
            (lane, proofs) = (.slow, 0)
        } else if lane != .slow {
            lane = .quick
        } else if attempt.error == nil {
            proofs += 1
            if proofs == Self.proof { self.lane = .quick }
        }
    }
}
