/// `/desk/people`.
package struct PeoplePage: Page {
    package static let template = Template("desk-people", PackageResources.desk_people_mustache)

    package var frame: DeskFrame
    package var rows: [PersonRow]
    package var newHref: String?

    package init(frame: DeskFrame, rows: [PersonRow] = [], newHref: String? = nil) {
        (self.frame, self.rows, self.newHref) = (frame, rows, newHref)
    }
}

/// One person in the list.
package struct PersonRow: Sendable {
    package var href: String?
    package var login: String
    package var name: String
    package var email: String?
    package var roles: String
    package var status: String
    package var tone: Tone

    package init(href: String? = nil, login: String, name: String, email: String? = nil, roles: String, status: String, tone: Tone) {
        (self.href, self.login, self.name, self.email, self.roles) = (href, login, name, email, roles)
        (self.status, self.tone) = (status, tone)
    }
}

/// A new person, or one who is there, with what can be done about them.
package struct PersonFormPage: Page {
    package static let template = Template("desk-person", PackageResources.desk_person_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var action: String
    package var formID: String
    /// These three are nil where they are fixed; `facts` says them then.
    package var login: Field?
    package var name: Field?
    package var email: Field?
    package var facts: [Fact]
    /// The field `roles`.
    package var roles: [Choice]
    package var button: String
    /// A button that makes a new password and shows it once.
    package var passwordAction: String?
    package var endSessionsAction: String?
    package var disableAction: String?
    /// Approved, not yet out, and written or approved by them: the field `take_back` takes those approvals back.
    package var atStake: [Link]
    package var enableAction: String?

    package init(
        frame: DeskFrame, back: Link, action: String, formID: String = "", login: Field? = nil, name: Field? = nil, email: Field? = nil, facts: [Fact] = [],
        roles: [Choice] = [], button: String = "Save", passwordAction: String? = nil, endSessionsAction: String? = nil,
        disableAction: String? = nil, atStake: [Link] = [], enableAction: String? = nil
    ) {
        (self.frame, self.back, self.action, self.formID, self.login) = (frame, back, action, formID, login)
        (self.name, self.email, self.facts, self.roles, self.button, self.passwordAction) = (name, email, facts, roles, button, passwordAction)
        (self.endSessionsAction, self.disableAction, self.atStake, self.enableAction) = (endSessionsAction, disableAction, atStake, enableAction)
    }
}
