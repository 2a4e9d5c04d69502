/// One sentence about what is wrong, at the head of the page; with a link where it is about a field.
package struct FormError: Sendable {
    package var detail: String
    /// The id of the field on the page, which is its name unless a page says otherwise.
    package var field: String?

    package init(detail: String, field: String? = nil) {
        (self.detail, self.field) = (detail, field)
    }
}

/// A field of a form that was typed before, carried along unseen.
package struct KeptField: Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        (self.name, self.value) = (name, value)
    }
}

/// What was typed into a form that is no longer offered, shown so that it can be copied.
package struct KeptText: Sendable {
    package var label: String
    package var value: String

    package init(label: String, value: String) {
        (self.label, self.value) = (label, value)
    }
}
