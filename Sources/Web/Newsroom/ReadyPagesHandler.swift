import NIOCore
import NIOHTTP1

/// Answers ready pages on the connection's own event loop, before a request becomes a task: a page that is there costs a look-up and a write. Everything
/// else goes on to the router. Closes connections that say nothing for long, and those of HTTP/1.0 once they are answered.
final class ReadyPagesHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let ready: ReadyPages
    private let date = HTTPDate()
    /// Before the encoder, where bytes go out as they are.
    private var wire: ChannelHandlerContext?
    /// Requests that went on and are not answered yet: whatever comes after them on this connection must wait its turn.
    private var unanswered = 0
    /// Whether one that went on has not come whole.
    private var isReceiving = false
    /// Whether the connection ends with the answer under way.
    private var isLast = false
    /// The request whose page is at hand, until it has come whole.
    private var request: HTTPRequestHead?

    init(_ ready: ReadyPages) { self.ready = ready }

    func handlerAdded(context: ChannelHandlerContext) {
        wire = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
    }

    func handlerRemoved(context: ChannelHandlerContext) { wire = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if unanswered == 0, head.isSimple, context.channel.isWritable, ready[head.uri] != nil {
                request = head
                return
            }
            unanswered += 1
            isReceiving = true
            isLast = head.version.minor == 0 && !head.isKeepAlive
        case .body: if request != nil { return }
        case .end:
            if let request {
                self.request = nil
                return answer(request, context)
            }
            isReceiving = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        unanswered -= 1
        context.write(data, promise: promise)
        if isLast {
            context.flush()
            context.close(mode: .output, promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is IdleStateHandler.IdleStateEvent else { return context.fireUserInboundEventTriggered(event) }
        // Somebody who waits for us, or has not yet taken in what we sent, is not idle.
        let isWaiting = unanswered > 0 && !isReceiving || !context.channel.isWritable
        if !isWaiting { context.close(promise: nil) }
    }

    /// The page as it is by now: between head and end of a request it may have been withdrawn, and then the router decides.
    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard let page = ready[request.uri], let wire else {
            unanswered += 1
            context.fireChannelRead(wrapInboundOut(.head(request)))
            return context.fireChannelRead(wrapInboundOut(.end(nil)))
        }
        let isKnown = page.isKnown(request.headers.first(name: "if-none-match"))
        var head = isKnown ? page.notModifiedHead : page.fullHead
        // HTTP/1.0 keeps a connection only where both say so.
        if request.version.minor == 0 { head.writeStaticString("Connection: keep-alive\r\n") }
        head.writeStaticString("Date: ")
        head.writeString(date.now)
        head.writeStaticString("\r\n\r\n")
        wire.write(NIOAny(IOData.byteBuffer(head)), promise: nil)
        if !isKnown, request.method == .GET { wire.write(NIOAny(IOData.byteBuffer(page.body)), promise: nil) }
        wire.flush()
    }
}

extension HTTPRequestHead {
    /// Whether there is nothing about it that the middlewares would have to look at.
    fileprivate var isSimple: Bool {
        guard method == .GET || method == .HEAD, isKeepAlive else { return false }
        guard !headers.contains(name: "content-length"), !headers.contains(name: "transfer-encoding"), !headers.contains(name: "expect") else { return false }
        return headers.reduce(uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 } <= Limits.head
    }
}
