/// `/desk/account`: one's own.
package struct AccountPage: Page {
    package static let template = Template("desk-account", PackageResources.desk_account_mustache)

    package var frame: DeskFrame
    package var facts: [Fact]
    package var sessions: [SessionRow]
    /// Where `password`, `new_password` go.
    package var passwordAction: String
    package var password: Field
    package var newPassword: Field
    package var tokens: [TokenRow]
    /// Where `token_name`, `days` and the hidden `id` go.
    package var tokenAction: String
    package var formID: String
    package var tokenName: Field
    package var tokenDays: Field

    package init(
        frame: DeskFrame, facts: [Fact] = [], sessions: [SessionRow] = [], passwordAction: String, password: Field, newPassword: Field,
        tokens: [TokenRow] = [], tokenAction: String, formID: String = "", tokenName: Field, tokenDays: Field
    ) {
        (self.frame, self.facts, self.sessions, self.passwordAction, self.password) = (frame, facts, sessions, passwordAction, password)
        (self.newPassword, self.tokens, self.tokenAction, self.formID, self.tokenName) = (newPassword, tokens, tokenAction, formID, tokenName)
        self.tokenDays = tokenDays
    }
}

/// One sign-in of one's own.
package struct SessionRow: Sendable {
    /// The browser, in words.
    package var device: String
    package var when: String
    package var current: Bool
    package var endAction: String?

    package init(device: String, when: String, current: Bool = false, endAction: String? = nil) {
        (self.device, self.when, self.current, self.endAction) = (device, when, current, endAction)
    }
}

/// One API token of one's own.
package struct TokenRow: Sendable {
    package var name: String
    package var when: String
    package var expires: String?
    package var revokeAction: String

    package init(name: String, when: String, expires: String? = nil, revokeAction: String) {
        (self.name, self.when, self.expires, self.revokeAction) = (name, when, expires, revokeAction)
    }
}
