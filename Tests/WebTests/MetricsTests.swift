import Editorial
import Fixtures
import Storage
import Testing

@Suite("What operators watch")
struct MetricsTests {
    @Test("the figures are in Prometheus's format, each with its help and its type, and name no release")
    func figures() async throws {
        try await OpenSite.use { site in
            var new = NewRelease.sample
            new.releaseAt = .noon.later(hours: 1)
            let release = try await site.store.approved(new)
            #expect(try await site.metrics().contains("\nimprimatur_releases_waiting 1\n"))
            site.clock.move(hours: 2)
            #expect(try await site.metrics().contains("\nimprimatur_releases_due 1\n"))
            #expect(try await site.store.publishDue(at: site.clock.now) == 1)

            let text = try await site.metrics()
            let lines = text.split(separator: "\n")
            for line in [
                "imprimatur_releases_waiting 0", "imprimatur_breakers_open 0", #"imprimatur_attempts_in_flight{lane="slow"} 0"#, "imprimatur_releases_due 0", "imprimatur_releases_stuck 0", "imprimatur_reviews_owed 0",
                "imprimatur_reviews_overdue 0", #"imprimatur_deliveries{status="failed"} 0"#, "imprimatur_publication_lateness_seconds_count 1",
                "imprimatur_channels_unseen 0", "imprimatur_endpoints_in_trouble 0", "imprimatur_delivery_oldest_due_seconds 0", #"imprimatur_attempts_total{answer="5xx"} 0"#, "imprimatur_turn_seconds_count 0",
                #"imprimatur_publication_lateness_seconds_bucket{le="600.0"} 0"#, #"imprimatur_publication_lateness_seconds_bucket{le="+Inf"} 1"#,
            ] {
                #expect(lines.contains(line[...]), "\(line)")
            }
            for line in lines where !line.hasPrefix("#") {
                #expect(line.wholeMatch(of: /[a-z_]+(\{[a-z]+="[^"]*"\})? [0-9.e+-]+/) != nil, "\(line)")
            }
            #expect(!text.contains(release.id) && !text.contains(release.revision.content.headline))
        }
    }
}

extension OpenSite {
    fileprivate func metrics() async throws -> String { String(decoding: try await send("GET", "/metrics").body, as: UTF8.self) }
}
