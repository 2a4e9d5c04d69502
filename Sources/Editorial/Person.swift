/// What a person may do in the office. The words are free, but for the two that take part in no transition.
package struct Role: RawRepresentable, Sendable, Hashable, Comparable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ name: String) { rawValue = name }

    package static let drafter = Role("drafter")
    package static let pressSecretary = Role("press-secretary")
    package static let publisher = Role("publisher")
    package static let administrator = Role("administrator")
    package static let auditor = Role("auditor")

    package static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }
}

/// Somebody with an account.
package struct Person: Sendable, Equatable {
    package let login: String
    package let name: String
    package let roles: Set<Role>

    package init(login: String, name: String, roles: Set<Role>) { (self.login, self.name, self.roles) = (login, name, roles) }
}

/// Who causes a change.
package enum Actor: Sendable, Equatable {
    case person(Person)
    /// The release clock, and what follows by itself from a person's step.
    case clock
    case courier
    /// A user of the operating system at the command line.
    case commandLine(user: String)

    /// As the journal writes it: a login, `clock`, `courier` or `cli:USER`.
    package var name: String {
        switch self {
        case .person(let person): person.login
        case .clock: "clock"
        case .courier: "courier"
        case .commandLine(let user): "cli:\(user)"
        }
    }
    /// The roles that count for this actor: none but a person's.
    package var roles: Set<Role> { if case .person(let person) = self { person.roles } else { [] } }
    /// The login of the person, where it is one.
    package var login: String? { if case .person(let person) = self { person.login } else { nil } }
}

/// Who causes a change, by which road, from where: what the journal keeps of it.
package struct Origin: Sendable, Equatable {
    package enum Road: String, Sendable { case desk, api, cli, clock, courier }

    package let actor: Actor
    package let via: Road
    /// The address of the other side, where there is one.
    package let address: String?
    /// The id of the session or of the API token by which the person came, or the system's user who acts for them at the command line.
    package let ticket: String?

    package init(_ actor: Actor, via: Road, address: String? = nil, ticket: String? = nil) {
        (self.actor, self.via, self.address, self.ticket) = (actor, via, address, ticket)
    }

    package static let clock = Origin(.clock, via: .clock)
    package static let courier = Origin(.courier, via: .courier)
}
