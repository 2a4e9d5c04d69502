/// For how long the server keeps what has ended, in seconds.
package struct Keeping: Sendable, Equatable {
    /// What the attempts of a delivery came to, after the last of them.
    package var attempts = 30.0 * 86_400
    /// Deliveries and events after they were made; never shorter than their attempts.
    package var deliveries = 90.0 * 86_400

    package init() {}
}
