import HTTPTypes
import Storage
import Synchronization

/// What the newsroom shows, kept as ready bytes by path. Storage says when a commit is about to change what is live, and when it has: in between, and by
/// whoever began before, nothing is kept. So no answer that began after a commit shows the state before it.
final class ReadyPages: Sendable {
    private struct Shelf {
        var pages: [String: ReadyPage] = [:]
        var bytes = 0
        /// Rises with each change of what is live.
        var edition = 0
        /// Whether a commit is under way that changes what is live.
        var isChanging = false

        mutating func clear() {
            pages = [:]
            bytes = 0
        }
    }

    /// Beyond this all go, and come again as they are asked for.
    private let most = 64 << 20
    private let shelf = Mutex(Shelf())

    init(voidedBy signals: Signals) {
        signals.listen { [weak self] change in self?.heed(change) }
    }

    subscript(path: String) -> ReadyPage? { shelf.withLock { $0.pages[path] } }

    /// The page at `path`: the one that is kept, or what `render` makes, which is then kept.
    func page(at path: String, render: () async throws -> ReadyPage) async throws -> ReadyPage {
        if let page = self[path] { return page }
        let edition = shelf.withLock { $0.edition }
        let page = try await render()
        shelf.withLock { shelf in
            guard shelf.edition == edition, !shelf.isChanging else { return }
            if shelf.bytes > most { shelf.clear() }
            if shelf.pages.updateValue(page, forKey: path) == nil { shelf.bytes += page.body.readableBytes }
        }
        return page
    }

    /// Just before a commit Storage says `live` and no more; after it, everything that the commit changed. After any commit none is under way.
    private func heed(_ change: Signals.Change) {
        shelf.withLock { shelf in
            if change.contains(.live) {
                shelf.clear()
                shelf.edition += 1
            }
            shelf.isChanging = change == .live
        }
    }
}
