import ArgumentParser
import Editorial
import Storage
import WorkflowFiles

/// `imprimatur workflow …`: the rules as files.
struct WorkflowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "workflow", abstract: "The rules as files.", subcommands: [Check.self, Graph.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read workflow files, prove them together, and say what is wrong, as file:line: message.",
            discussion: "What the configuration binds to them is taken into account. With --data it also says which releases would be left in a state that these files lack.")
        @Argument(help: "The files (default: all of the workflows' folder).") var files: [String] = []
        @OptionGroup var data: DataOptions

        func run() async throws {
            let read = try read()
            let bound = try Settings(data).configuration.workflow.bindings
            let isProved = read.map { prove($0, binding: bound) }
            let strands = if let read, data.data != nil { try await strands(under: read) } else { false }
            if isProved != true || strands { throw ExitCode(65) }
        }

        /// The workflows with their files, nil where one of them cannot be read.
        private func read() throws -> [(file: String, workflow: Workflow)]? {
            var read: [(file: String, workflow: Workflow)] = []
            var failed = false
            for file in try files.isEmpty ? Settings(data).workflowFiles() : files {
                do throws(WorkflowFile.Faults) {
                    let workflow = try WorkflowFile.read(bytesOf: file)
                    if let other = read.first(where: { $0.workflow.name == workflow.name }) {
                        Console.error("\(file):1: the workflow “\(workflow.name)” stands in \(other.file) already")
                        failed = true
                    }
                    read.append((file, workflow))
                } catch {
                    for fault in error.faults { Console.error(fault.description) }
                    failed = true
                }
            }
            return failed ? nil : read
        }

        /// Whether all of them hold, told property by property.
        private func prove(_ read: [(file: String, workflow: Workflow)], binding bound: Set<String>) -> Bool {
            var holds = true
            for ((file, workflow), proof) in zip(read, Prover.prove(read.map(\.workflow), binding: bound)) {
                Console.print("\(file): \(workflow.title), \(workflow.states.count) states, \(workflow.transitions.count) transitions")
                let broken = Set(proof.counterexamples.map(\.property))
                for property in Property.allCases where !broken.contains(property) { Console.print("  proved: \(property.words(proof))") }
                Console.print("  in \(proof.situations) situations, with \(proof.cast) people")
                for counterexample in proof.counterexamples {
                    Console.error("\(file):\(counterexample.line): \(counterexample.message)")
                    for (number, step) in zip(1..., counterexample.steps) { Console.error("    \(number). \(step)") }
                    holds = false
                }
            }
            return holds
        }

        /// Whether releases stand where these workflows have no state. Files that were named say nothing about other workflows.
        private func strands(under read: [(file: String, workflow: Workflow)]) async throws -> Bool {
            let workflows = Dictionary(uniqueKeysWithValues: read.map { ($0.workflow.name, $0.workflow) })
            let door = try await DataDoor.open(data)
            let places = try await door.perform("workflow.places").array?.map(Place.init(json:)) ?? []
            let stranded = places.filter { $0.isStranded(under: workflows) && (files.isEmpty || workflows[$0.workflow] != nil) }
            for place in stranded {
                Console.error(place.complaint(naming: try await door.perform("workflow.releases", place.json).array?.compactMap(\.string) ?? []))
            }
            return !stranded.isEmpty
        }
    }
}

extension WorkflowCommand {
    struct Graph: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Draw a workflow. SVG is drawn by Graphviz.")
        @Argument(help: "The file.") var file: String
        @Option(help: "svg, mermaid or dot.") var format: String

        func run() async throws {
            let drawing = WorkflowDrawing(of: try WorkflowFile.read(bytesOf: file))
            switch format {
            case "mermaid": Console.pass(drawing.mermaid)
            case "dot": Console.pass(drawing.dot)
            case "svg": Console.pass(try Graphviz.svg(drawing.dot))
            default: throw Failure.usage("There is no format \(format): there are svg, mermaid and dot.")
            }
        }
    }
}

extension Property {
    /// What was proved, with the number where there is one.
    fileprivate func words(_ proof: Proof) -> String {
        self == .people ? "\(proof.people ?? 0) \(proof.people == 1 ? "person suffices" : "people suffice") from the first draft to the public." : meaning
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
