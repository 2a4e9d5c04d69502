import Editorial

/// A word about what was just done, carried in the address of the page that follows.
enum Said: Sendable, Equatable {
    case created, saved, unchanged, restored
    case timeSet, timeCleared
    case resent, cancelled, cancelledWaiting, replayed, added, changed, pinged, disabled, enabled
    case madeUrgent, madeUrgentLive, madeOrdinary
    case passwordSet, sessionsEnded, revoked, resumed
    case confined, openedToAll
    case commented(Int), replied(Int), settled(Int), reopened(Int)
    case discarded
    case signedInAgain, notPressed
    /// A transition, by name.
    case taken(String)

    private static let fixed: [(code: String, said: Said, words: String)] = [
        ("created", .created, "Saved as a draft."),
        ("saved", .saved, "Saved."),
        ("unchanged", .unchanged, "Nothing was changed: it is as it was."),
        ("restored", .restored, "The earlier text is the current one again."),
        ("time-set", .timeSet, "The release time is set."),
        ("time-cleared", .timeCleared, "The release time is cleared."),
        ("resent", .resent, "It is sent again."),
        ("cancelled", .cancelled, "It is cancelled, and will not be sent."),
        ("cancelled-waiting", .cancelledWaiting, "What waited for this endpoint is cancelled, but for news of texts that it was given."),
        ("replayed", .replayed, "What this endpoint missed is sent again; it stands among the deliveries."),
        ("added", .added, "Added."),
        ("changed", .changed, "Changed."),
        ("pinged", .pinged, "A ping is on its way; it stands among the deliveries."),
        ("disabled", .disabled, "Disabled."),
        ("enabled", .enabled, "Enabled."),
        ("made-urgent", .madeUrgent, "It is on the urgent road."),
        ("made-ordinary", .madeOrdinary, "It is on its own workflow again."),
        ("made-urgent-live", .madeUrgentLive, "It is on the urgent road, and public as before. Correct it: the corrected text may then go out without an approval."),
        ("password-set", .passwordSet, "The password is set."),
        ("sessions-ended", .sessionsEnded, "Signed out there."),
        ("revoked", .revoked, "The token is revoked."),
        ("confined", .confined, "Whoever is not named does not know of this release any more."),
        ("opened-to-all", .openedToAll, "Everybody at the desk may read this release again."),
        ("discarded", .discarded, "What you had not saved is discarded."),
        ("signed-in-again", .signedInAgain, "You are signed in again. What you typed is below; it is not saved yet."),
        ("not-pressed", .notPressed, "Not done yet: your session had ended, and you are signed in again. Press once more."),
        ("resumed", .resumed, "The hold has ended."),
    ]

    private static let ofComments: [String: String] = [
        "commented": "The comment is there for your colleagues.", "replied": "The reply is there for your colleagues.", "settled": "The comment is resolved.",
        "reopened": "The comment is open again.",
    ]

    var code: String {
        switch self {
        case .taken(let transition): return "taken.\(transition)"
        case .commented(let number): return "commented.\(number)"
        case .replied(let number): return "replied.\(number)"
        case .settled(let number): return "settled.\(number)"
        case .reopened(let number): return "reopened.\(number)"
        default: break
        }
        return Self.fixed.first { $0.said == self }?.code ?? ""
    }

    /// What is said beside a comment for a code that the page's address carries, and beside which; nil where it is about no comment.
    static func ofComment(_ code: String?) -> (number: Int, words: String)? {
        let parts = (code ?? "").split(separator: ".").map(String.init)
        guard parts.count == 2, let words = ofComments[parts[0]], let number = Int(parts[1]) else { return nil }
        return (number, words)
    }

    /// What a page says for a code that its address carries, nil where it is none of ours.
    static func words(_ code: String?, under office: Office) -> String? {
        guard let code else { return nil }
        if code.hasPrefix("taken.") {
            let name = code.dropFirst("taken.".count)
            let transition = office.workflows.values.lazy.compactMap { $0.transition(String(name)) }.first
            return transition.map { $0.effects.contains(.review) ? "The review is done." : "\($0.title): done." }
        }
        return fixed.first { $0.code == code }?.words
    }
}
