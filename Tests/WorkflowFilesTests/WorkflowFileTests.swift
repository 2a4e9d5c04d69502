import Editorial
import Fixtures
import Foundation
import Testing
import WorkflowFiles

@Suite("Workflow files")
struct WorkflowFileTests {
    static let shipped = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Workflows").standardizedFileURL.path

    func faults(_ text: String) -> [String] {
        do { _ = try WorkflowFile.read(text, file: "w.yaml") } catch { return error.faults.map(\.description) }
        return []
    }

    @Test("the shipped workflows read as those that the rules are tested with", arguments: [Workflow.pressRelease, .flash])
    func shipped(known: Workflow) throws {
        let read = try #require(try WorkflowFile.readAll(in: Self.shipped)[known.name])
        #expect(read.name == known.name && read.title == known.title && read.approvals == known.approvals && read.reviewWithin == known.reviewWithin)
        #expect(read.states.map { Workflow.State(name: $0.name, title: $0.title, editableBy: $0.editableBy, end: $0.end) } == known.states)
        #expect(read.transitions.map(\.name) == known.transitions.map(\.name))
        for (mine, theirs) in zip(read.transitions, known.transitions) {
            #expect(mine == Workflow.Transition(
                name: theirs.name, title: theirs.title, from: theirs.from, to: theirs.to, by: theirs.by, automatic: theirs.automatic, guards: theirs.guards,
                effects: theirs.effects, line: mine.line))
        }
        #expect(read.digest.hasPrefix("sha256:") && read.digest.count == 71)
    }

    @Test("the digest is that of the bytes, and a transition knows its line")
    func bytes() throws {
        let read = try WorkflowFile.read(Self.small, file: "w.yaml")
        #expect(read.digest != (try WorkflowFile.read(Self.small + "# more\n", file: "w.yaml").digest))
        #expect(read.transitions.map(\.line) == [9, 10] && read.states.map(\.name) == ["draft", "out"] && read.states[1].end)
        #expect(read.transitions[1].automatic && read.transitions[1].by == [])
    }

    @Test("how soon a review is due is written as people write it", arguments: [("90", 90), ("90s", 90), ("30m", 1_800), ("12h", 43_200), ("2d", 172_800)])
    func within(text: String, seconds: Int) throws {
        #expect(try WorkflowFile.read("review_within: \(text)\n" + Self.small, file: "w.yaml").reviewWithin == seconds)
        #expect(try WorkflowFile.read(Self.small, file: "w.yaml").reviewWithin == 86_400)
    }

    static let small = """
        workflow: small
        title: Small
        approvals:
          chief: 2
        states:
          draft: {title: Draft, editable_by: [writer]}
          out: {end: true}
        transitions:
          ok: {title: OK, from: [draft, out], to: out, by: [chief], effects: [approve]}
          go: {from: draft, to: out, automatic: true, guards: [approved]}

        """

    /// Each mistake: what to replace in the small file, by what, and what is said of it.
    static let mistakes: [(String, String, String)] = [
        ("title: Small", "color: red", "w.yaml:2: unknown key “color” in the file; known are workflow, title, approvals, review_within, states, transitions"),
        ("{end: true}", "{ends: true}", "w.yaml:7: unknown key “ends” in the state “out”; known are title, editable_by, end"),
        ("automatic: true", "auto: true, by: [x]", "w.yaml:10: unknown key “auto” in the transition “go”; known are title, from, to, by, automatic, guards, effects"),
        ("guards: [approved]", "guards: [aproved]", "w.yaml:10: there is no guard “aproved”; there are approved, comment, complete, live, never-live, no-open-comments, notice, public-note, release-time, release-time-ahead, second-pair-of-eyes"),
        ("from: draft, to: out", "from: draft, to: gone", "w.yaml:10: there is no state “gone”"),
        ("[draft, out]", "[draft, gone]", "w.yaml:9: there is no state “gone”"),
        ("  go: {from", "  ok: {from", "w.yaml:10: “ok” stands here twice, the first time in line 9"),
        ("  out: {end", "  draft: {end", "w.yaml:7: “draft” stands here twice, the first time in line 6"),
        ("title: Small", "workflow: again", "w.yaml:2: “workflow” stands here twice, the first time in line 1"),
        ("chief: 2", "chief: 0", "w.yaml:4: the number of approvals must be a whole number from 1 to 100"),
        ("chief: 2", "chief: many", "w.yaml:4: the number of approvals must be a whole number from 1 to 100"),
        ("chief: 2", "chief: [1]", "w.yaml:4: the number of approvals must be a whole number from 1 to 100"),
        ("\n  chief: 2", " {}", "w.yaml:3: `approvals` must name at least one role"),
        ("\n  chief: 2", " [chief]", "w.yaml:3: `approvals` must be a mapping of names to values"),
        ("title: Small", "review_within: soon", "w.yaml:2: `review_within` must be a time of at most 30 days, like 90s, 30m, 24h or 2d"),
        ("title: Small", "review_within: 31d", "w.yaml:2: `review_within` must be a time of at most 30 days, like 90s, 30m, 24h or 2d"),
        ("title: Small", "review_within: -1h", "w.yaml:2: `review_within` must be a time of at most 30 days, like 90s, 30m, 24h or 2d"),
        ("approvals:\n  chief: 2\n", "", "w.yaml:1: `approvals` is missing: it says whose approval a text needs"),
        ("chief: 2", "boss: 1", "w.yaml:4: no transition with effect `approve` is open to “boss”, whose approval is asked for"),
        ("by: [chief]", "by: [chief, administrator]", "w.yaml:9: “administrator” takes part in no transition"),
        ("by: [chief]", "by: [chief, auditor]", "w.yaml:9: “auditor” takes part in no transition"),
        ("[writer]", "[auditor]", "w.yaml:6: “auditor” takes part in no transition"),
        ("by: [chief]", "by: chief", "w.yaml:9: `by` must be a list: [one, another]"),
        ("by: [chief]", "by: [chief, chief]", "w.yaml:9: “chief” stands twice in `by`"),
        ("automatic: true", "automatic: yes, by: [x]", "w.yaml:10: `automatic` must be true or false"),
        ("automatic: true, ", "", "w.yaml:10: nobody can take the transition “go”: it needs `by` or `automatic: true`"),
        ("automatic: true", "by: []", "w.yaml:10: nobody can take the transition “go”: it needs `by` or `automatic: true`"),
        ("from: draft, ", "", "w.yaml:10: the transition “go” does not say `from` which state it leads"),
        ("from: draft, ", "from: [], ", "w.yaml:10: the transition “go” does not say `from` which state it leads"),
        ("to: out, automatic", "automatic", "w.yaml:10: the transition “go” does not say `to` which state it leads"),
        ("title: Draft", "title: [Draft]", "w.yaml:6: a title must be a text"),
        ("title: OK", "title: ", "w.yaml:9: a title must be a text"),
        ("workflow: small", "workflow: a/b", "w.yaml:1: a workflow's name is made of letters a to z, digits, `-` and `_`: “a/b”"),
        ("workflow: small\n", "", "w.yaml:1: the file does not say its name: `workflow` is missing"),
        ("  go: {", "  go away: {", "w.yaml:10: a transition's name is made of letters a to z, digits, `-` and `_`: “go away”"),
        ("by: [chief]", "by: [[chief]]", "w.yaml:9: a role must be a text"),
        ("title: Small", "title: \"Small", "w.yaml:11: this is not YAML: found unexpected end of stream"),
        ("title: Small", "\ttitle: Small", "w.yaml:2: this is not YAML: found a tab character that violates indentation"),
        ("by: [chief]", "by: [*chief]", "w.yaml:9: this is not YAML: found undefined alias"),
        ("title: Small", "title: \u{1}", "w.yaml:2: this is not YAML: control characters are not allowed"),
    ]

    @Test("each kind of mistake is named with its file and line", arguments: mistakes.indices)
    func mistake(index: Int) {
        let (old, new, message) = Self.mistakes[index]
        let text = Self.small.replacingOccurrences(of: old, with: new)
        #expect(text != Self.small)
        #expect(faults(text).contains(message), "\(faults(text))")
        #expect(faults(text).allSatisfy { !$0.contains("\n") })
    }

    @Test("a file without a beginning is refused", arguments: [
        ("", "w.yaml:1: the file is empty"), ("# only words\n", "w.yaml:1: the file is empty"), ("- a\n- b\n", "w.yaml:1: the file must be a mapping of names to values"),
        ("workflow: w\nstates: {}\ntransitions: {}\n", "w.yaml:2: there is no state: the first one is the initial one"),
        ("workflow: w\ntransitions: {}\n", "w.yaml:1: `states` is missing: the first of them is the initial one"),
        ("workflow: w\nstates: {a: }\n", "w.yaml:1: `transitions` is missing"),
        ("workflow: w\nstates: [a, b]\ntransitions: {}\n", "w.yaml:2: `states` must be a mapping of names to values"),
        ("workflow: w\n---\nworkflow: v\n", "w.yaml:2: this is not YAML: but found another document"),
    ])
    func beginnings(text: String, message: String) {
        #expect(faults(text).contains(message), "\(faults(text))")
    }

    @Test("every fault of a file is named in one run, in the file's order")
    func all() {
        let text = Self.small.replacingOccurrences(of: "title: Small", with: "color: red").replacingOccurrences(of: "chief: 2", with: "chief: 0")
            .replacingOccurrences(of: "[writer]", with: "[auditor]").replacingOccurrences(of: "guards: [approved]", with: "guards: [a, b], effects: [c]")
        #expect(faults(text).map { $0.split(separator: ":")[1] } == ["2", "4", "6", "10", "10", "10"])
    }

    @Test("a folder is read whole: what is wrong in any file, and two of one name")
    func folder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "workflows-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let read = { () -> [String] in
            do throws(WorkflowFile.Faults) { return try WorkflowFile.readAll(in: folder.path).keys.sorted() } catch { return error.faults.map(\.description) }
        }
        #expect(read() == ["\(folder.path): there is no *.yaml in this folder"])
        try Self.small.write(to: folder.appending(path: "a.yaml"), atomically: true, encoding: .utf8)
        try "not a workflow".write(to: folder.appending(path: "notes.txt"), atomically: true, encoding: .utf8)
        #expect(read() == ["small"])
        try Self.small.write(to: folder.appending(path: "b.yaml"), atomically: true, encoding: .utf8)
        try Data([0x23, 0x0A, 0xFF]).write(to: folder.appending(path: "c.yaml"))
        #expect(read() == [
            "\(folder.path)/b.yaml:1: the workflow “small” stands in \(folder.path)/a.yaml already", "\(folder.path)/c.yaml:2: this file is not UTF-8",
        ])
        #expect(throws: WorkflowFile.Faults.self) { try WorkflowFile.readAll(in: folder.path + "/none") }
    }
}
