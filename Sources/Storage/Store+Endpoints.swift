import Distribution
import Editorial
import GRDB

/// An endpoint as somebody asks for it.
package struct NewEndpoint: Sendable {
    /// For people.
    package var name: String
    /// An http or https URL without credentials.
    package var url: String
    /// What it wants.
    package var subscription: Subscription
    /// Whether it is given advance copies, and the texts of what goes on at the desk.
    package var isTrusted: Bool
    /// Whether the courier may connect to private addresses for it.
    package var allowPrivate: Bool
    /// Fixed once the endpoint is there.
    package var signature: SignatureScheme
    /// In which shape it is told. What was sent once goes out again as it was.
    package var format: PayloadFormat
    /// What is sent with each delivery besides; nil leaves what there is.
    package var headers: CustomHeaders?
    /// Its own authorities; nil leaves what there is.
    package var ca: CertificateAuthority?
    package init(
        name: String, url: String, subscription: Subscription = Subscription(), isTrusted: Bool = false, allowPrivate: Bool = false,
        signature: SignatureScheme = .v1, format: PayloadFormat = .standard, headers: CustomHeaders? = nil, ca: CertificateAuthority? = nil
    ) {
        self.isTrusted = isTrusted
        (self.name, self.url, self.subscription, self.allowPrivate) = (name, url, subscription, allowPrivate)
        (self.signature, self.format, self.headers, self.ca) = (signature, format, headers, ca)
    }
}

extension Store {
    /// Administrators and the command line. Answers the secret (`whsec_…`, or the public key `whpk_…`), shown once. Throws `Invalid` (a URL that is none, with
    /// credentials, private, …), `Forbidden`.
    package func addEndpoint(_ new: NewEndpoint, by origin: Origin, at now: Instant) async throws -> (Endpoint, secret: String) {
        try new.check(under: office, deliveryRules)
        let id = Secrets.id(at: now)
        let key = SigningKey(new.signature, random: Secrets.bytes())
        let endpoint = try await administer("endpoint.add", id, new.details.merging(["signature": .string(new.signature.rawValue)]) { $1 }, by: origin, at: now) { db in
            try db.execute(
                cached: """
                    INSERT INTO endpoint (public_id, name, url, trusted, allow_private, format, template, headers, ca, status, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'enabled', ?)
                    """,
                arguments: [
                    id, new.name, new.url, new.isTrusted, new.allowPrivate, new.format.name.rawValue, new.format.template, new.headers?.stored, new.ca?.stored, now,
                ])
            let row = db.lastInsertedRowID
            try Endpoint.set(new.subscription, of: row, in: db)
            try db.execute(cached: "INSERT INTO endpoint_secret (endpoint_id, secret, created_at) VALUES (?, ?, ?)", arguments: [row, key.text, now])
        }
        return (endpoint, key.shown)
    }

    /// All or nothing; enabled or disabled with it where `status` says so. Administrators and the command line; the signature stays. Throws `Invalid`,
    /// `Forbidden`, `NotFound`.
    package func changeEndpoint(
        _ id: String, to new: NewEndpoint, status: Endpoint.Status? = nil, by origin: Origin, at now: Instant
    ) async throws -> Endpoint {
        try new.check(under: office, deliveryRules)
        return try await administer("endpoint.change", id, new.details, by: origin, at: now) { db in
            let row = try Endpoint.rowID(of: id, in: db)
            try db.execute(
                cached: "UPDATE endpoint SET name = ?, url = ?, trusted = ?, allow_private = ?, format = ?, template = ? WHERE id = ?",
                arguments: [new.name, new.url, new.isTrusted, new.allowPrivate, new.format.name.rawValue, new.format.template, row])
            try Endpoint.set(new.subscription, of: row, in: db)
            if let headers = new.headers { try db.execute(cached: "UPDATE endpoint SET headers = ? WHERE id = ?", arguments: [headers.stored, row]) }
            if let ca = new.ca { try db.execute(cached: "UPDATE endpoint SET ca = ? WHERE id = ?", arguments: [ca.stored, row]) }
            let present = try String.fetchOne(db, cached: "SELECT status FROM endpoint WHERE id = ?", arguments: [row])
            guard let status, status.rawValue != present else { return }
            var details: [String: JSON] = ["endpoint": .string(id)]
            switch status {
            case .enabled: try Endpoint.enable(row, at: now, in: db)
            case .disabled:
                let reason = "Disabled by \(origin.actor.login ?? "the command line")."
                details["reason"] = .string(reason)
                try Endpoint.disable(row, reason: reason, at: now, in: db)
            }
            try JournalEntry.append(status == .enabled ? "endpoint.enable" : "endpoint.disable", details, by: origin, at: now, in: db)
        }
    }

