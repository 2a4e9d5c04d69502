import Editorial
import Fixtures

extension Release {
    /// The codes with which that command is refused, none where it is taken.
    func refused(_ command: Command, by person: Person, at now: Instant = .noon, under office: Office = .sample) -> [Objection.Code] {
        refusal(command, by: person.actor, at: now, under: office).map(\.code)
    }

    /// The codes with which that transition, with every input that it may ask for, is refused.
    func refused(_ transition: String, by person: Person, at now: Instant = .noon, under office: Office = .sample) -> [Objection.Code] {
        refused(.transition(step(transition)), by: person, at: now, under: office)
    }

    func refusal(_ command: Command, by actor: Actor, at now: Instant = .noon, under office: Office = .sample) -> [Objection] {
        do { _ = try decide(command, by: actor, at: now, under: office) } catch { return error.objections }
        return []
    }
}
