import Editorial

extension Exploration {
    /// What is wrong with a workflow, the first and shortest way to it for each property.
    func counterexamples(to workflow: Workflow) -> [Counterexample] {
        let own = nodes.indices.filter { nodes[$0].scene.release.workflow == workflow.name }
        let found = breaches(of: workflow) + traps(in: workflow, own) + idle(in: workflow)
        return Property.allCases.compactMap { property in found.first { $0.property == property } }
    }

    private func breaches(of workflow: Workflow) -> [Counterexample] {
        breaches.filter { nodes[$0.node].scene.release.workflow == workflow.name }.map { breach in
            var step = breach.deed.followed.last
            if step == nil, case .transition(let transition) = breach.deed.move { step = transition }
            let title = step.map { "“\($0.title)”" } ?? "This step"
            let message =
                switch breach.property {
                case .approved: "\(title) makes a text public that nobody else has approved, and no review of it is owed."
                case .embargo: "\(title) makes a text public before its release time."
                case .voided: "\(title) changes the text and leaves an approval standing that was for another."
                case .correctable: "\(title) follows by itself and throws away what somebody wrote."
                case .reviewed: "\(title) settles a review without somebody else having looked."
                default: "\(title) follows by itself again and again, without end."
                }
            if breach.property == .approved { step = selfApproval(before: breach) ?? step }
            return Counterexample(
                property: breach.property, line: step?.line ?? line(of: nodes[breach.node].scene), message: message,
                steps: steps(to: breach.node) + words(of: breach.deed, once: breach.property == .rest))
        }
    }

    /// Where somebody approved what they wrote, on the way to that step.
    private func selfApproval(before breach: Breach) -> Workflow.Transition? {
        var (deed, node) = (breach.deed, breach.node)
        while node >= 0 {
            if case .transition(let transition) = deed.move, transition.effects.contains(.approve), let member = deed.member,
                nodes[node].scene.release.revision.authors.contains(company.members[member].person.login) { return transition }
            guard let origin = nodes[node].origin else { return nil }
            (node, deed) = origin
        }
        return nil
    }

    /// Situations from which something can no longer be done that must be.
    private func traps(in workflow: Workflow, _ own: [Int]) -> [Counterexample] {
        let leaving = reaching { nodes[$0].can.contains(.leave) }
        let publishing = reaching { nodes[$0].can.contains(.publish) || isEnd(nodes[$0].scene) }
        let reviewing = reaching { nodes[$0].can.contains(.review) }
        let accepting = reaching(through: isLive) { nodes[$0].can.contains(.accept) }
        let withdrawal = workflow.transitions.first { $0.effects.contains(.withdraw) }
        let review = workflow.transitions.first { $0.effects.contains(.review) } ?? workflow.transitions.first { $0.effects.contains(.oweReview) }
        func first(_ property: Property, _ line: Int?, _ message: (String) -> String, where isTrap: (Int) -> Bool) -> Counterexample? {
            own.first(where: isTrap).map { index in
                let scene = nodes[index].scene
                let title = "“\(title(of: scene))”"
                return Counterexample(property: property, line: line ?? self.line(of: scene), message: message(title), steps: steps(to: index))
            }
        }
        return [
            first(.withdrawable, withdrawal?.line, { "While this release is \($0) a text is public that nobody can withdraw." }) {
                nodes[$0].scene.release.live.text != nil && !nodes[$0].can.contains(.withdraw)
            },
            first(.reviewable, review?.line, { "In \($0) a review is owed that nobody can do any more." }) { nodes[$0].scene.release.review != nil && !reviewing[$0] },
            first(.reviewable, review?.line, { "In \($0) a review is owed, and no step of somebody else’s can say that what is public may stay." }) {
                isLive($0) && nodes[$0].scene.release.review != nil && !accepting[$0]
            },
            first(.leavable, nil, { "\($0) cannot be left from here, and is not called an end (`end: true`)." }) { !leaving[$0] && !isEnd(nodes[$0].scene) },
            first(.publishable, nil, { "From \($0) the text can never become public, nor reach an end." }) { !publishing[$0] },
        ].compactMap { $0 } + uncorrectable(own)
    }

