/// `/desk/deliveries/by-endpoint`: who is reached and who is not.
package struct EndpointDeliveriesPage: Page {
    package static let template = Template("desk-endpoint-deliveries", PackageResources.desk_endpoint_deliveries_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var rows: [EndpointHealthRow]
    package var olderHref: String?

    package init(frame: DeskFrame, back: Link, rows: [EndpointHealthRow] = [], olderHref: String? = nil) {
        (self.frame, self.back, self.rows, self.olderHref) = (frame, back, rows, olderHref)
    }
}

/// One endpoint with how it has answered.
package struct EndpointHealthRow: Sendable {
    /// To its deliveries.
    package var href: String
    package var name: String
    package var status: String
    package var tone: Tone
    /// Why it is disabled, or since when it has not answered.
    package var reason: String?
    package var health: HealthPart
    /// Where the button posts that sends again what it missed; nil for those who may not.
    package var replayAction: String?

    package init(href: String, name: String, status: String, tone: Tone, reason: String? = nil, health: HealthPart, replayAction: String? = nil) {
        (self.href, self.name, self.status, self.tone, self.reason, self.health) = (href, name, status, tone, reason, health)
        self.replayAction = replayAction
    }
}
