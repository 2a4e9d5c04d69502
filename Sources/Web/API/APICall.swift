import Editorial
import HTTPTypes
import Hummingbird
import Storage

/// One call of a program, by a person's token.
struct APICall: Sendable {
    let request: Request
    let parameters: Parameters
    let query: Form
    let person: Person
    let origin: Origin
    let now: Instant
    let site: Site

    /// Throws a 401 without a valid token.
    init(_ request: Request, _ context: WebContext, at site: Site) async throws {
        now = site.now()
        guard let token = request.bearerToken, let bearer = try await site.store.bearer(of: token, at: now) else {
            throw Problem(.unauthorized, "This call needs a valid token.", headers: [.wwwAuthenticate: "Bearer"])
        }
        (self.request, parameters, person, self.site) = (request, context.parameters, bearer.person, site)
        origin = Origin(.person(person), via: .api, address: context.address, ticket: bearer.token)
        query = try Form(encoded: (request.uri.query ?? "").utf8)
    }

    var store: Store { site.store }
    var office: Office { site.office }

    /// The part of the path of that name.
    func parameter(_ name: String) -> String { parameters.get(name)?.removingPercentEncoding ?? "" }

    /// Throws `Invalid` for names that the call does not know, and for one that stands twice.
    func checkQuery(knows names: Set<String>) throws(Invalid) {
        let given = Dictionary(grouping: query.fields.map(\.name)) { $0 }
        let problems = given.sorted { $0.key < $1.key }.compactMap { name, times in
            if !names.contains(name) { return Invalid.Problem(JSON.pointer(name), "There is no such parameter.") }
            return times.count > 1 ? Invalid.Problem(JSON.pointer(name), "This stands twice.") : nil
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }

    /// A value of the query as one of a closed list, nil where it is not there. Throws `Invalid`.
    func choice<Value: RawRepresentable<String> & CaseIterable>(_ name: String, as type: Value.Type = Value.self) throws(Invalid) -> Value? {
        guard let text = query[name] else { return nil }
        guard let value = Value(rawValue: text) else {
            throw Invalid(JSON.pointer(name), "This is one of \(Value.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return value
    }

    /// The page that is asked for. Throws `Invalid` for a limit that is none.
    func page() throws(Invalid) -> PageRequest {
        guard let text = query["limit"] else { return PageRequest(after: query["after"]) }
        guard let limit = Int(text), 1...200 ~= limit else { throw Invalid("/limit", "This is a number from 1 to 200.") }
        return PageRequest(limit: limit, after: query["after"])
    }

    /// The body, an object of these fields. Throws as `Request.json`, and `Invalid` where it is no object.
    func fields(_ known: Set<String>) async throws -> Fields {
        let json = try await request.json()
        guard json.object != nil else { throw Invalid("", "This must be an object.") }
        return Fields(json, at: "", known: known)
    }
}

extension Request {
    /// RFC 6750, section 2.1.
    fileprivate var bearerToken: String? {
        guard let field = headers[.authorization] else { return nil }
        let parts = field.split(separator: " ", maxSplits: 1)
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1].drop { $0 == " " }) : nil
    }
}

extension Fields {
    /// The instant of that name, nil where there is none.
    mutating func instant(_ name: String) -> Instant? {
        guard let text = text(name) else { return nil }
        if let instant = Instant(rfc3339: text) { return instant }
        problems.append(.init(pointer + JSON.pointer(name), "This must be a time as in RFC 3339, such as 2026-11-23T09:00:00Z."))
        return nil
    }

    /// The IANA zone of that name, in which the instant named `time` was said; nil where there is none.
    mutating func zone(_ name: String, of time: String) -> String? {
        guard let zone = text(name) else { return nil }
        let detail: String? =
            if !OfficeTime.knows(zone) { "There is no time zone “\(zone)”. They are like Europe/Lisbon." } else if members[time] ?? .null == .null { "A zone is said with a time." } else { nil }
        if let detail { problems.append(.init(pointer + JSON.pointer(name), detail)) }
        return detail == nil ? zone : nil
    }

    /// The truth value of that name, false where there is none.
    mutating func flag(_ name: String) -> Bool {
        switch members[name] ?? .null {
        case .null: return false
        case .bool(let value): return value
        default:
            problems.append(.init(pointer + JSON.pointer(name), "This must be true or false."))
            return false
        }
    }

    /// The whole number of that name, nil where there is none.
    mutating func integer(_ name: String) -> Int? {
        guard let value = members[name], value != .null else { return nil }
        if let number = value.integer { return number }
        problems.append(.init(pointer + JSON.pointer(name), "This must be a whole number."))
        return nil
    }

    /// The value of that name out of a closed list, nil where there is none.
    mutating func choice<Value: RawRepresentable<String> & CaseIterable>(_ name: String) -> Value? {
        guard let text = text(name) else { return nil }
        if let value = Value(rawValue: text) { return value }
        problems.append(.init(pointer + JSON.pointer(name), "This is one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))."))
        return nil
    }

    /// The list of that name with elements out of a closed list, nil where it is not there.
    mutating func choices<Value: RawRepresentable<String> & CaseIterable>(_ name: String) -> [Value]? {
        texts(name)?.enumerated().compactMap { index, text in
            if let value = Value(rawValue: text) { return value }
            problems.append(.init("\(pointer)\(JSON.pointer(name))/\(index)", "This is one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))."))
            return nil
        }
    }

    /// The list of texts of that name, nil where it is not there.
    mutating func texts(_ name: String) -> [String]? {
        guard members[name] ?? .null != .null else { return nil }
        return list(name).enumerated().compactMap { index, element in
            if let text = element.string { return text }
            problems.append(.init("\(pointer)\(JSON.pointer(name))/\(index)", "This must be a text."))
            return nil
        }
    }

    /// Throws what was found wrong so far.
    func check() throws(Invalid) { if !problems.isEmpty { throw Invalid(problems) } }
}
