/// A transition's button with what it asks for, or the reasons why it is refused now.
package struct ActionForm: Sendable {
    package var action: String
    /// The workflow's title, with which the button's name begins; an approval's names the revision, too.
    package var title: String
    /// What follows from it, in a sentence.
    package var consequence: String?
    /// What to look at before it is pressed.
    package var caution: String?
    /// The hidden fields: what was shown.
    package var revision: String
    package var releaseAt: String
    package var description: String
    package var comment: Field?
    package var publicNote: Field?
    package var hideHeadline: Check?
    package var minor: Check?
    /// Why it is refused; there is no button then.
    package var reasons: [String]
    /// Main: what is expected next. Grave: what the public sees at once.
    package var weight: Weight

    package init(
        action: String, title: String, consequence: String? = nil, caution: String? = nil, revision: String, releaseAt: String, description: String, comment: Field? = nil,
        publicNote: Field? = nil, hideHeadline: Check? = nil, minor: Check? = nil, reasons: [String] = [], weight: Weight = .plain
    ) {
        (self.action, self.title, self.consequence, self.revision, self.releaseAt) = (action, title, consequence, revision, releaseAt)
        (self.comment, self.publicNote, self.hideHeadline, self.minor, self.reasons) = (comment, publicNote, hideHeadline, minor, reasons)
        (self.description, self.weight, self.caution) = (description, weight, caution)
    }
}

/// One button about the release time: setting it, bringing it forward, publishing now.
package struct TimeForm: Sendable {
    package var action: String
    package var title: String
    package var consequence: String?
    package var version: String
    package var date: Field?
    package var time: Field?
    /// Which of two is meant, where the clocks are put back then.
    package var readings: [Choice]
    package var comment: Field?
    package var reasons: [String]
    package var weight: Weight

    package init(
        action: String, title: String, consequence: String? = nil, version: String, date: Field? = nil, time: Field? = nil,
        readings: [Choice] = [], comment: Field? = nil, reasons: [String] = [], weight: Weight = .plain
    ) {
        (self.action, self.title, self.consequence, self.version, self.date) = (action, title, consequence, version, date)
        (self.time, self.readings, self.comment, self.reasons, self.weight) = (time, readings, comment, reasons, weight)
    }
}

/// A box to tick.
package struct Check: Sendable {
    package var id: String
    package var name: String
    package var label: String
    package var value: String
    package var ticked: Bool

    package init(id: String, name: String, label: String, value: String = "on", ticked: Bool = false) {
        (self.id, self.name, self.label, self.value, self.ticked) = (id, name, label, value, ticked)
    }
}
