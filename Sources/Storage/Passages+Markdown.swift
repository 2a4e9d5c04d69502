import Editorial
import Markdown

extension Passages {
    /// As the desk and the newsroom show that text.
    package init(of revision: Revision, in fields: Set<ContentField>) { self.init(of: revision, in: fields) { MarkdownDocument($0).words() } }

    /// Those in which the anchors lie.
    package init(of revision: Revision, for anchors: [Anchor]) { self.init(of: revision, in: Set(anchors.lazy.filter { $0.quote != nil }.map(\.field))) }
}
