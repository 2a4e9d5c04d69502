import GRDB

extension Store {
    /// Takes one step of what is left to be done in steps, where nobody else does. Answers whether there may be more.
    package func takeStep() async throws -> Bool {
        // Mostly there is none, and the writer is not asked.
        guard let chore = try await read({ db in try Chore.next(beside: opening, in: db) }) else { return false }
        _ = try await write { db in try take(chore, in: db) }
        return true
    }

    /// Takes all steps of a chore. Answers how many deliveries they changed. Cut short, it is finished after the next start.
    func finish(_ chore: Int64) async throws -> Int {
        var changed = 0
        while let step = try await write({ db in try take(chore, in: db) }) { changed += step }
        return changed
    }

    private func take(_ chore: Int64, in db: Database) throws -> Int? {
        if try Chore.bringsForward(chore, in: db) { signals.note(.deliveries) }
        return try Chore.take(chore, in: db)
    }
}
