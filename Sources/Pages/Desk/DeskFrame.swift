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
    /// What must not be overlooked on any page.
    package var banners: [Banner]
    package var news: AccountNews?
    package var assets: Assets

    package init(
        office: String, title: String, person: String? = nil, navigation: [Link] = [], formToken: String = "",
        signOutAction: String = "/desk/logout", notice: String? = nil, errors: [FormError] = [], banners: [Banner] = [], news: AccountNews? = nil, assets: Assets = Assets()
    ) {
        (self.office, self.title, self.person, self.navigation, self.formToken) = (office, title, person, navigation, formToken)
        (self.signOutAction, self.notice, self.errors, self.banners, self.assets) = (signOutAction, notice, errors, banners, assets)
        self.news = news
    }
}

/// What every page of the desk says until it is over: that all is on hold, that a review is owed.
package struct Banner: Sendable {
    /// In a word or two.
    package var lead: String
    package var words: String
    /// Where something can be done about it; nil for those who may not.
    package var link: Link?

    package init(lead: String, words: String, link: Link? = nil) { (self.lead, self.words, self.link) = (lead, words, link) }
}