    /// Newest first.
    package func endpoints(_ page: PageRequest) async throws -> Listing<Endpoint> {
        try await read { db in
            let after = try page.after.map { cursor in
                guard let row = try Int64.fetchOne(db, cached: "SELECT id FROM endpoint WHERE public_id = ?", arguments: [cursor]) else { throw PageRequest.unknownCursor }
                return row
            }
            let rows = try Row.fetchAll(
                db, cached: "SELECT * FROM endpoint WHERE id < ? ORDER BY id DESC LIMIT ?", arguments: [after ?? Int64.max, page.limit + 1])
            return page.listing(of: try rows.map { try Endpoint(row: $0, in: db) }, cursor: \.id)
        }
    }

    /// Those that have not answered with a success for long, or were disabled for it, of which people were told; oldest first.
    package func endpointsInTrouble() async throws -> [Endpoint] {
        try await read { db in
            try Row.fetchAll(db, cached: "SELECT * FROM endpoint WHERE is_told = 1 ORDER BY id LIMIT 200").map { try Endpoint(row: $0, in: db) }
        }
    }

    /// Nil where there is none of that id.
    package func endpoint(_ id: String) async throws -> Endpoint? { try await read { db in try Endpoint.fetch(id, in: db) } }

    /// What it is owed is suspended. Administrators and the command line. Throws `Forbidden`, `NotFound`.
    package func disableEndpoint(_ id: String, reason: String, by origin: Origin, at now: Instant) async throws -> Endpoint {
        try await administer("endpoint.disable", id, ["reason": .string(reason)], by: origin, at: now) { db in
            try Endpoint.disable(Endpoint.rowID(of: id, in: db), reason: reason, at: now, in: db)
        }
    }

    /// What was suspended is due again. Administrators and the command line. Throws `Forbidden`, `NotFound`, `Conflict` for one that is being deleted.
    package func enableEndpoint(_ id: String, by origin: Origin, at now: Instant) async throws -> Endpoint {
        try await administer("endpoint.enable", id, by: origin, at: now) { db in try Endpoint.enable(Endpoint.rowID(of: id, in: db), at: now, in: db) }
    }

    /// It takes nothing any more; its deliveries go, and then it goes; the journal stays. Administrators and the command line. Throws `Forbidden`, `NotFound`.
    package func deleteEndpoint(_ id: String, by origin: Origin, at now: Instant) async throws {
        let chore = try await act("endpoint.delete", ["endpoint": .string(id)], allowed: \.administers, by: origin, at: now) { db in
            let row = try Endpoint.rowID(of: id, in: db)
            try db.execute(
                cached: "UPDATE endpoint SET status = 'disabled', disabled_reason = 'It is being deleted.', is_told = 0 WHERE id = ?", arguments: [row])
            signals.note(.deliveries)
            return try Chore.begin(.delete, of: row, at: now, by: opening, in: db)
        }
        if let chore { _ = try await finish(chore) }
    }

