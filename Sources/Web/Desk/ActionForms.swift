import Editorial
import Pages

/// The buttons of a release's page.
struct ActionForms {
    /// What can be done now, what is expected first; and what would be expected, with the reasons why it cannot.
    let transitions: [ActionForm]
    /// The rest of what cannot be done now, with the reasons.
    let impossible: [ActionForm]
    let releaseTime: [TimeForm]
    let urgent: [UrgentForm]
    /// What was typed into a form that has no button any more.
    let kept: [KeptText]

    init(moment: DecisionMoment, typed: TypedOnPage?, refused: Refusal?, invalid: Invalid?) {
        let mistakes = Mistakes(typed: typed, refused: refused, invalid: invalid)
        let offers = moment.release.offers(to: moment.actor, at: moment.now, under: moment.office).map { offer in
            let damage = moment.damage(of: offer)
            return (offer: Offer(offer.transition, offer.objections + (damage.map { [Objection(.state, $0)] } ?? [])), isHeldBack: damage != nil)
        }
        let forms = offers.map { (form: Self.form(of: $0.offer, moment, typed: typed?.step, mistakes), isExpected: Self.isExpected($0.offer, isHeldBack: $0.isHeldBack)) }
        let possible = forms.map(\.form).filter(\.reasons.isEmpty)
        let others = forms.filter { !$0.form.reasons.isEmpty }
        // What is expected next comes first, then what else can be done now, however long the list of what cannot.
        transitions = [.main, .plain, .grave].flatMap { weight in possible.filter { $0.weight == weight } } + others.filter(\.isExpected).map(\.form)
        impossible = others.filter { !$0.isExpected }.map(\.form)
        releaseTime = TimeForms(moment: moment, typed: typed?.time, mistakes: mistakes).all
        urgent = UrgentForms(moment: moment, typed: typed?.urgency, mistakes: mistakes).all

        switch typed {
        case .step(let step) where !possible.contains(where: { $0.action == Self.action(step.transition, of: moment.release) }):
            kept = [("Comment", step.comment), ("Public note", step.publicNote)].kept
        case .time(let time) where !releaseTime.contains(where: { $0.action == TimeForms.action(time.button, of: moment.release) && $0.reasons.isEmpty }):
            kept = [("Release date", time.field.date), ("Release time", time.field.time), ("Comment", time.comment)].kept
        case .urgent(let urgency) where !urgent.contains(where: { $0.workflow == urgency.workflow }): kept = [(UrgentForms.reason, urgency.comment)].kept
        default: kept = []
        }
    }

    private static func action(_ transition: String, of release: Release) -> String { "/desk/releases/\(release.id)/transitions/\(transition)" }

    /// Whether somebody looks for that button although it is not there: it is theirs to press, and what comes next, or the text is damaged (`isHeldBack`).
    private static func isExpected(_ offer: Offer, isHeldBack: Bool) -> Bool {
        (isHeldBack || weight(of: offer.transition) == .main) && !offer.objections.contains { [.role, .nothingToReview].contains($0.code) }
    }

    /// Main is what is expected next. Grave: what the public sees at once by one person's word.
    private static func weight(of transition: Workflow.Transition) -> Weight {
        let grave: Set<Effect> = [.withdraw, .reinstate, .oweReview]
        if !grave.isDisjoint(with: transition.effects) { return .grave }
        return transition.effects.contains(.approve) || transition.effects.contains(.review) || transition.guards.contains(.complete) ? .main : .plain
    }

    /// What a comment is asked for.
    private static func commentLabel(of transition: Workflow.Transition, on release: Release) -> String {
        if transition.effects.contains(.oweReview) { return UrgentForms.reason }
        guard transition.effects.contains(.voidApprovals) else { return "Why" }
        return release.isDecided ? "Why it is taken back" : "What must change"
    }

    /// Nobody can be in doubt about which text they approve or review.
    private static func title(of offer: Offer, on release: Release) -> String {
        let transition = offer.transition
        guard offer.objections.isEmpty else { return transition.title }
        if transition.effects.contains(.approve) { return "\(transition.title) revision \(release.revision.number)" }
        if transition.effects.contains(.review), let text = release.live.text { return "\(transition.title) revision \(text.revision.number)" }
        return transition.title
    }

