import HTTPTypes
import Hummingbird
import Pages

/// What people read instead of a page, in the language of the address.
struct ErrorPages: Sendable {
    let newsrooms: [Newsroom]

    func answer(_ problem: Problem, to request: Request, id: String) -> Response {
        let path = request.uri.path
        guard let newsroom = newsrooms.last(where: { $0.prefix.isEmpty || path == $0.prefix || path.hasPrefix($0.prefix + "/") }),
            let page = try? render(problem, in: newsroom, id: id)
        else { return problem.html(request: id) }
        // An address at which there is nothing yet must not be remembered as empty.
        return .html(page, status: problem.status, headers: problem.headers.with(.cacheControl, "no-store"))
    }

    /// What is not there looks the same wherever it is not there.
    private func render(_ problem: Problem, in newsroom: Newsroom, id: String) throws -> String {
        if problem.status == .notFound { return try newsroom.pages.render(NotFoundPage(frame: newsroom.frame(path: nil, noindex: true))) }
        let heading = problem.status.reasonPhrase
        return try newsroom.pages.render(
            NewsroomErrorPage(
                frame: newsroom.frame(title: heading, path: nil, noindex: true), heading: heading, sentence: problem.detail,
                reasons: problem.objections.map(\.detail) + problem.errors.map(\.detail), request: id))
    }
}
