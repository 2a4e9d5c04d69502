import Distribution
import Editorial
import Pages
import Storage

/// Somebody before a release, now: all that decides which buttons there are and what stands beside them.
struct DecisionMoment {
    let release: Release
    let actor: Actor
    let now: Instant
    let office: Office
    let onHold: Bool
    /// How many would be told, by what they would be told.
    let endpoints: [EventType: Int]
    /// That this person has typed into the release and not saved, in words; nil where they have not.
    let unsaved: String?
    /// Whether the present text is not the one that was written.
    let isDamaged: Bool

    init(release: Release, actor: Actor, now: Instant, office: Office, onHold: Bool, endpoints: [EventType: Int], unsaved: String? = nil) {
        (self.release, self.actor, self.now, self.office, self.onHold, self.endpoints) = (release, actor, now, office, onHold, endpoints)
        self.unsaved = unsaved
        isDamaged = release.isDamaged
    }

    /// What follows from a button, in words; nil where the rules refuse it.
    func consequence(of offer: Offer) -> String? {
        words(Consequence(of: offer, on: release, by: actor, at: now, under: office, onHold: onHold))
    }

    func consequence(of command: Command) -> String? {
        words(Consequence(of: command, on: release, by: actor, at: now, under: office, onHold: onHold))
    }

    /// Why a button that would let the text out leads nowhere, nil where it would be let out.
    func damage(_ consequence: Consequence?, approving: Bool = false) -> String? {
        isDamaged && (approving || consequence?.letsOut == true) ? "Its stored text is damaged: it cannot go out. \(DamagedRelease.remedy)" : nil
    }

    func damage(of offer: Offer) -> String? {
        let words: Set<Effect> = [.approve, .oweReview, .publish]
        return damage(
            Consequence(of: offer, on: release, by: actor, at: now, under: office, onHold: onHold), approving: !words.isDisjoint(with: offer.transition.effects))
    }

    private func words(_ consequence: Consequence?) -> String? { consequence?.words(endpoints: endpoints, at: now, under: office) }
}

/// What was typed into one of the forms of a release's page.
enum TypedOnPage: Sendable {
    case step(TypedStep)
    case time(TypedReleaseTime)
    case urgent(TypedUrgency)

    var step: TypedStep? { if case .step(let step) = self { step } else { nil } }
    var urgency: TypedUrgency? { if case .urgent(let urgency) = self { urgency } else { nil } }
    var time: TypedReleaseTime? { if case .time(let time) = self { time } else { nil } }

    /// The id of a field on the page, which has several forms with a field of that name.
    static func id(_ field: String, of form: String) -> String { "\(form)-\(field.replacing("_", with: "-"))" }

    /// The field that an objection is about.
    func field(of code: Objection.Code) -> String? {
        let form = switch self {
        case .step(let step): step.transition
        case .time(let time): time.button.rawValue
        case .urgent(let urgency): "urgent-\(urgency.workflow)"
        }
        switch code {
        case .comment: return Self.id("comment", of: form)
        case .publicNote: return Self.id("public_note", of: form)
        default: return nil
        }
    }

    /// The field of the time of day, where a time was typed.
    var timeField: String? { time.map { Self.id("release_time", of: $0.button.rawValue) } }
}

/// What was wrong with what was typed, by the id of its field.
struct Mistakes {
    private var details: [String: String] = [:]

    init(typed: TypedOnPage?, refused: Refusal?, invalid: Invalid?) {
        for objection in refused?.objections ?? [] {
            if let field = typed?.field(of: objection.code) { details[field] = objection.detail }
        }
        if let field = typed?.timeField, let invalid { details[field] = invalid.problems.map(\.detail).joined(separator: " ") }
    }

    subscript(id: String) -> String? { details[id] }
}
