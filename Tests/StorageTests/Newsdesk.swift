import Distribution
import Editorial
import Fixtures
@testable import Storage
import Testing

extension Store {
    /// Adds an endpoint on this machine; answers its id.
    func receiver(_ name: String = "Receiver", _ subscription: Subscription = Subscription(), at now: Instant = .noon) async throws -> String {
        let new = NewEndpoint(name: name, url: "http://127.0.0.1:9/\(name)", subscription: subscription, allowPrivate: true)
        return try await addEndpoint(new, by: Cast.ada.origin, at: now).0.id
    }

    /// Drafts, submits and approves a release, which publishes itself.
    func publish(_ headline: String = "The river council meets", at now: Instant = .noon) async throws -> Release {
        var new = NewRelease.sample
        new.content.headline = headline
        let draft = try await create(new, by: Cast.ana.origin, at: now)
        return try await take("approve", take("submit", draft, by: Cast.ana, at: now), by: Cast.sam, at: now)
    }

    /// Publishes another text in its place.
    func correct(_ release: Release, at now: Instant = .noon) async throws -> Release {
        var release = try await take("correct", release, by: Cast.dan, at: now)
        let content = Content.sample.with(headline: release.revision.content.headline, body: "Version \(release.version).", correctionNote: "Note \(release.version).")
        release = try await perform(.edit(Edit(content: content)), on: release.id, by: Cast.dan.origin, at: now)
        return try await take("approve", take("submit", release, by: Cast.dan, at: now), by: Cast.sam, at: now)
    }

    func withdraw(_ release: Release, at now: Instant = .noon) async throws -> Release { try await take("withdraw", release, by: Cast.sam, at: now) }

    func take(_ transition: String, _ release: Release, by person: Person, at now: Instant) async throws -> Release {
        try await perform(.transition(release.step(transition)), on: release.id, by: person.origin, at: now)
    }

    /// `event status` of everything that is owed, oldest first.
    func owed(to endpoint: String? = nil) async throws -> [String] {
        try await deliveries(DeliveryFilter(endpoint: endpoint), PageRequest(limit: 200)).items.reversed().map { "\($0.eventType.rawValue.split(separator: ".")[1]) \($0.status.rawValue)" }
    }
}

/// A courier that sends nothing: what becomes of a claim is for the test to say.
struct FakeCourier {
    let store: Store
    var boot = "first"
    var rota = Rota()

    /// Records these and claims what is due.
    @discardableResult
    mutating func turn(_ ended: [Ended] = [], at now: Instant = .noon, claiming limit: Int = 64) async throws -> [Claim] {
        for end in ended { rota.ended(end.endpoint, in: end.lane, end.attempt) }
        let turn = try await store.turn(ended, rota, boot: boot, look: true, claiming: limit, having: [], at: now)
        rota = turn.rota
        return turn.claims
    }
}

extension Claim {
    /// How its attempt ended: by a status, or by a fault where there is none.
    func ended(_ status: Int?, retryAfter: Double? = nil, at now: Instant = .noon) -> Ended {
        let error = status.map { 200...299 ~= $0 ? nil : "answered \($0)" } ?? "connection refused"
        let attempt = Attempt(at: now, statusCode: status, durationMilliseconds: 7, error: error, responseExcerpt: nil)
        return Ended(self, attempt, retryAfter: retryAfter)
    }
}
