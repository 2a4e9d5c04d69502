import Editorial
import Pages

/// The buttons that move a release to an urgent road: one for each that the rules would take, were the reason given.
struct UrgentForms {
    /// What the field asks for.
    static let reason = "Why it cannot wait (required)"

    let all: [UrgentForm]

    init(moment: DecisionMoment, typed: TypedUrgency?, mistakes: Mistakes) {
        let release = moment.release
        all = moment.office.workflows.values.filter { $0.isUrgent && $0.name != release.workflow }.sorted { $0.name < $1.name }.compactMap { workflow in
            guard (try? release.decide(.changeWorkflow(workflow.name, comment: "…"), by: moment.actor, at: moment.now, under: moment.office)) != nil else {
                return nil
            }
            let id = TypedUrgency.fieldID(of: workflow.name)
            let typed = typed?.workflow == workflow.name ? typed?.comment : nil
            return UrgentForm(
                action: "/desk/releases/\(release.id)/urgent", title: "Move to the urgent road: \(workflow.title)",
                consequence: "It stays where it is\(release.isDecided ? "; the approval is taken back" : ""). A press secretary may then let it out alone, with a reason, and somebody else must review it"
                    + (release.words(openedBy: workflow, under: moment.office).map { ". \($0)" } ?? ""),
                workflow: workflow.name, version: "\(release.version)",
                comment: Field("comment", label: Self.reason, value: typed ?? "", error: mistakes[id], id: id, required: true))
        }
    }
}

/// What was typed beside the button that moves a release to an urgent road.
struct TypedUrgency: Sendable, Equatable {
    let workflow: String
    let comment: String
    let version: Int

    init(_ form: Form) {
        (workflow, comment) = (form.text("workflow"), form.text("comment"))
        version = form.number("version") ?? 0
    }

    static func fieldID(of workflow: String) -> String { TypedOnPage.id("comment", of: "urgent-\(workflow)") }
}
