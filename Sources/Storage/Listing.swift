import Editorial

/// One page of a list.
package struct PageRequest: Sendable {
    /// 1 to 200.
    package var limit: Int
    /// The `next` of the page before. A cursor that this store did not make is an `Invalid` at `/after`.
    package var after: String?
    package init(limit: Int = 50, after: String? = nil) { (self.limit, self.after) = (limit, after) }

    static let unknownCursor = Invalid("/after", "This is not a cursor of this list.")

    /// What one item more than `limit` tells: whether there is a next page. The cursor names the last item shown.
    func listing<Item>(of items: [Item], cursor: (Item) -> String) -> Listing<Item> {
        let shown = Array(items.prefix(limit))
        return Listing(items: shown, next: items.count > limit ? shown.last.map(cursor) : nil)
    }
}

/// What stands on one page.
package struct Listing<Item: Sendable>: Sendable {
    /// In the list's order.
    package var items: [Item]
    /// The cursor of the next page, nil on the last.
    package var next: String?
    package init(items: [Item], next: String?) { (self.items, self.next) = (items, next) }
}
