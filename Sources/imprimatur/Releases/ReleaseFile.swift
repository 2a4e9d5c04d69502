import Editorial
import Timekeeping
import Web

/// A release as it stands in a Markdown file.
struct ReleaseFile {
    static let keys = [
        "headline", "subheadline", "kind", "section", "language", "dateline", "summary", "speaker", "boilerplate", "contact", "correction_note", "body",
        "slug", "workflow", "release_at", "release_zone", "published_at", "translation_of", "attachments", "old_urls",
    ]

    /// Without boilerplates and source: those are found in the store.
    let new: NewRelease
    let boilerplate: [StandingReference]
    /// `SLUG`, `LANGUAGE/SLUG` or an id, with its line.
    let translationOf: (text: String, line: Int)?
    /// When it was public before it came here.
    let publishedAt: Instant?
    private let front: FrontMatter

    /// A boilerplate that is named, or one that is written out.
    enum StandingReference {
        case named(String, line: Int)
        case whole(Boilerplate)
    }

    /// Reads the text of a file. Throws a fault at the first thing that is wrong.
    init(_ text: String, file: String, office: Office, at now: Instant) throws(FileFault) {
        front = try FrontMatter(text, file: file, known: Self.keys)
        for key in ["attachments", "old_urls"] {
            if let field = front[key] { throw field.fault("\(key) comes with a later version.") }
        }
        guard front.fields["headline"] != nil else { throw FileFault(file: file, line: 1, message: "The headline is missing: headline must be there.") }
        var content = Content(headline: try front.text("headline") ?? "")
        content.subheadline = try front.text("subheadline")
        content.summary = try front.text("summary")
        content.speaker = try front.text("speaker")
        content.correctionNote = try front.text("correction_note")
        content.body = try front.longText("body")
        if let dateline = try front["dateline"]?.fields("dateline", known: ["place", "date"]) {
            content.dateline = Dateline(place: try dateline["place"]?.text("place"), date: try dateline["date"]?.text("date"))
        }
        let language = try front.text("language") ?? office.defaultLanguage
        content.contact = front.fields["contact"] == nil ? office.defaultContact?[language] : try front["contact"]?.contact("contact")

        var kind = Kind.news
        if let field = front["kind"] {
            let word = try field.text("kind")
            guard let known = Kind(rawValue: word) else {
                throw field.fault("There is no kind \(word). There is: \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            kind = known
        }
        guard let section = try front.text("section") ?? (office.sections.count == 1 ? office.sections[0].slug : nil) else {
            throw FileFault(file: file, line: 1, message: "The section is missing: section must be there.")
        }
        let (time, zone) = try Self.releaseTime(front, in: office.timeZone)
        new = NewRelease(
            kind: kind, section: section, language: language, content: content, workflow: try front.text("workflow"), slug: try front.text("slug"),
            releaseAt: time, releaseZone: zone)
        boilerplate = try front["boilerplate"]?.list("boilerplate").map { item throws(FileFault) in try Self.reference(item) } ?? []
        translationOf = try front["translation_of"].map { field throws(FileFault) in (try field.text("translation_of"), field.line) }
        publishedAt = try front["published_at"]?.moment("published_at", in: office.timeZone)
        if let publishedAt, publishedAt > now { throw front["published_at"]?.fault("published_at must lie in the past.") ?? fault(at: "", "") }
        do {
            try content.check()
            try new.check(under: office, at: now)
        } catch {
            throw fault(error)
        }
    }

    /// The release time and the zone in which it is said: a time without an offset is on the clocks of that zone, or of the office.
    private static func releaseTime(_ front: FrontMatter, in office: String) throws(FileFault) -> (time: Instant?, zone: String?) {
        var said: String?
        if let field = front["release_zone"] {
            let zone = try field.text("release_zone")
            if !OfficeTime.knows(zone) { throw field.fault("There is no time zone \(zone). They are like Europe/Lisbon.") }
            if front["release_at"] == nil { throw field.fault("release_zone is said with release_at.") }
            said = zone
        }
        guard let field = front["release_at"] else { return (nil, nil) }
        let time = try field.moment("release_at", in: said ?? office)
        let isInstant = Instant(rfc3339: try field.text("release_at")) != nil
        return (time, said ?? (isInstant ? nil : office))
    }

    /// What the rules say against it, at the line that it is about.
    func fault(_ invalid: Invalid) -> FileFault {
        let problem = invalid.problems.first
        return fault(at: problem?.pointer ?? "", problem?.detail ?? "This cannot be taken.")
    }

    private func fault(at pointer: String, _ message: String) -> FileFault {
        let path = pointer.split(separator: "/").drop { $0 == "content" }
        let key = path.first.map(String.init) ?? ""
        let line = front.fields[key]?.line ?? (key == "body" ? front.bodyLine : 1)
        return FileFault(file: front.file, line: line, message: message.contains(key) ? message : "\(key): \(message)")
    }

    private static func reference(_ item: YAML) throws(FileFault) -> StandingReference {
        guard item.isMapping else { return .named(try item.text("Each of boilerplate"), line: item.line) }
        let parts = try item.fields("A boilerplate", known: ["name", "title", "text"])
        guard let name = parts["name"], let title = parts["title"], let text = parts["text"] else {
            throw item.fault("A boilerplate that is written out needs name, title and text.")
        }
        return .whole(Boilerplate(name: try name.text("name"), title: try title.text("title"), text: try text.text("text")))
    }
}
