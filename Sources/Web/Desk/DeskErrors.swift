import Editorial
import Hummingbird
import Pages
import Storage

/// Turns what was thrown at the desk into a page of the desk. What is our own fault goes on to be logged and answered as everywhere.
struct DeskErrors: RouterMiddleware {
    let desk: Desk

    func handle(_ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            // What the store refuses it journals itself.
            if error is Problem, problem.status == .forbidden { try await desk.note(problem, of: request, context) }
            if error is DamagedRelease || error is DataUnavailable, let page = try? await desk.unreadablePage(problem, request, context) {
                context.logger.error("release cannot be read", metadata: ["error": "\(error)"])
                return page
            }
            guard problem.status.kind != .serverError, var response = try? await desk.errorPage(problem, context) else { throw error }
            response.headers.append(contentsOf: problem.headers)
            return response
        }
    }
}

extension Desk {
    /// Journals that a page or a form of the desk was refused.
    func note(_ problem: Problem, of request: Request, _ context: DeskContext) async throws {
        let parts = request.uri.path.split(separator: "/").map(String.init)
        let nouns = ["people": "user", "deliveries": "delivery", "journal": "audit"]
        let area = parts.dropFirst().first ?? "desk"
        let noun = nouns[area] ?? (area.hasSuffix("s") ? String(area.dropLast()) : area)
        let release = area == "releases" ? try await store.found(parts.dropFirst(2).first ?? "")?.id : nil
        try await store.note(
            "\(noun).\(request.method.isSafe ? "read" : "change").refused",
            details: ["path": .string(String(request.uri.path.prefix(200))), "reason": .string(problem.detail)], release: release, by: context.origin, at: now)
    }

    /// What is answered in a release's place where it, or an earlier text of it, cannot be read; nil for what is no page of one.
    fileprivate func unreadablePage(_ problem: Problem, _ request: Request, _ context: DeskContext) async throws -> Response? {
        let parts = request.uri.path.split(separator: "/").map(String.init)
        guard parts.count > 2, parts[1] == "releases" else { return nil }
        switch try await store.found(parts[2], reader: context.person) {
        case .damaged(let release): return try await damagedPage(release, context, status: problem.status)
        case .whole(let release):
            return try await errorPage(problem, context, title: release.visibility(to: context.person, under: office) == .whole ? release.revision.content.headline : "Release \(release.id)")
        case nil: return nil
        }
    }

    fileprivate func errorPage(_ problem: Problem, _ context: DeskContext, title: String? = nil) async throws -> Response {
        let page = DeskErrorPage(
            frame: try await frame(title ?? problem.status.reasonPhrase, .waiting, context), sentence: problem.detail,
            reasons: problem.objections.map(\.detail) + problem.errors.map(\.detail))
        return try answer(page, status: problem.status)
    }
}
