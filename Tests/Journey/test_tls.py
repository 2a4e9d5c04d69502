"""Receivers whose TLS is not to be trusted: nothing is sent to them, and the attempt says why."""
import datetime
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deliveries import publish, settled

NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A test's receiver")])


def certificate(folder, days):
    """A certificate for 127.0.0.1 that nobody vouches for but itself, and its key, in one file; valid until `days` from now."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.timezone.utc)
    signed = (x509.CertificateBuilder().subject_name(NAME).issuer_name(NAME).public_key(key.public_key()).serial_number(x509.random_serial_number())
              .not_valid_before(now - datetime.timedelta(days=90)).not_valid_after(now + datetime.timedelta(days=days))
              .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False).sign(key, hashes.SHA256()))
    path = folder / "certificate.pem"
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return path


class Listening(ThreadingHTTPServer):
    """Speaks TLS, in a given version and later ones, and keeps what was posted."""
    daemon_threads = True

    def __init__(self, path, oldest=ssl.TLSVersion.TLSv1_2, newest=ssl.TLSVersion.TLSv1_3):
        self.posted = []
        super().__init__(("127.0.0.1", 0), self.handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        context.minimum_version, context.maximum_version = oldest, newest
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server_port}/hook"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def handler(listening):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                listening.posted.append(self.path)
                self.send_response(204)
                self.end_headers()
        return Handler

    def handle_error(self, request, address):
        """A sender that hangs up is what these tests are about."""


@pytest.mark.parametrize("days, said", [(90, "of no authority that is trusted here"), (-1, "certificate")], ids=["self-signed", "expired"])
def test_a_certificate_that_is_not_to_be_trusted_is_named(office, tmp_path, days, said):
    listening = Listening(certificate(tmp_path, days))
    office.configuration.write_text(office.configuration.read_text().replace("[0, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s]", "[0, 1s]"))
    office.people("ana", "sam", "ada").serve()
    endpoint, _ = office.endpoint(listening.url)
    publish(office)
    delivery = settled(office, endpoint, "failed")
    assert len(delivery["attempts"]) == 2
    for attempt in delivery["attempts"]:
        assert attempt["status_code"] is None and "TLS certificate" in attempt["error"] and said in attempt["error"], attempt
        assert "127.0.0.1" not in attempt["error"]
    assert not listening.posted
    listening.shutdown()
