/// `/desk/login`. What went wrong stands among the frame's errors.
package struct SignInPage: Page {
    package static let template = Template("desk-sign-in", PackageResources.desk_sign_in_mustache)

    package var frame: DeskFrame
    package var login: String
    /// Where to go afterwards: the hidden field `next`.
    package var next: String?
    /// What was typed before the session ended, under whatever names the route gives them.
    package var kept: [KeptField]

    package init(frame: DeskFrame, login: String = "", next: String? = nil, kept: [KeptField] = []) {
        (self.frame, self.login, self.next, self.kept) = (frame, login, next, kept)
    }
}
