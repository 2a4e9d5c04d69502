import Editorial
import Fixtures
import Foundation
import Testing
import WorkflowFiles

@Suite("The prover")
struct ProverTests {
    static func shipped() throws -> [Workflow] { try WorkflowFile.readAll(in: WorkflowFileTests.shipped).values.sorted { $0.name < $1.name } }

    @Test("every shipped workflow holds by itself, and says how many people it needs", arguments: [("flash", 2), ("legal-review", 3), ("press-release", 2)])
    func alone(name: String, people: Int) throws {
        let workflow = try #require(try Self.shipped().first { $0.name == name })
        let proof = try #require(Prover.prove([workflow]).first)
        #expect(proof.counterexamples == [] && proof.people == people && proof.situations > 50)
    }

    @Test("the shipped workflows hold together, where a release may change from one to another")
    func together() throws {
        let proofs = Prover.prove(try Self.shipped())
        #expect(proofs.map(\.workflow) == ["flash", "legal-review", "press-release"] && proofs.map(\.counterexamples) == [[], [], []])
    }

    @Test("they hold together where the office binds what the lawyers must see: no other road leads around them")
    func bound() throws {
        let free = Prover.prove(try Self.shipped())
        let proofs = Prover.prove(try Self.shipped(), binding: ["legal-review"])
        #expect(proofs.map(\.counterexamples) == [[], [], []])
        #expect(zip(proofs, free).allSatisfy { $0.situations > $1.situations })
    }

    @Test("each seeded hole is found, with the shortest way into it and the line at fault", arguments: Hole.all)
    func hole(_ hole: Hole) throws {
        let text = try hole.text()
        let proof = try #require(Prover.prove([try WorkflowFile.read(text, file: "w.yaml")]).first)
        let found = try #require(proof.counterexamples.first { $0.property == hole.property }, "\(proof.counterexamples)")
        #expect(found.steps == hole.steps)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[found.line - 1].drop { $0 == " " }.hasPrefix(hole.line), "line \(found.line): \(found.message)")
        // Nothing else is made up: what follows from the hole at most.
        #expect(Set(proof.counterexamples.map(\.property)).count == proof.counterexamples.count)
    }

    @Test("a state that a release brings along from another workflow is reached, and by no road of its own it is not")
    func broughtAlong() {
        let flash = Workflow.flash
        let bare = Workflow(
            name: flash.name, title: flash.title, approvals: flash.approvals, states: flash.states,
            transitions: flash.transitions.filter { !["approve", "schedule-urgently"].contains($0.name) }, digest: "")
        func isReached(_ workflows: [Workflow]) -> Bool { !Prover.prove(workflows)[0].counterexamples.contains { $0.property == .reachable } }
        #expect(!isReached([bare]) && isReached([bare, .pressRelease]))
    }

    @Test("two signatures take three people, however they share the roles")
    func quorum() throws {
        let text = try String(contentsOfFile: WorkflowFileTests.shipped + "/press-release.yaml", encoding: .utf8)
            .replacing("approvals: {press-secretary: 1}", with: "approvals: {press-secretary: 2}")
        let proof = Prover.prove([try WorkflowFile.read(text, file: "w.yaml")])[0]
        #expect(proof.counterexamples == [] && proof.people == 3)
    }
}
