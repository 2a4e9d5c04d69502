import Foundation

/// Does work that blocks on a thread of its own, and never on one that others wait for: where there are as many as the machine has cores (Linux), Dispatch's
/// global queues have the same ones as Swift's tasks, and one that blocks is made good for after a second. Throws what the work throws.
package func onOwnThread<Value: Sendable, Fault: Error>(_ work: @escaping @Sendable () throws(Fault) -> Value) async throws(Fault) -> Value {
    let result = await withCheckedContinuation { done in Thread.detachNewThread { done.resume(returning: Result(catching: work)) } }
    return try result.get()
}
