import Distribution
import Editorial
import HTTPTypes
import Hummingbird
import Storage

extension APICall {
    /// The release that the path names. Throws `NotFound` where there is none that the person may know of, `DamagedRelease`.
    func release() async throws -> Release { try await site.release(parameter("id"), for: person) }

    /// The same, where its texts are asked for: to whom they are closed, a 403.
    func readableRelease() async throws -> Release {
        let release = try await release()
        guard release.visibility(to: person, under: office) == .whole else { throw Problem(.forbidden, "Your roles do not read this text.") }
        return release
    }

    /// The release as the caller sees it, with its `ETag`.
    func answer(_ release: Release, status: HTTPResponse.Status = .ok) async throws -> Response {
        // Whoever has just written it knows it.
        let isNews = request.method == .get || release.revision.createdBy != person.login
        if isNews, release.visibility(to: person, under: office) == .whole { try await noteOpening(of: [OpenedText(release)]) }
        return .json(try await Surroundings(self).json(of: release), status: status, headers: [.eTag: release.etag])
    }

    /// The journal keeps who had a text before them that is not public.
    func noteOpening(of texts: [OpenedText]) async throws { try await store.noteOpening(of: texts, by: origin, at: now) }

    /// The version that `If-Match` names, nil without one. Throws `Stale` where it names another than the present one.
    func matched(_ release: Release) throws(Stale) -> Int? {
        guard let field = request.headers[.ifMatch] else { return nil }
        let tags = field.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        guard tags.contains("*") || tags.contains(release.etag) else { throw Stale(version: release.version) }
        return release.version
    }
}

extension Release {
    /// `"VERSION"`.
    fileprivate var etag: String { "\"\(version)\"" }
}

/// What a release's answer says besides the release.
struct Surroundings {
    private let call: APICall
    private let standing: [StandingText]
    private let onHold: Bool

    init(_ call: APICall) async throws {
        self.call = call
        standing = try await call.store.boilerplates()
        onHold = try await call.store.onHold()
    }

    func json(of listed: Listed) -> JSON {
        switch listed {
        case .whole(let release): json(of: release)
        case .damaged(let release):
            [
                "id": .string(release.id), "workflow": .string(release.workflow), "state": .string(release.state), "damaged": .string(DamagedRelease.words),
            ]
        }
    }

    func json(of release: Release) -> JSON {
        switch release.visibility(to: call.person, under: call.office) {
        case .whole:
            release.json(for: .person(call.person), at: call.now, under: call.office, onHold: onHold) { name in
                standing.find(name, language: release.description.language)
            }
        case .trace, .nothing: ["id": .string(release.id), "state": .string(release.state)]
        }
    }
}

extension [StandingText] {
    /// The office's text of that name in that language.
    func find(_ name: String, language: String) -> Boilerplate? { first { $0.boilerplate.name == name && $0.language == language }?.boilerplate }
}

extension JournalEntry {
    /// Of a release of which somebody sees only a trace, what was said stays unsaid.
    func json(as visibility: Visibility) -> JSON {
        guard visibility != .whole, var members = json.object else { return json }
        members["details"] = .object(details.object?.filter { ["via", "state"].contains($0.key) } ?? [:])
        return .object(members)
    }
}
