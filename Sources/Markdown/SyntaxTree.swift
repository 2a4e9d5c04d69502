import CMarkGFM

/// cmark's syntax tree, owned.
final class SyntaxTree {
    typealias Node = OpaquePointer

    let root: Node
    private static let options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_SAFE

    /// Keeps the extensions that the renderer needs as well.
    private let parser: OpaquePointer

    init(_ source: String) {
        _ = Self.extensions
        let parser: OpaquePointer = cmark_parser_new(Self.options)
        for name in ["autolink", "strikethrough"] + (Self.hasBoundedTables(source) ? ["table"] : []) { cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name)) }
        var source = source
        source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        self.parser = parser
        root = cmark_parser_finish(parser)
    }

    /// cmark takes time in the square of a table's columns, and fills short rows up to the widest: two hundred kilobytes can ask for all memory there is.
    private static func hasBoundedTables(_ source: String) -> Bool {
        let columns = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { $0.count { $0 == UInt8(ascii: "|") } }
        let widest = columns.max() ?? 0
        return widest <= 200 && widest * columns.count <= 250_000
    }

    deinit {
        cmark_node_free(root)
        cmark_parser_free(parser)
    }

    /// Every node, parents before children.
    var nodes: [Node] {
        let walk = cmark_iter_new(root)
        defer { cmark_iter_free(walk) }
        var nodes: [Node] = []
        while true {
            switch cmark_iter_next(walk) {
            case CMARK_EVENT_DONE: return nodes
            case CMARK_EVENT_ENTER: nodes.append(cmark_iter_get_node(walk))
            default: continue
            }
        }
    }

    var html: SafeHTML {
        SafeHTML(Self.take(cmark_render_html(root, Self.options, cmark_parser_get_syntax_extensions(parser))))
    }

    var plainText: String { Self.take(cmark_render_plaintext(root, Self.options, 0)) }

    /// What is written in it, with a line's end before each block and wherever a line ends.
    var words: String {
        nodes.map { node in
            let type = cmark_node_get_type(node)
            let written = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
            let isBlock = type.rawValue & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_PRESENT)
            return isBlock || type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ? "\n" + written : written
        }.joined()
    }

    private static func take(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(text) }
        return String(cString: text)
    }

    /// Registered once: cmark's own registration is not safe from several threads.
    private static let extensions: Void = cmark_gfm_core_extensions_ensure_registered()
}
