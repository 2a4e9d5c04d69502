import Distribution
import Editorial
import Storage

extension Operation {
    static let endpoints: [Operation] = [
        Operation("endpoint.add") { call in
            let events = call.texts("events").compactMap(EventType.init)
            let subscription = Subscription(
                events: events.isEmpty ? EventType.open : events, sections: call.texts("sections"), languages: call.texts("languages"))
            let new = NewEndpoint(
                name: try call.text("name"), url: try call.text("url"), subscription: subscription, isTrusted: call.input["advance"].bool ?? false,
                allowPrivate: call.input["allow_private"].bool ?? false, signature: call.input["signature"].string.flatMap(SignatureScheme.init) ?? .v1,
                format: PayloadFormat(call.input["format"].string.flatMap(PayloadFormat.Name.init) ?? .standard, template: call.input["template"].string) ?? .standard,
                headers: try call.input["headers"].string.map { try CustomHeaders(lines: $0) },
                ca: try call.input["ca"].string.map { try CertificateAuthority(pem: $0, at: call.now) })
            let (endpoint, secret) = try await call.store.addEndpoint(new, by: call.origin, at: call.now)
            return ["id": JSON(endpoint.id), "secret": JSON(secret)]
        },
        Operation("endpoint.list") { call in
            .array(try await call.store.everything { try await $0.endpoints($1) }.map(\.summary))
        },
        Operation("endpoint.disable") { call in
            let reason = "Disabled at the command line."
            _ = try await call.store.disableEndpoint(call.text("id"), reason: reason, by: call.origin, at: call.now)
            return .null
        },
        Operation("endpoint.enable") { call in
            _ = try await call.store.enableEndpoint(call.text("id"), by: call.origin, at: call.now)
            return .null
        },
    ]
}

extension Endpoint {
    fileprivate var summary: JSON {
        [
            "id": JSON(id), "name": JSON(name), "url": JSON(url), "status": JSON(status.rawValue), "format": JSON(format.name.rawValue),
            "ca": JSON(ca.isNone ? nil : "own"), "disabled_reason": JSON(disabledReason),
        ]
    }
}

extension Store {
    /// All pages of a list, one after another.
    func everything<Item>(_ page: (Store, PageRequest) async throws -> Listing<Item>) async throws -> [Item] {
        var items: [Item] = []
        var request = PageRequest(limit: 200)
        while true {
            let listing = try await page(self, request)
            items += listing.items
            guard let next = listing.next else { return items }
            request.after = next
        }
    }
}
