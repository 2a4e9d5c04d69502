import Editorial
import Storage

extension Operation {
    static let releases: [Operation] = [
        Operation("import.boilerplate") { call in
            let person = try await call.person()
            let file = try BoilerplateFile(call.text("text"), file: call.text("file"), office: call.store.office)
            let present = try await call.store.boilerplate(file.boilerplate.name, language: file.language)?.boilerplate
            guard present?.isExactly(file.boilerplate) != true else { return .null }
            // Standing texts are not a drafter's to change at the desk; here it is the owner of the data who brings them.
            let may = !person.roles.isDisjoint(with: [.pressSecretary, .administrator])
            let origin = may ? call.acting(for: person) : call.origin
            try await call.store.put(file.boilerplate, language: file.language, by: origin, at: call.now)
            return .null
        },
        Operation("import.release") { call in
            let origin = call.acting(for: try await call.person())
            let file = try ReleaseFile(call.text("text"), file: call.text("file"), office: call.store.office, at: call.now)
            let new = try await call.store.complete(file, name: call.text("file"))
            do {
                let publishedAt = call.input["archive"].bool == true ? file.publishedAt : nil
                return JSON(try await call.store.create(new, publishedAt: publishedAt, by: origin, at: call.now).id)
            } catch let invalid as Invalid {
                throw file.fault(invalid)
            }
        },
        Operation("export") { call in
            let office = call.store.office
            let page = try await call.store.listed(ReleaseFilter(), PageRequest(limit: 50, after: call.input["after"].string))
            let standing = try await call.store.boilerplates()
            var files: [JSON] = []
            if call.input["after"].string == nil {
                try await call.store.note("data.export", by: call.origin, at: call.now)
                for text in standing {
                    files.append([
                        "path": JSON(BoilerplateFile.name(of: text.boilerplate, language: text.language, office: office)),
                        "text": JSON(BoilerplateFile.write(text.boilerplate, language: text.language)),
                    ])
                }
            }
            for release in page.items.compactMap(\.release) {
                let source = try await call.store.source(of: release)
                let text = ReleaseFile.write(release, office: office, at: call.now, source: source) { name in
                    standing.first { $0.boilerplate.name == name && $0.language == release.description.language }?.boilerplate
                }
                files.append(["path": JSON(ReleaseFile.name(of: release.description, office: office)), "text": JSON(text)])
            }
            return ["files": .array(files), "damaged": JSON(page.items.compactMap { $0.damage?.id }), "next": JSON(page.next)]
        },
    ]
}

extension Operation.Case {
    /// The person, with the user of the operating system beside them in the journal.
    fileprivate func acting(for person: Person) -> Origin { Origin(.person(person), via: .cli, ticket: user) }

    /// Who the command acts as. Throws a 65 where there is nobody of that login.
    fileprivate func person() async throws -> Person {
        let login = try text("as")
        guard let user = try await store.user(login), !user.disabled else { throw Failure.input("There is nobody who may sign in as \(login).") }
        return user.person
    }
}

extension Store {
    /// The release of a file with its boilerplates and the text that it translates. Throws a fault where one of them is not there.
    fileprivate func complete(_ file: ReleaseFile, name path: String) async throws -> NewRelease {
        var new = file.new
        for reference in file.boilerplate {
            switch reference {
            case .whole(let boilerplate): new.content.boilerplate.append(boilerplate)
            case .named(let name, let line):
                guard let standing = try await boilerplate(name, language: new.language) else {
                    throw FileFault(file: path, line: line, message: "There is no boilerplate \(name) in the language \(new.language).")
                }
                new.content.boilerplate.append(standing.boilerplate)
            }
        }
        if let (text, line) = file.translationOf {
            guard let source = try await find(text, besides: new.language) else {
                throw FileFault(file: path, line: line, message: "There is no release \(text) to be a translation of.")
            }
            new.translationOf = TranslationSource(release: source.id, revision: source.revision.number)
        }
        return new
    }

    /// The release of that id, `LANGUAGE/SLUG`, or slug in another language than `language`.
    private func find(_ text: String, besides language: String) async throws -> Release? {
        if let release = try await release(text) { return release }
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        let slug = parts.last ?? ""
        let named = parts.count == 2 ? parts[0] : nil
        return try await everything { try await $0.releases(ReleaseFilter(language: named, words: slug), $1) }.first {
            $0.description.slug == slug && (named != nil || $0.description.language != language)
        }
    }

    /// What a file says of the release that it translates: `LANGUAGE/SLUG`, which holds in another office too.
    fileprivate func source(of translation: Release) async throws -> String? {
        guard let source = translation.description.translationOf else { return nil }
        // A source that cannot be read is no reason to lose its translation.
        guard let release = try await found(source.release)?.release else { return nil }
        return "\(release.description.language)/\(release.description.slug)"
    }
}
