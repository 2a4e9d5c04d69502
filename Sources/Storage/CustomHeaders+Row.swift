import Distribution
import Editorial
import GRDB

extension CustomHeaders {
    /// As they are kept, nil for none.
    var stored: String? {
        fields.isEmpty ? nil : JSON.object(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, JSON.string($0.value)) })).stored
    }

    /// None where what is kept cannot be read: the receiver then refuses, and says so.
    init(stored: String?) {
        let members = stored.flatMap { try? JSON(stored: $0) }?.object ?? [:]
        self = (try? CustomHeaders(members.sorted { $0.key < $1.key }.compactMap { name, value in value.string.map { Field(name: name, value: $0) } })) ?? .none
    }
}
