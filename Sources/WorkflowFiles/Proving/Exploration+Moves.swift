import Editorial

extension Exploration {
    /// The transitions that leave its state.
    func transitions(from scene: Scene) -> [Move] {
        (office.workflows[scene.release.workflow]?.transitions ?? []).filter { $0.from.contains(scene.release.state) }.map(Move.transition)
    }

    /// What may happen next.
    func moves(in scene: Scene) -> [Move] {
        let release = scene.release
        var moves = transitions(from: scene)
        if !(office.workflows[release.workflow]?.state(release.state)?.editableBy.isEmpty ?? true) { moves += writing(in: scene) }
        moves += scene.isHeldBack ? [.timeComes, .releaseAtOnce] : [.holdBack]
        moves += office.workflows.keys.sorted().filter { $0 != release.workflow }.map { Move.change(workflow: $0) }
        if release.urgency != nil || release.approvals.contains(where: { release.revision.isMeant(by: $0) }) { moves.append(.takeBack) }
        if hasComments { moves.append(release.openComments == 0 ? .comment : .resolve) }
        return moves
    }

    /// To a new text, to an incomplete one, and back to what was.
    private func writing(in scene: Scene) -> [Move] {
        let release = scene.release
        let current = release.revision
        let live = release.live.lastText?.revision
        let used = [current, live, scene.earlier].compactMap { $0?.content.body }
        var moves: [Move] = [.edit(.text(["A", "B", "C", "D"].first { !used.contains($0) } ?? "E"), .new)]
        if !current.content.body.isEmpty { moves.append(.edit(.incomplete, .incomplete)) }
        if let live, live.number != current.number { moves += [.edit(live.content, .live), .restore(live)] }
        if let earlier = scene.earlier, earlier.number != current.number, earlier.number != live?.number { moves += [.edit(earlier.content, .earlier), .restore(earlier)] }
        return moves + (sections + [""]).filter { $0 != release.description.section }.map { .describe(section: $0) }
    }
}

extension Content {
    /// A complete text of one letter, whose correction note is its own.
    static func text(_ letter: String) -> Content {
        Content(headline: "H", body: letter, contact: Contact(name: "N", email: "n@example.org"), correctionNote: letter)
    }
    /// A text that may be saved and no more.
    static let incomplete = Content(headline: "H")
}
