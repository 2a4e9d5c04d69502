import Editorial

/// A word about what was just done, carried in the address of the page that follows.
enum Said: Sendable, Equatable {
    case created, saved, unchanged, restored
    case timeSet, timeCleared
    case resent, added, changed, pinged, disabled, enabled
    case madeUrgent, madeOrdinary
    case passwordSet, sessionsEnded, revoked, resumed
    case confined, openedToAll
    case commented, replied, settled, reopened
    case discarded
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
        ("added", .added, "Added."),
        ("changed", .changed, "Changed."),
        ("pinged", .pinged, "A ping is on its way; it stands among the deliveries."),
        ("disabled", .disabled, "Disabled."),
        ("enabled", .enabled, "Enabled."),
        ("made-urgent", .madeUrgent, "It is on the urgent road."),
        ("made-ordinary", .madeOrdinary, "It is on its own workflow again."),
        ("password-set", .passwordSet, "The password is set."),
        ("sessions-ended", .sessionsEnded, "Signed out there."),
        ("revoked", .revoked, "The token is revoked."),
        ("confined", .confined, "Whoever is not named does not know of this release any more."),
        ("opened-to-all", .openedToAll, "Everybody at the desk may read this release again."),
        ("commented", .commented, "The comment is there for your colleagues."),
        ("replied", .replied, "The reply is there for your colleagues."),
        ("settled", .settled, "The comment is resolved."),
        ("reopened", .reopened, "The comment is open again."),
        ("discarded", .discarded, "What you had not saved is discarded."),
        ("resumed", .resumed, "The hold has ended."),
    ]

    var code: String {
        if case .taken(let transition) = self { return "taken.\(transition)" }
        return Self.fixed.first { $0.said == self }?.code ?? ""
    }

    /// What a page says for a code that its address carries, nil where it is none of ours.
    static func words(_ code: String?, under office: Office) -> String? {
        guard let code else { return nil }
        if code.hasPrefix("taken.") {
            let name = code.dropFirst("taken.".count)
            return office.workflows.values.lazy.compactMap { $0.transition(String(name))?.title }.first.map { "\($0): done." }
        }
        return fixed.first { $0.code == code }?.words
    }
}
