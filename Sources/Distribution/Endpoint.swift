import Editorial

/// A URL that receives webhooks.
package struct Endpoint: Sendable, Equatable {
    /// A UUIDv7.
    package let id: String
    package var name: String
    package var url: String
    package var subscription: Subscription
    /// Whether it is given approved texts before their release time, under embargo, and what goes on at the desk with its text.
    package var isTrusted: Bool
    /// Whether the courier may connect to private addresses for it.
    package var allowPrivate: Bool
    /// Fixed once it is there.
    package let signature: SignatureScheme
    package var format: PayloadFormat
    /// The names of its headers; what they say is for the receiver alone.
    package var headerNames: [String]
    /// Its own authorities: where it has some, no others are trusted for it.
    package var ca: CertificateAuthority
    package var status: Status
    /// Why it is disabled, in words.
    package var disabledReason: String?
    /// Nil where the last attempt succeeded, or there was none.
    package var failing: Failing?
    package let createdAt: Instant

    package enum Status: String, Sendable, CaseIterable { case enabled, disabled }

    package init(
        id: String, name: String, url: String, subscription: Subscription = Subscription(), isTrusted: Bool = false, allowPrivate: Bool = false,
        signature: SignatureScheme = .v1, format: PayloadFormat = .standard, headerNames: [String] = [], ca: CertificateAuthority = .none, status: Status = .enabled,
        disabledReason: String? = nil, failing: Failing? = nil, createdAt: Instant
    ) {
        (self.id, self.name, self.url, self.subscription, self.allowPrivate) = (id, name, url, subscription, allowPrivate)
        (self.signature, self.format, self.status, self.disabledReason, self.createdAt) = (signature, format, status, disabledReason, createdAt)
        (self.isTrusted, self.headerNames, self.ca, self.failing) = (isTrusted, headerNames, ca, failing)
    }
}

/// Which events an endpoint wants; an empty list means all.
package struct Subscription: Sendable, Hashable {
    package var events: [EventType]
    package var sections: [String]
    package var kinds: [Kind]
    package var languages: [String]

    package init(events: [EventType] = EventType.open, sections: [String] = [], kinds: [Kind] = [], languages: [String] = []) {
        (self.events, self.sections, self.kinds, self.languages) = (events, sections, kinds, languages)
    }

    /// Whether it wants this event of a release that stands there.
    package func wants(_ event: EventType, of description: Description) -> Bool {
        events.contains(event) && (sections.isEmpty || sections.contains(description.section)) && (kinds.isEmpty || kinds.contains(description.kind))
            && (languages.isEmpty || languages.contains(description.language))
    }
}

/// What an endpoint may be told of.
package enum EventType: String, Sendable, CaseIterable {
    case published = "release.published"
    case corrected = "release.corrected"
    case withdrawn = "release.withdrawn"
    case reinstated = "release.reinstated"
    case advance = "release.advance"
    case advanceCancelled = "release.advance_cancelled"
    case submitted = "release.submitted"
    case approved = "release.approved"
    case changesRequested = "release.changes_requested"
    case ping = "endpoint.ping"

    /// The four that everybody may know, and that an endpoint gets by default.
    package static let open: [EventType] = [.published, .corrected, .withdrawn, .reinstated]

    /// What goes on at the desk: only to those who name it, and its text only to those who are trusted with it.
    package static let desk: [EventType] = [.submitted, .approved, .changesRequested]

    /// Those that may be asked for by name; who is trusted with advance copies gets these unasked.
    package static let named = open + desk
}
