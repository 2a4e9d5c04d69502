import Editorial
import Pages

extension ReleaseForm {
    /// The saved text, field by field in people's words, with what is not as it was typed.
    func differences(from saved: ReleaseForm, under office: Office) -> [SavedText] {
        let fields = Self.fields.filter { !saved[$0].isEmpty || !self[$0].isEmpty }.map { field in
            SavedText(label: Self.label(of: field), words: saved.words(of: field, under: office), differs: !saved[field].utf8.elementsEqual(self[field].utf8))
        }
        let names = saved.boilerplate.joined(separator: ", ")
        return fields + (names.isEmpty ? [] : [SavedText(label: "Boilerplates", words: names, differs: saved.boilerplate != boilerplate)])
    }

    /// Whether it is what is saved. An address that follows the headline is no other than the one that it has led to.
    func isSaved(as saved: ReleaseForm) -> Bool { self == saved || (slug == nil && with(slug: saved["slug"]) == saved) }

    /// What was typed and is not as it is saved, to be copied; what was emptied, too.
    func kept(beside saved: ReleaseForm) -> [KeptText] {
        let fields = Self.fields.filter { self[$0] != saved[$0] && ($0 != "slug" || slug != nil) }.map { KeptText(label: Self.label(of: $0), value: self[$0]) }
        return fields + (boilerplate == saved.boilerplate ? [] : [KeptText(label: "Boilerplates", value: boilerplate.joined(separator: ", "))])
    }

    private static let labels = [
        "body": "Text", "slug": "Address", "dateline_place": "Place", "dateline_date": "Date", "contact_role": "Press contact: role",
        "contact_name": "Press contact: name", "contact_email": "Press contact: e-mail", "contact_phone": "Press contact: phone",
        "release_which": "Which of the two hours",
    ]

    /// As the form itself calls it, where it is the only one of that name.
    private static func label(of field: String) -> String { labels[field] ?? field.replacing("_", with: " ").capitalizedFirst }

    private func words(of field: String, under office: Office) -> String {
        let value = self[field]
        switch field {
        case "kind": return Kind(rawValue: value)?.title ?? value
        case "section": return office.section(value)?.title[office.defaultLanguage] ?? value
        case "language": return ReleaseWords.language(value)
        case "release_which":
            let readings = ReleaseTimeField(date: self["release_date"], time: self["release_time"], which: value).readings(in: OfficeTime(office.timeZone))
            return readings.first(where: \.chosen)?.label ?? "not said"
        default: return value
        }
    }
}
