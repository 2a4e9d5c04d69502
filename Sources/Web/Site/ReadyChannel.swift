import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Hummingbird's connection, with ready pages answered behind the parser of requests.
struct ReadyChannel: ServerChildChannel {
    let connection: HTTP1Channel
    let ready: ReadyPages

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        connection.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(ReadyPagesHandler(ready), position: .after(parser))
            // Behind the parser, so that bytes which never become a request do not count as signs of life.
            try pipeline.addHandler(IdleStateHandler(allTimeout: Limits.idle), position: .after(parser))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async { await connection.handle(value: value, logger: logger) }
}

extension HTTPServerBuilder {
    /// HTTP/1.1 with ready pages.
    static func answering(_ ready: ReadyPages) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in ReadyChannel(connection: HTTP1Channel(responder: responder), ready: ready) }
    }
}
