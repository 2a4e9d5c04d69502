import Distribution
import Editorial
import Storage

extension Operation {
    static let upkeep: [Operation] = [
        Operation("backup") { call in
            let head = try await call.store.backUp(to: call.text("path"), files: call.files(), by: call.origin, at: call.now)
            return head.map { ["sequence": JSON($0.sequence), "hash": .string($0.hash)] } ?? .null
        },
        Operation("workflow.places") { call in
            .array(try await call.store.places().map(\.json))
        },
        Operation("workflow.releases") { call in
            .array(try await call.store.releases(in: Place(json: call.input), limit: Place.named).map { JSON($0) })
        },
        Operation("hold.show") { call in
            let held = try await call.store.heldBack()
            return [
                "on_hold": .bool(try await call.store.onHold()), "releases": .array((held.releases.map(Listed.whole) + held.damaged.map(Listed.damaged)).map(\.summary)), "deliveries": JSON(held.deliveries),
                "endpoints": .array(try await call.store.owed()), "last_entry_at": JSON(held.lastEntryAt),
            ]
        },
        Operation("hold.resume") { call in
            try await call.store.resume(by: call.origin, at: call.now)
            return .null
        },
    ]
}

extension Place {
    init(json: JSON) {
        self.init(workflow: json["workflow"].words, state: json["state"].words, releases: json["releases"].integer ?? 0)
    }

    /// How many of the releases that stand there are named.
    static let named = 5

    /// For an operation that asks about it.
    var json: JSON { ["workflow": JSON(workflow), "state": JSON(state), "releases": JSON(releases)] }

    /// What is said of a place that no workflow has, where those releases stand.
    func complaint(naming names: [String]) -> String {
        let more = releases > names.count ? " and \(releases - names.count) more" : ""
        return "\(releases) release\(releases == 1 ? " stands" : "s stand") in the state \(state) of the workflow \(workflow), which would have none of that name: "
            + names.joined(separator: ", ") + more + "."
    }
}

extension Store {
    /// How many deliveries each endpoint is owed, by its name.
    fileprivate func owed() async throws -> [JSON] {
        var counts: [String: (name: String, deliveries: Int)] = [:]
        for status in [Delivery.Status.pending, .waiting, .inFlight] {
            for delivery in try await everything({ try await $0.deliveries(DeliveryFilter(status: status), $1) }) {
                counts[delivery.endpointID, default: (delivery.endpointName, 0)].deliveries += 1
            }
        }
        return counts.values.sorted { $0.name < $1.name }.map { ["name": JSON($0.name), "deliveries": JSON($0.deliveries)] }
    }
}
