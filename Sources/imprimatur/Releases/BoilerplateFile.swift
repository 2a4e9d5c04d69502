import Editorial

/// A standing text of the office as it stands in `boilerplate/NAME.md`, or `boilerplate/NAME.LANGUAGE.md`.
struct BoilerplateFile {
    let language: String
    let boilerplate: Boilerplate

    /// Reads the text of `file`. Throws a fault at the first thing that is wrong.
    init(_ text: String, file: String, office: Office) throws(FileFault) {
        let front = try FrontMatter(text, file: file, known: ["title", "language", "text"])
        let parts = (file.split(separator: "/").last ?? "").split(separator: ".", maxSplits: 2).map(String.init)
        let named = parts.count == 3 ? parts[1] : nil
        let said = try front.text("language")
        if let said, let named, said != named { throw front["language"]?.fault("The file's name says \(named), this line \(said).") ?? Self.fault(file, "") }
        language = said ?? named ?? office.defaultLanguage
        guard office.languages.contains(language) else {
            throw front["language"]?.fault("The office has no language \(language).") ?? Self.fault(file, "The office has no language \(language).")
        }
        guard let title = try front.text("title") else { throw Self.fault(file, "The title is missing: title must be there.") }
        boilerplate = Boilerplate(name: parts.first ?? "", title: title, text: try front.longText("text"))
    }

    static func write(_ boilerplate: Boilerplate, language: String) -> String {
        FrontMatter.write(["title: \(boilerplate.title.quotedForYAML)", "language: \(language)"], key: "text", text: boilerplate.text)
    }

    static func name(of boilerplate: Boilerplate, language: String, office: Office) -> String {
        "boilerplate/" + boilerplate.name + (language == office.defaultLanguage ? "" : ".\(language)") + ".md"
    }

    private static func fault(_ file: String, _ message: String) -> FileFault { FileFault(file: file, line: 1, message: message) }
}

extension Boilerplate {
    /// Whether it is the same to the byte: strings that look alike are equal in Swift, and have other digests.
    func isExactly(_ other: Boilerplate) -> Bool {
        name.utf8.elementsEqual(other.name.utf8) && title.utf8.elementsEqual(other.title.utf8) && text.utf8.elementsEqual(other.text.utf8)
    }
}
