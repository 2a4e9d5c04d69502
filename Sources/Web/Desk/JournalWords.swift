import Editorial

/// A journal entry, as people read it.
struct JournalWords {
    let what: String
    let isRefused: Bool
    /// What goes with it, such as a comment: name and words.
    let details: [(name: String, words: String)]
    /// What only machines tell apart, such as a digest.
    let technical: [(name: String, words: String)]

    /// Where it is not whole, only what betrays nothing of the text.
    init(_ entry: JournalEntry, isWhole: Bool, under office: Office) {
        isRefused = entry.action.hasSuffix(".refused")
        let action = isRefused ? String(entry.action.dropLast(".refused".count)) : entry.action
        let words = Self.words(of: action, under: office)
        what = isRefused ? Self.actions[entry.action] ?? "\(words): refused" : words
        let time = OfficeTime(office.timeZone)
        let members = (entry.details.object ?? [:]).filter { isWhole || ["via", "state"].contains($0.key) }.sorted { $0.key < $1.key }
        func said(_ name: String, _ value: JSON) -> (name: String, words: String)? {
            if name == "late_ms", let late = value.integer { return ("Late", "by \(Self.duration(milliseconds: late))") }
            let title = name.replacing("_", with: " ").capitalizedFirst
            if name.hasSuffix("workflow"), let workflow = value.string.flatMap({ office.workflows[$0] }) { return (title, workflow.title) }
            if let instant = value.string.flatMap(Instant.init(rfc3339:)) { return (title, time.words(instant, at: entry.at)) }
            return Self.words(of: value).map { (title, $0) }
        }
        // A release time is told where it changes.
        let machinery = entry.details.object?["previous_release_at"] == nil ? Self.machinery.union(["release_at"]) : Self.machinery
        let reasons = (entry.details["objections"].array ?? []).compactMap(\.string).compactMap { Self.reasons[$0] }
        details = (isWhole && !reasons.isEmpty ? [("Why", reasons.joined(separator: "; "))] : [])
            + members.filter { !machinery.contains($0.key) }.compactMap(said)
        technical = members.filter { machinery.contains($0.key) }.compactMap(said)
    }

    /// Who it was: a person by login, the clock, or somebody at the command line.
    static func who(_ actor: String) -> String {
        actor.hasPrefix("cli:") ? "\(actor.dropFirst("cli:".count)), at the command line" : actor == "clock" ? "the clock" : actor
    }

    /// What people do not read an entry for.
    private static let machinery: Set<String> = [
        "version", "digest", "release_digest", "previous_release_digest", "publication_digest", "workflow_digest", "authors", "revision", "asked_revision", "state", "from", "workflow", "via", "session", "token", "objections", "path",
        "address", "endpoint", "id", "user_agent", "hash",
    ]

    /// A transition has its workflow's title; what has none here is named as it is written.
    private static func words(of action: String, under office: Office) -> String {
        if let words = actions[action] { return words }
        let parts = action.split(separator: ".").map(String.init)
        let verb = parts.dropFirst().joined(separator: " ")
        let title = parts.first == "release" ? office.workflows.values.lazy.compactMap { $0.transition(verb)?.title }.first : nil
        return title ?? "\((parts.first ?? "").capitalizedFirst): \(verb.replacing("-", with: " "))"
    }

    /// "12 minutes".
    static func duration(milliseconds: Int) -> String {
        let seconds = milliseconds / 1000
        let (number, unit) = seconds < 60 ? (seconds, "second") : seconds < 7200 ? (seconds / 60, "minute") : (seconds / 3600, "hour")
        return "\(number) \(unit)\(number == 1 ? "" : "s")"
    }

    private static func words(of value: JSON) -> String? {
        switch value {
        case .null: nil
        case .bool(let yes): yes ? "yes" : "no"
        case .number: value.integer.map(String.init)
        case .string(let text): text.isEmpty ? nil : text
        case .array(let values): values.isEmpty ? nil : values.compactMap(words).joined(separator: ", ")
        case .object(let members):
            members.isEmpty
                ? nil
                : members.sorted { $0.key < $1.key }.compactMap { name, value in words(of: value).map { "\(name) \($0)" } }.joined(separator: ", ")
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
    /// A digest's beginning, enough to tell two apart: the revision's own page has all of it.
    var shortDigest: String { "\(prefix("sha256:".count + 12))…" }
}
