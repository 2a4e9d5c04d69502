import Editorial

/// What a password must be.
enum PasswordRules {
    /// Throws `Invalid` at `/password` for one that is too short, too long, common, or the login itself.
    static func check(_ password: String, login: String) throws {
        let length = password.unicodeScalars.count
        let detail: String? =
            if length < 8 { "A password has 8 characters or more." }
            else if length > 128 { "A password has 128 characters at most." }
            else if isCommon(password) { "This password is among the most common ones; choose another." }
            else if password.lowercased().contains(login) && length < login.unicodeScalars.count + 8 { "A password is not the login." }
            else { nil }
        if let detail { throw Invalid("/password", detail) }
    }

    /// Letter case, and what is only put before or behind, make no difference.
    private static func isCommon(_ password: String) -> Bool {
        let folded = password.lowercased()
        let bare = folded.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
        return common.contains(folded) || (bare.count >= 4 && folded.count - bare.count <= 4 && common.contains(String(bare))) || Set(folded).count < 3
    }
}
