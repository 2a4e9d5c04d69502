import Editorial
import HTTPTypes
import Hummingbird
import Storage

extension APIRoute {
    static let comments: [APIRoute] = [
        APIRoute(.get, "releases/:id/comments", for: .everybody, query: ["limit", "after"]) { call in
            let release = try await call.readableRelease()
            let comments = try await call.store.comments(on: release.id, call.page())
            try await call.noteOpening(of: [OpenedText(release)])
            let passages = Passages(of: release.revision, for: comments.items.compactMap(\.anchor))
            return .json(comments.json { $0.json(in: passages) })
        },
        APIRoute(.post, "releases/:id/comments", for: .rules) { call in
            let release = try await call.release()
            var fields = try await call.fields(["field", "quote", "occurrence", "body"])
            let field: ContentField? = fields.choice("field")
            let quote = fields.text("quote")
            if quote != nil, field == nil, fields.text("field") == nil { fields.problems.append(.init("/field", "Say in which field the passage stands.")) }
            let occurrence = fields.integer("occurrence")
            if occurrence != nil, quote == nil { fields.problems.append(.init("/occurrence", "Say which passage it is that stands there more than once.")) }
            let body = fields.requiredText("body")
            try fields.check()
            let anchor = field.map { Anchor(field: $0, quote: quote, occurrence: occurrence ?? 1) }
            let number = try await call.store.comment(body, on: anchor, of: release.id, by: call.origin, at: call.now)
            return try await call.answer(comment: number, of: release, status: .created)
        },
        APIRoute(.post, "releases/:id/comments/:number/replies", for: .rules) { call in
            let (release, number) = (try await call.release(), try call.commentNumber())
            var fields = try await call.fields(["body"])
            let body = fields.requiredText("body")
            try fields.check()
            try await call.store.reply(body, to: number, of: release.id, by: call.origin, at: call.now)
            return try await call.answer(comment: number, of: release, status: .created)
        },
        APIRoute(.post, "releases/:id/comments/:number/resolve", for: .rules) { call in try await call.settleComment(true) },
        APIRoute(.post, "releases/:id/comments/:number/reopen", for: .rules) { call in try await call.settleComment(false) },
    ]
}

extension APICall {
    /// The comment that the path names. Throws `NotFound` where that is no number.
    fileprivate func commentNumber() throws(NotFound) -> Int {
        guard let number = Int(parameter("number")) else { throw NotFound("comment") }
        return number
    }

    fileprivate func settleComment(_ isSettled: Bool) async throws -> Response {
        let (release, number) = (try await release(), try commentNumber())
        try await store.settle(number, isSettled, of: release.id, by: origin, at: now)
        return try await answer(comment: number, of: release, status: .ok)
    }

    /// The comment as it is now.
    fileprivate func answer(comment number: Int, of release: Release, status: HTTPResponse.Status) async throws -> Response {
        let comment = try await store.comment(number, on: release.id)
        try await noteOpening(of: [OpenedText(release)])
        return .json(comment.json(in: Passages(of: release.revision, for: [comment.anchor].compactMap { $0 })), status: status)
    }
}

extension Comment {
    /// `passage` says whether what was quoted stands in the present text: null where nothing was.
    fileprivate func json(in passages: Passages) -> JSON {
        let found = anchor.flatMap { anchor in anchor.quote.map { _ in passages.isFound(anchor) } }
        return [
            "number": JSON(number), "field": JSON(anchor?.field.rawValue), "quote": JSON(anchor?.quote),
            "occurrence": JSON(anchor.flatMap { anchor in anchor.quote.map { _ in anchor.occurrence } }), "passage": JSON(found.map { $0 ? "present" : "gone" }), "body": .string(body), "by": .string(by), "at": JSON(at),
            "replies": .array(replies.map { ["body": .string($0.body), "by": .string($0.by), "at": JSON($0.at)] }),
            "resolved": resolution.map { ["by": .string($0.by), "at": JSON($0.at)] } ?? .null,
        ]
    }
}
