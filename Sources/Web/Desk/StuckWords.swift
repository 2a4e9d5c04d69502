import Editorial
import Hummingbird
import Markdown
import Pages
import Storage

/// What could not go out, in words.
extension Desk {
    /// The ids of what could not go out and may be known to that person.
    func stuck(for person: Person) async throws -> Set<String> { Set(try await store.stuck(at: now, reader: person).map(\.id)) }

    /// A row in a list. What is damaged takes its place there.
    func row(_ listed: Listed, for person: Person, stuck: Set<String> = []) -> ReleaseRow {
        switch listed {
        case .whole(let release): row(release, for: person, stuck: stuck)
        case .damaged(let release):
            ReleaseRow(href: "/desk/releases/\(release.id)", headline: "Release \(release.id)", state: state(of: release), tone: .bad, reasons: [DamagedRelease.words])
        }
    }

    /// The page of a release whose text cannot be read, also where another page of it was asked for or a form of it sent: that this is so, and what was done with it.
    func damagedPage(_ release: DamagedRelease, _ context: DeskContext, kept: [KeptText] = [], status: HTTPResponse.Status = .ok) async throws -> Response {
        let title = "Release \(release.id)"
        let journal = try await store.journal(JournalFilter(release: release.id), PageRequest(limit: 50)).items
        let page = DeskReleasePage(
            frame: try await frame(title, .releases, context), state: state(of: release), tone: .bad,
            publicWords: "It cannot be changed, and it does not go out.", text: ReleaseText(headline: title, body: SafeHTML(escaping: "")), isShown: false,
            number: "", digest: "", version: "", notices: [DamagedRelease.words], kept: kept,
            journal: journal.map { row($0, visibility: context.person.readsDrafts ? .whole : .trace, linked: false) })
        return try answer(page, status: status)
    }

    /// What was done with a release at the instant at which its live text went out.
    func publication(of release: Release) async throws -> [JournalEntry] {
        guard let since = release.live.text?.since else { return [] }
        let then = JournalFilter(release: release.id, action: "release.", from: since, before: Instant(milliseconds: since.milliseconds + 1))
        return try await store.journal(then, PageRequest(limit: 200)).items
    }

    private func state(of release: DamagedRelease) -> String {
        "\(office.workflows[release.workflow]?.state(release.state)?.title ?? release.state), cannot be read"
    }
}

extension Release {
    /// Whether its present text is not the one that was written. It goes out by no road, and nobody's word for it counts.
    var isDamaged: Bool { revision.content.digest != revision.digest }

    /// When the text that is live was due, in a sentence; nil where it had no release time. `journal` is of that instant.
    func dueWords(in journal: [JournalEntry], on time: OfficeTime, at now: Instant) -> String? { due(in: journal).map { "Was due \(time.words($0, at: now))." } }

    /// By how much the clock was late with it, in a sentence; nil where it was not.
    func lateWords(in journal: [JournalEntry], on time: OfficeTime, at now: Instant) -> String? {
        guard let since = live.text?.since, let late = journal.lazy.filter({ $0.at == since }).compactMap({ $0.details["late_ms"].integer }).first else { return nil }
        return "Went out \(JournalWords.duration(milliseconds: late)) late\(due(in: journal).map { ": it was due \(time.words($0, at: now))" } ?? "")."
    }

    private func due(in journal: [JournalEntry]) -> Instant? {
        guard let since = live.text?.since else { return nil }
        return journal.lazy.filter { $0.at == since }.compactMap { $0.details["previous_release_at"].string.flatMap(Instant.init(rfc3339:)) }.first
    }

    /// Why it could not go out, in a sentence. What the rules would let out was held back by its own text.
    func stuckWords(at now: Instant, under office: Office) -> String {
        let reasons = objectionsToFollowing(at: now, under: office).map(\.detail)
        return "Could not go out at its release time. " + (reasons.isEmpty ? DamagedRelease.words : reasons.joined(separator: " "))
    }
}

extension RevisionHead {
    /// That its text is lost, in a sentence; nil where it is not.
    var lostWords: String? { isDamaged ? "The text of revision \(number) is damaged: an administrator must restore it from a backup." : nil }
}
