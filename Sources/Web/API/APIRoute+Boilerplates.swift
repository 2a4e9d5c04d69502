import Editorial
import HTTPTypes
import Hummingbird
import Storage

extension APIRoute {
    static let boilerplates: [APIRoute] = [
        APIRoute(.get, "boilerplates", for: .everybody, query: ["limit", "after"]) { call in
            let listing = try await Listing(call.store.boilerplates(), call.page()) { "\($0.boilerplate.name).\($0.language)" }
            return .json(listing.json(\.json))
        },
        APIRoute(.get, "boilerplates/:name", for: .everybody, query: ["language"]) { call in
            guard let text = try await call.store.boilerplate(call.parameter("name"), language: call.language) else { throw NotFound("boilerplate") }
            return .json(text.json)
        },
        APIRoute(.put, "boilerplates/:name", for: .rules, query: ["language"]) { call in
            var fields = try await call.fields(["title", "text"])
            let boilerplate = Boilerplate(name: call.parameter("name"), title: fields.requiredText("title"), text: fields.requiredText("text"))
            try fields.check()
            let isNew = try await call.store.put(boilerplate, language: call.language, by: call.origin, at: call.now)
            guard let text = try await call.store.boilerplate(boilerplate.name, language: call.language) else { throw NotFound("boilerplate") }
            return .json(text.json, status: isNew ? .created : .ok)
        },
    ]
}

extension APICall {
    fileprivate var language: String { query["language"] ?? office.defaultLanguage }
}

extension StandingText {
    fileprivate var json: JSON {
        [
            "name": .string(boilerplate.name), "language": .string(language), "title": .string(boilerplate.title), "text": .string(boilerplate.text),
            "updated_at": JSON(updatedAt), "updated_by": .string(updatedBy),
        ]
    }
}
