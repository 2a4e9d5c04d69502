import Foundation
import HTTPTypes
import Hummingbird

/// What operators ask: whether the process lives, whether it can do its work, and how it fares.
struct HealthRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("healthz") { _, _ in Self.text("ok\n") }
        router.get("readyz") { _, _ in
            // The database answers, or this throws a 503.
            Self.text(try await site.store.onHold() ? "ok, on hold\n" : "ok\n")
        }
        router.get("metrics") { _, _ in Self.text(try await figures(), mediaType: "text/plain; version=0.0.4; charset=utf-8") }
    }

    /// In Prometheus's text format. How many drafts there are is no business of whoever finds this page.
    private func figures() async throws -> String {
        let onHold = try await site.store.onHold()
        return """
            # HELP imprimatur_info The program that runs here.
            # TYPE imprimatur_info gauge
            imprimatur_info{version="\(site.version)"} 1
            # HELP imprimatur_on_hold Whether nothing publishes by itself until somebody resumes.
            # TYPE imprimatur_on_hold gauge
            imprimatur_on_hold \(onHold ? 1 : 0)
            # HELP process_resident_memory_bytes Memory in use.
            # TYPE process_resident_memory_bytes gauge
            process_resident_memory_bytes \(Self.residentMemory)

            """
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
