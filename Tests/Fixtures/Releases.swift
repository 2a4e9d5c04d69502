import Editorial

extension Contact {
    package static let sample = Contact(role: "Press Secretary", name: "Sam Lindqvist", email: "press@rivers.example")
}

extension Content {
    /// A complete text, in three alphabets.
    package static let sample = Content(
        headline: "The river council meets", subheadline: "Հանդիպում — встреча", dateline: Dateline(place: "Yerevan", date: "2026-11-25"),
        summary: "The council of the five rivers meets in Yerevan.", body: "The council **meets**.\n\nIt will speak of water. 🌊", speaker: nil,
        boilerplate: [Boilerplate(name: "about", title: "About us", text: "The ministry looks after [rivers](https://rivers.example).")], contact: .sample)

    /// The same, with that much changed.
    package func with(headline: String? = nil, body: String? = nil, correctionNote: String? = nil) -> Content {
        var content = self
        content.headline = headline ?? content.headline
        content.body = body ?? content.body
        content.correctionNote = correctionNote ?? content.correctionNote
        return content
    }
}

extension NewRelease {
    package static let sample = NewRelease(kind: .news, section: "events", language: "en", content: .sample)
}

extension Release {
    /// Ana's draft of a complete text.
    package static func draft(releaseAt: Instant? = nil, by person: Person = Cast.ana, under office: Office = .sample) throws -> Release {
        var new = NewRelease.sample
        new.releaseAt = releaseAt
        return try draft(new, id: "01935f2e-0000-7000-8000-000000000001", by: person.actor, at: .noon, under: office)
    }

    /// After that command, and after what then follows by itself, as the store does it.
    package func after(_ command: Command, by person: Person, at now: Instant = .noon, under office: Office = .sample) throws -> Release {
        var release = applying(try decide(command, by: person.actor, at: now, under: office), at: now)
        while let transition = release.automatic(at: now, under: office) {
            let step = Step(transition.name, revision: release.revision.number)
            release = release.applying(try release.decide(.transition(step), by: .clock, at: now, under: office), at: now)
        }
        return release
    }

    /// After that transition of the present text, with every input that one may ask for.
    package func after(_ transition: String, by person: Person, at now: Instant = .noon, under office: Office = .sample) throws -> Release {
        try after(.transition(step(transition)), by: person, at: now, under: office)
    }

    /// That transition, with every input that one may ask for.
    package func step(_ transition: String) -> Step {
        Step(transition, revision: revision.number, releaseAt: .seen(releaseAt), comment: "Because it must be.", publicNote: "We take this back.")
    }

    package static func submitted(releaseAt: Instant? = nil, under office: Office = .sample) throws -> Release {
        try draft(releaseAt: releaseAt, under: office).after("submit", by: Cast.ana, under: office)
    }
    /// By Sam, and held back until an hour after noon.
    package static func approved(under office: Office = .sample) throws -> Release {
        try submitted(releaseAt: .noon.later(hours: 1), under: office).after("approve", by: Cast.sam, under: office)
    }
    package static func published(under office: Office = .sample) throws -> Release {
        try submitted(under: office).after("approve", by: Cast.sam, under: office)
    }
    package static func withdrawn() throws -> Release { try published().after("withdraw", by: Cast.sam) }
    package static func dropped() throws -> Release { try draft().after("drop", by: Cast.ana) }
    /// A published text, and Dan's draft of a correction.
    package static func inCorrection(note: String? = "The day was wrong.") throws -> Release {
        try published().after("correct", by: Cast.dan).after(
            .edit(Edit(content: Content.sample.with(body: "The council meets tomorrow.", correctionNote: note))), by: Cast.dan)
    }

    /// One in every state of the shipped workflow.
    package static func inEveryState() throws -> [Release] {
        [try draft(), try submitted(), try approved(), try published(), try withdrawn(), try dropped()]
    }
}
