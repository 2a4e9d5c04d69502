import Editorial

/// What the office is promised of every single step, whatever led to it.
package struct Promise: Sendable {
    package let name: String
    let holds: @Sendable (Change) -> Bool

    package init(name: String, holds: @escaping @Sendable (Change) -> Bool) { (self.name, self.holds) = (name, holds) }

    /// One step: a release before and after it.
    package struct Change: Sendable {
        package let command: Command
        package let before: Release
        package let after: Release
        package let actor: Actor
        package let time: Instant
        package let office: Office

        package init(_ command: Command, before: Release, after: Release, by actor: Actor, at time: Instant, under office: Office) {
            (self.command, self.before, self.after) = (command, before, after)
            (self.actor, self.time, self.office) = (actor, time, office)
        }

        /// The approvals that the release's workflow asks for, and the one that its kind or section is bound to.
        var wanted: [Role: Int] {
            let bound = office.choice.bound(kind: before.description.kind, section: before.description.section)
            return [before.workflow, bound].compactMap { $0.flatMap { office.workflows[$0] } }.reduce(into: [:]) { $0.merge($1.approvals) { max($0, $1) } }
        }
        /// The text that this step made public, nil where it made none so.
        var newlyLive: LiveText? { after.live.text.flatMap { $0.revision == before.live.text?.revision ? nil : $0 } }
    }

    /// The names of the promises that this step broke.
    package static func broken(by change: Change) -> [String] { all.filter { !$0.holds(change) }.map(\.name) }

    package static let all = [
        Promise(name: "nothing is public without an approval by somebody else of that very text, or a review owed") { change in
            guard let text = change.newlyLive?.revision else { return true }
            // What was approved by the rules of its time comes back under other ones.
            if change.before.live.notice?.text.revision == text, change.before.unvouched[text.number] == nil { return true }
            let words = (change.before.approvals + change.after.approvals).filter { $0.digest == text.digest && $0.revision == text.number }
            let people = Dictionary(grouping: words) { $0.role }.mapValues { Set($0.map(\.by)).subtracting(text.authors).count }
            // Or somebody else brings it back, who might have approved it.
            if change.before.live.notice?.text.revision == text, let login = change.actor.login, !text.authors.contains(login) {
                if !change.before.unvouched[text.number, default: []].contains(login), !change.actor.roles.isDisjoint(with: change.wanted.keys) { return true }
            }
            let isApproved = change.wanted.allSatisfy { people[$0.key, default: 0] >= $0.value }
            return isApproved || change.after.review?.revision == text.number
        },
        Promise(name: "nothing is public before its release time") { change in
            guard change.newlyLive != nil, change.before.live.notice == nil || change.after.revision != change.before.live.lastText?.revision else { return true }
            return change.before.releaseAt.map { $0 <= change.time } ?? true
        },
        Promise(name: "a text that changes has no approval and no urgent word left") { change in
            guard change.after.revision.digest != change.before.revision.digest else { return true }
            let live = change.after.live.lastText?.revision
            return change.after.urgency == nil && change.after.approvals.allSatisfy { $0.revision == live?.number && $0.digest == live?.digest }
        },
        Promise(name: "what is public can be withdrawn at once by somebody") { change in
            guard change.after.live.text != nil else { return true }
            return Cast.everybody.contains { person in
                change.after.offers(to: person.actor, at: change.time, under: change.office)
                    .contains { $0.transition.effects.contains(.withdraw) && $0.objections.isEmpty }
            }
        },
        Promise(name: "a review is done only by somebody who neither wrote the text nor let it out") { change in
            guard let review = change.before.review, change.after.review == nil else { return true }
            let people = change.before.approvals.filter { $0.revision == change.before.revision.number }.map(\.by) + [change.actor.login].compactMap { $0 }
            return people.contains(where: review.mayBeDone)
        },
        Promise(name: "no review is owed where none can be done") { change in
            change.after.review == nil || change.office.workflows[change.after.workflow]!.transitions.contains { $0.effects.contains(.review) }
        },
        Promise(name: "nobody approves what they wrote") { change in
            change.after.approvals.allSatisfy { approval in
                approval.revision != change.after.revision.number || !change.after.revision.authors.contains(approval.by)
            }
        },
        Promise(name: "a step that was taken raises the version by one") { change in
            change.after == change.before || change.after.version == change.before.version + 1
        },
    ]
}
