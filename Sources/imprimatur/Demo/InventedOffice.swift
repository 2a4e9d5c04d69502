import Editorial
import Storage

/// A press office that does not exist: its people, its texts and what it did in the last three days, done through the one door.
struct InventedOffice: Sendable {
    let store: Store
    let now: Instant
    let cast: [Member]

    /// One person a role.
    struct Member: Sendable {
        let person: Person
        let password: String
    }

    init(store: Store, now: Instant) {
        (self.store, self.now) = (store, now)
        cast = [
            ("ana", "Ana Lopes", .drafter), ("sam", "Sam Reis", .pressSecretary), ("pia", "Pia Horn", .publisher), ("ada", "Ada Winter", Role.administrator),
            ("otto", "Otto Brandt", .auditor),
        ].map { login, name, role in Member(person: Person(login: login, name: name, roles: [role]), password: PasswordOptions.strong()) }
    }

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.organisation = Localised("Saltmarsh Harbour Authority", byLanguage: ["ru": "Управление порта Солтмарш"])
        configuration.languages = ["en", "ru"]
        configuration.timeZone = "Europe/Lisbon"
        configuration.sections = [
            Office.Section(slug: "news", title: Localised("News", byLanguage: ["ru": "Новости"])),
            Office.Section(slug: "notices", title: Localised("Notices to mariners", byLanguage: ["ru": "Извещения мореплавателям"])),
            Office.Section(slug: "speeches", title: Localised("Speeches", byLanguage: ["ru": "Выступления"])),
        ]
        configuration.defaultContact = Localised(contact)
        return configuration
    }

    static let contact = Contact(role: "Press office", name: "Sam Reis", email: "press@saltmarsh.example", phone: "+351 200 000 000")

    /// The hours of that many hours ago, so that the journal reads like a real one.
    func ago(_ hours: Double) -> Instant { now.later(seconds: -hours * 3600) }

    /// Who acts at the desk.
    func by(_ login: String) -> Origin {
        Origin(cast.first { $0.person.login == login }.map { .person($0.person) } ?? .commandLine(user: login), via: .desk)
    }

    /// Hires the cast, subscribes `subscriber`, and lives through the three days. Answers the subscriber's secret.
    func open(subscriber: String) async throws -> String {
        let owner = Origin(.commandLine(user: SystemUser.name), via: .cli)
        for member in cast {
            _ = try await store.addUser(
                login: member.person.login, name: member.person.name, email: "\(member.person.login)@saltmarsh.example", roles: member.person.roles,
                password: member.password, by: owner, at: ago(73))
        }
        // They have met.
        for member in cast where member.person.roles.contains(.pressSecretary) {
            try await store.seeAccountNews(through: .max, by: by(member.person.login), at: ago(72.8))
        }
        let (_, secret) = try await store.addEndpoint(
            NewEndpoint(name: "Tidewater News Agency", url: subscriber, allowPrivate: true), by: by("ada"), at: ago(72.5))
        for (language, boilerplate) in Self.boilerplates { try await store.put(boilerplate, language: language, by: by("sam"), at: ago(72)) }
        try await live()
        return secret
    }

    /// Who is who, and what to click first.
    func guide(at address: String, subscriber: String) -> String {
        let people = cast.map { member in
            let login = member.person.login.padding(8)
            let role = (member.person.roles.first?.rawValue ?? "").padding(17)
            return "  \(login)\(role)\(member.password)"
        }
        return """

            The Saltmarsh Harbour Authority, which does not exist, has opened its press office.

              Newsroom    \(address)/
              Desk        \(address)/desk/login
              Subscriber  \(subscriber)   (what the webhooks brought)

            Sign in as
            \(people.joined(separator: "\n"))

            What to click first
              1. Sign in as sam. "\(Self.waiting.headline)" waits for your word: open it and press Approve.
                 It is public at once, and the subscriber's page shows that it arrived, signed.
              2. Sign in as ana in a private window. Write a release and submit it; then try to approve your own words.
              3. "\(Self.scheduled.headline)" is approved and publishes itself \(Int(Self.scheduledAhead / 60)) minutes after the start. Until then pia may stop it.
              4. As otto, read the journal: every step and every refusal, each chained to the one before.

            Ctrl-C ends it; nothing is kept.

            """
    }
}

extension String {
    fileprivate func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
