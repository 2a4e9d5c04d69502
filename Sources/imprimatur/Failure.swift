import ArgumentParser
import Courier
import Editorial
import Foundation
import Storage
import WorkflowFiles

/// Why a command ends without having done its work: what a person is told, and the exit code.
struct Failure: Error {
    let message: String
    let code: Int32

    init(_ message: String, code: Int32) { (self.message, self.code) = (message, code) }

    /// Bad usage.
    static func usage(_ message: String) -> Failure { Failure(message, code: 64) }
    /// Bad or missing input.
    static func input(_ message: String) -> Failure { Failure(message, code: 65) }
    /// Something that another holds, or that cannot be had now.
    static func unavailable(_ message: String) -> Failure { Failure(message, code: 69) }
    /// Anything else.
    static func other(_ message: String) -> Failure { Failure(message, code: 1) }
}

extension Failure {
    /// What `error` means to the person at the terminal.
    init(_ error: any Error) {
        self =
            switch error {
            case let failure as Failure: failure
            case let fault as FileFault: .input(fault.description)
            case let faults as WorkflowFile.Faults: .input(faults.inOneLine)
            case let invalid as Invalid: .input(invalid.problems.map(\.detail).joined(separator: " "))
            case let missing as NotFound: .input("There is no \(missing.what).")
            case let refused as DataRefused: .input(refused.reason)
            case let unavailable as DataUnavailable: .unavailable(unavailable.reason)
            case let refusal as Refusal: .other(refusal.objections.map(\.detail).joined(separator: " "))
            case let conflict as Conflict: .other(conflict.detail)
            case let forbidden as Forbidden: .other(forbidden.detail)
            case let broken as BrokenText: .other("Revision \(broken.revision) of the release \(broken.release) is damaged: its text, or who wrote it, is not as it was written.")
            case let broken as BrokenRelease: .other(broken.reason)
            case let broken as BrokenChain: .other("The journal's chain is broken at entry \(broken.sequence): \(broken.reason)")
            case let heads as BrokenHeads: .other("\(heads.path): line \(heads.line) is not as it was written.")
            case let unknown as UnknownHead:
                .other(
                    "The chain holds up to entry \(unknown.entries), its last, but none has the hash \(unknown.hash): what followed the entries that are left was cut off, or the journal was written anew.")
            case let unfit as UnfitMachine: .other(unfit.reason)
            case let foundation as CocoaError: .other("\((foundation.userInfo[NSFilePathErrorKey] as? String).map { "\($0): " } ?? "")\(foundation.localizedDescription)")
            case is Stale: .other("It has changed meanwhile; try again.")
            case let ended as ExitCode: Failure("", code: ended.rawValue)
            // ArgumentParser's own: a request for help, a usage error.
            case _ where [.success, .validationFailure].contains(Imprimatur.exitCode(for: error)): Imprimatur.answered(error)
            case let described as any CustomStringConvertible: .other(described.description.split(separator: "\n").joined(separator: " "))
            default: .other("Something went wrong that this program has no words for.")
            }
    }
}

extension WorkflowFile.Faults {
    /// The first, and how many more there are.
    fileprivate var inOneLine: String {
        let first = faults.first?.description ?? "A workflow file cannot be used."
        return faults.count < 2 ? first : "\(first) (and \(faults.count - 1) more, which `imprimatur workflow check` lists)"
    }
}

/// What is wrong in a file, and where: `file:line: message`.
struct FileFault: Error, CustomStringConvertible {
    let file: String
    let line: Int
    let message: String
    var description: String { "\(file):\(line): \(message)" }
}
