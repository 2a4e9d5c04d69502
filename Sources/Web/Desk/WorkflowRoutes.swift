import Editorial
import HTTPTypes
import Hummingbird
import Pages
import Storage

/// The road that a release is on, drawn and in words.
struct WorkflowRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("releases/:id/workflow") { _, context in
            let (release, workflow) = try await road(context)
            let path = "/desk/releases/\(release.id)"
            let isDrawn = await desk.site.drawing(workflow, release.state) != nil
            let page = WorkflowPage(
                frame: try await desk.frame("Workflow: \(workflow.title)", .releases, context), back: Link(href: path, label: release.revision.content.headline),
                title: "Workflow: \(workflow.title)", drawing: isDrawn ? path + "/workflow.svg" : nil, states: workflow.states.map { row($0, of: workflow, at: release.state) })
            return try desk.answer(page)
        }
        router.get("releases/:id/workflow.svg") { _, context in
            let (release, workflow) = try await road(context)
            guard let svg = await desk.site.drawing(workflow, release.state) else { throw NotFound("drawing") }
            return Response(status: .ok, headers: [.contentType: "image/svg+xml"], body: ResponseBody(byteBuffer: ByteBuffer(string: svg)))
        }
    }

    private func road(_ context: DeskContext) async throws -> (Release, Workflow) {
        let release = try await desk.release(context)
        guard release.visibility(to: context.person, under: desk.office) == .whole else { throw Problem(.forbidden) }
        guard let workflow = desk.office.workflows[release.workflow] else { throw NotFound("workflow") }
        return (release, workflow)
    }

    private func row(_ state: Workflow.State, of workflow: Workflow, at present: String) -> WorkflowPage.StateRow {
        let steps = workflow.transitions.filter { $0.from.contains(state.name) }.map { transition in
            let who = (transition.automatic ? ["by itself"] : []) + transition.by.sorted().map(\.words)
            return WorkflowPage.StepRow(name: transition.title, who: who.joined(separator: ", "), to: workflow.state(transition.to)?.title ?? transition.to)
        }
        return WorkflowPage.StateRow(title: state.title, isPresent: state.name == present, steps: steps)
    }
}
