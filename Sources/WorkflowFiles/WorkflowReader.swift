import Editorial
import Yams

/// Reads the nodes of one file into a workflow, and gathers every fault on the way.
struct WorkflowReader {
    let file: String
    var faults: [WorkflowFile.Faults.Fault] = []

    init(file: String) { self.file = file }

    /// The workflow, whole only where there are no faults.
    mutating func workflow(_ root: Node?, digest: String) -> Workflow {
        let isEmpty = root.map { $0.scalar?.string.isEmpty ?? false } ?? true
        if isEmpty { fault(1, "the file is empty") }
        let fields = isEmpty ? [:] : mapping(root, "the file", known: ["workflow", "title", "approvals", "review_within", "states", "transitions"])
        let top = root?.line ?? 1
        let name = fields["workflow"].map { self.name($0, "a workflow's name") } ?? ""
        let states = states(fields["states"])
        let transitions = transitions(fields["transitions"], between: states)
        let approvals = approvals(fields["approvals"], given: transitions)
        let reviewWithin = fields["review_within"].map { duration($0, "`review_within`") } ?? 86_400
        if !isEmpty {
            if fields["workflow"] == nil { fault(top, "the file does not say its name: `workflow` is missing") }
            if fields["states"] == nil { fault(top, "`states` is missing: the first of them is the initial one") }
            if fields["transitions"] == nil { fault(top, "`transitions` is missing") }
            let wantsApproval = transitions.contains { $0.effects.contains(.approve) || $0.guards.contains(.approved) }
            if fields["approvals"] == nil, wantsApproval { fault(top, "`approvals` is missing: it says whose approval a text needs") }
        }
        return Workflow(
            name: name, title: fields["title"].map { text($0, "a title") } ?? name, approvals: approvals, states: states, transitions: transitions,
            reviewWithin: reviewWithin, digest: digest)
    }

    // MARK: Its parts

    private mutating func states(_ node: Node?) -> [Workflow.State] {
        guard let node else { return [] }
        let all = entries(node, "`states`")
        if all.isEmpty, node.mapping != nil { fault(node.line, "there is no state: the first one is the initial one") }
        return all.map { key, node in
            let name = name(key, "a state's name")
            let fields = node.isAbsent ? [:] : mapping(node, "the state “\(name)”", known: ["title", "editable_by", "end"])
            return Workflow.State(
                name: name, title: fields["title"].map { text($0, "a title") } ?? name,
                editableBy: Set(fields["editable_by"].map { roles($0, "`editable_by`") } ?? []), end: fields["end"].map { flag($0, "`end`") } ?? false, line: key.line)
        }
    }

    private mutating func transitions(_ node: Node?, between states: [Workflow.State]) -> [Workflow.Transition] {
        guard let node else { return [] }
        return entries(node, "`transitions`").map { key, node in transition(key, node, between: states) }
    }

    private mutating func transition(_ key: Node, _ node: Node, between states: [Workflow.State]) -> Workflow.Transition {
        let name = name(key, "a transition's name")
        let fields = mapping(node, "the transition “\(name)”", known: ["title", "from", "to", "by", "automatic", "guards", "effects"])
        let from = fields["from"].map { node in node.sequence == nil ? [node] : list(node, "`from`") } ?? []
        let names = from.map { state($0, in: states) }
        let to = fields["to"].map { state($0, in: states) } ?? ""
        let by = fields["by"].map { roles($0, "`by`") } ?? []
        let automatic = fields["automatic"].map { flag($0, "`automatic`") } ?? false
        let guards: [Guard] = fields["guards"].map { choices($0, "guard") } ?? []
        let effects: [Effect] = fields["effects"].map { choices($0, "effect") } ?? []
        if node.mapping != nil {
            if fields["from"].map({ $0.sequence?.isEmpty ?? false }) ?? true { fault(key.line, "the transition “\(name)” does not say `from` which state it leads") }
            if fields["to"] == nil { fault(key.line, "the transition “\(name)” does not say `to` which state it leads") }
            if by.isEmpty, !automatic, fields["by"].map({ $0.sequence?.isEmpty ?? false }) ?? true {
                fault(key.line, "nobody can take the transition “\(name)”: it needs `by` or `automatic: true`")
            }
        }
        return Workflow.Transition(
            name: name, title: fields["title"].map { text($0, "a title") } ?? name, from: Set(names), to: to, by: Set(by), automatic: automatic,
            guards: guards, effects: effects, line: key.line)
    }

    private mutating func approvals(_ node: Node?, given transitions: [Workflow.Transition]) -> [Role: Int] {
        guard let node else { return [:] }
        let approvers = transitions.filter { $0.effects.contains(.approve) }.reduce(into: Set<Role>()) { $0.formUnion($1.by) }
        let all = entries(node, "`approvals`")
        if all.isEmpty, node.mapping != nil { fault(node.line, "`approvals` must name at least one role") }
        return all.reduce(into: [:]) { approvals, entry in
            let (key, value) = entry
            let role = role(key)
            if let count = value.scalar.flatMap({ Int($0.string) }), 1...100 ~= count {
                approvals[role] = count
            } else {
                fault(value.line, "the number of approvals must be a whole number from 1 to 100")
            }
            if !approvers.contains(role) { fault(key.line, "no transition with effect `approve` is open to “\(role.rawValue)”, whose approval is asked for") }
        }
    }

    // MARK: Its words

    private mutating func state(_ node: Node, in states: [Workflow.State]) -> String {
        let name = text(node, "a state")
        if !name.isEmpty, !states.contains(where: { $0.name == name }) { fault(node.line, "there is no state “\(name)”") }
        return name
    }

    private mutating func roles(_ node: Node, _ what: String) -> [Role] { list(node, what).map { role($0) } }

    private mutating func role(_ node: Node) -> Role {
        let role = Role(text(node, "a role"))
        if [.administrator, .auditor].contains(role) { fault(node.line, "“\(role.rawValue)” takes part in no transition") }
        return role
    }

    private mutating func choices<Choice: RawRepresentable<String> & CaseIterable>(_ node: Node, _ what: String) -> [Choice] {
        list(node, "`\(what)s`").compactMap { node in
            let name = text(node, "a \(what)")
            if let choice = Choice(rawValue: name) { return choice }
            if !name.isEmpty { fault(node.line, "there is no \(what) “\(name)”; there are \(Choice.allCases.map(\.rawValue).sorted().joined(separator: ", "))") }
            return nil
        }
    }

    /// What stands in addresses, forms and tables.
    private mutating func name(_ node: Node, _ what: String) -> String {
        let name = text(node, what)
        let isPlain = name.utf8.allSatisfy { Unicode.Scalar($0).properties.isAlphabetic && $0 < 0x80 || 0x30...0x39 ~= $0 || $0 == 0x2D || $0 == 0x5F }
        if !isPlain { fault(node.line, "\(what) is made of letters a to z, digits, `-` and `_`: “\(name)”") }
        return name
    }
}
