import ArgumentParser
import Editorial
import Storage
import WorkflowFiles

/// `imprimatur workflow …`: the rules as files.
struct WorkflowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "workflow", abstract: "The rules as files.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read workflow files and say what is wrong, as file:line: message.",
            discussion: "With --data it also says which releases would be left in a state that these files lack.")
        @Argument(help: "The files (default: all of the workflows' folder).") var files: [String] = []
        @OptionGroup var data: DataOptions

        func run() async throws {
            let isFolder = files.isEmpty
            var workflows: [String: Workflow] = [:]
            var failed = false
            for file in try isFolder ? Settings(data).workflowFiles() : files {
                do throws(WorkflowFile.Faults) {
                    let workflow = try WorkflowFile.read(bytesOf: file)
                    workflows[workflow.name] = workflow
                    Console.print("\(file): \(workflow.title), \(workflow.states.count) states, \(workflow.transitions.count) transitions")
                } catch {
                    for fault in error.faults { Console.error(fault.description) }
                    failed = true
                }
            }
            if data.data != nil {
                let places = try await DataDoor.open(data).perform("workflow.places").array?.map(Place.init(json:)) ?? []
                // Files that were named say nothing about other workflows.
                for place in places where place.isStranded(under: workflows) && (isFolder || workflows[place.workflow] != nil) {
                    Console.error(place.complaint)
                    failed = true
                }
            }
            if failed { throw ExitCode(65) }
        }
    }
}

extension Settings {
    /// The paths of the workflow files. Throws a 65 where the folder is not there or has none.
    fileprivate func workflowFiles() throws -> [String] {
        let names = try File.names(in: workflows).filter { $0.hasSuffix(".yaml") }
        guard !names.isEmpty else { throw Failure.input("\(workflows): there is no workflow file here.") }
        return names.map { "\(workflows)/\($0)" }
    }
}
