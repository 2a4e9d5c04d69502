import Distribution
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// What operators ask: whether the process lives, whether it can do its work, and how it fares.
struct HealthRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("healthz") { _, _ in Self.text("ok\n") }
        router.get("readyz") { _, _ in
            // The database answers, or this throws a 503.
            Self.text(try await site.store.onHold() ? "ok, on hold\n" : "ok\n")
        }
        router.get("metrics") { _, _ in Self.text(try await metrics(), mediaType: "text/plain; version=0.0.4; charset=utf-8") }
    }

    /// How many drafts there are is no business of whoever finds this page.
    private func metrics() async throws -> String {
        let figures = try await site.store.figures(at: site.now())
        var text = MetricsText()
        text.gauge("imprimatur_info", "The program that runs here.", [(#"version="\#(site.version)""#, 1)])
        text.gauge("imprimatur_on_hold", "Whether nothing publishes by itself until somebody resumes.", figures.onHold ? 1 : 0)
        text.gauge("imprimatur_releases_waiting", "Releases that wait for their release time.", figures.waiting)
        text.gauge("imprimatur_releases_due", "Releases whose time has come, at which the clock has not looked yet.", figures.due)
        text.gauge("imprimatur_releases_stuck", "Releases whose time has come and which cannot go out.", figures.stuck)
        text.gauge("imprimatur_reviews_owed", "Urgent publications that somebody must still review.", figures.reviewsOwed)
        text.gauge("imprimatur_reviews_overdue", "Those of them whose time for it is over.", figures.reviewsOverdue)
        text.gauge("imprimatur_channels_unseen", "Pages and feeds that do not show what went out over half a minute ago.", figures.unseen)
        text.gauge(
            "imprimatur_endpoints_in_trouble", "Endpoints that have not answered with a success for a day, or were disabled for it.", figures.endpointsInTrouble)
        let deliveries = figures.deliveries.sorted { $0.key.rawValue < $1.key.rawValue }
        text.gauge(
            "imprimatur_deliveries", "Deliveries that are not done, or failed, by status.", deliveries.map { (#"status="\#($0.key.rawValue)""#, $0.value) })
        text.gauge("imprimatur_delivery_oldest_due_seconds", "For how long the oldest delivery that is due has waited.", Int(figures.oldestDue))
        text.gauge("imprimatur_breakers_open", "Endpoints that failed so often that one delivery alone is tried.", figures.openBreakers)
        let traffic = site.store.traffic
        let inFlight = traffic.inFlight
        text.gauge(
            "imprimatur_attempts_in_flight", "Attempts that are under way, by the lane they run in.",
            Rota.Lane.allCases.map { (#"lane="\#($0.rawValue)""#, inFlight[$0] ?? 0) })
        let answers = traffic.answers
        text.counter(
            "imprimatur_attempts_total", "Attempts that have ended, by the class of the answer.",
            Traffic.Answer.allCases.map { (#"answer="\#($0.rawValue)""#, answers[$0] ?? 0) })
        text.histogram("imprimatur_attempt_duration_seconds", "How long attempts took.", traffic.durations.counts)
        text.histogram("imprimatur_delivery_wait_seconds", "How long after they fell due deliveries were taken on board.", traffic.waits.counts)
        text.histogram("imprimatur_turn_seconds", "How long the courier's turns took, each one transaction.", traffic.turns.counts)
        text.histogram(
            "imprimatur_publication_lateness_seconds", "How long after they fell due releases were published by the clock.", site.store.lateness.counts)
        text.gauge("process_resident_memory_bytes", "Memory in use.", Self.residentMemory)
        return text.lines
    }

    private static func text(_ text: String, mediaType: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: mediaType, .cacheControl: "no-store"], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// In bytes, as the kernel counts it; 0 where it does not say.
    private static var residentMemory: Int {
        guard let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let parts = statm.split(separator: " ")
        return parts.count > 1 ? (Int(parts[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }
}
