/// One field of a form, with its label, what stands in it and what is wrong with that.
package struct Field: Sendable {
    package let id: String
    package let name: String
    package let label: String
    package let value: String
    package let error: String?
    package let hint: String?
    /// As HTML's `input` names it.
    package let type: String
    package let autocomplete: String?
    package let required: Bool
    package let choices: [Choice]
    /// The ids of the hint and the error, where there are any.
    let describedBy: String?

    /// The id is the name, unless the page has several forms with a field of that name.
    package init(
        _ name: String, label: String, value: String = "", error: String? = nil, hint: String? = nil, id: String? = nil, type: String = "text",
        autocomplete: String? = nil, required: Bool = false, choices: [Choice] = []
    ) {
        (self.id, self.name, self.label, self.value, self.error) = (id ?? name, name, label, value, error)
        (self.hint, self.type, self.autocomplete, self.required, self.choices) = (hint, type, autocomplete, required, choices)
        let parts = [hint.map { _ in "hint" }, error.map { _ in "error" }].compactMap { $0 }
        describedBy = parts.isEmpty ? nil : parts.map { "\(id ?? name)-\($0)" }.joined(separator: " ")
    }
}
