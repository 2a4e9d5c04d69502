import CMarkGFM
import Foundation

extension SyntaxTree {
    /// Takes out of the tree what a release may not do to its readers.
    func tamed(pictures: [String: String], headingsUnder level: Int) -> SyntaxTree {
        var outer: [Int32] = []
        for node in nodes {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HTML_BLOCK: replace(node, with: paragraph(text(literal(node).trimmingNewlines)))
            case CMARK_NODE_HTML_INLINE: replace(node, with: text(literal(node)))
            case CMARK_NODE_LINK where !Self.mayLead(to: address(node)): unwrap(node)
            case CMARK_NODE_IMAGE:
                if let picture = pictures[address(node)] ?? pictures[address(node).removingPercentEncoding ?? ""] { cmark_node_set_url(node, picture) } else { unwrap(node) }
            case CMARK_NODE_HEADING:
                // Whatever level a writer began with, none is skipped: screen readers count on it.
                let written = cmark_node_get_heading_level(node)
                outer = outer.filter { $0 < written } + [written]
                cmark_node_set_heading_level(node, Int32(min(level + outer.count, 6)))
            default: continue
            }
        }
        return self
    }

    static func mayLead(to address: String) -> Bool {
        let start = address.prefix(8).lowercased()
        return ["http://", "https://", "mailto:", "tel:"].contains { start.hasPrefix($0) }
    }

    /// Leaves what stood in it.
    private func unwrap(_ node: Node) {
        while let child = cmark_node_first_child(node) { cmark_node_insert_before(node, child) }
        remove(node)
    }

    private func replace(_ node: Node, with other: Node) {
        cmark_node_insert_before(node, other)
        remove(node)
    }

    private func remove(_ node: Node) {
        cmark_node_unlink(node)
        cmark_node_free(node)
    }

    private func text(_ literal: String) -> Node {
        let node = cmark_node_new(CMARK_NODE_TEXT)!
        cmark_node_set_literal(node, literal)
        return node
    }

    private func paragraph(_ child: Node) -> Node {
        let node = cmark_node_new(CMARK_NODE_PARAGRAPH)!
        cmark_node_append_child(node, child)
        return node
    }

    private func literal(_ node: Node) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }
    private func address(_ node: Node) -> String { cmark_node_get_url(node).map { String(cString: $0) } ?? "" }
}

extension String {
    /// Without line ends at its end.
    var trimmingNewlines: String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }
}
