import Editorial
import Foundation
import Yams

/// A workflow in YAML.
package enum WorkflowFile {
    /// What is wrong with one, each with its line.
    package struct Faults: Error, Sendable, Equatable {
        package struct Fault: Sendable, Equatable {
            package let file: String
            /// From 1; 0 where it is the whole file or folder.
            package let line: Int
            package let message: String
            /// `file:line: message`.
            package var description: String { line == 0 ? "\(file): \(message)" : "\(file):\(line): \(message)" }
        }
        /// By file and line.
        package let faults: [Fault]
    }

    /// Reads the text of `file`. Throws `Faults`, all that it finds.
    package static func read(_ text: String, file: String) throws(Faults) -> Workflow {
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            throw Faults(faults: [(error as? YamlError)?.fault(in: text, file: file) ?? Faults.Fault(file: file, line: 1, message: "this is not YAML")])
        }
        var reader = WorkflowReader(file: file)
        let workflow = reader.workflow(root, digest: "sha256:" + sha256(Array(text.utf8)))
        guard reader.faults.isEmpty else { throw Faults(faults: reader.faults.sorted { $0.line < $1.line }) }
        return workflow
    }

    /// Every `*.yaml` of a folder, by workflow name. Throws `Faults`.
    package static func readAll(in directory: String) throws(Faults) -> [String: Workflow] { try readFolder(directory).workflows }

    /// The same, and in which file each of them stands.
    package static func readFolder(_ directory: String) throws(Faults) -> (workflows: [String: Workflow], files: [String: String]) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            throw Faults(faults: [.init(file: directory, line: 0, message: "there is no folder of workflows here that can be read")])
        }
        var workflows: [String: Workflow] = [:]
        var files: [String: String] = [:]
        var faults: [Faults.Fault] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let file = directory + "/" + name
            do throws(Faults) {
                let workflow = try read(bytesOf: file)
                if let other = files[workflow.name] {
                    faults.append(.init(file: file, line: 1, message: "the workflow “\(workflow.name)” stands in \(other) already"))
                }
                (workflows[workflow.name], files[workflow.name]) = (workflow, file)
            } catch { faults += error.faults }
        }
        if workflows.isEmpty, faults.isEmpty { faults.append(.init(file: directory, line: 0, message: "there is no *.yaml in this folder")) }
        guard faults.isEmpty else { throw Faults(faults: faults) }
        return (workflows, files)
    }

    /// Reads one file. Throws `Faults`, also where it cannot be read or is not UTF-8.
    package static func read(bytesOf file: String) throws(Faults) -> Workflow {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw Faults(faults: [.init(file: file, line: 0, message: "this file cannot be read")])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = bytes[..<(bytes.firstIndex { $0 >= 0x80 } ?? bytes.startIndex)].count { $0 == 0x0A } + 1
            throw Faults(faults: [.init(file: file, line: line, message: "this file is not UTF-8")])
        }
        return try read(text, file: file)
    }
}
