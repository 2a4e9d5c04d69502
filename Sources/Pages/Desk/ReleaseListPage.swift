/// `/desk/releases`. Each list of choices begins with the one that asks for all, of value "".
package struct ReleaseListPage: Page {
    package static let template = Template("desk-releases", PackageResources.desk_releases_mustache)

    package var frame: DeskFrame
    package var rows: [ReleaseRow]
    package var states: [Choice]
    package var sections: [Choice]
    package var kinds: [Choice]
    package var languages: [Choice]
    package var query: String
    /// Whether any filter is set: an empty list then says so.
    package var filtered: Bool
    package var newHref: String?
    /// Where older ones follow.
    package var olderHref: String?

    package init(
        frame: DeskFrame, rows: [ReleaseRow] = [], states: [Choice] = [], sections: [Choice] = [], kinds: [Choice] = [],
        languages: [Choice] = [], query: String = "", filtered: Bool = false, newHref: String? = nil, olderHref: String? = nil
    ) {
        (self.frame, self.rows, self.states, self.sections, self.kinds) = (frame, rows, states, sections, kinds)
        (self.languages, self.query, self.filtered, self.newHref, self.olderHref) = (languages, query, filtered, newHref, olderHref)
    }
}

/// One release in a list of the desk.
package struct ReleaseRow: Sendable {
    package var href: String
    package var headline: String
    /// Of the workflow.
    package var state: String
    package var tone: Tone
    /// Kind, section, language: "News · Events · English".
    package var place: String
    /// "Goes out Tue 24 Nov 09:00 (Moscow)", "Changed 20 minutes ago by Ana".
    package var when: String?
    /// Why it is not theirs to decide.
    package var reasons: [String]

    package init(
        href: String, headline: String, state: String, tone: Tone, place: String = "", when: String? = nil, reasons: [String] = []
    ) {
        (self.href, self.headline, self.state, self.tone, self.place) = (href, headline, state, tone, place)
        (self.when, self.reasons) = (when, reasons)
    }
}
