import Editorial

extension Chance {
    /// What somebody might press, type or send: mostly what goes with the release as it stands, now and then what does not.
    package mutating func command(on release: Release, among revisions: [Revision], at now: Instant, under office: Office) -> Command {
        let comment = happens(90) ? "Because it must be." : nil
        switch Int.random(in: 0..<100, using: &self) {
        case 0..<60: return .transition(step(on: release, comment: comment, under: office))
        case 60..<78: return .edit(edit(of: release.revision.content))
        case 78..<83: return .restore(one(of: revisions), Edit())
        case 83..<92: return .setReleaseTime(one(of: [nil, now.later(hours: 1), now.later(hours: 2), now]), zone: happens(50) ? office.timeZone : nil, comment: comment)
        case 92..<97: return .changeWorkflow(one(of: office.workflows.keys.sorted()), comment: comment)
        case 97..<99: return .confine(to: one(of: [nil, [], ["dan", "pub"]]))
        default: return .takeBackApprovals(comment: "The account was closed.")
        }
    }

    private mutating func step(on release: Release, comment: String?, under office: Office) -> Step {
        let all = office.workflows[release.workflow]!.transitions
        let here = all.filter { $0.from.contains(release.state) }
        return Step(
            one(of: happens(90) && !here.isEmpty ? here : all).name, revision: release.revision.number + (happens(5) ? 1 : 0),
            releaseAt: happens(50) ? .seen(happens(95) ? release.releaseAt : .noon) : .unseen, description: happens(50) ? release.description : nil,
            comment: comment, publicNote: happens(90) ? "We take this back." : nil, hideHeadline: happens(20), minor: happens(30))
    }

    private mutating func edit(of content: Content) -> Edit {
        guard happens(85) else { return Edit(kind: one(of: Kind.allCases), section: one(of: ["events", "speeches"])) }
        var content = content
        content.body = one(of: ["", "One.", "Two.", "Three.", "Four."])
        content.correctionNote = one(of: [nil, "The day was wrong.", "The place was wrong.", "The name was wrong."])
        return Edit(content: content)
    }
}
