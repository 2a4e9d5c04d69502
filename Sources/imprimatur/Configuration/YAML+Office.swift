import Distribution
import Editorial

// The shapes that a configuration file is made of.
extension YAML {
    /// `role`, `name`, `email`, `phone`.
    func contact(_ name: String) throws(FileFault) -> Contact {
        var contact = Contact()
        for (key, value) in try fields(name, known: ["role", "name", "email", "phone"]) {
            let text = try value.text(key)
            switch key {
            case "role": contact.role = text
            case "name": contact.name = text
            case "email": contact.email = text
            default: contact.phone = text
            }
        }
        return contact
    }

    /// Language tags (RFC 5646) as they stand in addresses: `en`, `pt-br`.
    func languages() throws(FileFault) -> [String] {
        var languages: [String] = []
        for item in try list("languages") {
            let language = try item.text("Each of languages")
            guard language.wholeMatch(of: /[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil else { throw item.fault("\(language) is no language. They are like en or pt-br.") }
            guard !languages.contains(language) else { throw item.fault("The language \(language) stands twice.") }
            languages.append(language)
        }
        guard !languages.isEmpty else { throw fault("languages must name one at least.") }
        return languages
    }

    /// One value for all languages, or one for each, the first language's at least.
    func localised<Value>(_ languages: [String], _ name: String, byLanguage: Bool, _ read: (YAML) throws(FileFault) -> Value) throws(FileFault) -> Localised<Value> {
        guard byLanguage else { return Localised(try read(self)) }
        var values: [String: Value] = [:]
        for (language, value) in try members(name, known: languages) { values[language] = try read(value) }
        guard let standard = values[languages[0]] else { throw fault("\(name) lacks the office's first language, \(languages[0]).") }
        return Localised(standard, byLanguage: values)
    }

    /// A list of `{slug, title}`.
    func sections(_ languages: [String]) throws(FileFault) -> [Office.Section] {
        var sections: [Office.Section] = []
        for item in try list("sections") {
            let parts = try item.fields("Each of sections", known: ["slug", "title"])
            guard let field = parts["slug"] else { throw item.fault("A section lacks its slug.") }
            let slug = try field.text("slug")
            guard Slug.isValid(slug) else { throw field.fault("\(slug) is no slug: small Latin letters, digits and single hyphens.") }
            guard !sections.contains(where: { $0.slug == slug }) else { throw field.fault("The section \(slug) stands twice.") }
            guard let title = parts["title"] else { throw item.fault("The section \(slug) lacks its title.") }
            sections.append(
                Office.Section(
                    slug: slug,
                    title: try title.localised(languages, "title", byLanguage: title.isMapping) { value throws(FileFault) in try value.text("title") }))
        }
        guard !sections.isEmpty else { throw fault("sections must name one at least.") }
        return sections
    }

    /// For how long something is kept, in seconds: a duration that is more than nothing, a hundred years at most.
    func age(_ name: String) throws(FileFault) -> Double {
        let seconds = try duration(name)
        guard seconds > 0, seconds <= 36_525 * 86_400 else { throw fault("\(name) must be more than 0 and at most 36525d.") }
        return seconds
    }

    /// Seconds: a number, or one with `s`, `m`, `h` or `d` behind it.
    func duration(_ name: String) throws(FileFault) -> Double {
        let text = try text(name)
        guard let seconds = RetrySchedule.seconds(text) else { throw fault("\(text) is no duration. They are like 20, 5s, 30m, 2h or 90d.") }
        return seconds
    }
}
