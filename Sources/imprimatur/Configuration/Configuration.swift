import Distribution
import Editorial
import Storage

/// What the configuration file says: the office, how it delivers, and the options of `serve`.
struct Configuration: Sendable {
    /// Where it was read from, nil where there is no file.
    var file: String?
    /// The file's bytes, for a backup.
    var bytes: [UInt8] = []
    /// The options of `serve` that the file sets, by their key.
    var options: [String: Said] = [:]

    var organisation = Localised("Press office")
    var defaultContact: Localised<Contact>?
    var timeZone = "UTC"
    var languages = ["en"]
    var sections = [Office.Section(slug: "news", title: Localised("News"))]
    var delivery = DeliveryRules()
    var workflow = WorkflowChoice(standard: "press-release")
    /// Where the file names its workflows, to say so when there is none of that name.
    var workflowNames: [Named] = []

    struct Named: Sendable {
        let name: String
        let line: Int
    }

    /// The office under these rules. Throws where the file, or the program by itself, names a workflow that is not there.
    func office(baseURL: String, workflows: [String: Workflow]) throws -> Office {
        let there = workflows.isEmpty ? "none" : workflows.keys.sorted().joined(separator: ", ")
        for named in workflowNames where workflows[named.name] == nil {
            throw FileFault(file: file ?? "", line: named.line, message: "There is no workflow \(named.name). There is: \(there).")
        }
        guard workflows[workflow.standard] != nil else {
            throw Failure.input("There is no workflow \(workflow.standard) in the workflows' folder. There is: \(there).")
        }
        return office(baseURL: baseURL, lenient: workflows)
    }

    /// The office as far as it is known: a command that touches no release does without the workflows.
    func office(baseURL: String, lenient workflows: [String: Workflow]) -> Office {
        Office(
            organisation: organisation, defaultContact: defaultContact, timeZone: timeZone, languages: languages, sections: sections, baseURL: baseURL,
            workflows: workflows, choice: workflow)
    }
}

/// What somebody said for one option, and where, so that an error can name the place.
struct Said: Sendable, Equatable {
    enum Place: Sendable, Equatable {
        case flag(String)
        case environment(String)
        case file(String, line: Int)
        case assumed
    }
    let values: [String]
    let place: Place

    var value: String { values.last ?? "" }

    /// What was said is not understood: bad usage on the command line, bad input elsewhere.
    func fault(_ message: String) -> Failure {
        switch place {
        case .flag, .assumed: .usage(named(message))
        case .environment, .file: .input(named(message))
        }
    }

    /// What was said is understood and not to be had.
    func refusal(_ message: String) -> Failure { .input(named(message)) }

    private func named(_ message: String) -> String {
        switch place {
        case .flag(let name), .environment(let name): "\(name): \(message)"
        case .file(let file, let line): "\(file):\(line): \(message)"
        case .assumed: message
        }
    }
}
