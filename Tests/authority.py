"""A private PKI: authorities that no system trusts, and receivers that they vouch for."""
import datetime
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def named(words):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def keyed(key):
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


class Authority:
    """A root, or one that another vouches for; `path` is its certificate in PEM."""

    def __init__(self, folder, name="A test's root", above=None):
        self.folder, self.name, self.key = folder, named(name), ec.generate_private_key(ec.SECP256R1())
        self.certificate = (above or self).sign(self.name, self.key, -90, 90, x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.pem = self.certificate.public_bytes(serialization.Encoding.PEM).decode()
        self.path = folder / f"{name.replace(' ', '-')}.pem"
        self.path.write_text(self.pem)

    @property
    def fingerprint(self):
        digits = self.certificate.fingerprint(hashes.SHA256()).hex().upper()
        return ":".join(digits[place:place + 2] for place in range(0, 64, 2))

    def sign(self, subject, key, since, until, extension, critical=False):
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now + datetime.timedelta(days=since)).not_valid_after(now + datetime.timedelta(days=until))
        return builder.add_extension(extension, critical=critical).sign(self.key, hashes.SHA256())

    def vouch(self, since=-30, until=30, host="127.0.0.1"):
        """A certificate for that address and its key, in one file; valid from `since` to `until` days from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        signed = self.sign(named("A test's receiver"), key, since, until, x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]))
        path = self.folder / f"receiver-{signed.serial_number}.pem"
        path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + keyed(key))
        return path


class Listening(ThreadingHTTPServer):
    """Speaks TLS with that certificate, keeps what was posted, and counts who connected."""
    daemon_threads = True

    def __init__(self, path, keeps=True, newest=ssl.TLSVersion.TLSv1_3):
        self.posted, self.connections, self.protocol = [], 0, "HTTP/1.1" if keeps else "HTTP/1.0"
        super().__init__(("127.0.0.1", 0), self.handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        context.maximum_version = newest
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server_port}/hook"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def handler(listening):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = listening.protocol

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                listening.posted.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *arguments):
                pass
        return Handler

    def process_request(self, request, address):
        self.connections += 1
        super().process_request(request, address)

    def handle_error(self, request, address):
        """A sender that hangs up is what these tests are about."""
