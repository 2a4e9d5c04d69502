/// How a state looks, whatever its workflow calls it: never by colour alone, its title stands beside it.
package enum Tone: String, Sendable {
    /// Being written or under way.
    case working
    /// Waits for somebody.
    case waiting
    /// Decided, not yet out.
    case ready
    /// Public, delivered, enabled.
    case good
    /// Failed, withdrawn, disabled for a reason.
    case bad
    /// Over: dropped, cancelled.
    case quiet
}

/// How a button looks.
package enum Weight: String, Sendable {
    /// What is usually done next.
    case main
    case plain
    /// Takes back what the public or a colleague has.
    case grave
}
