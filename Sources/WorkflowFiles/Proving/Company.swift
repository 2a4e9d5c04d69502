import Editorial

/// The people with whom workflows are tried: specialists of every role, who do not write what they approve, and one with every role, who does all of it.
struct Company {
    struct Member {
        let person: Person
        /// Whether they write; those who only decide are enough to approve whatever the others wrote.
        let writes: Bool
        /// Whether there is a step open to them for which it matters what they have done before.
        let isAsked: Bool
        /// The same for those who are alike and stand for one another.
        let group: Int
    }

    let members: [Member]

    /// Enough people for every approval that one of these workflows wants, and one more in each approving role to review what was urgent.
    init(for workflows: [Workflow]) {
        let roles = Self.roles(of: workflows)
        let asked = workflows.reduce(into: Set<Role>()) { $0.formUnion($1.asked) }
        var members: [Member] = []
        for (group, role) in roles.enumerated() {
            let wanted = workflows.compactMap { workflow in workflow.approvals[role].map { $0 + (workflow.isUrgent ? 1 : 0) } }.max()
            for _ in 0..<(wanted ?? 1) {
                members.append(Member(person: Self.person(members.count, roles: [role]), writes: wanted == nil, isAsked: asked.contains(role), group: group))
            }
        }
        members.append(Member(person: Self.person(members.count, roles: Set(roles)), writes: true, isAsked: true, group: roles.count))
        self.members = members
    }

    /// That many people, each with every role.
    init(of count: Int, for workflow: Workflow) {
        let roles = Set(Self.roles(of: [workflow]))
        members = (0..<count).map { Member(person: Self.person($0, roles: roles), writes: true, isAsked: true, group: 0) }
    }

    /// Everybody who takes part, press secretaries always: they choose the workflow.
    private static func roles(of workflows: [Workflow]) -> [Role] {
        let named = workflows.flatMap { workflow in workflow.transitions.flatMap(\.by) + workflow.editors + workflow.approvers }
        return Set(named + (workflows.count > 1 ? [.pressSecretary] : [])).sorted()
    }

    private static let names = ["Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gia", "Hal", "Ida", "Jan", "Kit", "Lou", "Max", "Nia", "Oli", "Pia", "Rob", "Sam", "Tea", "Uma"]

    private static func person(_ number: Int, roles: Set<Role>) -> Person {
        let name = number < names.count ? names[number] : "Person \(number + 1)"
        return Person(login: name.lowercased(), name: name, roles: roles)
    }
}

extension Company.Member {
    /// `Ana (drafter)`.
    var words: String {
        let roles = person.roles.sorted()
        return "\(person.name) (\(roles.count > 1 ? "every role" : roles[0].words))"
    }
}

extension Workflow {
    /// The roles to which a step is open that looks at what a person has done before.
    fileprivate var asked: Set<Role> {
        let looking: Set<Effect> = [.approve, .oweReview, .review, .withdraw, .reinstate]
        return transitions.filter { $0.guards.contains(.secondPairOfEyes) || !looking.isDisjoint(with: $0.effects) }.reduce(into: []) { $0.formUnion($1.by) }
    }
}