    /// What to look at before a text goes its way.
    private static func caution(before transition: Workflow.Transition, _ moment: DecisionMoment) -> String? {
        let decides = transition.effects.contains(.approve) || transition.effects.contains(.oweReview)
        func mayEdit(_ release: Release) -> Bool { release.objections(toEditingBy: moment.actor, under: moment.office).isEmpty }
        var after = moment.release
        after.state = transition.to
        let goesOn = decides || transition.effects.contains(.publish) || mayEdit(moment.release) && !mayEdit(after)
        let words = [decides ? moment.release.revision.content.hiddenWords : nil, goesOn ? moment.unsaved : nil].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: " ")
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
        return ActionForm(
            action: action(id, of: release), title: title(of: offer, on: release),
            consequence: offer.objections.isEmpty ? moment.consequence(of: offer) : nil,
            caution: caution(before: transition, moment), revision: "\(release.revision.number)",
            releaseAt: release.releaseAt?.rfc3339 ?? "", description: release.description.carried,
            comment: offer.asksForComment ? field("comment", commentLabel(of: transition, on: release), typed?.comment, hint: effects.contains(.oweReview) ? "Whoever reviews it afterwards reads this." : nil) : nil,
            publicNote: offer.asksForPublicNote
                ? field("public_note", "Public note", typed?.publicNote, hint: "The public reads it in place of the text.") : nil,
            hideHeadline: effects.contains(.withdraw)
                ? Check(id: "\(id)-hide-headline", name: "hide_headline", label: "Hide the headline, too", ticked: typed?.hideHeadline ?? false) : nil,
            minor: asksWhetherMinor
                ? Check(id: "\(id)-minor", name: "minor", label: "A minor correction: no new entry in the feeds", ticked: typed?.minor ?? false) : nil,
            reasons: offer.objections.map(\.detail), weight: weight(of: transition))
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
        if !moment.isDamaged, allows((present ?? moment.now).later(seconds: 3600)) {
            forms.append(form(.set, present == nil ? "Set release time" : release.isDecided ? "Postpone" : "Change release time"))
        }
        guard let present else { return forms }
        if !moment.isDamaged, release.isDecided, allows(present.later(seconds: -60)) { forms.append(form(.forward, "Bring forward")) }
        guard allows(nil) else { return forms }
        guard release.isDecided else { return forms + [form(.clear, "Clear release time", consequence: "It then goes public as soon as it is approved")] }
        let clearing = Command.setReleaseTime(nil, comment: "…")
        let damage = moment.damage(Consequence(of: clearing, on: release, by: moment.actor, at: moment.now, under: moment.office, onHold: moment.onHold))
        return forms + [form(.clear, "Publish now", consequence: moment.consequence(of: clearing), reasons: damage.map { [$0] } ?? [], weight: .grave)]
    }

    private func allows(_ releaseAt: Instant?) -> Bool {
        release.objections(toReleaseTime: releaseAt, by: moment.actor, comment: "…", at: moment.now, under: moment.office).isEmpty
    }

    private func form(
        _ button: TypedReleaseTime.Button, _ title: String, consequence: String? = nil, reasons: [String] = [], weight: Weight = .plain
    ) -> TimeForm {
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
            comment: release.isDecided ? field("comment", "Why", typed?.comment) : nil, reasons: reasons, weight: weight)
    }
}

extension [(String, String)] {
    fileprivate var kept: [KeptText] { filter { !$0.1.isEmpty }.map { KeptText(label: $0.0, value: $0.1) } }
}

extension Content {
    /// That it holds what nobody sees, in a sentence; nil where it does not.
    fileprivate var hiddenWords: String? {
        let names = hidden
        return names.isEmpty ? nil : "This text holds characters that do not show, or that turn the order of others: \(names.joined(separator: ", ")). A comparison shows where."
    }
}
