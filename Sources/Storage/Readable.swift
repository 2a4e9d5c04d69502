import Editorial
import GRDB

/// Which releases somebody may know of, as a question to the database about its table `release`: those that `Release.isOpen` lets them. Lists ask it, so that
/// their pages are full and tell nothing by what is missing.
struct Readable {
    let condition: String
    let arguments: StatementArguments

    /// All of them.
    init() { self.init(condition: "TRUE", arguments: []) }

    private init(condition: String, arguments: StatementArguments) { (self.condition, self.arguments) = (condition, arguments) }

    /// Nil may know of all.
    init(to person: Person?, under office: Office) {
        guard let person, !person.roles.contains(.auditor) else {
            self.init()
            return
        }
        let approved = office.workflows.values.filter { !$0.approvers.isDisjoint(with: person.roles) }.map(\.name).sorted()
        // Of a workflow that is gone, press secretaries take care.
        let gone = person.roles.contains(.pressSecretary) ? "OR release.workflow NOT IN (\(Self.marks(office.workflows.count)))" : ""
        let condition = """
            (release.confined = 0 OR release.created_by = ? OR release.workflow IN (\(Self.marks(approved.count))) \(gone)
                OR EXISTS (SELECT * FROM confined_person WHERE confined_person.release_id = release.id AND confined_person.login = ?))
            """
        let arguments =
            StatementArguments([person.login]) + StatementArguments(approved)
            + StatementArguments(gone.isEmpty ? [] : office.workflows.keys.sorted()) + StatementArguments([person.login])
        self.init(condition: condition, arguments: arguments)
    }

    private static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}
