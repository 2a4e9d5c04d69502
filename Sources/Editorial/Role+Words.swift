extension Role {
    /// As people say it: `press secretary`.
    package var words: String { rawValue.replacing("-", with: " ") }
    /// `a press secretary`, `an editor`.
    var withArticle: String { ("aeiou".contains(rawValue.first ?? "x") ? "an " : "a ") + words }
}

extension Set<Role> {
    /// `a drafter, a publisher or a press secretary`.
    var words: String {
        let all = sorted().map(\.withArticle)
        guard let last = all.last else { return "the clock" }
        return all.count == 1 ? last : all.dropLast().joined(separator: ", ") + " or " + last
    }
}
