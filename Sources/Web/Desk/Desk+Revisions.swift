import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    /// In a list of them.
    func row(_ revision: RevisionHead, of release: Release, mayRestore: Bool) -> RevisionRow {
        let isLive = release.live.text?.revision.number == revision.number
        let isCurrent = release.revision.number == revision.number
        let path = "/desk/releases/\(release.id)/revisions/\(revision.number)"
        return RevisionRow(
            number: "\(revision.number)", href: path, who: revision.createdBy, when: time.words(revision.createdAt, at: now), digest: revision.digest.shortDigest,
            isCurrent: isCurrent, standing: isLive ? "public" : release.publicRevisions.contains(revision.number) ? "was public" : nil,
            restoreAction: mayRestore && !isCurrent ? path + "/restore" : nil)
    }

    /// One revision, read.
    func revisionPage(_ revision: Revision, of release: Release, _ context: DeskContext) async throws -> Response {
        try await noteOpening(of: OpenedText(release, revision), context)
        let mayRestore = release.objections(toEditingBy: .person(context.person), under: office).isEmpty
        let row = row(RevisionHead(of: revision), of: release, mayRestore: mayRestore)
        let page = RevisionPage(
            frame: try await frame("Revision \(revision.number): \(revision.content.headline)", .releases, context),
            back: Link(href: "/desk/releases/\(release.id)", label: release.revision.content.headline), number: row.number, who: row.who, when: row.when,
            digest: revision.digest, standing: row.isCurrent ? "current" : row.standing, text: revision.content.text, restoreAction: row.restoreAction,
            version: "\(release.version)")
        return try answer(page)
    }

    /// Older revisions of a release than its page has.
    func revisionsPage(_ listing: Listing<RevisionHead>, of release: Release, _ context: DeskContext) async throws -> Response {
        let mayRestore = release.objections(toEditingBy: .person(context.person), under: office).isEmpty
        return try answer(
            HistoryPage(
                frame: try await frame("Revisions", .releases, context), back: back(to: release), notices: listing.items.compactMap(\.lostWords),
                revisions: listing.items.map { row($0, of: release, mayRestore: mayRestore) }, version: "\(release.version)",
                olderHref: listing.next.map { "/desk/releases/\(release.id)/revisions?after=\($0)" }))
    }

    /// Older entries of a release's journal than its page has.
    func entriesPage(_ listing: Listing<JournalEntry>, of release: Release, _ context: DeskContext) async throws -> Response {
        try answer(
            HistoryPage(
                frame: try await frame("Journal", .releases, context), back: back(to: release),
                journal: listing.items.map { row($0, visibility: .whole, linked: false) },
                olderHref: listing.next.map { "/desk/releases/\(release.id)/journal?after=\($0)" }))
    }

    private func back(to release: Release) -> Link { Link(href: "/desk/releases/\(release.id)", label: release.revision.content.headline) }
}
