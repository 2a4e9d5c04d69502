import Editorial

/// The parts of the desk that one may see or not.
enum DeskArea: String, CaseIterable, Sendable {
    case waiting, releases, writing, deliveries, endpoints, people, boilerplates, journal, hold, account
}

/// Who sees which part of the desk. Who may change what there is for the rules to say; this only spares people buttons that would be refused.
enum DeskVisibility {
    /// Who sees it; what is not listed everybody sees who is signed in.
    private static let readers: [DeskArea: Set<Role>] = [
        .endpoints: [.administrator, .auditor],
        .people: [.administrator, .auditor],
        .journal: [.administrator, .pressSecretary, .publisher, .auditor],
        .hold: [.administrator, .auditor],
    ]

    /// To whom its buttons are shown.
    private static let changers: [DeskArea: Set<Role>] = [
        .deliveries: [.administrator, .pressSecretary, .publisher],
        .endpoints: [.administrator],
        .people: [.administrator],
        .boilerplates: [.pressSecretary, .administrator],
        .hold: [.administrator],
    ]

    /// The parts that the navigation names, in its order.
    static let navigation: [(area: DeskArea, label: String, path: String)] = [
        (.waiting, "Waiting for me", "/desk"), (.releases, "Releases", "/desk/releases"), (.deliveries, "Deliveries", "/desk/deliveries"),
        (.boilerplates, "Boilerplates", "/desk/boilerplates"), (.endpoints, "Endpoints", "/desk/endpoints"), (.people, "People", "/desk/people"),
        (.journal, "Journal", "/desk/journal"), (.account, "Account", "/desk/account"),
    ]

    static func shows(_ area: DeskArea, to person: Person, at now: Instant, under office: Office) -> Bool {
        area == .writing ? writes(person, at: now, under: office) : readers[area].map { !$0.isDisjoint(with: person.roles) } ?? true
    }

    static func offersChanges(in area: DeskArea, to person: Person) -> Bool {
        changers[area].map { !$0.isDisjoint(with: person.roles) } ?? true
    }

    /// Whether the rules would take a draft of theirs.
    private static func writes(_ person: Person, at now: Instant, under office: Office) -> Bool {
        let draft = NewRelease(kind: .news, section: office.sections.first?.slug ?? "", language: office.defaultLanguage, content: Content(headline: "…"))
        return (try? Release.draft(draft, id: "", by: .person(person), at: now, under: office)) != nil
    }
}
