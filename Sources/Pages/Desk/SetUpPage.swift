/// The first administrator's page; without `login` and `name`, a page that sets a password.
package struct SetUpPage: Page {
    package static let template = Template("desk-set-up", PackageResources.desk_set_up_mustache)

    package var frame: DeskFrame
    package var action: String
    package var introduction: String
    package var login: Field?
    package var name: Field?
    package var password: Field
    package var button: String

    package init(
        frame: DeskFrame, action: String, introduction: String, login: Field? = nil, name: Field? = nil, password: Field,
        button: String = "Create the account"
    ) {
        (self.frame, self.action, self.introduction, self.login, self.name) = (frame, action, introduction, login, name)
        (self.password, self.button) = (password, button)
    }
}
