import Editorial

/// Shows of workflows that they have no hole, or where it is.
package enum Prover {
    /// Proves all the workflows of one office together, since a release may change from one to another. Each is held to its own file alone:
    /// what the rules promise besides is let go of. In the order in which they are given.
    /// `bound` are the names of those to which the office binds a kind or a section.
    package static func prove(_ workflows: [Workflow], binding bound: Set<String> = []) -> [Proof] {
        var exploration = Exploration(Company(for: workflows), of: workflows, binding: bound)
        exploration.explore()
        return workflows.map { workflow in
            let people = people(for: workflow)
            var counterexamples = exploration.isTooLarge ? [tooLarge] : exploration.counterexamples(to: workflow)
            if people == nil {
                counterexamples.append(
                    Counterexample(property: .people, line: 1, message: "However many people there are, a first draft never becomes public.", steps: []))
            }
            return Proof(
                workflow: workflow.name, situations: exploration.nodes.count { $0.scene.release.workflow == workflow.name },
                cast: exploration.company.members.count, people: people, counterexamples: counterexamples)
        }
    }

    private static let tooLarge = Counterexample(
        property: .size, line: 1, message: "There are more than \(Exploration.mostSituations) situations: this is too large to be proved.", steps: [])

    /// With how few people, each with every role, a first draft becomes public and leaves nothing to do. More never hinder.
    private static func people(for workflow: Workflow) -> Int? {
        var least = 1
        var most = workflow.approvals.values.reduce(1, +)
        guard suffice(most, for: workflow) else { return nil }
        while least < most {
            let middle = (least + most) / 2
            if suffice(middle, for: workflow) { most = middle } else { least = middle + 1 }
        }
        return most
    }

    private static func suffice(_ count: Int, for workflow: Workflow) -> Bool {
        var exploration = Exploration(Company(of: count, for: workflow), of: [workflow])
        return exploration.publishes()
    }
}
