import Editorial
import GRDB

/// Which releases somebody may know of, as a question to the database about its table `release`: those that `Release.isOpen` lets them. Lists ask it, so that
/// their pages are full and tell nothing by what is missing.
struct Readable {
    let condition: String
    let arguments: StatementArguments

    /// Nil may know of all.
    init(to person: Person?, under office: Office) {
        guard let person, !person.roles.contains(.auditor) else {
            (condition, arguments) = ("TRUE", [])
            return
        }
        let approved = office.workflows.values.filter { !$0.approvers.isDisjoint(with: person.roles) }.map(\.name).sorted()
        // Of a workflow that is gone, press secretaries take care.
        let gone = person.roles.contains(.pressSecretary) ? "OR release.workflow NOT IN (\(Self.marks(office.workflows.count)))" : ""
        condition = """
            (release.confined = 0 OR release.created_by = ? OR release.workflow IN (\(Self.marks(approved.count))) \(gone)
                OR EXISTS (SELECT * FROM confined_person WHERE confined_person.release_id = release.id AND confined_person.login = ?))
            """
        arguments =
            StatementArguments([person.login]) + StatementArguments(approved)
            + StatementArguments(gone.isEmpty ? [] : office.workflows.keys.sorted()) + StatementArguments([person.login])
    }

    private static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}
