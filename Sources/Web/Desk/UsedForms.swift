import Synchronization

/// The forms whose answer can be shown only once, a secret, and that have been answered: sent again, they must not make a second one.
final class UsedForms: Sendable {
    /// What the second sending is told.
    static let answered = "This form was sent and answered already. What it made is there; its secret was shown once."

    private let remembered = 1000
    private let used = Mutex<[String]>([])

    /// Whether the form of that id is sent for the first time.
    func take(_ id: String) -> Bool {
        used.withLock { used in
            if id.isEmpty || used.contains(id) { return false }
            used.append(id)
            if used.count > remembered { used.removeFirst() }
            return true
        }
    }
}
