import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    func journalPage(_ listing: Listing<JournalEntry>, _ query: JournalQuery, _ context: DeskContext, problems: FieldProblems = FieldProblems()) async throws -> Response {
        try check(.journal, for: context)
        let subjects = try await site.subjects(of: listing.items, to: context.person)
        let nouns = JournalWords.nouns.map { ($0.noun + ".", $0.title) }
        let page = JournalPage(
            frame: try await frame("Journal", .journal, context, errors: problems.errors),
            rows: listing.items.map { entry in
                let subject = entry.releaseID.map { subjects[$0] ?? Subject(visibility: .trace, headline: nil) }
                return row(entry, visibility: subject?.visibility ?? .whole, headline: subject?.headline)
            },
            actor: query.actor, actions: .all("Everything", nouns, chosen: query.action), release: query.release,
            from: Field("from", label: "From", value: query.from, error: problems["from"], hint: "\(time.city) time", type: "date"),
            to: Field("to", label: "To", value: query.to, error: problems["to"], hint: "\(time.city) time", type: "date"), refused: query.refusedOnly, filtered: query.isFiltered, olderHref: listing.next.map(query.address))
        return try answer(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Of a release of which somebody sees only a trace, what was said stays unsaid.
    func row(_ entry: JournalEntry, visibility: Visibility, headline: String? = nil, linked: Bool = true) -> JournalRow {
        let words = JournalWords(entry, isWhole: visibility == .whole, under: office)
        return JournalRow(
            when: time.words(entry.at, at: now), who: JournalWords.who(entry.actor), what: words.what, refused: words.isRefused,
            subject: linked ? entry.releaseID.map { Link(href: "/desk/releases/\($0)", label: headline ?? "Release \($0.prefix(8))…") } : nil,
            details: words.details.map { Fact(label: $0.name, words: $0.words) }, technical: words.technical.map { Fact(label: $0.name, words: $0.words) })
    }

    func boilerplatesPage(_ context: DeskContext, said: String?) async throws -> Response {
        let mayChange = DeskVisibility.offersChanges(in: .boilerplates, to: context.person)
        let rows = try await store.boilerplates().map { text in
            BoilerplateRow(
                href: mayChange ? "/desk/boilerplates/edit?name=\(text.boilerplate.name.percentEncoded)&language=\(text.language.percentEncoded)" : nil,
                title: text.boilerplate.title, name: text.boilerplate.name, language: ReleaseWords.language(text.language),
                excerpt: String(text.boilerplate.text.prefix(200)), when: "\(time.words(text.updatedAt, at: now)) by \(text.updatedBy)")
        }
        let page = BoilerplatesPage(
            frame: try await frame("Boilerplates", .boilerplates, context, said: said), rows: rows, newHref: mayChange ? "/desk/boilerplates/edit" : nil)
        return try answer(page)
    }

    func boilerplatePage(_ form: BoilerplateForm, _ context: DeskContext, problems: FieldProblems = FieldProblems()) async throws -> Response {
        try check(.boilerplates, for: context, changing: true)
        let page = BoilerplateFormPage(
            frame: try await frame(form.title.isEmpty ? "New boilerplate" : form.title, .boilerplates, context, errors: problems.errors),
            back: Link(href: "/desk/boilerplates", label: "Boilerplates"), action: "/desk/boilerplates/edit",
            name: Field(
                "name", label: "Name", value: form.name, error: problems["name"], hint: "Letters a-z, digits and hyphens: releases name it by this.",
                autocomplete: "off", required: true),
            languages: office.languages.map { Choice(value: $0, label: ReleaseWords.language($0), chosen: form.language == $0) },
            title: Field("title", label: "Title", value: form.title, error: problems["title"], required: true),
            text: Field("text", label: "Text", value: form.text, error: problems["text"], hint: "Markdown. Releases that have it keep it as they have it."))
        return try answer(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func accountPage(_ context: DeskContext, said: String? = nil, problems: FieldProblems = FieldProblems()) async throws -> Response {
        let login = context.person.login
        let sessions = try await store.sessions(of: login, at: now).map { session in
            let isCurrent = session.id == context.session.id
            return SessionRow(
                device: session.userAgent ?? "Unknown browser",
                when: time.words(session.lastSeenAt, at: now) + (session.address.map { " from \($0)" } ?? ""),
                current: isCurrent, endAction: isCurrent ? nil : "/desk/account/sessions/\(session.id)/end")
        }
        let tokens = try await store.tokens(of: login).map { token in
            TokenRow(
                name: token.name, when: token.lastUsedAt.map { "Last used \(time.words($0, at: now))" } ?? "Never used",
                expires: token.expiresAt.map { time.words($0, at: now) }, revokeAction: "/desk/account/tokens/\(token.id)/revoke")
        }
        let page = AccountPage(
            frame: try await frame("Account", .account, context, said: said, errors: problems.errors),
            facts: [
                Fact(label: "Name", words: context.person.name), Fact(label: "Login", words: login),
                Fact(label: "Roles", words: context.person.roles.sorted().map(\.words).joined(separator: ", ")),
            ],
            sessions: sessions, passwordAction: "/desk/account/password",
            password: Field(
                "password", label: "Present password", error: problems["password"], type: "password", autocomplete: "current-password", required: true),
            newPassword: Field(
                "new_password", label: "New password", error: problems["new_password"], hint: "At least 8 characters; a sentence is best.", type: "password",
                autocomplete: "new-password", required: true),
            tokens: tokens, tokenAction: "/desk/account/tokens", formID: freshID(),
            tokenName: Field("token_name", label: "Name", error: problems["token_name"], autocomplete: "off", required: true),
            tokenDays: Field("days", label: "Days until it expires", error: problems["days"], hint: "Empty: it does not expire.", autocomplete: "off"))
        return try answer(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
