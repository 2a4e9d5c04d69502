import Editorial
import Hummingbird
import Pages

extension Desk {
    /// The sign-in. Its answers have the browser keep the token that its form carries.
    func signInPage(_ request: Request, _ form: SignInForm, status: HTTPResponse.Status = .ok, alert: String? = nil) async throws -> Response {
        let token = GuestToken(for: request, at: site)
        let kept = form.kept.map { KeptField(name: SignInForm.prefix + $0.name, value: $0.value) }
        let page = SignInPage(
            frame: frame("Sign in", guest: token, said: request.said, errors: alert.map { [FormError(detail: $0)] } ?? []), login: form.login, next: form.next,
            kept: form.keeps ? [KeptField(name: "keeps", value: "1")] + kept : [])
        var response = try answer(page, status: status)
        token.keep(in: &response)
        return response
    }

    func setUpPage(_ request: Request, _ form: SetUpForm, problems: FieldProblems = FieldProblems()) async throws -> Response {
        let token = GuestToken(for: request, at: site)
        let page = SetUpPage(
            frame: frame("Set up", guest: token, errors: problems.errors), action: request.uri.path,
            introduction: "This link makes the first account, which administers the office. It works once.",
            login: Field("login", label: "Login", value: form.login, error: problems["login"], autocomplete: "username", required: true),
            name: Field("name", label: "Name", value: form.name, error: problems["name"], autocomplete: "name", required: true),
            password: Field(
                "password", label: "Password", error: problems["password"], hint: "At least 8 characters; a sentence is best.", type: "password",
                autocomplete: "new-password", required: true))
        var response = try answer(page, status: problems.isEmpty ? .ok : .unprocessableContent)
        token.keep(in: &response)
        return response
    }
}
