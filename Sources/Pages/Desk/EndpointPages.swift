/// `/desk/endpoints`.
package struct EndpointsPage: Page {
    package static let template = Template("desk-endpoints", PackageResources.desk_endpoints_mustache)

    package var frame: DeskFrame
    package var rows: [EndpointRow]
    package var newHref: String?

    package init(frame: DeskFrame, rows: [EndpointRow] = [], newHref: String? = nil) {
        (self.frame, self.rows, self.newHref) = (frame, rows, newHref)
    }
}

/// One endpoint in the list.
package struct EndpointRow: Sendable {
    package var name: String
    package var url: String
    package var status: String
    package var tone: Tone
    /// Why it is disabled.
    package var reason: String?
    /// Events, sections, kinds and languages, in a sentence.
    package var wants: String
    package var editHref: String?
    package var pingAction: String?
    /// Exactly one of these where the person may change it.
    package var disableAction: String?
    package var enableAction: String?

    package init(
        name: String, url: String, status: String, tone: Tone, reason: String? = nil, wants: String, editHref: String? = nil,
        pingAction: String? = nil, disableAction: String? = nil, enableAction: String? = nil
    ) {
        (self.name, self.url, self.status, self.tone, self.reason) = (name, url, status, tone, reason)
        (self.wants, self.editHref, self.pingAction, self.disableAction, self.enableAction) = (wants, editHref, pingAction, disableAction, enableAction)
    }
}

/// A new endpoint or one that is there. Nothing ticked in a list means all.
package struct EndpointFormPage: Page {
    package static let template = Template("desk-endpoint-form", PackageResources.desk_endpoint_form_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var action: String
    /// Makes a form that is posted twice act once: the hidden field `id`.
    package var formID: String
    package var name: Field
    package var url: Field
    /// Fields `events`, `sections`, `kinds`, `languages`.
    package var events: [Choice]
    package var sections: [Choice]
    package var kinds: [Choice]
    package var languages: [Choice]
    /// The fields `advance` and `allow_private`.
    package var isTrusted: Bool
    package var allowPrivate: Bool
    /// The field `format`, a choice, and the field `template`.
    package var format: Field
    package var ownTemplate: Field
    /// The field `headers`, lines that are never shown again, and the field `drop_headers` where it has some.
    package var headers: Field
    package var dropHeaders: Check?
    /// The field `ca`, and what is in force.
    package var ca: Field
    package var certificates: [CertificateRow]
    package var button: String
    /// Where a new signing secret is asked for, which is shown once; nil for an endpoint that is not there yet.
    package var rotateAction: String?
    package var overlap: Field?
    /// Where what it missed is sent again, and since when: the field `hours`.
    package var replayAction: String?
    package var period: Field?
    /// Where what waits for it is cancelled.
    package var cancelAction: String?

    package init(
        frame: DeskFrame, back: Link, action: String, formID: String = "", name: Field, url: Field, events: [Choice] = [],
        sections: [Choice] = [], kinds: [Choice] = [], languages: [Choice] = [], isTrusted: Bool = false, allowPrivate: Bool = false,
        format: Field, ownTemplate: Field, headers: Field, dropHeaders: Check? = nil, ca: Field,
        certificates: [CertificateRow] = [], button: String = "Save endpoint", rotateAction: String? = nil, overlap: Field? = nil, replayAction: String? = nil,
        period: Field? = nil, cancelAction: String? = nil
    ) {
        (self.frame, self.back, self.action, self.formID, self.name) = (frame, back, action, formID, name)
        (self.url, self.events, self.sections, self.kinds, self.languages) = (url, events, sections, kinds, languages)
        (self.format, self.ownTemplate, self.headers, self.dropHeaders) = (format, ownTemplate, headers, dropHeaders)
        (self.ca, self.certificates) = (ca, certificates)
        (self.isTrusted, self.allowPrivate, self.button, self.rotateAction, self.overlap) = (isTrusted, allowPrivate, button, rotateAction, overlap)
        (self.replayAction, self.period, self.cancelAction) = (replayAction, period, cancelAction)
    }
}

/// One of the certificates that alone are trusted for an endpoint.
package struct CertificateRow: Sendable {
    package var subject: String
    /// In groups between which a line may end.
    package var fingerprint: String
    /// From when, and until when.
    package var validity: String
    /// Why somebody must do something about it.
    package var warning: String?

    package init(subject: String, fingerprint: String, validity: String, warning: String? = nil) {
        (self.subject, self.fingerprint, self.validity, self.warning) = (subject, fingerprint, validity, warning)
    }
}

/// A secret, a token or a password, shown this once.
package struct ShownOncePage: Page {
    package static let template = Template("desk-shown-once", PackageResources.desk_shown_once_mustache)

    package var frame: DeskFrame
    /// What it is: "Signing secret of Wire service".
    package var label: String
    package var secret: String
    /// What to do with it.
    package var words: String
    package var back: Link

    package init(frame: DeskFrame, label: String, secret: String, words: String, back: Link) {
        (self.frame, self.label, self.secret, self.words, self.back) = (frame, label, secret, words, back)
    }
}
