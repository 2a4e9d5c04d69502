/// What an endpoint is trusted with after what became of its last attempts: how many of its deliveries may be in flight.
package struct Breaker: Sendable, Equatable {
    /// With so many failures in a row it is open: one delivery alone is tried, on its own schedule, until an attempt succeeds.
    package static let limit = 3
    /// How many while nothing is wrong.
    package static let full = 4

    package private(set) var isOpen: Bool
    package private(set) var slots: Int

    /// `failures` in a row so far.
    package init(failures: Int = 0) {
        isOpen = failures >= Self.limit
        slots = isOpen ? 1 : Self.full
    }

    /// An attempt has ended, and so many have now failed in a row, none where it succeeded. The first success closes it, each further one doubles the slots; a
    /// failure before there are all of them begins anew with one.
    package mutating func note(failures: Int) {
        if failures == 0 {
            slots = isOpen ? 1 : min(2 * slots, Self.full)
        } else if failures >= Self.limit || slots < Self.full {
            slots = 1
        }
        isOpen = failures >= Self.limit
    }

    /// What is known from elsewhere, as where a person has enabled the endpoint again.
    package mutating func learn(failures: Int) {
        let known = Breaker(failures: failures)
        if known.isOpen != isOpen { self = known }
    }
}
