import Editorial

extension ReleaseFile {
    /// The file of a release's current text, from which an import makes a text with the same digest. `standing` finds the boilerplates that are exported
    /// beside it; `source` names the release that it translates.
    static func write(_ release: Release, office: Office, at now: Instant, source: String?, standing: (String) -> Boilerplate?) -> String {
        let (content, description) = (release.revision.content, release.description)
        var lines = ["headline: \(content.headline.quotedForYAML)"]
        func add(_ key: String, _ text: String?) { if let text { lines.append("\(key): \(text.quotedForYAML)") } }
        func mapping(_ parts: KeyValuePairs<String, String?>) -> String {
            "{" + parts.compactMap { key, text in text.map { "\(key): \($0.quotedForYAML)" } }.joined(separator: ", ") + "}"
        }
        add("subheadline", content.subheadline)
        add("kind", description.kind.rawValue)
        add("section", description.section)
        add("language", description.language)
        if let dateline = content.dateline { lines.append("dateline: " + mapping(["place": dateline.place, "date": dateline.date])) }
        add("summary", content.summary)
        add("speaker", content.speaker)
        if !content.boilerplate.isEmpty { lines.append("boilerplate:") }
        for text in content.boilerplate {
            let unchanged = standing(text.name)?.isExactly(text) == true
            lines.append("  - " + (unchanged ? text.name.quotedForYAML : mapping(["name": text.name, "title": text.title, "text": text.text])))
        }
        // Said even where there is none, because an import fills a gap with the office's own.
        lines.append("contact: " + (content.contact.map { mapping(["role": $0.role, "name": $0.name, "email": $0.email, "phone": $0.phone]) } ?? "null"))
        add("correction_note", content.correctionNote)
        add("slug", description.slug)
        if release.workflow != office.choice.workflow(kind: description.kind, section: description.section) { add("workflow", release.workflow) }
        if let time = release.releaseAt, time > now {
            add("release_at", time.rfc3339)
            add("release_zone", release.releaseZone)
        }
        // Only what the public sees now goes into an archive as public: not a draft of a correction, nor what was withdrawn.
        if let live = release.live.text, live.revision.digest == release.revision.digest { add("published_at", live.publishedAt.rfc3339) }
        add("translation_of", source)
        return FrontMatter.write(lines, key: "body", text: content.body)
    }

    /// `SLUG.md`, or `SLUG.LANGUAGE.md` for every language after the first.
    static func name(of description: Description, office: Office) -> String {
        description.slug + (description.language == office.defaultLanguage ? "" : ".\(description.language)") + ".md"
    }
}
