import Courier
import Editorial
import Foundation
import Storage
import Timekeeping
import WorkflowFiles

/// The way of a command to the data: through the running server's local socket where one runs, by opening the data itself where none does.
enum DataDoor: Sendable {
    case server(AdminSocket)
    case own(Operations)

    /// Throws `DataUnavailable`, `DataRefused`, or what is wrong with the configuration.
    static func open(_ options: DataOptions) async throws -> DataDoor {
        let settings = try Settings(options)
        for _ in 0..<10 {
            if let socket = AdminSocket(directory: settings.data), await socket.answers() { return .server(socket) }
            do {
                return .own(try settings.operations())
            } catch is DataUnavailable {
                // Perhaps a server that is only starting: its socket comes after its lock.
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return .own(try settings.operations())
    }

    func perform(_ name: String, _ input: JSON = [:]) async throws -> JSON {
        switch self {
        case .server(let socket): return try await socket.perform(name, input)
        case .own(let operations):
            guard let operation = Operation.all.first(where: { $0.name == name }) else { throw Failure.other("There is no operation \(name).") }
            return try await operations.perform(operation, input, by: SystemUser.name)
        }
    }
}

/// The user of the operating system that runs this process.
enum SystemUser {
    static var name: String { getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())" }
}

extension Settings {
    /// The store, opened by this process. A folder of workflows that is not there leaves it without any: enough for people and endpoints.
    fileprivate func operations() throws -> Operations {
        let known = File.isFolder(workflows) ? try WorkflowFile.readAll(in: workflows) : [:]
        let url = (try? baseURL(listeningAt: binding)) ?? "http://localhost"
        let store = try Store(directory: data, office: configuration.office(baseURL: url, lenient: known), delivery: configuration.delivery, at: .now)
        return Operations(store: store, files: { try backupFiles() })
    }

    /// What a backup carries besides the data: the configuration and the workflows.
    func backupFiles() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        if configuration.file != nil { files["imprimatur.yaml"] = configuration.bytes }
        guard File.isFolder(workflows) else { return files }
        for name in try File.names(in: workflows) where name.hasSuffix(".yaml") { files["Workflows/\(name)"] = try File.read("\(workflows)/\(name)") }
        return files
    }
}
