import Editorial
import WorkflowFiles

/// What was proved on this data directory before, so that a start need not prove it anew. Whoever can write it can write the database as well:
/// it is trusted as far as that.
struct ProofBook {
    private let path: String

    init(in directory: String) { path = directory + "/proved" }

    /// Throws a 65 with the counterexample where one of the workflows has a hole.
    func check(_ workflows: [String: Workflow], from files: [String: String]) throws(Failure) {
        guard (try? File.read(path)) != mark(of: workflows) else { return }
        for proof in Prover.prove(workflows.values.sorted { $0.name < $1.name }) {
            guard let counterexample = proof.counterexamples.first else { continue }
            throw .input("\(files[proof.workflow] ?? proof.workflow):\(counterexample.line): \(counterexample.sentence)")
        }
    }

    /// Remembers that all is proved. The directory must be there.
    func note(_ workflows: [String: Workflow]) throws(Failure) {
        let mark = mark(of: workflows)
        if (try? File.read(path)) != mark { try File.write(mark, to: path, mode: 0o600) }
    }

    /// The program, whose rules the proof was about, and the bytes of all files: a change of either wants a new proof.
    private func mark(of workflows: [String: Workflow]) -> [UInt8] {
        let files = workflows.values.sorted { $0.name < $1.name }.map { "\($0.name) \($0.digest)\n" }
        return Array(("imprimatur \(Imprimatur.version)\n" + files.joined()).utf8)
    }
}
