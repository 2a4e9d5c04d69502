import Editorial
import HTTPTypes
import Hummingbird
import Storage

extension APIRoute {
    static let releases: [APIRoute] = [
        APIRoute(.get, "releases", for: .everybody, query: ["state", "section", "kind", "language", "q", "limit", "after"]) { call in
            var filter = ReleaseFilter(
                state: call.query["state"], section: call.query["section"], kind: try call.choice("kind"), language: call.query["language"],
                words: call.query["q"])
            // Whoever sees no text must not find by it either.
            filter.publicOnly = filter.looksInside && !call.person.readsDrafts
            filter.reader = call.person
            let listing = try await call.store.listed(filter, call.page())
            let surroundings = try await Surroundings(call)
            try await call.noteOpening(of: listing.items.compactMap(\.release).filter { $0.visibility(to: call.person, under: call.office) == .whole }.map { OpenedText($0) })
            return .json(listing.json { surroundings.json(of: $0) })
        },
        APIRoute(.post, "releases", for: .rules) { call in
            let new = try await NewRelease(call)
            let release = try await call.store.create(new, by: call.origin, at: call.now)
            var response = try await call.answer(release, status: .created)
            response.headers[.location] = "/api/v1/releases/\(release.id)"
            return response
        },
        APIRoute(.get, "releases/:id", for: .everybody) { call in try await call.answer(call.release()) },
        APIRoute(.put, "releases/:id", for: .rules) { call in
            let release = try await call.release()
            guard let version = try call.matched(release) else {
                throw Problem(.preconditionRequired, "Say in If-Match which version you saw: the ETag of the answer.")
            }
            let command = try await Command(changing: release, call)
            return try await call.answer(call.store.perform(command, on: release.id, by: call.origin, version: version, at: call.now))
        },
        APIRoute(.put, "releases/:id/release-time", for: .rules) { call in
            let release = try await call.release()
            var fields = try await call.fields(["release_at", "release_zone", "comment"])
            if fields.members["release_at"] == nil { fields.problems.append(.init("/release_at", "This must be there: a time, or null for none.")) }
            let command = Command.setReleaseTime(
                fields.instant("release_at"), zone: fields.zone("release_zone", of: "release_at"), comment: fields.text("comment"))
            try fields.check()
            return try await call.answer(
                call.store.perform(command, on: release.id, by: call.origin, version: call.matched(release), at: call.now))
        },
        APIRoute(.get, "releases/:id/sightings", for: .everybody) { call in
            let release = try await call.readableRelease()
            return .json(["items": .array(try await call.store.sightings(of: release.id).map(\.json)), "next": nil])
        },
        APIRoute(.get, "releases/:id/holdings", for: .everybody, query: ["missing", "limit", "after"]) { call in
            let release = try await call.release()
            let missing = try call.choice("missing") == Truth.true
            let listing = try await call.store.holdings(of: release.id, missing: missing, call.page())
            return .json(["latest": try await call.store.spread(of: release.id)?.json ?? nil, "items": .array(listing.items.map(\.json)), "next": JSON(listing.next)])
        },
        APIRoute(.get, "releases/:id/revisions", for: .everybody, query: ["limit", "after"]) { call in
            let release = try await call.readableRelease()
            let listing = try await call.store.revisions(of: release.id, call.page())
            try await call.noteOpening(of: listing.items.map { OpenedText(release, $0) })
            return .json(listing.json(\.json))
        },
        APIRoute(.get, "releases/:id/revisions/:number", for: .everybody) { call in
            let release = try await call.readableRelease()
            guard let number = Int(call.parameter("number")), let revision = try await call.store.revision(number, of: release.id) else {
                throw NotFound("revision")
            }
            try await call.noteOpening(of: [OpenedText(release, revision)])
            return .json(revision.json)
        },
        APIRoute(.get, "releases/:id/revisions/:number/diff", for: .everybody, query: ["against"]) { call in
            let release = try await call.readableRelease()
            let against = call.query["against"].map { Int($0) ?? 0 }
            let pair = try await call.store.pair(Int(call.parameter("number")) ?? 0, against: against, of: release, under: call.office)
            try await call.noteOpening(of: [pair.revision, pair.against].compactMap { $0 }.map { OpenedText(release, $0) })
            guard let against = pair.against else { return .json(Comparison.nothing(for: pair.revision.number)) }
            let comparison = Comparison(from: against.content, to: pair.revision.content)
            return .json(comparison.json(of: pair.revision.number, against: against.number))
        },
        APIRoute(.get, "releases/:id/journal", for: .everybody, query: ["limit", "after"]) { call in
            let release = try await call.release()
            let listing = try await call.store.journal(JournalFilter(release: release.id), call.page())
            return .json(listing.json { $0.json(as: release.visibility(to: call.person, under: call.office)) })
        },
    ]

    static let transitions: [APIRoute] = [
        APIRoute(.post, "releases/:id/transitions", for: .rules) { call in
            let release = try await call.release()
            let step = try await Step(on: release, call)
            return try await call.answer(
                call.store.perform(.transition(step), on: release.id, by: call.origin, version: call.matched(release), at: call.now))
        }
    ]
}

extension ReleaseFilter {
    /// Whether it asks for more than the state.
    fileprivate var looksInside: Bool { section != nil || kind != nil || language != nil || words != nil }
}
