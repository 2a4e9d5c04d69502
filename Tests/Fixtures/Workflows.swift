import Editorial

extension Workflow {
    /// The shipped one, as `Workflows/press-release.yaml` says it.
    package static let pressRelease = Workflow(
        name: "press-release", title: "Press release", approvals: [.pressSecretary: 1], states: shippedStates,
        transitions: [
            Transition(name: "submit", title: "Submit for approval", from: ["draft"], to: "submitted", by: writers, guards: [.complete]),
            Transition(name: "take-back", title: "Take back", from: ["submitted"], to: "draft", by: [.drafter]),
            Transition(
                name: "request-changes", title: "Request changes", from: ["submitted"], to: "draft", by: [.pressSecretary], guards: [.comment],
                effects: [.voidApprovals]),
            Transition(
                name: "approve", title: "Approve", from: ["submitted"], to: "approved", by: [.pressSecretary], guards: [.complete, .secondPairOfEyes],
                effects: [.approve]),
            Transition(
                name: "publish", title: "Publish", from: ["approved"], to: "published", by: [.publisher], automatic: true, guards: [.approved, .releaseTime],
                effects: [.publish]),
            Transition(
                name: "unapprove", title: "Take back approval", from: ["approved"], to: "draft", by: writers.union([.publisher]), guards: [.comment],
                effects: [.voidApprovals]),
            Transition(name: "correct", title: "Correct", from: ["published", "withdrawn"], to: "draft", by: writers),
            Transition(
                name: "discard-correction", title: "Discard correction", from: ["draft", "submitted"], to: "published", by: writers, guards: [.comment, .live],
                effects: [.discard]),
            Transition(
                name: "keep-withdrawn", title: "Keep withdrawn", from: ["draft", "submitted"], to: "withdrawn", by: writers, guards: [.comment, .notice],
                effects: [.discard]),
            Transition(
                name: "withdraw", title: "Withdraw", from: ["draft", "submitted", "approved", "published"], to: "withdrawn",
                by: [.pressSecretary, .publisher], guards: [.publicNote, .live], effects: [.withdraw]),
            Transition(
                name: "reinstate", title: "Reinstate", from: ["withdrawn"], to: "published", by: [.pressSecretary], guards: [.comment, .notice],
                effects: [.reinstate]),
            Transition(name: "drop", title: "Drop", from: ["draft"], to: "dropped", by: writers, guards: [.comment, .neverLive]),
            Transition(name: "pick-up", title: "Pick up again", from: ["dropped"], to: "draft", by: writers),
        ],
        digest: "sha256:" + String(repeating: "0", count: 64))

    /// Two press secretaries must approve.
    package static let quorum = pressRelease.changed(name: "quorum", title: "Two signatures", approvals: [.pressSecretary: 2])

    /// A press secretary and somebody from the legal department must approve; both may take what the other has not yet done.
    package static let twoRoles = pressRelease.changed(
        name: "two-roles", title: "With the lawyers", approvals: [.pressSecretary: 1, "legal": 1], opening: ["approve"], to: ["legal"])

    /// Nothing goes out by itself: a publisher presses.
    package static let byHand = pressRelease.changed(name: "by-hand", title: "Published by hand", automatic: false)

    /// A text may be changed wherever it is not public: what saves it from going out unseen is that its approvals fall.
    package static let openDesk = Workflow(
        name: "open-desk", title: "Open desk", approvals: [.pressSecretary: 1],
        states: shippedStates.map { State(name: $0.name, title: $0.title, editableBy: ["draft", "submitted", "approved"].contains($0.name) ? writers : []) },
        transitions: pressRelease.transitions, digest: "sha256:" + String(repeating: "0", count: 64))

    /// The urgent road: a press secretary alone publishes or schedules, with a reason, and somebody else reviews it afterwards.
    package static let flash = Workflow(
        name: "flash", title: "Flash", approvals: [.pressSecretary: 1], states: shippedStates,
        transitions: pressRelease.transitions + [
            Transition(
                name: "publish-urgently", title: "Publish at once", from: ["draft", "submitted", "approved"], to: "published", by: [.pressSecretary],
                guards: [.complete, .comment, .releaseTime], effects: [.publish, .oweReview]),
            Transition(
                name: "schedule-urgently", title: "Schedule at once", from: ["draft", "submitted"], to: "approved", by: [.pressSecretary],
                guards: [.complete, .comment, .releaseTimeAhead], effects: [.oweReview]),
            Transition(name: "accept", title: "Accept", from: ["published"], to: "published", by: [.pressSecretary], effects: [.review]),
            Transition(
                name: "accept-withdrawal", title: "Accept withdrawal", from: ["withdrawn"], to: "withdrawn", by: [.pressSecretary], effects: [.review]),
        ],
        digest: "sha256:" + String(repeating: "0", count: 64))

    private static let writers: Set<Role> = [.drafter, .pressSecretary]
    private static let shippedStates = [
        State(name: "draft", title: "Draft", editableBy: writers), State(name: "submitted", title: "Waiting for approval"),
        State(name: "approved", title: "Approved"), State(name: "published", title: "Published"), State(name: "withdrawn", title: "Withdrawn"),
        State(name: "dropped", title: "Dropped"),
    ]

    /// The same but for that much.
    package func changed(
        name: String, title: String, approvals: [Role: Int]? = nil, opening: Set<String> = [], to roles: Set<Role> = [], automatic: Bool = true
    ) -> Workflow {
        let transitions = transitions.map { old in
            Transition(
                name: old.name, title: old.title, from: old.from, to: old.to, by: opening.contains(old.name) ? old.by.union(roles) : old.by,
                automatic: old.automatic && automatic, guards: old.guards, effects: old.effects)
        }
        return Workflow(name: name, title: title, approvals: approvals ?? self.approvals, states: states, transitions: transitions, digest: digest)
    }
}

extension Office {
    /// An invented office with two languages, two sections and every workflow above.
    package static let sample = Office(
        organisation: Localised("Ministry of Rivers", byLanguage: ["ru": "Министерство рек"]),
        defaultContact: Localised(.sample), timeZone: "Europe/Moscow", languages: ["en", "ru"],
        sections: [
            Section(slug: "events", title: Localised("Events", byLanguage: ["ru": "События"])),
            Section(slug: "speeches", title: Localised("Speeches", byLanguage: ["ru": "Выступления"])),
        ],
        baseURL: "https://rivers.example",
        workflows: Dictionary(uniqueKeysWithValues: [Workflow.pressRelease, .quorum, .twoRoles, .byHand, .openDesk, .flash].map { ($0.name, $0) }),
        choice: WorkflowChoice(standard: "press-release"))

    /// The same, where that workflow is the usual one.
    package static func sample(with workflow: Workflow) -> Office {
        var office = sample
        office.choice = WorkflowChoice(standard: workflow.name)
        return office
    }
}
