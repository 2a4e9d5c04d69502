import GRDB
import Synchronization

extension Store {
    /// Takes one step of what is left to be done in steps, where nobody else does. Answers whether there may be more.
    package func takeStep() async throws -> Bool {
        // Mostly there is none, and the writer is not asked.
        guard let chore = try await read({ db in try Chore.next(beside: opening, in: db) }) ?? letGo.first else { return false }
        if try await write({ db in try take(chore, in: db) }) == nil { letGo.remove(chore) }
        return true
    }

    /// Takes all steps of a chore. Answers how many rows they changed. Cut short, it is finished by whoever keeps house.
    func finish(_ chore: Int64) async throws -> Int {
        var changed = 0
        do {
            while let step = try await write({ db in try take(chore, in: db) }) { changed += step }
        } catch {
            letGo.insert(chore)
            // Told with the next commit that succeeds.
            signals.note(.chores)
            throw error
        }
        return changed
    }

    private func take(_ chore: Int64, in db: Database) throws -> Int? {
        if try Chore.bringsForward(chore, in: db) { signals.note(.deliveries) }
        return try Chore.take(chore, in: db)
    }
}

/// Chores, by their rows.
final class Chores: Sendable {
    private let rows = Mutex<Set<Int64>>([])

    var first: Int64? { rows.withLock { $0.min() } }
    func insert(_ row: Int64) { rows.withLock { _ = $0.insert(row) } }
    func remove(_ row: Int64) { rows.withLock { _ = $0.remove(row) } }
}
