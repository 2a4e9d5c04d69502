import Editorial

extension Comparison {
    /// The API's answer about two revisions.
    func json(of revision: Int, against: Int) -> JSON {
        [
            "revision": JSON(revision), "against": JSON(against),
            "fields": .array(
                fields.map { field in
                    [
                        "field": .string(field.name), "before": JSON(field.before), "after": JSON(field.after),
                        "pieces": .array(field.pieces.map { ["kind": .string($0.kind.rawValue), "text": .string($0.text)] }),
                    ]
                }), "unchanged": JSON(unchanged),
        ]
    }

    /// Of a first revision, which there is nothing to compare with.
    static func nothing(for revision: Int) -> JSON { ["revision": JSON(revision), "against": .null, "fields": [], "unchanged": []] }
}
