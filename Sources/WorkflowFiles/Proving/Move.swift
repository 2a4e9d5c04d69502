import Editorial

/// What may happen next in a scene: what somebody does, or what time and others bring.
enum Move {
    case draft(in: String)
    case transition(Workflow.Transition)
    case edit(Content, Words)
    case restore(Revision)
    /// To a section that is bound to the workflow of that name, or to none.
    case describe(section: String)
    case holdBack
    case releaseAtOnce
    case change(workflow: String)
    case takeBack
    case timeComes
    case comment
    case resolve

    /// How a text is spoken of.
    enum Words: String {
        case new = "changes the text"
        case incomplete = "leaves the text incomplete"
        case live = "writes again what was public last"
        case earlier = "writes again what was approved before"
    }

    /// What is asked of the rules, nil for what happens without them.
    func command(in scene: Scene) -> Command? {
        let release = scene.release
        return switch self {
        case .transition(let transition): .transition(Self.step(transition, on: release))
        case .edit(let content, _): .edit(Edit(content: content))
        case .restore(let revision): .restore(revision, Edit())
        case .describe(let section): .edit(Edit(section: section))
        case .holdBack: .setReleaseTime(scene.now.later(seconds: 3_600), comment: "Why.")
        case .releaseAtOnce: .setReleaseTime(nil, comment: "Why.")
        case .change(let workflow): .changeWorkflow(workflow, comment: "Why.")
        case .takeBack: .takeBackApprovals(comment: "Why.")
        case .draft, .timeComes, .comment, .resolve: nil
        }
    }

    /// With every input that one may ask for.
    static func step(_ transition: Workflow.Transition, on release: Release) -> Step {
        Step(transition.name, revision: release.revision.number, comment: "Why.", publicNote: "Why.")
    }

    /// Whether what follows depends on who does it.
    var isPersonal: Bool {
        switch self {
        case .transition(let transition): !Set(transition.effects).isDisjoint(with: [.approve, .oweReview, .review, .withdraw, .reinstate])
        case .edit, .draft: true
        case .restore, .describe, .holdBack, .releaseAtOnce, .change, .takeBack, .timeComes, .comment, .resolve: false
        }
    }

    /// Whether it is a step on the workflow's own road: what only an operator, another workflow or another section can bring about is no way out of a trap.
    var isOnTheRoad: Bool {
        switch self {
        case .change, .describe, .takeBack: false
        default: true
        }
    }

    /// In words, by whom it was done.
    func words(by member: Company.Member?, office: Office) -> String {
        let who = member?.words ?? "Somebody"
        return switch self {
        case .draft(let workflow): "\(who) writes a first draft (“\(office.workflows[workflow]?.title ?? workflow)”)."
        case .transition(let transition): "\(who) presses “\(transition.title)”."
        case .edit(_, let words): "\(who) \(words.rawValue)."
        case .restore: "\(who) restores an earlier revision."
        case .describe(let section): "\(who) moves it to a section that the office binds to \(section.isEmpty ? "no workflow" : "the workflow “\(office.workflows[section]?.title ?? section)”")."
        case .holdBack: "\(who) sets a release time that lies ahead."
        case .releaseAtOnce: "\(who) takes the release time away."
        case .change(let workflow): "\(who) moves the release to the workflow “\(office.workflows[workflow]?.title ?? workflow)”."
        case .takeBack: "An administrator takes back the approvals of a closed account."
        case .timeComes: "The release time comes."
        case .comment: "Somebody writes a comment."
        case .resolve: "The comments are resolved."
        }
    }
}
