/// Addresses of the files in `Public`, as the static files' table names them.
package struct Assets: Sendable {
    package var desk: String
    package var release: String
    package var newsroom: String
    package var script: String
    package var icon: String

    package init(
        desk: String = "/css/desk.css", release: String = "/css/release.css", newsroom: String = "/css/newsroom.css",
        script: String = "/js/desk.js", icon: String = "/favicon.svg"
    ) {
        (self.desk, self.release, self.newsroom, self.script, self.icon) = (desk, release, newsroom, script, icon)
    }
}

/// A link; `current` where it leads to the page that it stands on.
package struct Link: Sendable {
    package var href: String
    package var label: String
    package var current: Bool

    package init(href: String, label: String, current: Bool = false) {
        (self.href, self.label, self.current) = (href, label, current)
    }
}

/// A name and what there is to say about it.
package struct Fact: Sendable {
    package var label: String
    package var words: String

    package init(label: String, words: String) {
        (self.label, self.words) = (label, words)
    }
}

/// One thing to choose in a form.
package struct Choice: Sendable {
    package var value: String
    package var label: String
    package var chosen: Bool

    package init(value: String, label: String, chosen: Bool = false) {
        (self.value, self.label, self.chosen) = (value, label, chosen)
    }
}
