import Editorial
import Pages

/// The buttons that move a release to an urgent road, and from there back to the workflow that its kind or section is bound to: one for each that the rules would take, were
/// the reason given.
struct UrgentForms {
    /// What the field asks for.
    static let reason = "Why it cannot wait (required)"

    let all: [UrgentForm]

    init(moment: DecisionMoment, typed: TypedUrgency?, mistakes: Mistakes) {
        let release = moment.release
        all = moment.office.workflows.values.filter { $0.name != release.workflow && ($0.isUrgent || $0.name == release.boundTo(under: moment.office)) }.sorted { $0.name < $1.name }.compactMap { workflow in
            guard (try? release.decide(.changeWorkflow(workflow.name, comment: "…"), by: moment.actor, at: moment.now, under: moment.office)) != nil else {
                return nil
            }
            let id = TypedUrgency.fieldID(of: workflow.name)
            let typed = typed?.workflow == workflow.name ? typed?.comment : nil
            let opened = release.words(openedBy: workflow, under: moment.office).map { ". \($0)" } ?? ""
            let voids = release.isDecided ? "; the approval is taken back" : ""
            return UrgentForm(
                action: "/desk/releases/\(release.id)/urgent", title: workflow.isUrgent ? "Move to the urgent road: \(workflow.title)" : "Move to its own workflow: \(workflow.title)",
                consequence: !workflow.isUrgent
                    ? "It begins there anew, as “\(workflow.states.first?.title ?? "")”\(voids); what the public sees stays" + opened
                    : release.rests(under: moment.office) ? Self.ofWhatRests(on: workflow, release) + opened
                    : "It stays where it is\(voids). A press secretary may then let it out alone, with a reason, and somebody else must review it" + opened,
                workflow: workflow.name, version: "\(release.version)",
                comment: Field("comment", label: workflow.isUrgent ? Self.reason : "Why (required)", value: typed ?? "", error: mistakes[id], id: id, required: true))
        }
    }
}

extension UrgentForms {
    /// What is public can only be corrected: that step is named.
    private static func ofWhatRests(on workflow: Workflow, _ release: Release) -> String {
        let correct = workflow.transitions.first { $0.from.contains(release.state) && $0.effects.isEmpty && workflow.state($0.to)?.editableBy.isEmpty == false }
        let stays = release.live.text == nil ? "The public goes on seeing the notice" : "It stays public"
        return "\(stays). Press “\(correct?.title ?? "Correct")” then; the corrected text may go out without an approval, with a reason, and somebody else must review it"
    }
}

extension Release {
    /// Whether what the public sees is all there is, and no correction is under way.
    func rests(under office: Office) -> Bool { live != .nothing && office.workflows[workflow]?.restingStates.contains(state) ?? false }
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
