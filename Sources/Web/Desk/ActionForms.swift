import Editorial
import Pages

/// The buttons of a release's page.
struct ActionForms {
    let transitions: [ActionForm]
    let releaseTime: [TimeForm]
    let urgent: [UrgentForm]
    /// What was typed into a form that has no button any more.
    let kept: [KeptText]

    init(moment: DecisionMoment, typed: TypedOnPage?, refused: Refusal?, invalid: Invalid?) {
        let all = moment.release.offers(to: moment.actor, at: moment.now, under: moment.office)
        // What is expected next comes first, then what else can be done now, however long the list of what cannot.
        let able = all.filter(\.objections.isEmpty)
        let (main, others) = (able.filter { Self.weight(of: $0.transition) == .main }, able.filter { Self.weight(of: $0.transition) != .main })
        let offers = main + others + all.filter { !$0.objections.isEmpty }
        let mistakes = Mistakes(typed: typed, refused: refused, invalid: invalid)
        transitions = offers.map { Self.form(of: $0, moment, typed: typed?.step, mistakes) }
        releaseTime = TimeForms(moment: moment, typed: typed?.time, mistakes: mistakes).all
        urgent = UrgentForms(moment: moment, typed: typed?.urgency, mistakes: mistakes).all

        switch typed {
        case .step(let step) where !offers.contains(where: { $0.transition.name == step.transition && $0.objections.isEmpty }):
            kept = [("Comment", step.comment), ("Public note", step.publicNote)].kept
        case .time(let time) where !releaseTime.contains(where: { $0.action == TimeForms.action(time.button, of: moment.release) }):
            kept = [("Release date", time.field.date), ("Release time", time.field.time), ("Comment", time.comment)].kept
        case .urgent(let urgency) where !urgent.contains(where: { $0.workflow == urgency.workflow }): kept = [(UrgentForms.reason, urgency.comment)].kept
        default: kept = []
        }
    }

    private static func form(of offer: Offer, _ moment: DecisionMoment, typed: TypedStep?, _ mistakes: Mistakes) -> ActionForm {
        let release = moment.release
        let transition = offer.transition
        let id = transition.name
        let effects = transition.effects
        let typed = typed?.transition == id ? typed : nil
        // With an approval of what replaces a public text goes whether the change is a small one.
        let asksWhetherMinor = effects.contains(.approve) && release.live != .nothing
        func field(_ name: String, _ label: String, _ value: String?, hint: String? = nil) -> Field {
            let field = TypedOnPage.id(name, of: id)
            return Field(name, label: label, value: value ?? "", error: mistakes[field], hint: hint, id: field, required: true)
        }
        func comment(_ effects: [Effect], _ typed: TypedStep?) -> Field {
            effects.contains(.oweReview)
                ? field("comment", UrgentForms.reason, typed?.comment, hint: "Whoever reviews it afterwards reads this.") : field("comment", "Comment", typed?.comment)
        }
        // Nobody can be in doubt about what they approve.
        let title = effects.contains(.approve) && offer.objections.isEmpty ? "\(transition.title) revision \(release.revision.number)" : transition.title
        return ActionForm(
            action: "/desk/releases/\(release.id)/transitions/\(id)", title: title,
            consequence: offer.objections.isEmpty ? moment.consequence(of: offer) : nil, revision: "\(release.revision.number)",
            releaseAt: release.releaseAt?.rfc3339 ?? "", description: release.description.carried,
            comment: offer.asksForComment ? comment(effects, typed) : nil,
            publicNote: offer.asksForPublicNote
                ? field("public_note", "Public note", typed?.publicNote, hint: "The public reads it in place of the text.") : nil,
            hideHeadline: effects.contains(.withdraw)
                ? Check(id: "\(id)-hide-headline", name: "hide_headline", label: "Hide the headline, too", ticked: typed?.hideHeadline ?? false) : nil,
            minor: asksWhetherMinor
                ? Check(id: "\(id)-minor", name: "minor", label: "A minor correction: no new entry in the feeds", ticked: typed?.minor ?? false) : nil,
            reasons: offer.objections.map(\.detail),
            weight: Self.weight(of: transition))
    }
}

extension ActionForms {
    /// Main is what is expected next: sending a text to its approval, approving and reviewing it. What the public sees at once by one person's word never looks like that.
    private static func weight(of transition: Workflow.Transition) -> Weight {
        if transition.effects.contains(.withdraw) || transition.effects.contains(.oweReview) { return .grave }
        return transition.effects.contains(.approve) || transition.effects.contains(.review) || transition.guards.contains(.complete) ? .main : .plain
    }
}

/// The buttons about the release time. The rules are asked about a time on either side of the present one: who may postpone may not always bring forward.
struct TimeForms {
    let moment: DecisionMoment
    let typed: TypedReleaseTime?
    let mistakes: Mistakes

    private var release: Release { moment.release }
    private var time: OfficeTime { OfficeTime(moment.office.timeZone) }

    static func action(_ button: TypedReleaseTime.Button, of release: Release) -> String {
        "/desk/releases/\(release.id)/release-time" + (button == .set ? "" : "/\(button.rawValue)")
    }

    var all: [TimeForm] {
        let present = release.releaseAt
        var forms: [TimeForm] = []
        if allows((present ?? moment.now).later(seconds: 3600)) {
            forms.append(form(.set, present == nil ? "Set release time" : release.isDecided ? "Postpone" : "Change release time"))
        }
        guard let present else { return forms }
        if release.isDecided, allows(present.later(seconds: -60)) { forms.append(form(.forward, "Bring forward")) }
        guard allows(nil) else { return forms }
        let consequence = moment.consequence(of: .setReleaseTime(nil, comment: "…"))
        forms.append(
            release.isDecided
                ? form(.clear, "Publish now", consequence: consequence, weight: .grave)
                : form(.clear, "Clear release time", consequence: "It then goes public as soon as it is approved"))
        return forms
    }

    private func allows(_ releaseAt: Instant?) -> Bool {
        release.objections(toReleaseTime: releaseAt, by: moment.actor, comment: "…", at: moment.now, under: moment.office).isEmpty
    }

    private func form(_ button: TypedReleaseTime.Button, _ title: String, consequence: String? = nil, weight: Weight = .plain) -> TimeForm {
        let typed = typed?.button == button ? typed : nil
        func field(_ name: String, _ label: String, _ value: String?, type: String = "text") -> Field {
            let id = TypedOnPage.id(name, of: button.rawValue)
            return Field(name, label: label, value: value ?? "", error: mistakes[id], id: id, type: type, required: true)
        }
        let hasFields = button != .clear
        let shown = typed?.field ?? release.releaseAt.map { ReleaseTimeField($0, in: time) }
        return TimeForm(
            action: Self.action(button, of: release), title: title, consequence: consequence, version: "\(release.version)",
            date: hasFields ? field("release_date", "Release date", shown?.date, type: "date") : nil,
            time: hasFields ? field("release_time", "Release time (\(time.city))", shown?.time, type: "time") : nil,
            readings: hasFields ? shown?.readings(in: time) ?? [] : [],
            comment: release.isDecided ? field("comment", "Comment", typed?.comment) : nil, weight: weight)
    }
}

extension [(String, String)] {
    fileprivate var kept: [KeptText] { filter { !$0.1.isEmpty }.map { KeptText(label: $0.0, value: $0.1) } }
}
