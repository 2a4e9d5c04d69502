/// One page: a flat struct of strings as people read them, for one template that names nothing else.
package protocol Page: Sendable {
    static var template: Template { get }
}

/// A template's text, embedded in the program: one that is missing does not compile.
package struct Template: Sendable {
    let name: String
    let source: String

    init(_ name: String, _ bytes: [UInt8]) { (self.name, source) = (name, String(decoding: bytes, as: UTF8.self)) }
}
