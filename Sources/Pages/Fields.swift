import Mustache

/// A page's value as templates read it: with every field at hand by its name. swift-mustache would look through all fields by reflection for each name in a
/// template, and that was most of what a page cost.
struct Fields: MustacheParent {
    private let values: [String: Any]

    func child(named name: String) -> Any? { values[name] }

    /// What a template shall read in place of that value: the fields of a structure, all the way down, nothing for an empty optional, and else the value itself.
    static func reading(_ value: Any) -> Any? {
        if let text = value as? String { return text }
        if let plain = value as? any MustacheCustomRenderable { return plain }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { reading($0.value) }
        case .collection: return mirror.children.map { reading($0.value) as Any }
        case .struct: return Fields(values: Dictionary(mirror.children.compactMap { child in child.label.flatMap { name in reading(child.value).map { (name, $0) } } }) { $1 })
        default: return value
        }
    }
}
