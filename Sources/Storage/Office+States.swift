import Editorial
import GRDB

/// States of workflows, as a question about releases names them.
struct States {
    private let pairs: [(workflow: String, state: String)]

    /// The states that a transition of that sort leaves, in any workflow of the office.
    init(of office: Office, leftBy belongs: (Workflow.Transition) -> Bool) {
        pairs = office.workflows.values.flatMap { workflow in
            Set(workflow.transitions.filter(belongs).flatMap(\.from)).map { (workflow.name, $0) }
        }
    }

    /// Where the clock may have something to do.
    static func automatic(of office: Office) -> States { States(of: office) { $0.automatic } }
    /// Where an approved text waits.
    static func approved(of office: Office) -> States { States(of: office) { $0.guards.contains(.approved) } }

    /// A common table expression `among (workflow, state)`.
    var table: String {
        let rows = pairs.isEmpty ? "SELECT NULL, NULL WHERE FALSE" : "VALUES " + pairs.map { _ in "(?, ?)" }.joined(separator: ", ")
        return "among (workflow, state) AS (\(rows))"
    }

    var arguments: StatementArguments { StatementArguments(pairs.flatMap { [$0.workflow, $0.state] }) }
}
