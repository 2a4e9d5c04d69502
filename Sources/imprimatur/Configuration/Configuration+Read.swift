import Distribution
import Editorial
import Foundation
import Storage

extension Configuration {
    private static let single = ["data", "bind", "workflows", "public", "base_url"]
    private static let keys =
        single + [
            "trusted_proxy", "organisation", "default_contact", "time_zone", "languages", "sections", "retry_schedule", "delivery_timeout", "look_for_releases", "keep_attempts",
            "keep_deliveries", "workflow", "refuse_ranges",
        ]

    /// Reads the file at `path`. Throws a 65 that names the place of the first mistake.
    static func read(_ path: String) throws -> Configuration {
        try read(File.read(path, limit: 1_048_576), file: path)
    }

    /// Reads the bytes of `file`.
    static func read(_ bytes: [UInt8], file: String) throws -> Configuration {
        var configuration = Configuration()
        (configuration.file, configuration.bytes) = (file, bytes)
        guard let root = try YAML.read(Text(bytes, file: file).string, file: file), !root.isNull else { return configuration }
        let fields = try root.fields("The configuration", known: keys)
        for key in single {
            guard let field = fields[key] else { continue }
            configuration.options[key] = Said(values: [try field.text(key)], place: .file(file, line: field.line))
        }
        if let field = fields["trusted_proxy"] {
            let proxies = field.isList ? try field.texts("trusted_proxy") : [try field.text("trusted_proxy")]
            configuration.options["trusted_proxy"] = Said(values: proxies, place: .file(file, line: field.line))
        }
        try configuration.readOffice(fields)
        try configuration.readDelivery(fields)
        if let field = fields["workflow"] { try configuration.readWorkflow(field) }
        return configuration
    }

    private mutating func readOffice(_ fields: [String: YAML]) throws {
        if let field = fields["languages"] { languages = try field.languages() }
        if let field = fields["organisation"] {
            organisation = try field.localised(languages, "organisation", byLanguage: field.isMapping) { value throws(FileFault) in
                let name = try value.text("organisation")
                guard !name.isEmpty else { throw value.fault("organisation must not be empty.") }
                return name
            }
        }
        if let field = fields["default_contact"] {
            let parts = try field.members("default_contact", known: nil)
            defaultContact = try field.localised(languages, "default_contact", byLanguage: parts.allSatisfy { $0.value.isMapping }) { value throws(FileFault) in
                try value.contact("default_contact")
            }
        }
        if let field = fields["time_zone"] {
            timeZone = try field.text("time_zone")
            guard TimeZone.knownTimeZoneIdentifiers.contains(timeZone) || timeZone == "UTC" else {
                throw field.fault("There is no time zone \(timeZone). Names are like Europe/Moscow.")
            }
        }
        if let field = fields["sections"] { sections = try field.sections(languages) }
    }

    private mutating func readDelivery(_ fields: [String: YAML]) throws {
        if let field = fields["retry_schedule"] {
            var schedule: [Double] = []
            for step in try field.list("retry_schedule") { schedule.append(try step.duration("retry_schedule")) }
            do {
                delivery.schedule = try RetrySchedule(delays: schedule)
            } catch {
                throw field.fault(error.problems.map(\.detail).joined(separator: " "))
            }
        }
        if let field = fields["delivery_timeout"] {
            delivery.timeout = try field.duration("delivery_timeout")
            guard delivery.timeout > 0 else { throw field.fault("delivery_timeout must be more than 0.") }
        }
        if let field = fields["look_for_releases"] {
            guard let looks = Bool(try field.text("look_for_releases")) else { throw field.fault("look_for_releases is true or false.") }
            delivery.looks = looks
        }
        try readKeeping(fields)
        if let field = fields["refuse_ranges"] {
            var ranges: [AddressRange] = []
            for item in try field.list("refuse_ranges") {
                let text = try item.text("Each of refuse_ranges")
                guard let range = AddressRange(text) else { throw item.fault("\(text) is no address range. They are like 203.0.113.0/24 or 2001:db8::/32.") }
                ranges.append(range)
            }
            delivery.refused = RefusedRanges(adding: ranges)
        }
    }

    private mutating func readKeeping(_ fields: [String: YAML]) throws {
        if let field = fields["keep_attempts"] { delivery.keeping.attempts = try field.age("keep_attempts") }
        guard let field = fields["keep_deliveries"] ?? fields["keep_attempts"] else { return }
        if let said = fields["keep_deliveries"] { delivery.keeping.deliveries = try said.age("keep_deliveries") }
        guard delivery.keeping.deliveries >= delivery.keeping.attempts else {
            throw field.fault("keep_deliveries must not be shorter than keep_attempts (90d and 30d unless the file says otherwise).")
        }
    }

    private mutating func readWorkflow(_ field: YAML) throws {
        func named(_ value: YAML) throws -> String {
            let name = try value.text("workflow")
            workflowNames.append(Named(name: name, line: value.line))
            return name
        }
        guard field.isMapping else {
            workflow.standard = try named(field)
            return
        }
        let parts = try field.fields("workflow", known: ["default", "kinds", "sections"])
        if let value = parts["default"] { workflow.standard = try named(value) }
        for (word, value) in try parts["kinds"]?.members("kinds", known: Kind.allCases.map(\.rawValue)) ?? [] {
            if let kind = Kind(rawValue: word) { workflow.kinds[kind] = try named(value) }
        }
        for (slug, value) in try parts["sections"]?.members("sections", known: sections.map(\.slug)) ?? [] { workflow.sections[slug] = try named(value) }
    }
}