    /// Where a text is public whose place no other can take, without its being withdrawn first.
    private func uncorrectable(_ own: [Int]) -> [Counterexample] {
        let correcting = reaching(through: isLive) { nodes[$0].can.contains(.correct) }
        let traps = own.filter { isLive($0) && !correcting[$0] && !isFinal(nodes[$0].scene) }
        guard let index = traps.first(where: { nodes[$0].thrownBack != nil }) ?? traps.first else { return [] }
        guard let deed = nodes[index].thrownBack, let step = deed.followed.last else {
            let message = "While this release is “\(title(of: nodes[index].scene))” a text is public whose place no other can take."
            return [Counterexample(property: .correctable, line: line(of: nodes[index].scene), message: message, steps: steps(to: index))]
        }
        let message = "“\(step.title)” follows by itself, so that no other text ever takes the place of what is public."
        return [Counterexample(property: .correctable, line: step.line, message: message, steps: steps(to: index) + words(of: deed))]
    }

    /// What is never stood in or taken.
    private func idle(in workflow: Workflow) -> [Counterexample] {
        let states = workflow.states.filter { !(self.states[workflow.name]?.contains($0.name) ?? false) }
        let transitions = workflow.transitions.filter { !(taken[workflow.name]?.contains($0.name) ?? false) }
        return states.prefix(1).map { Counterexample(property: .reachable, line: $0.line, message: "No release ever comes to “\($0.title)”.", steps: []) }
            + transitions.prefix(1).map { Counterexample(property: .alive, line: $0.line, message: "“\($0.title)” can never be taken.", steps: []) }
    }

    // MARK: Ways

    /// For each situation whether steps on the road lead from it to one of that sort, all the way through such as `isOpen`.
    private func reaching(through isOpen: (Int) -> Bool = { _ in true }, _ isGoal: (Int) -> Bool) -> [Bool] {
        var reaches = nodes.indices.map { isOpen($0) && isGoal($0) }
        var waiting = nodes.indices.filter { reaches[$0] }
        while let index = waiting.popLast() {
            for earlier in nodes[index].predecessors where !reaches[earlier] && isOpen(earlier) {
                reaches[earlier] = true
                waiting.append(earlier)
            }
        }
        return reaches
    }

    private func isLive(_ index: Int) -> Bool { nodes[index].scene.release.live.text != nil }

    /// An end that only a withdrawal leaves: what is public there stays as it is because the file says so.
    private func isFinal(_ scene: Scene) -> Bool {
        guard let workflow = workflows[scene.release.workflow], let state = workflow.state(scene.release.state), state.end, state.editableBy.isEmpty else { return false }
        return !workflow.transitions.contains { $0.from.contains(state.name) && $0.to != state.name && !$0.effects.contains(.withdraw) }
    }

    private func title(of scene: Scene) -> String { workflows[scene.release.workflow].map(scene.release.stateTitle) ?? scene.release.state }

    private func isEnd(_ scene: Scene) -> Bool { workflows[scene.release.workflow]?.state(scene.release.state)?.end ?? false }

    private func line(of scene: Scene) -> Int { workflows[scene.release.workflow]?.state(scene.release.state)?.line ?? 1 }

    /// The shortest way there, in numbered words.
    private func steps(to index: Int) -> [String] {
        guard let origin = nodes[index].origin else { return [] }
        return (origin.node < 0 ? [] : steps(to: origin.node)) + words(of: origin.deed)
    }

    private func words(of deed: Deed, once: Bool = false) -> [String] {
        let followed = once ? deed.followed.reduce(into: [Workflow.Transition]()) { if !$0.contains($1) { $0.append($1) } } : deed.followed
        return [deed.move.words(by: deed.member.map { company.members[$0] }, office: office)] + followed.map { "“\($0.title)” follows by itself." }
    }
}
