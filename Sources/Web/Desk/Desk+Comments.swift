import Editorial
import Pages
import Storage

extension Desk {
    /// What has been said about a release, and the forms for those who may say something.
    func comments(on release: Release, _ context: DeskContext, typed: TypedComment?, invalid: Invalid?, said: String?) async throws -> CommentsPart {
        let mayComment = release.objections(toCommentingBy: .person(context.person)).isEmpty
        let names = Dictionary(uniqueKeysWithValues: try await store.users().map { ($0.person.login, $0.person.name) })
        let path = "/desk/releases/\(release.id)/comments"
        func error(_ pointer: String) -> String? {
            typed.flatMap { typed in typed.field(of: pointer) == nil ? nil : invalid?.problems.first { $0.pointer == pointer }?.detail }
        }
        let talk = try await store.discussion(of: release.id, open: 100, settled: 50)
        let passages = Passages(of: release.revision, for: (talk.open + talk.settled).compactMap(\.anchor))
        let spoken = Said.ofComment(said)
        func row(_ comment: Comment) -> CommentRow {
            let mayResolve = release.objections(toResolving: comment, by: .person(context.person), under: office).isEmpty
            let answered = typed?.replyingTo == comment.number
            let settled = comment.resolution.map { "Resolved by \(names[$0.by] ?? $0.by), \(time.words($0.at, at: now))" }
            return CommentRow(
                number: "\(comment.number)", about: comment.anchor?.words(in: passages), quote: comment.anchor?.quote,
                isGone: comment.anchor.map { !passages.isFound($0) } ?? false, body: comment.body, who: names[comment.by] ?? comment.by,
                when: time.words(comment.at, at: now),
                replies: comment.replies.map { ReplyRow(body: $0.body, who: names[$0.by] ?? $0.by, when: time.words($0.at, at: now)) }, settled: settled,
                replyAction: mayComment ? "\(path)/\(comment.number)/replies" : nil,
                reply: Field(
                    "body", label: "Reply", value: answered ? typed?.body ?? "" : "", error: answered ? error("/body") : nil, id: "reply-\(comment.number)",
                    required: true),
                settleAction: mayResolve ? "\(path)/\(comment.number)/\(settled == nil ? "resolve" : "reopen")" : nil,
                settleTitle: settled == nil ? "Resolve" : "Reopen", notice: spoken?.number == comment.number ? spoken?.words : nil)
        }
        let fresh = typed?.replyingTo == nil ? typed : nil
        let settled = talk.settled.map(row)
        let waiting = talk.openCount - talk.open.count
        return CommentsPart(
            open: talk.open.map(row), more: waiting > 0 ? "\(waiting) earlier ones are open: they follow as these are resolved." : nil, done: settled,
            doneWords: "\(talk.settledCount) resolved" + (talk.settledCount > settled.count ? ", the last \(settled.count) of them here" : ""),
            showsDone: settled.contains { $0.notice != nil }, action: mayComment ? path : nil,
            field: Field(
                "field", label: "What it is about", error: fresh == nil ? nil : error("/field"), id: "comment-field",
                choices: [Choice(value: "", label: "All, or where it stands", chosen: fresh?.field.isEmpty ?? true)]
                    + ContentField.allCases.map { Choice(value: $0.rawValue, label: $0.title, chosen: fresh?.field == $0.rawValue) }),
            passage: Field(
                "quote", label: "Passage", value: fresh?.quote ?? "", error: fresh == nil ? nil : error("/quote"),
                hint: "Copied from the text; empty where all of it is meant.", id: "comment-quote"),
            occurrence: Field(
                "occurrence", label: "Which one", value: fresh?.occurrence ?? "", error: fresh == nil ? nil : error("/occurrence"),
                hint: "Where the passage stands there more than once: 2 for the second. Empty, the first is meant.", id: "comment-occurrence"),
            body: Field("body", label: "Comment", value: fresh?.body ?? "", error: fresh == nil ? nil : error("/body"), id: "comment-body", required: true))
    }
}

extension Anchor {
    /// "Text", and of a passage that stands there more than once, "Text, place 2 of 3".
    fileprivate func words(in passages: Passages) -> String {
        let places = passages.places(of: self)
        return places > 1 && occurrence <= places ? "\(field.title), place \(occurrence) of \(places)" : field.title
    }
}

extension ContentField {
    /// As the desk's form names it.
    var title: String { self == .body ? "Text" : rawValue.replacing("_", with: " ").capitalizedFirst }
}
