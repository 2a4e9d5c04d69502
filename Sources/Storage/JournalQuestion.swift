import Editorial
import GRDB

/// What is asked of the journal, as SQL that leads along one index in the order of the answer, whatever is asked for: of a long journal only so much is read as is
/// shown, or as that index holds in vain.
struct JournalQuestion {
    private var conditions: [String] = []
    private(set) var arguments = StatementArguments()
    private var order = "journal.sequence DESC"

    /// What the entry's action begins with, as `journal_by_noun` has it.
    private static let noun = "substr(journal.action, 1, instr(journal.action, '.'))"

    var sql: String { "SELECT * FROM journal WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT ?" }

    init(_ filter: JournalFilter, after: Int?, limit: Int, under office: Office) {
        let isOfOne = filter.release != nil || filter.actor != nil
        if !isOfOne, filter.from != nil || filter.before != nil {
            order = "journal.at DESC, journal.sequence DESC"
            if let after { require("(journal.at, journal.sequence) < ((SELECT at FROM journal WHERE sequence = ?), ?)", [after, after]) }
        } else {
            require("journal.sequence < ?", [after ?? Int.max])
            // The index of refusals is the shorter one.
            if !isOfOne, !filter.refusedOnly, let noun = filter.noun { require("\(Self.noun) = ?", [noun]) }
        }
        if let release = filter.release { require("journal.release_id = ?", [release]) }
        if let actor = filter.actor { require("\(filter.release == nil ? "" : "+")journal.actor = ?", [actor]) }
        if let from = filter.from { require("\(isOfOne ? "+" : "")journal.at >= ?", [from]) }
        if let before = filter.before { require("\(isOfOne ? "+" : "")journal.at < ?", [before]) }
        if let action = filter.action { require("substr(journal.action, 1, ?) = ?", [action.unicodeScalars.count, action]) }
        if filter.refusedOnly { require("substr(journal.action, -8) = '.refused'", []) }
        if let reader = filter.reader {
            let readable = Readable(to: reader, under: office)
            require("NOT EXISTS (SELECT * FROM release WHERE release.public_id = journal.release_id AND NOT \(readable.condition))", readable.arguments)
        }
        arguments += [limit]
    }

    private mutating func require(_ condition: String, _ values: StatementArguments) {
        conditions.append(condition)
        arguments += values
    }
}

extension JournalFilter {
    /// `release.` of `release.` and of `release.approve`; nil where the action asked for has no end to its first word.
    fileprivate var noun: String? { action.flatMap { action in action.firstIndex(of: ".").map { String(action[...$0]) } } }
}