    /// A new secret; for `overlapHours` both sign. Administrators and the command line. Throws `Invalid`, `Forbidden`, `NotFound`.
    package func rotateSecret(of id: String, overlapHours: Double, by origin: Origin, at now: Instant) async throws -> String {
        guard overlapHours >= 0, overlapHours <= 24 * 30 else { throw Invalid("/overlap_hours", "Both secrets may sign for 0 to 720 hours.") }
        let overlap = Int((overlapHours * 60).rounded())
        let details: [String: JSON] = ["endpoint": .string(id), "overlap_minutes": JSON(overlap)]
        return try await act("endpoint.rotate-secret", details, allowed: \.administers, by: origin, at: now) { db in
            let row = try Endpoint.rowID(of: id, in: db)
            let until = now.later(seconds: overlapHours * 3600)
            guard let present = try String.fetchOne(db, cached: "SELECT secret FROM endpoint_secret WHERE endpoint_id = ? ORDER BY id DESC LIMIT 1", arguments: [row]),
                case let scheme = SignatureScheme(secret: present)
            else { throw Damaged(what: "an endpoint without a secret") }
            try db.execute(cached: "DELETE FROM endpoint_secret WHERE endpoint_id = ? AND expires_at <= ?", arguments: [row, now])
            try db.execute(
                cached: "UPDATE endpoint_secret SET expires_at = min(coalesce(expires_at, ?), ?) WHERE endpoint_id = ?", arguments: [until, until, row])
            let key = SigningKey(scheme, random: Secrets.bytes())
            try db.execute(cached: "INSERT INTO endpoint_secret (endpoint_id, secret, created_at) VALUES (?, ?, ?)", arguments: [row, key.text, now])
            return key.shown
        }
    }

    private func administer(
        _ action: String, _ id: String, _ details: [String: JSON] = [:], by origin: Origin, at now: Instant, _ change: @Sendable @escaping (Database) throws -> Void
    ) async throws -> Endpoint {
        let details = details.merging(["endpoint": .string(id)]) { _, id in id }
        return try await act(action, details, allowed: \.administers, by: origin, at: now) { db in
            try change(db)
            signals.note([.deliveries, .chores])
            guard let endpoint = try Endpoint.fetch(id, in: db) else { throw NotFound("endpoint") }
            return endpoint
        }
    }
}

extension SignatureScheme {
    /// Of a secret as it is kept.
    init(secret: String) { self = secret.hasPrefix("whsk_") ? .v1a : .v1 }
}

extension NewEndpoint {
    /// Throws `Invalid` with every problem.
    fileprivate func check(under office: Office, _ rules: DeliveryRules) throws {
        var problems: [Invalid.Problem] = []
        if name.allSatisfy(\.isWhitespace) || name.count > 200 { problems.append(.init("/name", "An endpoint has a name of 200 characters at most.")) }
        if let problem = WebhookURL.problem(with: url, allowPrivate: allowPrivate, refusing: rules.refused) { problems.append(.init("/url", problem)) }
        if subscription.events.contains(.ping) { problems.append(.init("/events", "A ping is sent on request, not subscribed to.")) }
        if !subscription.events.allSatisfy({ EventType.named.contains($0) || $0 == .ping }) {
            problems.append(.init("/events", "Advance copies are not subscribed to: they go to endpoints that are trusted with them."))
        }
        for section in subscription.sections where office.section(section) == nil { problems.append(.init("/sections", "The office has no section \(section).")) }
        for language in subscription.languages where !office.languages.contains(language) {
            problems.append(.init("/languages", "The office has no language \(language)."))
        }
        if let template = format.template, let problem = PayloadTemplate.problem(with: template, for: subscription.events, trusted: isTrusted) { problems.append(.init("/template", problem)) }
        if !problems.isEmpty { throw Invalid(problems) }
    }

    /// Of the URL only scheme and host: receivers hide secrets in the rest. Of a template, which may hold some, too, the digest; of headers the names; of own
    /// authorities the fingerprints.
    fileprivate var details: [String: JSON] {
        var details: [String: JSON] = [
            "format": .string(format.name.rawValue), "template": JSON(format.template.map { _ in format.shape }),
            "name": .string(name), "url": .string(WebhookURL.origin(of: url)), "advance": .bool(isTrusted), "allow_private": .bool(allowPrivate),
            "events": JSON(subscription.events.map(\.rawValue)), "sections": JSON(subscription.sections),
            "kinds": JSON(subscription.kinds.map(\.rawValue)), "languages": JSON(subscription.languages),
        ]
        if let headers { details["headers"] = JSON(headers.names) }
        if let ca { details["ca"] = JSON(ca.certificates.map(\.fingerprint)) }
        return details
    }
}
