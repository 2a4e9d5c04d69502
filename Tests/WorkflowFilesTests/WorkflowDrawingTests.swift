import Editorial
import Testing
import WorkflowFiles

@Suite("Workflows as drawings")
struct WorkflowDrawingTests {
    static let small = """
        workflow: a-b
        title: Small
        approvals: {chief: 1}
        states:
          draft: {title: 'Draft "one"', editable_by: [writer]}
          out: {title: "Out: gone; #1", end: true}
        transitions:
          ok: {title: OK, from: draft, to: draft, by: [chief, second-chief], effects: [approve]}
          go: {title: Go, from: [draft, out], to: out, automatic: true, guards: [approved]}

        """

    @Test("Mermaid has each state, each arrow with who takes it, the beginning and the ends")
    func mermaid() throws {
        let drawing = WorkflowDrawing(of: try WorkflowFile.read(Self.small, file: "w.yaml"), present: "out")
        #expect(drawing.mermaid == """
            stateDiagram-v2
                state "Draft #34;one#34;" as s1
                state "Out#58; gone#59; #35;1" as s2
                [*] --> s1
                s1 --> s1: OK (chief, second chief)
                s1 --> s2: Go (by itself)
                s2 --> s2: Go (by itself)
                s2 --> [*]
                classDef present stroke-width:4px,font-weight:bold
                class s2 present

            """)
    }

    @Test("DOT has the same, quoted, and marks where a release stands")
    func dot() throws {
        let workflow = try WorkflowFile.read(Self.small, file: "w.yaml")
        let dot = WorkflowDrawing(of: workflow, present: "draft").dot
        #expect(dot.hasPrefix("digraph \"a-b\" {\n") && dot.hasSuffix("}\n"))
        #expect(dot.contains("    \"state draft\" [label=\"Draft \\\"one\\\"\", penwidth=4, fillcolor=\"#dbe9ff\"]\n"))
        #expect(dot.contains("    \"state out\" [label=\"Out: gone; #1\", peripheries=2]\n"))
        #expect(dot.contains("    \"state draft\" -> \"state out\" [label=\"Go\\nby itself\", style=dashed]\n"))
        #expect(!WorkflowDrawing(of: workflow).dot.contains("penwidth"))
    }

    @Test("every transition of a shipped workflow is an arrow from each of its states")
    func shipped() throws {
        for workflow in try ProverTests.shipped() {
            let arrows = workflow.transitions.reduce(0) { $0 + $1.from.count }
            #expect(WorkflowDrawing(of: workflow).mermaid.split(separator: "\n").count { $0.contains("-->") && !$0.contains("[*]") } == arrows)
        }
    }
}
