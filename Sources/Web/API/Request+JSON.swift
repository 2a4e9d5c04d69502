import Editorial
import Hummingbird

extension Request {
    /// The body as JSON. Throws a 415 where it calls itself something else, a 400 where it is none, `Invalid` for a name that stands twice.
    func json() async throws -> JSON {
        if let mediaType, mediaType != "application/json" { throw Problem(.unsupportedMediaType, "Send application/json.") }
        return try JSON.read(await bytes())
    }
}

extension JSON {
    /// Parses what came over the wire. Throws a 400 for what is none, `Invalid` for what is JSON and still cannot be taken.
    static func read(_ bytes: [UInt8]) throws -> JSON {
        do {
            return try parse(bytes)
        } catch {
            switch error {
            case .malformed(let line, let column, let what): throw Problem(.badRequest, "This is not JSON, at line \(line), column \(column): \(what).")
            case .duplicate(let pointer): throw Invalid(pointer, "This name stands twice.")
            case .tooDeep: throw Invalid("", "This is nested deeper than 64 levels.")
            }
        }
    }
}
