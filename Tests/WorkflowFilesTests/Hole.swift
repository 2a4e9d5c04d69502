import Foundation
import Testing
import WorkflowFiles

/// A shipped workflow with one hole in it.
struct Hole: Sendable, CustomTestStringConvertible {
    let name: String
    let property: Property
    /// What the line at fault begins with.
    let line: String
    let steps: [String]
    private let base: String
    private let changes: [(old: String, new: String)]

    var testDescription: String { name }

    /// The file's text. Each change must find its place.
    func text() throws -> String {
        var text = try String(contentsOfFile: WorkflowFileTests.shipped + "/\(base).yaml", encoding: .utf8)
        for change in changes {
            guard let place = text.range(of: change.old) else { throw CocoaError(.formatting) }
            text.replaceSubrange(place, with: change.new)
        }
        return text
    }

    private init(
        _ name: String, _ property: Property, at line: String, in base: String = "press-release", _ changes: [(String, String)], steps: [String]
    ) {
        (self.name, self.property, self.line, self.base, self.changes, self.steps) = (name, property, line, base, changes, steps)
    }

    static let all = [
        Hole(
            "approval open to authors", .approved, at: "approve:", [("guards: [complete, second-pair-of-eyes]", "guards: [complete]")],
            steps: [
                "Dan (every role) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.", "Dan (every role) presses “Approve”.",
                "“Publish” follows by itself.",
            ]),
        Hole(
            "publication of what is only submitted", .approved, at: "rush:",
            [("  unapprove:", "  rush: {title: Rush, from: submitted, to: published, by: [publisher], guards: [release-time], effects: [publish]}\n\n  unapprove:")],
            steps: ["Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.", "Cleo (publisher) presses “Rush”."]),
        Hole(
            "a change after the approval, and no second look at publication", .approved, at: "publish:",
            [("approved: {title: Approved}", "approved: {title: Approved, editable_by: [drafter]}"), ("guards: [approved, release-time]", "guards: [release-time]")],
            steps: [
                "Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.",
                "Dan (every role) sets a release time that lies ahead.", "Ben (press secretary) presses “Approve”.", "Ana (drafter) changes the text.", "The release time comes.",
                "“Publish” follows by itself.",
            ]),
        Hole(
            "an embargo that publication does not heed", .embargo, at: "publish:", [("guards: [approved, release-time]", "guards: [approved]")],
            steps: [
                "Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.",
                "Dan (every role) sets a release time that lies ahead.", "Ben (press secretary) presses “Approve”.", "“Publish” follows by itself.",
            ]),
        Hole(
            "an embargo that a reinstatement skips", .embargo, at: "reinstate:", [("    from: withdrawn\n    to: published", "    from: [withdrawn, draft]\n    to: published")],
            steps: [
                "Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.", "Ben (press secretary) presses “Approve”.",
                "“Publish” follows by itself.", "Ben (press secretary) presses “Withdraw”.", "Ana (drafter) presses “Correct”.",
                "Dan (every role) sets a release time that lies ahead.", "Ben (press secretary) presses “Reinstate”.",
            ]),
        Hole(
            "a trap", .leavable, at: "parked:",
            [("  dropped: {title: Dropped}", "  dropped: {title: Dropped}\n  parked: {title: Parked}"), ("  drop:\n", "  park: {title: Park, from: draft, to: parked, by: [drafter], guards: [never-live]}\n\n  drop:\n")],
            steps: ["Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Park”."]),
        Hole(
            "a trap for what an administrator takes back", .leavable, at: "approved:",
            [
                (
                    """
                      unapprove:
                        title: Take back approval
                        from: approved
                        to: draft
                        by: [drafter, press-secretary, publisher]
                        guards: [comment]
                        effects: [void-approvals]


                    """, ""
                )
            ],
            steps: [
                "Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.",
                "Dan (every role) sets a release time that lies ahead.", "Ben (press secretary) presses “Approve”.",
                "An administrator takes back the approvals of a closed account.",
            ]),
        Hole(
            "a public text that a comment keeps public", .withdrawable, at: "withdraw:", [("guards: [public-note, live]", "guards: [public-note, live, no-open-comments]")],
            steps: [
                "Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.", "Ben (press secretary) presses “Approve”.",
                "“Publish” follows by itself.", "Somebody writes a comment.",
            ]),
        Hole(
            "two traps that lead to one another", .publishable, at: "parked:",
            [
                ("  dropped: {title: Dropped}", "  dropped: {title: Dropped}\n  parked: {title: Parked}\n  stored: {title: Stored}"),
                ("  drop:\n", """
                      park: {title: Park, from: [draft, stored], to: parked, by: [drafter], guards: [never-live]}
                      store: {title: Store, from: parked, to: stored, by: [drafter]}

                      drop:

                    """),
            ],
            steps: ["Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Park”."]),
        Hole("a transition that nothing allows", .alive, at: "pick-up:", [("    from: dropped\n    to: draft\n    by: [drafter, press-secretary]", "    from: dropped\n    to: draft\n    by: [drafter]\n    guards: [live]"), ("dropped: {title: Dropped}", "dropped: {title: Dropped, end: true}")], steps: []),
        Hole("a state that nothing leads to", .reachable, at: "checked:", [("  approved: {title: Approved}", "  checked: {title: Checked, end: true}\n  approved: {title: Approved}")], steps: []),
        Hole(
            "a public text that cannot be withdrawn while it is corrected", .withdrawable, at: "withdraw:",
            [("from: [draft, submitted, approved, published]", "from: published")],
            steps: [
                "Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.", "Ben (press secretary) presses “Approve”.",
                "“Publish” follows by itself.", "Ana (drafter) presses “Correct”.",
            ]),
        Hole(
            "an approval that can only be given after all of them are there", .people, at: "# The usual road",
            [
                ("approvals: {press-secretary: 1}", "approvals: {press-secretary: 1, legal: 1}"),
                ("  unapprove:", "  approve-law: {title: Approve in law, from: approved, to: approved, by: [legal], guards: [second-pair-of-eyes], effects: [approve]}\n\n  unapprove:"),
            ], steps: []),
        Hole(
            "an urgent publication that leaves nothing owed", .approved, at: "publish-urgently:", in: "flash", [("effects: [publish, owe-review]", "effects: [publish]")],
            steps: ["Ana (drafter) writes a first draft (“Flash”).", "Ben (press secretary) presses “Publish at once”."]),
        Hole(
            "a review that nobody can do", .reviewable, at: "accept:", in: "flash",
            [
                ("    to: published\n    by: [press-secretary]\n    effects: [review]", "    to: published\n    by: [press-secretary]\n    guards: [notice]\n    effects: [review]"),
                ("    to: withdrawn\n    by: [press-secretary]\n    effects: [review]", "    to: withdrawn\n    by: [press-secretary]\n    guards: [live]\n    effects: [review]"),
                ("guards: [public-note, live]", "guards: [public-note, notice]"), ("from: [published, withdrawn]", "from: dropped"),
            ],
            steps: ["Ana (drafter) writes a first draft (“Flash”).", "Ben (press secretary) presses “Publish at once”."]),
        Hole(
            "a review that the clock does", .reviewed, at: "accept:", in: "flash",
            [("    to: published\n    by: [press-secretary]\n    effects: [review]", "    to: published\n    by: [press-secretary]\n    automatic: true\n    effects: [review]")],
            steps: ["Ana (drafter) writes a first draft (“Flash”).", "Ben (press secretary) presses “Publish at once”.", "“Accept” follows by itself."]),
        Hole(
            "steps that follow one another by themselves for ever", .rest, at: "pong:",
            [("  unapprove:", """
                  ping: {title: Ping, from: dropped, to: draft, automatic: true}
                  pong: {title: Pong, from: draft, to: dropped, automatic: true, guards: [never-live]}

                  unapprove:
                """)],
            steps: [
                "Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Drop”.", "“Ping” follows by itself.", "“Pong” follows by itself.",
            ]),
        Hole(
            "a correction that throws itself away", .correctable, at: "discard-correction:",
            [("    to: published\n    by: [drafter, press-secretary]\n    guards: [comment, live]", "    to: published\n    automatic: true\n    guards: [live]")],
            steps: published + ["Ana (drafter) presses “Correct”.", "“Discard correction” follows by itself."]),
        Hole(
            "a correction that comes back whenever it is submitted", .correctable, at: "loop:",
            [("  unapprove:", "  loop: {title: Loop, from: submitted, to: draft, automatic: true, guards: [live]}\n\n  unapprove:")],
            steps: published + ["Ana (drafter) presses “Correct”.", "Ana (drafter) changes the text.", "Ana (drafter) presses “Submit for approval”.", "“Loop” follows by itself."]),
        Hole(
            "a written correction that is thrown away by itself", .correctable, at: "tidy:",
            [("  unapprove:", "  tidy: {title: Tidy, from: draft, to: published, automatic: true, guards: [complete, live], effects: [discard]}\n\n  unapprove:")],
            steps: published + ["Ana (drafter) presses “Correct”.", "Ana (drafter) changes the text.", "“Tidy” follows by itself."]),
        Hole(
            "an urgent road on which nobody can say that a text may stay", .reviewable, at: "publish-urgently:", in: "flash",
            [
                ("    from: published\n    to: published\n    by: [press-secretary]\n    effects: [review]", "    from: published\n    to: published\n    by: [press-secretary]"),
                ("    from: withdrawn\n    to: withdrawn\n    by: [press-secretary]\n    effects: [review]", "    from: withdrawn\n    to: withdrawn\n    by: [press-secretary]"),
            ],
            steps: ["Ana (drafter) writes a first draft (“Flash”).", "Ben (press secretary) presses “Publish at once”."]),
    ]

    private static let published = [
        "Ana (drafter) writes a first draft (“Press release”).", "Ana (drafter) presses “Submit for approval”.", "Ben (press secretary) presses “Approve”.",
        "“Publish” follows by itself.",
    ]
}
