import Editorial
import WorkflowFiles

/// What was proved on this data directory before, so that a start need not prove it anew. Whoever can write it can write the database as well:
/// it is trusted as far as that.
struct ProofBook {
    private let path: String

    init(in directory: String) { path = directory + "/proved" }

    /// Throws a 65 with the counterexample where one of the workflows has a hole.
    func check(_ workflows: [String: Workflow], binding bound: Set<String>, from files: [String: String]) throws(Failure) {
        if let mark = mark(of: workflows, binding: bound), (try? File.read(path)) == mark { return }
        for proof in Prover.prove(workflows.values.sorted { $0.name < $1.name }, binding: bound) {
            guard let counterexample = proof.counterexamples.first else { continue }
            throw .input("\(files[proof.workflow] ?? proof.workflow):\(counterexample.line): \(counterexample.sentence)")
        }
    }

    /// Remembers that all is proved. The directory must be there.
    func note(_ workflows: [String: Workflow], binding bound: Set<String>) throws(Failure) {
        if let mark = mark(of: workflows, binding: bound), (try? File.read(path)) != mark { try File.write(mark, to: path, mode: 0o600) }
    }

    /// The program, whose rules the proof was about, what is bound, and the bytes of all files: a change of any of them wants a new proof. The program is told by its version
    /// and by its own file, so that one that was built anew proves anew; nil where that file cannot be looked at.
    private func mark(of workflows: [String: Workflow], binding bound: Set<String>) -> [UInt8]? {
        guard let program = File.stamp(of: "/proc/self/exe") else { return nil }
        let files = workflows.values.sorted { $0.name < $1.name }.map { "\($0.name) \($0.digest)\(bound.contains($0.name) ? " bound" : "")\n" }
        return Array(("imprimatur \(Imprimatur.version) \(program)\n" + files.joined()).utf8)
    }
}
