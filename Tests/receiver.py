"""A webhook receiver that shares no code with the product: Python's HTTP server, the standardwebhooks package, RFC 8785."""
import hashlib
import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import rfc8785
from standardwebhooks import Webhook


class Receipt:
    """One request that arrived: its path, headers, the exact bytes, when (seconds, monotonic), and the status it was answered, None where it was not."""

    def __init__(self, path, headers, body):
        self.path, self.headers, self.body, self.at, self.status = path, headers, body, time.monotonic(), None
        self.event = json.loads(body)

    @property
    def id(self):
        return self.headers["webhook-id"]

    @property
    def type(self):
        return self.event["type"]

    @property
    def release(self):
        return self.event["data"]["release"]

    def verify(self, secret):
        """Raises unless the signature is right and the content hashes to the digest that was approved."""
        Webhook(secret).verify(self.body, self.headers)
        revision = self.event["data"].get("release", {}).get("revision")
        if revision and revision["content"] is not None:
            assert revision["digest"] == "sha256:" + hashlib.sha256(rfc8785.dumps(revision["content"])).hexdigest()


class Receiver:
    """Listens on a free port. `behave[path]` is called with the try's number (from 1) and answers (status, headers) or (status, headers, text), "reset", or seconds to wait;
    `then[path]` is called with the receipt as soon as it is answered."""

    def __init__(self, port=0):
        self.receipts, self.behave, self.then, self.tries = [], {}, {}, {}
        self.lock = threading.Lock()
        self.server = Server(("127.0.0.1", port), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def on(self, path="/", type=None):
        """What has arrived at a path so far."""
        with self.lock:
            return [r for r in self.receipts if r.path == path and (type is None or r.type == type)]

    def _handler(receiver):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                receipt = Receipt(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
                with receiver.lock:
                    receiver.receipts.append(receipt)
                    number = receiver.tries[self.path] = receiver.tries.get(self.path, 0) + 1
                behaviour = receiver.behave.get(self.path, lambda number: (204, {}))(number)
                if behaviour == "reset":
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.close_connection = True
                    return
                if isinstance(behaviour, (int, float)):
                    time.sleep(behaviour)
                    behaviour = (204, {})
                status, headers, *said = behaviour
                text = "".join(said).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                if status != 204:
                    self.wfile.write(text)
                receipt.status = status
                receiver.then.get(self.path, lambda receipt: None)(receipt)

            def log_message(self, *arguments):
                pass

        return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, address):
        """A sender that was killed, or gave up waiting, is what these tests are about."""
