import Editorial

/// The people of every test.
package enum Cast {
    /// Writes.
    package static let ana = Person(login: "ana", name: "Ana Petrosyan", roles: [.drafter])
    /// Writes, too.
    package static let dan = Person(login: "dan", name: "Dan Okafor", roles: [.drafter])
    /// Approves.
    package static let sam = Person(login: "sam", name: "Sam Lindqvist", roles: [.pressSecretary])
    /// Approves, too.
    package static let pia = Person(login: "pia", name: "Pia Moreau", roles: [.pressSecretary])
    /// Writes and approves, but never the same text.
    package static let nia = Person(login: "nia", name: "Nia Abara", roles: [.drafter, .pressSecretary])
    /// Sees that it goes out.
    package static let pub = Person(login: "pub", name: "Pablo Ubeda", roles: [.publisher])
    /// Looks at the law, in offices that ask for it.
    package static let lea = Person(login: "lea", name: "Lea Haddad", roles: ["legal"])
    /// Looks after people, endpoints and settings.
    package static let ada = Person(login: "ada", name: "Ada Novak", roles: [.administrator])
    /// Reads everything, changes nothing.
    package static let aud = Person(login: "aud", name: "Aud Strand", roles: [.auditor])

    package static let everybody = [ana, dan, sam, pia, nia, pub, lea, ada, aud]
}

extension Person {
    /// As the one who acts.
    package var actor: Actor { .person(self) }
    /// At the desk of this machine.
    package var origin: Origin { Origin(.person(self), via: .desk, address: "127.0.0.1") }
}

extension Role: ExpressibleByStringLiteral {
    package init(stringLiteral name: String) { self.init(name) }
}

extension Instant {
    /// 2026-11-25T12:00:00.000Z.
    package static let noon = Instant(milliseconds: 1_795_608_000_000)
    /// That many hours later.
    package func later(hours: Int64) -> Instant { Instant(milliseconds: milliseconds + hours * 3_600_000) }
}
