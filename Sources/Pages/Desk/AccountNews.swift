/// What has happened to accounts, on every page of a press secretary until they say that they have seen it.
package struct AccountNews: Sendable {
    /// A sentence each, oldest first.
    package var items: [String]
    /// Where "Seen" posts `through`, the last entry of the journal that was shown.
    package var action: String
    package var through: String

    package init(items: [String], action: String, through: String) { (self.items, self.action, self.through) = (items, action, through) }
}
