import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    /// What surrounds a page for somebody who is signed in.
    func frame(
        _ title: String, _ area: DeskArea, _ context: DeskContext, said: String? = nil, errors: [FormError] = []
    ) async throws -> DeskFrame {
        let person = context.person
        return DeskFrame(
            office: office.organisation[office.defaultLanguage], title: title, person: person.name,
            navigation: DeskVisibility.navigation.filter { shows($0.area, to: person) }.map { Link(href: $0.path, label: $0.label, current: $0.area == area) },
            formToken: context.session.formToken, notice: Said.words(said, under: office), errors: errors, hold: try await banner(for: person),
            assets: assets)
    }

    /// What surrounds a page for somebody who is not.
    func frame(_ title: String, guest token: GuestToken, said: String? = nil, errors: [FormError] = []) -> DeskFrame {
        DeskFrame(
            office: office.organisation[office.defaultLanguage], title: title, formToken: token.value, notice: Said.words(said, under: office),
            errors: errors, assets: assets)
    }

    func answer(_ page: some Page, status: HTTPResponse.Status = .ok) throws -> Response { .html(try pages.render(page), status: status) }

    func shows(_ area: DeskArea, to person: Person) -> Bool { DeskVisibility.shows(area, to: person, at: now, under: office) }

    private func banner(for person: Person) async throws -> HoldBanner? {
        guard try await store.onHold() else { return nil }
        return HoldBanner(
            words: "Everything is on hold: nothing publishes by itself and nothing is sent until an administrator resumes.",
            href: shows(.hold, to: person) ? "/desk/hold" : nil)
    }
}

extension FieldProblems {
    /// As the head of a page lists them, each linked to its field.
    var errors: [FormError] { problems.map { FormError(detail: $0.detail, field: $0.field) } }
}

extension Refusal {
    var errors: [FormError] { objections.map { FormError(detail: $0.detail) } }
}
