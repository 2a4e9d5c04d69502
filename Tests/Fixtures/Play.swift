import Editorial

/// What people do with one release, one after the other: made at random, played again, and cut down to what matters.
package struct Play: Sendable {
    package enum Move: Sendable {
        case act(Person, Command)
        case wait(seconds: Double)
    }

    /// The move that broke promises, and their names.
    package struct Broken: Sendable, Equatable {
        package let move: Int
        package let promises: [String]
    }

    package let office: Office
    package private(set) var moves: [Move]

    package init(_ moves: [Move], under office: Office) { (self.moves, self.office) = (moves, office) }

    /// That many moves, each chosen with the release in view as the moves before leave it.
    package static func random(_ count: Int, by chance: inout Chance, under office: Office) throws -> Play {
        var stage = try Stage(office)
        var moves: [Move] = []
        for _ in 0..<count {
            moves.append(
                chance.happens(15)
                    ? .wait(seconds: chance.one(of: [60, 1800, 3600]))
                    : .act(chance.one(of: Cast.everybody), chance.command(on: stage.release, among: stage.revisions, at: stage.now, under: office)))
            _ = stage.play(moves[moves.count - 1], [])
        }
        return Play(moves, under: office)
    }

    /// The first move that breaks one of `promises`, nil where none does.
    package func broken(_ promises: [Promise]) throws -> Broken? {
        var stage = try Stage(office)
        for (index, move) in moves.enumerated() {
            let names = stage.play(move, promises)
            if !names.isEmpty { return Broken(move: index, promises: names) }
        }
        return nil
    }

    /// The same fault in as few moves as leaving out can reach.
    package func shrunk(breaking promises: [Promise]) throws -> Play {
        guard let fault = try broken(promises) else { return self }
        var play = Play(Array(moves.prefix(fault.move + 1)), under: office)
        var chunk = max(play.moves.count / 2, 1)
        while chunk > 0 {
            var start = 0
            while start < play.moves.count {
                var shorter = play
                shorter.moves.removeSubrange(start..<min(start + chunk, play.moves.count))
                if try shorter.broken(promises)?.promises == fault.promises { play = shorter } else { start += chunk }
            }
            chunk /= 2
        }
        return play
    }

    /// The moves in words, one a line.
    package var words: String {
        moves.map { move in
            switch move {
            case .act(let person, let command): "\(person.login): \(command)"
            case .wait(let seconds): "\(seconds) s pass"
            }
        }.joined(separator: "\n")
    }
}

/// A release, the time, and every revision that was written.
private struct Stage {
    let office: Office
    var release: Release
    var revisions: [Revision]
    var now = Instant.noon

    init(_ office: Office) throws {
        self.office = office
        release = try .draft(under: office)
        revisions = [release.revision]
    }

    /// The names of those promises that this move broke, itself or by what followed it.
    mutating func play(_ move: Play.Move, _ promises: [Promise]) -> [String] {
        switch move {
        case .wait(let seconds): now = now.later(seconds: seconds)
        case .act(let person, let command):
            let broken = take(present(command), by: person.actor, promises)
            if !broken.isEmpty { return broken }
        }
        for _ in 0..<10 {
            guard let next = release.automatic(at: now, under: office) else { return [] }
            let broken = take(.transition(Step(next.name, revision: release.revision.number)), by: .clock, promises)
            if !broken.isEmpty { return broken }
        }
        return ["what follows by itself comes to an end"]
    }

    private mutating func take(_ command: Command, by actor: Actor, _ promises: [Promise]) -> [String] {
        guard (try? command.check(on: release, at: now, under: office)) != nil,
            let events = try? release.decide(command, by: actor, at: now, under: office)
        else { return [] }
        let before = release
        release = release.applying(events, at: now)
        for case .revised(let revision) in events { revisions.append(revision) }
        let change = Promise.Change(command, before: before, after: release, by: actor, at: now, under: office)
        return promises.filter { !$0.holds(change) }.map(\.name)
    }

    /// A step that meant the text of its time means the present one, also where moves before it were left out.
    private func present(_ command: Command) -> Command {
        guard case .transition(var step) = command else { return command }
        step.revision = release.revision.number
        if step.releaseAt != .unseen { step.releaseAt = .seen(release.releaseAt) }
        if step.description != nil { step.description = release.description }
        return .transition(step)
    }
}
