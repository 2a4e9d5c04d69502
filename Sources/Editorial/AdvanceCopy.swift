/// A text that will be public at its release time as it stands. Until then it may be given, under embargo, to those who are trusted with it.
package struct AdvanceCopy: Sendable, Hashable {
    /// The number of the text.
    package let revision: Int
    package let digest: String
    package let description: Description
    /// Until when it is under embargo.
    package let releaseAt: Instant
    package init(revision: Int, digest: String, description: Description, releaseAt: Instant) {
        (self.revision, self.digest, self.description, self.releaseAt) = (revision, digest, description, releaseAt)
    }
}

extension Release {
    /// Nil where nothing is due at a release time, or only certain people may read it.
    package func advanceCopy(under office: Office) -> AdvanceCopy? {
        guard confinedTo == nil, let releaseAt, let workflow = rules(under: office) else { return nil }
        // An urgent publication is nobody's plan until it happens.
        let publications = workflow.transitions.filter { $0.effects.contains(.publish) && !$0.effects.contains(.oweReview) }
        let isDue = publications.contains { publication in
            // A person may have to press the button, and say why; and a comment may still have to be resolved, which leaves the text as it is.
            situation(publication, by: .clock, at: releaseAt, under: workflow).objections.allSatisfy { [.role, .comment, .openComments].contains($0.code) }
        }
        return isDue ? AdvanceCopy(revision: revision.number, digest: revision.digest, description: description, releaseAt: releaseAt) : nil
    }
}
