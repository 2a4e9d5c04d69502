@testable import Pages

/// Reads a template as the library would, over a sample in which everything is filled, and notes each name that the library would silently render as
/// nothing, take from somewhere else, or put out unescaped although it might do harm.
struct TemplateReader {
    private var mistakes: Set<String> = []
    private var entered: Set<String> = []
    private var passed: Set<String> = []
    private var used: Set<String> = []
    private var met: Set<String> = []
    private let sources: [String: String]

    /// What is wrong, and which sections no sample has filled.
    var faults: [String] { mistakes.sorted() + passed.subtracting(entered).sorted().map { "no full sample fills \($0)" } }

    /// The properties that no template names, as `Type.name`.
    var unused: [String] { met.subtracting(used).sorted() }

    init(_ templates: [Template]) { sources = Dictionary(uniqueKeysWithValues: templates.map { ($0.name, $0.source) }) }

    mutating func read(_ page: any Page) { walk(tag(named: type(of: page).template.name), [page], [:], in: type(of: page).template.name) }

    /// A tag with what stands between it and its end.
    private struct Tag {
        let sign: String
        let name: String
        var inner: [Tag] = []
    }

    private mutating func tag(named template: String) -> [Tag] {
        guard let source = sources[template] else {
            mistakes.insert("there is no template \(template)")
            return []
        }
        var open = [Tag(sign: "", name: "")]
        for match in source.matches(of: /\{\{(\{|[#^\/$<>%]?)\s*([^\s{}]+)\s*\}\}\}?/) {
            let tag = Tag(sign: String(match.1), name: String(match.2))
            switch tag.sign {
            case "#", "^", "$", "<": open.append(tag)
            case "/":
                let closed = open.removeLast()
                if closed.name != tag.name { mistakes.insert("\(template): \(tag.name) ends \(closed.name)") }
                open[open.count - 1].inner.append(closed)
            default: open[open.count - 1].inner.append(tag)
            }
        }
        return open[0].inner
    }

    private mutating func walk(_ tags: [Tag], _ stack: [Any], _ blocks: [String: [Tag]], in template: String) {
        for tag in tags {
            switch tag.sign {
            case ">": walk(self.tag(named: tag.name), stack, blocks, in: tag.name)
            case "<":
                let given = Dictionary(uniqueKeysWithValues: tag.inner.map { ($0.name, $0.inner) })
                walk(self.tag(named: tag.name), stack, blocks.merging(given) { outer, _ in outer }, in: tag.name)
            case "$": walk(blocks[tag.name] ?? tag.inner, stack, blocks, in: template)
            case "#":
                let inside = entering(tag.name, stack, in: template)
                if inside.isEmpty { passed.insert("\(template): \(tag.name)") } else { entered.insert("\(template): \(tag.name)") }
                for stack in inside { walk(tag.inner, stack, blocks, in: template) }
            case "^":
                _ = value(tag.name, stack, in: template)
                walk(tag.inner, stack, blocks, in: template)
            case "{":
                if let value = value(tag.name, stack, in: template), "\(type(of: value))" != "SafeHTML" {
                    mistakes.insert("\(template): {{{\(tag.name)}}} is no SafeHTML")
                }
            default: _ = value(tag.name, stack, in: template)
            }
        }
    }

    /// What stands on the stack each time that a section is entered; empty where the sample leaves it out.
    private mutating func entering(_ name: String, _ stack: [Any], in template: String) -> [[Any]] {
        guard let value = value(name, stack, in: template) else { return [] }
        if value is Bool || name.contains("(") { return [stack] }
        return (value as? [Any] ?? [value]).map { stack + [$0] }
    }

    /// What a name leads to, as the library finds it.
    private mutating func value(_ name: String, _ stack: [Any], in template: String) -> Any? {
        let path = name.split(separator: "(").last.map { $0.filter { $0 != ")" } } ?? ""
        if path == "." { return stack.last }
        let parts = path.split(separator: ".").map(String.init)
        let stays = path.hasPrefix(".")
        let holders = (stays ? stack.suffix(1) : stack[...]).reversed().filter { Mirror(reflecting: $0).children.contains { $0.label == parts[0] } }
        guard var holder = holders.first else {
            mistakes.insert("\(template): nothing there is called \(name)")
            return nil
        }
        for holder in stack { met.formUnion(Mirror(reflecting: holder).children.compactMap { $0.label.map { "\(type(of: holder)).\($0)" } }) }
        var found: Any?
        for (index, part) in parts.enumerated() {
            guard let child = Mirror(reflecting: holder).children.first(where: { $0.label == part }) else {
                mistakes.insert("\(template): \(type(of: holder)) has no \(part)")
                return nil
            }
            used.insert("\(type(of: holder)).\(part)")
            let mirror = Mirror(reflecting: child.value)
            let isOptional = mirror.displayStyle == .optional
            if isOptional, index == 0, holders.count > 1 { mistakes.insert("\(template): where \(name) is nil, an outer one is taken; write .\(name)") }
            guard let value = isOptional ? mirror.children.first?.value : child.value else { return nil }
            (holder, found) = (value, value)
        }
        return found
    }
}
