import Editorial

/// What an account must be.
enum UserRules {
    /// Names that the journal uses for others than people.
    private static let reserved: Set<String> = ["clock", "courier", anonymous]
    /// Whom the journal names where nobody is known.
    static let anonymous = "anonymous"

    /// Throws `Invalid` with every problem.
    static func check(login: String, name: String, email: String?, roles: Set<Role>, under office: Office) throws {
        var problems: [Invalid.Problem] = []
        let letters = login.unicodeScalars
        if letters.count > 64 || letters.isEmpty || !letters.allSatisfy(isLoginLetter) || !letters.first!.properties.isAlphabetic {
            problems.append(.init("/login", "A login has 1 to 64 characters of a-z, 0-9, dot, hyphen and underscore, and begins with a letter."))
        } else if reserved.contains(login) {
            problems.append(.init("/login", "This login is reserved."))
        }
        if name.allSatisfy(\.isWhitespace) { problems.append(.init("/name", "A person has a name.")) }
        if let email, !isAddress(email) { problems.append(.init("/email", "This is not an e-mail address.")) }
        problems += roleProblems(roles, under: office)
        if !problems.isEmpty { throw Invalid(problems) }
    }

    /// Throws `Invalid` for no role at all, or one that neither the house nor a workflow knows.
    static func check(_ roles: Set<Role>, under office: Office) throws {
        let problems = roleProblems(roles, under: office)
        if !problems.isEmpty { throw Invalid(problems) }
    }

    private static func roleProblems(_ roles: Set<Role>, under office: Office) -> [Invalid.Problem] {
        guard !roles.isEmpty else { return [.init("/roles", "An account has at least one role.")] }
        let known = office.roles
        return roles.subtracting(known).sorted().map { role in
            .init("/roles", "There is no role \(role.rawValue); there are \(known.sorted().map(\.rawValue).joined(separator: ", ")).")
        }
    }

    private static func isLoginLetter(_ letter: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(letter) || ("0"..."9").contains(letter) || letter == "." || letter == "-" || letter == "_"
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 } && text.utf8.count <= 254
    }
}

extension Office {
    /// The roles that an account may have: the house's own and those that a workflow names.
    package var roles: Set<Role> {
        workflows.values.reduce(into: [.drafter, .pressSecretary, .publisher, .administrator, .auditor]) { roles, workflow in
            roles.formUnion(workflow.approvals.keys)
            for state in workflow.states { roles.formUnion(state.editableBy) }
            for transition in workflow.transitions { roles.formUnion(transition.by) }
        }
    }
}
