import Synchronization

/// The forms that have had their answer: sent again, one that makes a secret must not make a second, and what is kept of one's text must not come back.
final class UsedForms: Sendable {
    /// What the second sending is told.
    static let answered = "This form was sent and answered already. What it made is there; its secret was shown once."

    private let remembered = 1000
    private let used = Mutex<[String]>([])

    /// Whether the form of that id has been sent.
    func has(_ id: String) -> Bool { used.withLock { $0.contains(id) } }

    /// Whether the form of that id is sent for the first time.
    @discardableResult
    func take(_ id: String) -> Bool {
        used.withLock { used in
            if id.isEmpty || used.contains(id) { return false }
            used.append(id)
            if used.count > remembered { used.removeFirst() }
            return true
        }
    }
}
