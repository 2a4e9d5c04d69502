import Editorial
import Hummingbird
import Pages
import Storage

/// Turns what was thrown at the desk into a page of the desk. Our own fault is logged, and where there is no page to be had, answered as everywhere.
struct DeskErrors: RouterMiddleware {
    let desk: Desk

    func handle(_ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let thrown {
            let notTaken = thrown as? NotTaken
            let error = notTaken?.reason ?? thrown
            let problem = Problem(error)
            // What the store refuses it journals itself.
            if error is Problem, problem.status == .forbidden { try await desk.note(problem, of: request, context) }
            if error is DamagedRelease || error is DataUnavailable, let page = try? await desk.unreadablePage(problem, typed: notTaken?.typed, request, context) {
                context.logger.error("release cannot be read", metadata: ["error": "\(error)"])
                return page
            }
            let isOurs = problem.status.kind == .serverError
            let area = DeskArea.allCases.first { $0.rawValue == request.uri.path.split(separator: "/").dropFirst().first.map(String.init) }
            let back = try? await desk.way(back: request, context)
            guard var response = try? await desk.errorPage(problem, context, area: area, typed: notTaken?.typed, back: back, logged: isOurs) else { throw error }
            if isOurs { context.logger.error("request failed", metadata: ["error": "\(error)"]) }
            response.headers.append(contentsOf: problem.headers)
            return response
        }
    }
}

extension Desk {
    /// Journals that a page or a form of the desk was refused.
    func note(_ problem: Problem, of request: Request, _ context: DeskContext) async throws {
        let path = request.uri.path
        if UnsavedRoutes.asksByItself(path), !refusedCalls.isFirst("\(context.person.login) \(path)", at: now) { return }
        let parts = path.split(separator: "/").map(String.init)
        let nouns = ["people": "user", "deliveries": "delivery", "journal": "audit"]
        let area = parts.dropFirst().first ?? "desk"
        let noun = nouns[area] ?? (area.hasSuffix("s") ? String(area.dropLast()) : area)
        let release = area == "releases" ? try await store.found(parts.dropFirst(2).first ?? "")?.id : nil
        try await store.note(
            "\(noun).\(request.method.isSafe ? "read" : "change").refused",
            details: ["path": .string(String(path.prefix(200))), "reason": .string(problem.detail)], release: release, by: context.origin, at: now)
    }

    /// What is answered in a release's place where it, or an earlier text of it, cannot be read; nil for what is no page of one. `typed` is given back on it.
    fileprivate func unreadablePage(_ problem: Problem, typed: Form?, _ request: Request, _ context: DeskContext) async throws -> Response? {
        let parts = request.uri.path.split(separator: "/").map(String.init)
        guard parts.count > 2, parts[1] == "releases" else { return nil }
        switch try await store.found(parts[2], reader: context.person) {
        case .damaged(let release): return try await damagedPage(release, context, kept: typed?.words ?? [], status: problem.status)
        case .whole(let release):
            let isWhole = release.visibility(to: context.person, under: office) == .whole
            return try await errorPage(
                problem, context, title: isWhole ? release.revision.content.headline : "Release \(release.id)", typed: typed, back: try await way(back: request, context))
        case nil: return nil
        }
    }

    /// To the release that the address is of, where the person may know of it.
    fileprivate func way(back request: Request, _ context: DeskContext) async throws -> Link? {
        let parts = request.uri.path.split(separator: "/").map(String.init)
        guard parts.count > 3, parts[1] == "releases", case .whole(let release) = try await store.found(parts[2], reader: context.person) else { return nil }
        switch release.visibility(to: context.person, under: office) {
        case .nothing: return nil
        case .trace: return Link(href: "/desk/releases/\(release.id)", label: "Back to release \(release.id)")
        case .whole: return Link(href: "/desk/releases/\(release.id)", label: "Back to “\(release.revision.content.headline)”")
        }
    }

    /// `typed` is given back on it; `logged` where the log has more of it under the request's id.
    fileprivate func errorPage(
        _ problem: Problem, _ context: DeskContext, title: String? = nil, area: DeskArea? = .releases, typed: Form? = nil, back: Link? = nil,
        logged: Bool = false
    ) async throws -> Response {
        let id = context.logger[metadataKey: "hb.request.id"].map { "\($0)" }
        let page = DeskErrorPage(
            frame: try await frame(title ?? Self.title(of: problem), area, context), sentence: problem.detail,
            reasons: problem.objections.map(\.detail) + problem.errors.map(\.detail), kept: typed?.words ?? [], request: logged ? id : nil,
            back: back ?? Link(href: "/desk", label: "Back to what waits for me"))
        return try answer(page, status: problem.status)
    }

    private static func title(of problem: Problem) -> String {
        switch problem.status {
        case .notFound: "Not found"
        case .forbidden: "Not allowed"
        case .internalServerError, .serviceUnavailable: "Not possible now"
        default: problem.status.reasonPhrase
        }
    }
}

extension Form {
    /// What a person typed into it, without what the page had put there.
    fileprivate var words: [KeptText] {
        let ours: Set = [Self.tokenField, "id", "version", UnsavedRoutes.windowField, UnsavedRoutes.resumesField]
        return fields.filter { !ours.contains($0.name) && !$0.value.trimmed.isEmpty }.map {
            KeptText(label: $0.name.replacing("_", with: " ").capitalizedFirst, value: $0.value.replacing("\r\n", with: "\n"))
        }
    }
}
