import Editorial
import Hummingbird
import Storage

/// The office's standing texts, one a name and language.
struct BoilerplateRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("boilerplates") { request, context in try await desk.boilerplatesPage(context, said: request.said) }
        router.get("boilerplates/edit") { request, context in
            let name = request.uri.queryParameters.get("name") ?? ""
            let language = request.uri.queryParameters.get("language") ?? desk.office.defaultLanguage
            let text = try await desk.store.boilerplate(name, language: language)
            return try await desk.boilerplatePage(BoilerplateForm(text, name: name, language: language), context)
        }
        router.post("boilerplates/edit") { _, context in
            try await desk.boilerplatePage(BoilerplateForm(context.form), context)
        } take: { _, context in
            let typed = BoilerplateForm(context.form)
            do {
                let isNew = try await desk.store.put(
                    Boilerplate(name: typed.name, title: typed.title, text: typed.text), language: typed.language, by: context.origin, at: desk.now)
                return desk.back(to: "/desk/boilerplates", said: isNew ? .added : .changed)
            } catch let invalid as Invalid {
                return try await desk.boilerplatePage(typed, context, problems: FieldProblems(invalid))
            }
        }
    }
}

/// A boilerplate's form as it was typed, or as it is saved.
struct BoilerplateForm: Sendable {
    let name: String
    let language: String
    let title: String
    let text: String

    init(_ saved: StandingText?, name: String, language: String) {
        (self.name, self.language) = (name, language)
        (title, text) = (saved?.boilerplate.title ?? "", saved?.boilerplate.text ?? "")
    }

    init(_ form: Form) {
        (name, language) = (form.text("name").trimmed, form.text("language"))
        (title, text) = (form.text("title"), form.text("text"))
    }
}
