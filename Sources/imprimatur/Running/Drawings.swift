import Editorial
import Synchronization
import WorkflowFiles

/// Workflows as pictures, each drawn once: with a release in that state, as long as Graphviz is there.
final class Drawings: Sendable {
    private struct Place: Hashable {
        let digest: String
        let state: String
    }

    private let drawn = Mutex<[Place: String]>([:])

    /// The SVG, nil where it cannot be drawn here.
    func drawing(of workflow: Workflow, at state: String) async -> String? {
        let place = Place(digest: workflow.digest, state: state)
        if let known = drawn.withLock({ $0[place] }) { return known }
        let dot = WorkflowDrawing(of: workflow, present: state).dot
        // Graphviz takes its time: not on a thread that answers others.
        let svg = await Task.detached { try? Graphviz.svg(dot) }.value
        if let svg { drawn.withLock { $0[place] = svg } }
        return svg
    }
}
