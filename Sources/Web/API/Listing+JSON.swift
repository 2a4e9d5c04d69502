import Editorial
import Storage

extension Listing {
    /// As every list of the API is written.
    func json(_ item: (Item) -> JSON) -> JSON { ["items": .array(items.map(item)), "next": JSON(next)] }

    /// One page of a list that the store gives whole. `cursor` names an item. Throws `Invalid` for a cursor of no item.
    init(_ all: [Item], _ page: PageRequest, cursor: (Item) -> String) throws(Invalid) {
        var rest = all[...]
        if let after = page.after {
            guard let index = all.firstIndex(where: { cursor($0) == after }) else { throw Invalid("/after", "This is not a cursor of this list.") }
            rest = all[(index + 1)...]
        }
        let shown = Array(rest.prefix(page.limit))
        self.init(items: shown, next: rest.count > shown.count ? shown.last.map(cursor) : nil)
    }
}
