import Editorial

/// Who may make a call. A route cannot be declared without one.
enum Audience: Sendable, Equatable {
    /// Anybody with a token.
    case everybody
    case only(Set<Role>)
    /// Whom the rules allow it: the door, or the store, decides and journals what it refuses.
    case rules

    static let endpointReaders = only([.administrator, .auditor])
    static let peopleReaders = only([.administrator, .auditor])
    static let journalReaders = only([.administrator, .pressSecretary, .publisher, .auditor])

    func admits(_ person: Person) -> Bool {
        if case .only(let roles) = self { !roles.isDisjoint(with: person.roles) } else { true }
    }
}
