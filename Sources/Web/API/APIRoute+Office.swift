import Editorial
import HTTPTypes
import Hummingbird
import Storage

extension APIRoute {
    static let office: [APIRoute] = [
        APIRoute(.get, "workflows", for: .everybody, query: ["limit", "after"]) { call in
            let workflows = call.office.workflows.values.sorted { $0.name < $1.name }
            return .json(try Listing(workflows, call.page(), cursor: \.name).json(\.json))
        },
        APIRoute(.get, "sections", for: .everybody, query: ["limit", "after"]) { call in
            let listing = try Listing(call.office.sections, call.page(), cursor: \.slug)
            return .json(listing.json { section in
                let titles = call.office.languages.map { ($0, JSON.string(section.title[$0])) }
                return ["slug": .string(section.slug), "title": .object(Dictionary(titles) { first, _ in first })]
            })
        },
        APIRoute(.get, "me", for: .everybody) { call in .json(.object(call.person.members)) },
        APIRoute(.get, "users", for: .peopleReaders, query: ["limit", "after"]) { call in
            .json(try await Listing(call.store.users(), call.page()) { $0.person.login }.json(\.json))
        },
        APIRoute(.get, "audit", for: .journalReaders, query: ["limit", "after"]) { call in
            let listing = try await call.store.journal(JournalFilter(reader: call.person), call.page())
            let subjects = try await call.site.subjects(of: listing.items, to: call.person)
            return .json(listing.json { entry in entry.json(as: entry.releaseID.map { subjects[$0]?.visibility ?? .trace } ?? .whole) })
        },
    ]
}

extension Person {
    fileprivate var members: [String: JSON] {
        ["login": .string(login), "name": .string(name), "roles": JSON(roles.sorted().map(\.rawValue))]
    }
}

extension User {
    fileprivate var json: JSON {
        .object(person.members.merging(["email": JSON(email), "disabled": .bool(disabled), "created_at": JSON(createdAt)]) { $1 })
    }
}

extension Workflow {
    fileprivate var json: JSON {
        let counts = approvals.map { ($0.key.rawValue, JSON($0.value)) }
        return [
            "name": .string(name), "title": .string(title), "digest": .string(digest), "approvals": .object(Dictionary(counts) { first, _ in first }),
            "states": .array(states.map(\.json)), "transitions": .array(transitions.map(\.json)),
        ]
    }
}

extension Workflow.State {
    fileprivate var json: JSON {
        ["name": .string(name), "title": .string(title), "editable_by": JSON(editableBy.sorted().map(\.rawValue)), "end": .bool(end)]
    }
}

extension Workflow.Transition {
    fileprivate var json: JSON {
        [
            "name": .string(name), "title": .string(title), "from": JSON(from.sorted()), "to": .string(to), "by": JSON(by.sorted().map(\.rawValue)),
            "automatic": .bool(automatic), "guards": JSON(guards.map(\.rawValue)), "effects": JSON(effects.map(\.rawValue)),
        ]
    }
}
