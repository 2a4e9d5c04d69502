import Editorial
import Storage

extension NewRelease {
    /// Reads the body of a POST. Throws `Invalid` with every problem.
    init(_ call: APICall) async throws {
        var fields = try await call.fields(["kind", "section", "language", "content", "workflow", "slug", "release_at", "release_zone", "translation_of"])
        let kind: Kind? = fields.choice("kind")
        if kind == nil, fields.text("kind") == nil { _ = fields.requiredText("kind") }
        let language = fields.requiredText("language")
        self.init(
            kind: kind ?? .news, section: fields.requiredText("section"), language: language,
            content: try await fields.content(in: language, call) ?? Content(headline: ""), workflow: fields.text("workflow"), slug: fields.text("slug"),
            releaseAt: fields.instant("release_at"), releaseZone: fields.zone("release_zone", of: "release_at"), translationOf: try await fields.translationSource(call))
        if fields.members["content"] == nil { fields.problems.append(.init("/content", "This must be there.")) }
        // What the office lacks is told in the same answer as what cannot be read.
        do { try check(under: call.office, at: call.now) } catch { fields.add(error) }
        try fields.check()
    }
}

extension Command {
    /// Reads the body of a PUT of a release. Throws `Invalid` with every problem.
    init(changing release: Release, _ call: APICall) async throws {
        let json = try await call.request.json()
        if json["workflow"] != .null {
            var fields = Fields(json, at: "", known: ["workflow", "comment"])
            self = .changeWorkflow(fields.requiredText("workflow"), comment: fields.text("comment"))
            try fields.check()
            return
        }
        if json.object?["confined_to"] != nil {
            var fields = Fields(json, at: "", known: ["confined_to"])
            self = .confine(to: fields.texts("confined_to").map(Set.init))
            try fields.check()
            return
        }
        var fields = Fields(json, at: "", known: ["content", "kind", "section", "language", "slug", "translation_of", "restore"])
        var edit = Edit(
            kind: fields.choice("kind"), section: fields.text("section"), language: fields.text("language"), slug: fields.text("slug"))
        edit.content = try await fields.content(in: edit.language ?? release.description.language, call)
        if fields.members["translation_of"] != nil { edit.translationOf = .some(try await fields.translationSource(call)) }
        guard let number = fields.integer("restore") else {
            try fields.check()
            self = .edit(edit)
            return
        }
        let revision = try await call.store.revision(number, of: release.id)
        if revision == nil { fields.problems.append(.init("/restore", "This release has no revision \(number).")) }
        if edit.content != nil { fields.problems.append(.init("/content", "A revision is restored or a text is saved, not both at once.")) }
        try fields.check()
        guard let revision else { throw NotFound("revision") }
        self = .restore(revision, edit)
    }
}

extension Step {
    /// Reads the body of a transition of `release`. Throws `Invalid` with every problem.
    init(on release: Release, _ call: APICall) async throws {
        let shown: Set = ["kind", "section", "language", "slug", "translation_of"]
        var fields = try await call.fields(shown.union(["transition", "revision", "release_at", "comment", "public_note", "hide_headline", "minor"]))
        let description = shown.isDisjoint(with: fields.members.keys) ? nil : fields.shown(of: release.description)
        self.init(
            fields.requiredText("transition"), revision: fields.integer("revision") ?? 0,
            releaseAt: fields.members["release_at"] == nil ? .unseen : .seen(fields.instant("release_at")), description: description, comment: fields.text("comment"),
            publicNote: fields.text("public_note"), hideHeadline: fields.flag("hide_headline"), minor: fields.flag("minor"))
        if fields.members["revision"] ?? .null == .null { fields.problems.append(.init("/revision", "Say which revision you saw.")) }
        try fields.check()
    }
}

extension Fields {
    /// Where the release stood as it was shown to the sender: what they do not say counts as it is.
    fileprivate mutating func shown(of description: Description) -> Description {
        var shown = description
        shown.kind = choice("kind") ?? shown.kind
        shown.section = text("section") ?? shown.section
        shown.language = text("language") ?? shown.language
        shown.slug = text("slug") ?? shown.slug
        guard let json = members["translation_of"] else { return shown }
        guard json != .null else {
            shown.translationOf = nil
            return shown
        }
        var source = Fields(json, at: "/translation_of", known: ["release", "revision"])
        shown.translationOf = TranslationSource(release: source.requiredText("release"), revision: source.integer("revision") ?? 0)
        problems += source.problems
        return shown
    }

    /// The `content` object, nil where there is none; boilerplates that are only named are the office's in that language.
    fileprivate mutating func content(in language: String, _ call: APICall) async throws -> Content? {
        guard let json = members["content"] else { return nil }
        let standing = try await call.store.boilerplates()
        do { return try Content(json: json) { standing.find($0, language: language) } } catch {
            add(error)
            return nil
        }
    }

    /// The text that is translated: an object, or a release's id, whose present revision is then meant.
    fileprivate mutating func translationSource(_ call: APICall) async throws -> TranslationSource? {
        guard let json = members["translation_of"], json != .null else { return nil }
        var id = json.string
        var number: Int?
        if json.object != nil {
            var fields = Fields(json, at: "/translation_of", known: ["release", "revision"])
            id = fields.requiredText("release")
            number = fields.integer("revision")
            problems += fields.problems
        }
        if let id {
            do {
                let source = try await call.site.release(id, for: call.person)
                return TranslationSource(release: id, revision: number ?? source.revision.number)
            } catch is NotFound {}
        }
        problems.append(.init("/translation_of", "There is no such release."))
        return nil
    }

    /// Takes over what is wrong elsewhere: each place once, and nothing about a text that could not be read.
    fileprivate mutating func add(_ invalid: Invalid) {
        let known = problems.map(\.pointer)
        let isUnread = known.contains { $0.hasPrefix("/content") }
        problems += invalid.problems.filter { !known.contains($0.pointer) && !(isUnread && $0.pointer.hasPrefix("/content")) }
    }
}
