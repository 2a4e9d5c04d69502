import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    /// What surrounds a page for somebody who is signed in.
    func frame(
        _ title: String, _ area: DeskArea?, _ context: DeskContext, said: String? = nil, errors: [FormError] = []
    ) async throws -> DeskFrame {
        let person = context.person
        return DeskFrame(
            office: office.organisation[office.defaultLanguage], title: title, person: person.name,
            navigation: DeskVisibility.navigation.filter { shows($0.area, to: person) }.map { Link(href: $0.path, label: $0.label, current: $0.area == area) },
            formToken: context.session.formToken, notice: Said.words(said, under: office), errors: errors,
            banners: try await [holdBanner(for: person), stuckBanner(for: person), reviewBanner(for: person)].compactMap { $0 }, news: try await accountNews(for: person), assets: assets)
    }

    /// What surrounds a page for somebody who is not.
    func frame(_ title: String, guest token: GuestToken, said: String? = nil, errors: [FormError] = []) -> DeskFrame {
        DeskFrame(
            office: office.organisation[office.defaultLanguage], title: title, formToken: token.value, notice: Said.words(said, under: office),
            errors: errors, assets: assets)
    }

    func answer(_ page: some Page, status: HTTPResponse.Status = .ok) throws -> Response { .html(try pages.render(page), status: status) }

    func shows(_ area: DeskArea, to person: Person) -> Bool { DeskVisibility.shows(area, to: person, at: now, under: office) }

    private func holdBanner(for person: Person) async throws -> Banner? {
        guard try await store.onHold() else { return nil }
        return Banner(
            lead: "On hold.", words: "Nothing publishes by itself and nothing is sent until an administrator resumes.",
            link: shows(.hold, to: person) ? Link(href: "/desk/hold", label: "See what is held back") : nil)
    }

    /// To those who wrote what cannot go out, and to those who may approve it: press secretaries, where its workflow is gone.
    private func stuckBanner(for person: Person) async throws -> Banner? {
        let theirs = try await store.stuck(at: now, reader: person).filter { stuck in
            let approvers = office.workflows[stuck.workflow]?.approvers ?? [.pressSecretary]
            return stuck.writers.contains(person.login) || !person.roles.isDisjoint(with: approvers)
        }
        guard let first = theirs.first else { return nil }
        let count = theirs.count == 1 ? "1 release" : "\(theirs.count) releases"
        return Banner(
            lead: "Cannot go out.", words: "\(count) could not be published at the release time, the first at \(time.words(first.releaseAt, at: now)).",
            link: theirs.count == 1 ? Link(href: "/desk/releases/\(first.id)", label: "Look at it now") : Link(href: "/desk#stuck", label: "Look at them now"))
    }

    /// To those who may do a review that is owed.
    private func reviewBanner(for person: Person) async throws -> Banner? {
        let owed = Waiting([], owed: try await store.reviewsOwed(), for: person, at: now, under: office).reviews.filter(\.reasons.isEmpty).map(\.release)
        guard !owed.isEmpty else { return nil }
        let overdue = owed.count { release in release.review.map { $0.due < now } ?? false }
        let count = owed.count == 1 ? "1 release went out" : "\(owed.count) releases went out"
        return Banner(
            lead: overdue > 0 ? "Review overdue." : "Review owed.", words: "\(count) without an approval, and \(owed.count == 1 ? "waits" : "wait") for your review\(overdue > 0 ? "; overdue: \(overdue)" : "").",
            link: Link(href: owed.count == 1 ? "/desk/releases/\(owed[0].id)" : "/desk", label: owed.count == 1 ? "Look at it now" : "Look at them now"))
    }
}

extension FieldProblems {
    /// As the head of a page lists them, each linked to its field.
    var errors: [FormError] { problems.map { FormError(detail: $0.detail, field: $0.field) } }
}

extension Refusal {
    var errors: [FormError] { objections.map { FormError(detail: $0.detail) } }
}
