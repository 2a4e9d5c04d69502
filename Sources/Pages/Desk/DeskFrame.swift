/// What stands around every page of the desk.
package struct DeskFrame: Sendable {
    /// The organisation's name.
    package var office: String
    /// The page's, without the office's name.
    package var title: String
    /// The name of who is signed in; nil shows neither navigation nor "Sign out".
    package var person: String?
    package var navigation: [Link]
    /// Goes into every form, "Sign out" included, as the field `form_token`.
    package var formToken: String
    package var signOutAction: String
    /// A word about what was just done.
    package var notice: String?
    /// What was wrong, announced at the head of the page.
    package var errors: [FormError]
    package var hold: HoldBanner?
    package var assets: Assets

    package init(
        office: String, title: String, person: String? = nil, navigation: [Link] = [], formToken: String = "",
        signOutAction: String = "/desk/logout", notice: String? = nil, errors: [FormError] = [], hold: HoldBanner? = nil, assets: Assets = Assets()
    ) {
        (self.office, self.title, self.person, self.navigation, self.formToken) = (office, title, person, navigation, formToken)
        (self.signOutAction, self.notice, self.errors, self.hold, self.assets) = (signOutAction, notice, errors, hold, assets)
    }
}

/// Says on every page that nothing goes out by itself.
package struct HoldBanner: Sendable {
    package var words: String
    /// Where it can be ended; nil for those who may not.
    package var href: String?

    package init(words: String, href: String? = nil) {
        (self.words, self.href) = (words, href)
    }
}
