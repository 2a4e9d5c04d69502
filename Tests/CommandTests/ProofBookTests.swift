import Editorial
import Fixtures
import Foundation
import Testing

@testable import imprimatur

@Suite("What was proved on a data directory")
struct ProofBookTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("proved-\(UUID().uuidString)").path
    /// Publishes without an approval.
    private let holed = [
        "rush": Workflow(
            name: "rush", title: "Rush", approvals: [.pressSecretary: 1], states: Workflow.pressRelease.states,
            transitions: [.init(name: "go", title: "Go", from: ["draft"], to: "published", by: [.drafter], effects: [.publish])], digest: "sha256:0")
    ]

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    @Test("is not proved again by the same program, under the same files and bindings")
    func again() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let book = ProofBook(in: folder)
        #expect(throws: Failure.self) { try book.check(holed, binding: [], from: [:]) }
        try book.note(holed, binding: [])
        try book.check(holed, binding: [], from: [:])
        #expect(throws: Failure.self) { try book.check(holed, binding: ["rush"], from: [:]) }
    }

    @Test("is proved anew by another build of the same version")
    func anotherBuild() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let book = ProofBook(in: folder)
        try book.note(holed, binding: [])
        let said = try String(contentsOfFile: folder + "/proved", encoding: .utf8)
        let line = try #require(said.split(separator: "\n").first)
        #expect(line.hasPrefix("imprimatur \(Imprimatur.version) "))
        for other in ["imprimatur \(Imprimatur.version)", line + "1"] {
            try said.replacing(line, with: other).write(toFile: folder + "/proved", atomically: true, encoding: .utf8)
            #expect(throws: Failure.self) { try book.check(holed, binding: [], from: [:]) }
        }
    }
}
