import Editorial

/// A workflow as a drawing in text, with the state in which a release stands marked in it where one is given.
package struct WorkflowDrawing: Sendable {
    private let workflow: Workflow
    private let present: String?

    package init(of workflow: Workflow, present: String? = nil) { (self.workflow, self.present) = (workflow, present) }

    /// For Mermaid, as a state diagram.
    package var mermaid: String {
        let names = Dictionary(uniqueKeysWithValues: zip(workflow.states.map(\.name), 1...).map { ($0, "s\($1)") })
        func name(_ state: String) -> String { names[state] ?? state }
        var lines = ["stateDiagram-v2"] + workflow.states.map { "    state \"\($0.title.forMermaid)\" as \(name($0.name))" }
        if let first = workflow.states.first { lines.append("    [*] --> \(name(first.name))") }
        lines += arrows.map { "    \(name($0.from)) --> \(name($0.to)): \($0.transition.title.forMermaid) (\($0.who.forMermaid))" }
        lines += workflow.states.filter(\.end).map { "    \(name($0.name)) --> [*]" }
        if let present, names[present] != nil { lines += ["    classDef present stroke-width:4px,font-weight:bold", "    class \(name(present)) present"] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For Graphviz.
    package var dot: String {
        var lines = [
            "digraph \(workflow.name.quoted) {", "    bgcolor=transparent", "    node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\"]",
            "    edge [fontname=\"sans-serif\", fontsize=10]", "    start [shape=point]",
        ]
        lines += workflow.states.map { state in
            "    \(("state " + state.name).quoted) [label=\(state.title.quoted)\(state.end ? ", peripheries=2" : "")\(state.name == present ? ", penwidth=4, fillcolor=\"#dbe9ff\"" : "")]"
        }
        if let first = workflow.states.first { lines.append("    start -> \(("state " + first.name).quoted)") }
        lines += arrows.map { arrow in
            let label = "\(arrow.transition.title)\n\(arrow.who)".quoted
            return "    \(("state " + arrow.from).quoted) -> \(("state " + arrow.to).quoted) [label=\(label)\(arrow.transition.automatic ? ", style=dashed" : "")]"
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    /// One arrow for each state that a transition leaves, in the file's order.
    private var arrows: [(from: String, to: String, transition: Workflow.Transition, who: String)] {
        workflow.transitions.flatMap { transition in
            let who = (transition.automatic ? ["by itself"] : []) + transition.by.sorted().map(\.words)
            return workflow.states.map(\.name).filter(transition.from.contains).map { ($0, transition.to, transition, who.joined(separator: ", ")) }
        }
    }
}

extension String {
    /// As a Graphviz string.
    fileprivate var quoted: String {
        "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    /// Without what Mermaid would take for its own.
    fileprivate var forMermaid: String {
        reduce(into: "") { text, character in
            switch character {
            case "#", ";", ":", "\"", "<", ">": text += character.unicodeScalars.map { "#\($0.value);" }.joined()
            default: text.append(character)
            }
        }
    }
}
