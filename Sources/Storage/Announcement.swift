import Distribution
import Editorial

/// What those who subscribe are told of a change.
struct Announcement {
    let type: EventType
    /// Where the release stands, for the endpoints' filters.
    let description: Description
    /// Nil where it is hidden.
    let headline: String?
    /// The number of the text that it carries, where everybody may know of it.
    var revision: Int?
    /// What was live before, where this replaces it.
    var previous: LiveText?
    var minor = false
    /// What is under embargo, or was.
    var copy: AdvanceCopy?

    /// In the order in which they are told.
    static func all(of command: Command, _ events: [Event], before: Release, after: Release, under office: Office) -> [Announcement] {
        events.compactMap { event in
            switch event {
            case .published(let text):
                Announcement(
                    before.live == .nothing ? .published : .corrected, of: text, previous: before.live.lastText,
                    minor: before.live != .nothing && text.corrections.first?.minor == true)
            case .reinstated(let text): Announcement(.reinstated, of: text)
            case .withdrawn(let notice): Announcement(.withdrawn, of: notice.text, hidden: notice.hideHeadline)
            default: nil
            }
        } + desk(command, events, before: before, after: after, under: office)
    }

    /// What only those who name it are told.
    private static func desk(_ command: Command, _ events: [Event], before: Release, after: Release, under office: Office) -> [Announcement] {
        guard case .transition(let step) = command, let workflow = office.workflows[before.workflow], let taken = workflow.transition(step.transition) else {
            return []
        }
        let moved = after.state != before.state
        if taken.name == "submit" { return [Announcement(.submitted, of: after)] }
        if moved, taken.effects.contains(.approve) { return [Announcement(.approved, of: after)] }
        // Back to the drafter's desk with a comment, from where the text was not approved yet.
        let returned = workflow.state(after.state)?.editableBy.isEmpty == false && workflow.state(before.state)?.editableBy.isEmpty == true
        let waited = !workflow.transitions.contains { $0.from.contains(before.state) && $0.guards.contains(.approved) }
        if returned, waited, taken.guards.contains(.comment), taken.effects.contains(.voidApprovals) { return [Announcement(.changesRequested, of: after)] }
        return []
    }

    private init(_ type: EventType, of release: Release) {
        (self.type, description, headline) = (type, release.description, release.revision.content.headline)
    }

    /// Of an advance copy: that there is one, or that it is not to be used any more.
    init(_ type: EventType, of release: Release, _ copy: AdvanceCopy) {
        (self.type, description, headline) = (type, copy.description, release.revision.content.headline)
        (self.copy, revision) = (copy, type == .advance ? copy.revision : nil)
    }

    private init(_ type: EventType, of text: LiveText, previous: LiveText? = nil, minor: Bool = false, hidden: Bool = false) {
        (self.type, description, headline) = (type, text.description, hidden ? nil : text.revision.content.headline)
        (self.previous, self.minor) = (previous, minor)
        revision = type == .withdrawn ? nil : text.revision.number
    }
}
