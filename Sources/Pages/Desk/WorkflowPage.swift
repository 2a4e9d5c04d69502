/// A release's workflow, drawn and in words, with its place in it.
package struct WorkflowPage: Page {
    package static let template = Template("desk-workflow", PackageResources.desk_workflow_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var title: String
    /// Where the drawing is; nil where this machine draws none.
    package var drawing: String?
    package var states: [StateRow]

    package init(frame: DeskFrame, back: Link, title: String, drawing: String? = nil, states: [StateRow]) {
        (self.frame, self.back, self.title, self.drawing, self.states) = (frame, back, title, drawing, states)
    }

    /// One state, and what leads out of it.
    package struct StateRow: Sendable {
        package var title: String
        package var isPresent: Bool
        package var steps: [StepRow]
        package init(title: String, isPresent: Bool = false, steps: [StepRow]) { (self.title, self.isPresent, self.steps) = (title, isPresent, steps) }
    }

    /// One transition, by whom it is taken and where it leads.
    package struct StepRow: Sendable {
        package var name: String
        package var who: String
        package var to: String
        package init(name: String, who: String, to: String) { (self.name, self.who, self.to) = (name, who, to) }
    }
}
