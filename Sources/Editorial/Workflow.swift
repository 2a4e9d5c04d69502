/// The rules of one road from draft to public, read from a file.
package struct Workflow: Sendable, Equatable {
    package let name: String
    package let title: String
    /// How many people of each role must approve a text.
    package private(set) var approvals: [Role: Int]
    /// In the file's order; the first is the initial one.
    package let states: [State]
    /// In the file's order.
    package let transitions: [Transition]
    /// How soon a text that went out without an approval must be reviewed, in seconds.
    package let reviewWithin: Int
    /// `sha256:` + hex SHA-256 of the file's bytes.
    package let digest: String
    /// Whether the rules promise what they promise whatever the file says.
    private(set) var hasSafeguards = true

    package init(name: String, title: String, approvals: [Role: Int], states: [State], transitions: [Transition], reviewWithin: Int = 86_400, digest: String) {
        (self.name, self.title, self.approvals) = (name, title, approvals)
        (self.states, self.transitions, self.reviewWithin, self.digest) = (states, transitions, reviewWithin, digest)
    }

    package struct State: Sendable, Hashable {
        package let name: String
        package let title: String
        package let editableBy: Set<Role>
        /// Need not be left.
        package let end: Bool
        /// Where it stands in the file, from 1.
        package let line: Int
        package init(name: String, title: String, editableBy: Set<Role> = [], end: Bool = false, line: Int = 0) {
            (self.name, self.title, self.editableBy, self.end, self.line) = (name, title, editableBy, end, line)
        }
    }

    /// A way from one state to the next.
    package struct Transition: Sendable, Hashable {
        package let name: String
        package let title: String
        package let from: Set<String>
        package let to: String
        package let by: Set<Role>
        /// Taken by itself, as soon as its guards hold.
        package let automatic: Bool
        package let guards: [Guard]
        package let effects: [Effect]
        /// Where it stands in the file, from 1.
        package let line: Int
        package init(
            name: String, title: String, from: Set<String>, to: String, by: Set<Role>, automatic: Bool = false, guards: [Guard] = [], effects: [Effect] = [],
            line: Int = 0
        ) {
            (self.name, self.title, self.from, self.to, self.by) = (name, title, from, to, by)
            (self.automatic, self.guards, self.effects, self.line) = (automatic, guards, effects, line)
        }
    }

    /// The state of that name.
    package func state(_ name: String) -> State? { states.first { $0.name == name } }
    /// The transition of that name.
    package func transition(_ name: String) -> Transition? { transitions.first { $0.name == name } }
}

extension Workflow {
    /// Who may write: the roles in any state's `editable_by`.
    package var editors: Set<Role> { states.reduce(into: []) { $0.formUnion($1.editableBy) } }
    /// Who may take back what is public: the roles of transitions with effect `withdraw`.
    package var withdrawers: Set<Role> { transitions.filter { $0.effects.contains(.withdraw) }.reduce(into: []) { $0.formUnion($1.by) } }
    /// The same, held to its own guards alone: what the rules promise besides is let go of. For the prover, which shows that the file by itself has no hole.
    package var withoutSafeguards: Workflow {
        var workflow = self
        workflow.hasSafeguards = false
        return workflow
    }
    /// The same, where `other` asks for approvals as well.
    package func asking(as other: Workflow) -> Workflow {
        var workflow = self
        workflow.approvals.merge(other.approvals) { max($0, $1) }
        return workflow
    }
    /// The roles whose approval is asked for, and to whom no step of this workflow gives a place to say it.
    var unheard: Set<Role> { approvers.subtracting(transitions.filter { $0.effects.contains(.approve) }.flatMap(\.by)) }
    /// Whether it publishes with a reason where there is no time for an approval.
    package var isUrgent: Bool { transitions.contains { $0.effects.contains(.oweReview) } }
    /// Whether a review that is owed can be done on it.
    var reviews: Bool { transitions.contains { $0.effects.contains(.review) } }
    /// Whose approval counts.
    package var approvers: Set<Role> { Set(approvals.keys) }
    /// Where a release rests once the public sees a text or a notice; in every other state a correction is under way.
    package var restingStates: Set<String> {
        let showing: Set<Effect> = [.publish, .discard, .withdraw, .reinstate]
        return Set(transitions.filter { !showing.isDisjoint(with: $0.effects) }.map(\.to)).filter { state($0)?.editableBy.isEmpty ?? true }
    }
    /// The state of what has just been published.
    package var publicState: String? { transitions.first { $0.effects.contains(.publish) }?.to }

    /// The approvals that a text still wants: by people of those roles, none of whom wrote it, none of whom counts twice.
    package func missingApprovals(of revision: Revision, given approvals: [Approval]) -> [Role: Int] {
        var counted: Set<String> = []
        var missing = self.approvals
        for approval in approvals where revision.isMeant(by: approval) && !(hasSafeguards && revision.authors.contains(approval.by)) {
            if counted.insert(approval.by).inserted { missing[approval.role]? -= 1 }
        }
        return missing.filter { $0.value > 0 }
    }
}

extension Workflow {
    /// Whether a text has every approval that it needs. A workflow that asks for nobody's approves nothing.
    func isApproved(_ revision: Revision, by approvals: [Approval]) -> Bool {
        !self.approvals.isEmpty && missingApprovals(of: revision, given: approvals).isEmpty
    }
}

extension Revision {
    /// Whether that approval is for this very text.
    package func isMeant(by approval: Approval) -> Bool { approval.revision == number && approval.digest == digest }
}
