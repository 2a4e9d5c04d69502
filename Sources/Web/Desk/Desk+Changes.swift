import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    /// What has changed of a release: since what the person saw whose press is refused, since somebody last decided on it, and since what the public sees.
    /// The journal keeps that they had the words of an earlier text before them, too.
    func changes(of release: Release, since seen: TypedStep?, _ context: DeskContext) async throws -> [ChangesPart] {
        var bases: [Base] = []
        // What is damaged cannot be compared with; the page says so in another place.
        func revision(_ number: Int) async throws -> Revision? {
            do { return try await store.revision(number, of: release.id) } catch is DataUnavailable { return nil }
        }
        if let seen, let revision = try await revision(seen.revision) {
            let description = seen.description ?? release.description
            bases.append(Base("Changed since you saw it (revision \(revision.number))", revision, description, releaseAt: seen.releaseAt))
        }
        let decision = try await store.lastDecision(on: release.id, under: office)
        if let decision, let revision = try await revision(decision.revision) {
            let standing = try await release.standing(before: store.moves(of: release.id, after: decision.sequence))
            let releaseAt = decision.isOut(of: release) ? nil : standing.releaseAt
            bases.append(Base("Changed since \(decision.words)", revision, standing.description, releaseAt: releaseAt))
        }
        if let text = release.live.lastText {
            let sees = release.live.text == nil ? "saw last" : "sees"
            // What is out has no release time to compare with.
            bases.append(Base("Changed since what the public \(sees), revision \(text.revision.number)", text.revision, text.description, releaseAt: release.releaseAt))
        }
        let isWaiting = ReleaseWords(release: release, office: office, now: now).tone == .waiting
        if bases.isEmpty { return isWaiting ? [ChangesPart(title: "What has changed", note: nothingBefore(release, decision))] : [] }
        var told: [Base] = []
        let parts = bases.compactMap { base -> ChangesPart? in
            if told.contains(where: { $0.isLike(base) }) { return nil }
            told.append(base)
            return part(base, of: release)
        }
        for base in told where base.revision.digest != release.revision.digest { try await noteOpening(of: OpenedText(release, base.revision), context) }
        return parts.isEmpty && isWaiting ? [ChangesPart(title: "What has changed", note: "Nothing has changed since revision \(bases[0].number).")] : parts
    }

    /// Why there is nothing to compare a text with.
    private func nothingBefore(_ release: Release, _ decision: LastDecision?) -> String {
        if let decision { return "\(decision.words). Its text is damaged, so that nothing can be compared with it." }
        if release.revision.number == 1 { return "This is the first text: there is nothing to compare it with." }
        return "This is revision \(release.revision.number). Nobody has decided on an earlier one, and none is public: all of it is new."
    }

    private func part(_ base: Base, of release: Release) -> ChangesPart? {
        let comparison = Comparison(from: base.shown, to: release.shown)
        guard !comparison.fields.isEmpty else { return nil }
        let number = release.revision.number
        let link = base.number == number
            ? nil : Link(href: "/desk/releases/\(release.id)/revisions/\(number)/diff?against=\(base.number)", label: "Revision \(number) beside revision \(base.number)")
        let changed = comparison.fields.reduce(0) { $0 + $1.pieces.reduce(0) { $0 + ($1.kind == .same ? 0 : $1.text.utf8.count) } }
        let part = part(comparison)
        // A short look is for what can be read at a glance.
        guard changed <= 6_000 || link == nil else {
            return ChangesPart(title: base.title, note: "Much has changed: \(part.fields.map { $0.label.lowercased() }.joined(separator: ", ")).", link: link)
        }
        return ChangesPart(title: base.title, comparison: part, link: link)
    }

    /// In the office's words.
    func part(_ comparison: Comparison) -> ComparisonPart {
        ComparisonPart(comparison, words: words)
    }

    /// A value of a description or a release time, in the office's words.
    private func words(of field: String, _ value: String) -> String {
        switch field {
        case "kind": Kind(rawValue: value)?.title ?? value
        case "section": office.section(value)?.title[office.defaultLanguage] ?? value
        case "language": ReleaseWords.language(value)
        default: Instant(rfc3339: value).map { time.words($0, at: now) } ?? value
        }
    }

    /// What of its description has changed since that approval was given, in a sentence; nil where nothing has.
    func changedSince(_ approval: Approval, of release: Release) async throws -> String? {
        let given = try await store.newest(of: Set(office.transitions(with: [.approve, .review]).map(\.action)), on: release.id) {
            $0.at == approval.at && $0.actor == approval.by && $0.details["asked_revision"].integer == approval.revision
        }
        let before = try await release.standing(before: store.moves(of: release.id, after: given?.sequence ?? 0)).description
        let content = release.revision.content
        let comparison = Comparison(from: Shown(content, before, releaseAt: nil), to: Shown(content, release.description, releaseAt: nil))
        let changed = comparison.fields.map { field in
            let (old, new) = (field.before.map { words(of: field.field, $0) } ?? "nothing", field.after.map { words(of: field.field, $0) } ?? "nothing")
            return "\(ComparedField.label(of: field.field).lowercased()) (it was \(old), and is now \(new))"
        }
        return changed.isEmpty ? nil : "Since then this has changed: \(changed.joined(separator: ", "))."
    }

    /// The revision beside the other one; the present one also with where the release stood as somebody decided on the other, or as the public sees it, and where it stands now.
    private func comparison(of revision: Revision, against other: Revision, in release: Release) async throws -> (comparison: Comparison, fact: Fact?) {
        guard revision.number == release.revision.number else { return (Comparison(from: other.content, to: revision.content), nil) }
        func fact(_ words: String) -> Fact { Fact(label: "Kind, section, language, address and release time", words: words + ", and as they are now") }
        if let decision = try await store.lastDecision(on: release.id, { $0 == other.number }, under: office) {
            let standing = try await release.standing(before: store.moves(of: release.id, after: decision.sequence))
            let comparison = Comparison(from: Shown(other.content, standing.description, releaseAt: decision.isOut(of: release) ? nil : standing.releaseAt), to: release.shown)
            return (comparison, fact("as they were when \(decision.words)"))
        }
        guard let live = release.live.lastText, live.revision.number == other.number else { return (Comparison(from: other.content, to: revision.content), nil) }
        return (Comparison(from: Shown(other.content, live.description, releaseAt: release.releaseAt), to: release.shown), fact("as the public sees them"))
    }

    /// One revision beside another, or beside none.
    func comparisonPage(_ revision: Revision, against other: Revision?, of release: Release, _ context: DeskContext) async throws -> Response {
        try await noteOpening(of: OpenedText(release, revision), context)
        if let other { try await noteOpening(of: OpenedText(release, other), context) }
        // The newest, and those that are shown.
        let newest = try await store.revisionHeads(of: release.id, PageRequest(limit: 200)).items
        let older = Set([revision, other].compactMap { $0.map(RevisionHead.init(of:)) }.filter { head in !newest.contains { $0.number == head.number } })
        let revisions = newest + older.sorted { $0.number > $1.number }
        func choice(_ name: String, _ label: String, _ chosen: Revision?) -> Field {
            let choices = revisions.map { item in
                Choice(
                    value: "\(item.number)", label: "Revision \(item.number), \(item.createdBy), \(time.words(item.createdAt, at: now))",
                    chosen: item.number == chosen?.number)
            }
            return Field(name, label: label, choices: choices)
        }
        var compared: (comparison: Comparison, fact: Fact?)?
        if let other { compared = try await self.comparison(of: revision, against: other, in: release) }
        let comparison = compared.map { part($0.comparison) }
        let note: String? =
            if comparison == nil { "This is the first text: there is nothing to compare it with." } else if comparison?.fields.isEmpty == true { "Nothing differs." } else { nil }
        let title = other.map { "Revision \(revision.number) beside revision \($0.number)" } ?? "Revision \(revision.number)"
        let page = ComparisonPage(
            frame: try await frame("\(title): \(revision.content.headline)", .releases, context),
            back: Link(href: "/desk/releases/\(release.id)", label: release.revision.content.headline), title: title,
            facts: [other, revision].compactMap { $0 }.map { Fact(label: "Revision \($0.number)", words: "\($0.createdBy), \(time.words($0.createdAt, at: now))") } + [compared?.fact].compactMap { $0 },
            comparison: comparison, note: note, action: "/desk/releases/\(release.id)/diff", revision: choice("revision", "Revision", revision),
            against: choice("against", "Beside", other))
        return try answer(page)
    }
}

/// An earlier text, and where the release stood then.
private struct Base {
    let title: String
    let revision: Revision
    let shown: Shown
    var number: Int { revision.number }

    init(_ title: String, _ revision: Revision, _ description: Description, releaseAt: Instant?) {
        (self.title, self.revision) = (title, revision)
        shown = Shown(revision.content, description, releaseAt: releaseAt)
    }

    /// Texts by their digests: a Swift string takes “é” and “e” with an accent for the same.
    func isLike(_ other: Base) -> Bool {
        revision.digest == other.revision.digest && shown.description == other.shown.description && shown.releaseAt == other.shown.releaseAt
    }
}
