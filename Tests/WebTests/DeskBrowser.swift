import Courier
import Editorial
import Foundation
import Testing

@testable import Web

/// A browser at the desk: keeps cookies, sends forms as they stand on the page, follows nothing by itself.
actor DeskBrowser {
    let site: OpenSite
    private var cookies: [String: String] = [:]

    init(_ site: OpenSite) { self.site = site }

    /// One that is signed in.
    static func signedIn(_ person: Person, at site: OpenSite) async throws -> DeskBrowser {
        let browser = DeskBrowser(site)
        let answer = try await browser.signIn(person.login)
        #expect(answer.status == 303)
        return browser
    }

    func signIn(_ login: String, password: String = OpenSite.password, next: String = "/desk") async throws -> LocalCall.Answer {
        let page = try await get("/desk/login?next=\(next.percentEncoded)")
        return try await submit(page, to: "/desk/login", ["login": login, "password": password])
    }

    func get(_ path: String) async throws -> LocalCall.Answer { try await send("GET", path, [], "") }

    /// Sends fields to `path` as a page of ours would; without a token unless `fields` has one.
    func post(_ path: String, _ fields: [(String, String)], headers: [(String, String)] = [("Sec-Fetch-Site", "same-origin")]) async throws -> LocalCall.Answer {
        let body = fields.map { "\($0.0.percentEncoded)=\($0.1.percentEncoded)" }.joined(separator: "&")
        return try await send("POST", path, headers + [("Content-Type", "application/x-www-form-urlencoded")], body)
    }

    /// Sends the form of `page` that posts to `action`, its fields as they stand but for `typed`.
    func submit(_ page: LocalCall.Answer, to action: String, _ typed: [String: String] = [:]) async throws -> LocalCall.Answer {
        let form = try #require(page.form(to: action), "there is no form to \(action)")
        let standing = form.filter { typed[$0.0] == nil }
        return try await post(action, standing + typed.map { ($0.key, $0.value) })
    }

    /// The session's own token, from a page that has one.
    func token() async throws -> String {
        let page = try await get("/desk/account")
        return try #require(page.form(to: "/desk/logout")?.first { $0.0 == "form_token" }?.1)
    }

    func forgetSession() { for name in cookies.keys where name.hasSuffix("session") { cookies[name] = nil } }
    func has(_ cookie: String) -> Bool { cookies[cookie] != nil }

    private func send(_ method: String, _ path: String, _ headers: [(String, String)], _ body: String) async throws -> LocalCall.Answer {
        let cookie = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let answer = try await site.send(method, path, headers + (cookie.isEmpty ? [] : [("Cookie", cookie)]), body: body)
        for (name, value) in answer.headers where name.lowercased() == "set-cookie" {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            // `__Host-` cookies are sent back over plain http here, as no browser would.
            cookies[pair[0]] = pair[1].isEmpty ? nil : pair[1]
        }
        return answer
    }
}

extension LocalCall.Answer {
    /// What stands in the page, entities read.
    var words: String { Self.unescaped(text) }

    /// The fields of the form that posts to `action`: hidden ones, inputs, text areas, what is chosen and ticked.
    func form(to action: String) -> [(String, String)]? {
        guard let start = text.range(of: "action=\"\(action)\""), let end = text.range(of: "</form>", range: start.upperBound..<text.endIndex) else { return nil }
        let form = String(text[start.upperBound..<end.lowerBound])
        var fields: [(String, String)] = []
        for input in form.matches(of: /<input\b[^>]*>/) {
            let tag = String(input.output)
            guard let name = attribute("name", of: tag) else { continue }
            if tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\""), !tag.contains(" checked") { continue }
            fields.append((name, attribute("value", of: tag) ?? ""))
        }
        for area in form.matches(of: /<textarea\b([^>]*)>\n?([^<]*)<\/textarea>/) {
            if let name = attribute("name", of: String(area.output.1)) { fields.append((name, Self.unescaped(String(area.output.2)))) }
        }
        for list in form.matches(of: /<select\b([^>]*)>((?:(?!<\/select>)[\s\S])*)<\/select>/) {
            let options = list.output.2.matches(of: /<option\b[^>]*>/).map { String($0.output) }
            guard let name = attribute("name", of: String(list.output.1)), let chosen = options.first(where: { $0.contains(" selected") }) ?? options.first
            else { continue }
            fields.append((name, attribute("value", of: chosen) ?? ""))
        }
        return fields
    }

    private func attribute(_ name: String, of tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\""), let end = tag.range(of: "\"", range: start.upperBound..<tag.endIndex) else { return nil }
        return Self.unescaped(String(tag[start.upperBound..<end.lowerBound]))
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
