/// `/desk/deliveries`.
package struct DeliveriesPage: Page {
    package static let template = Template("desk-deliveries", PackageResources.desk_deliveries_mustache)

    package var frame: DeskFrame
    package var rows: [DeliveryRow]
    package var endpoints: [Choice]
    package var statuses: [Choice]
    /// The id of the one release whose deliveries are shown, kept while filtering.
    package var release: String?
    package var filtered: Bool
    /// Of the one endpoint whose deliveries are shown.
    package var health: HealthPart?
    package var olderHref: String?

    package init(
        frame: DeskFrame, rows: [DeliveryRow] = [], endpoints: [Choice] = [], statuses: [Choice] = [], release: String? = nil,
        filtered: Bool = false, health: HealthPart? = nil, olderHref: String? = nil
    ) {
        (self.frame, self.rows, self.endpoints, self.statuses, self.release) = (frame, rows, endpoints, statuses, release)
        (self.filtered, self.health, self.olderHref) = (filtered, health, olderHref)
    }
}

/// One delivery in a list.
package struct DeliveryRow: Sendable {
    package var href: String
    package var endpoint: String
    /// Or what else the event is about.
    package var headline: String
    package var event: String
    package var status: String
    package var tone: Tone
    /// "1 attempt".
    package var attempts: String
    package var when: String
    /// When it is tried next.
    package var nextAttempt: String?
    /// Where its resend button posts; nil where it has none.
    package var resendAction: String?

    package init(
        href: String, endpoint: String, headline: String, event: String, status: String, tone: Tone, attempts: String, when: String,
        nextAttempt: String? = nil, resendAction: String? = nil
    ) {
        (self.href, self.endpoint, self.headline, self.event, self.status) = (href, endpoint, headline, event, status)
        (self.tone, self.attempts, self.when, self.nextAttempt, self.resendAction) = (tone, attempts, when, nextAttempt, resendAction)
    }
}

/// One delivery with its attempts.
package struct DeliveryPage: Page {
    package static let template = Template("desk-delivery", PackageResources.desk_delivery_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var endpoint: String
    package var headline: String
    package var releaseHref: String?
    package var event: String
    package var eventID: String
    package var status: String
    package var tone: Tone
    package var when: String
    package var nextAttempt: String?
    package var attempts: [AttemptRow]
    /// How many earlier attempts are kept no longer, in words.
    package var forgotten: String?
    package var resendAction: String?
    /// What follows from it, or why there is no button.
    package var resendWords: String?
    /// Asked for where a press was refused and may be insisted upon: the field `force`.
    package var force: Check?
    /// Where it is cancelled, while it waits.
    package var cancelAction: String?

    package init(
        frame: DeskFrame, back: Link, endpoint: String, headline: String, releaseHref: String? = nil, event: String, eventID: String,
        status: String, tone: Tone, when: String, nextAttempt: String? = nil, attempts: [AttemptRow] = [], forgotten: String? = nil,
        resendAction: String? = nil, resendWords: String? = nil, force: Check? = nil, cancelAction: String? = nil
    ) {
        (self.frame, self.back, self.endpoint, self.headline, self.releaseHref) = (frame, back, endpoint, headline, releaseHref)
        (self.event, self.eventID, self.status, self.tone, self.when) = (event, eventID, status, tone, when)
        (self.nextAttempt, self.attempts, self.forgotten, self.resendAction, self.resendWords) = (nextAttempt, attempts, forgotten, resendAction, resendWords)
        (self.force, self.cancelAction) = (force, cancelAction)
    }
}

/// One HTTP try.
package struct AttemptRow: Sendable {
    package var when: String
    /// "204", "no answer".
    package var answer: String
    package var tone: Tone
    package var duration: String
    package var error: String?
    package var excerpt: String?

    package init(when: String, answer: String, tone: Tone, duration: String, error: String? = nil, excerpt: String? = nil) {
        (self.when, self.answer, self.tone, self.duration, self.error) = (when, answer, tone, duration, error)
        self.excerpt = excerpt
    }
}
