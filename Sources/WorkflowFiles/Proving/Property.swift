/// What is proved of a workflow. Each case has a name, by which it is told, and a meaning in words.
package enum Property: String, Sendable, CaseIterable {
    case approved, embargo, voided, reviewed, rest
    case withdrawable, reviewable, leavable, publishable, correctable, reachable, alive, people, size

    /// One sentence for people.
    package var meaning: String {
        switch self {
        case .approved: "Nothing becomes public without a valid approval of that very text by somebody who did not write it, unless a review is then owed."
        case .embargo: "Nothing becomes public before its release time."
        case .voided: "A text that changes keeps no approval and no urgent word."
        case .reviewed: "A review that is owed is done only by somebody who might have approved the text, and neither wrote it nor let it out."
        case .rest: "What happens by itself comes to an end."
        case .withdrawable: "What is public can be withdrawn at once."
        case .reviewable: "A review that is owed can be done, and what is public accepted as it is."
        case .leavable: "Every state can be left, unless it is called an end."
        case .publishable: "Wherever a text stands, it can still become public, or an end be reached."
        case .correctable: "A changed text can take the place of a public one, and nothing that somebody wrote is thrown away by itself."
        case .reachable: "Every state can be reached."
        case .alive: "Every transition is taken somewhere."
        case .people: "A known number of people suffice."
        case .size: "The workflow is small enough to be proved."
        }
    }
}

/// A way to break a property, the shortest there is.
package struct Counterexample: Sendable, Equatable {
    package let property: Property
    /// The line of the transition or state at fault, from 1.
    package let line: Int
    /// One sentence: what is wrong here.
    package let message: String
    /// What people do, one after another, until it happens; empty where nobody can do anything to bring it about.
    package let steps: [String]

    /// All of it in one line.
    package var sentence: String {
        message + (steps.isEmpty ? "" : " This way: " + zip(1..., steps).map { "\($0). \($1)" }.joined(separator: " "))
    }
}

/// What was found out about one workflow.
package struct Proof: Sendable, Equatable {
    package let workflow: String
    /// How many different situations of a release were looked at.
    package let situations: Int
    /// How many people took part.
    package let cast: Int
    /// With how few people a first draft becomes public without a review owed; nil where it never does.
    package let people: Int?
    /// At most one a property; none where everything is proved.
    package let counterexamples: [Counterexample]
}
