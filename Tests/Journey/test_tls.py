"""Receivers whose TLS is not to be trusted are sent nothing, and the attempt says why; an endpoint's own CA is trusted for it, and nobody else."""
import ssl
import subprocess

import pytest

from authority import Authority, Listening
from office import eventually

UNKNOWN = "the TLS certificate is of no authority that is trusted here"
DELIVERED = None


@pytest.fixture
def root(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
def other(tmp_path):
    return Authority(tmp_path, "Another root")


@pytest.fixture
def listen():
    """Starts receivers that are stopped afterwards."""
    listening = []

    def start(*arguments, **options):
        listening.append(Listening(*arguments, **options))
        return listening[-1]

    yield start
    for one in listening:
        one.shutdown()
        one.server_close()


def tried(office, endpoint):
    """What was wrong with the first attempt of a ping to that endpoint, nothing where it was delivered."""
    ada = office.api("ada")
    ping = ada.call("POST", f"/endpoints/{endpoint}/ping")
    assert ping.status == 202, ping
    attempt = eventually(lambda: ada.get(f"/deliveries/{ping.json['id']}")["attempts"], within=20)[0]
    assert attempt["status_code"] == (None if attempt["error"] else 204) and "127.0.0.1" not in (attempt["error"] or "")
    return attempt["error"]


@pytest.mark.parametrize("vouched, words", [
    (dict(since=-30, until=-1), "the TLS certificate has expired"),
    (dict(since=1, until=30), "the TLS certificate is not valid yet"),
    (dict(host="127.0.0.2"), "the TLS certificate is for another host"),
    (dict(), DELIVERED),
], ids=["expired", "early", "another-host", "right"])
def test_a_receiver_that_its_own_ca_vouches_for_must_still_be_right(office, root, listen, vouched, words):
    listening = listen(root.vouch(**vouched))
    endpoint, _ = office.people("ada").endpoint(listening.url, "--ca", root.path)
    office.serve()
    assert tried(office, endpoint) == words
    assert len(listening.posted) == (words is DELIVERED)


def test_who_vouches_for_itself_alone_is_not_believed(office, root, listen):
    listening = listen(root.vouch())
    endpoint, _ = office.people("ada").endpoint(listening.url)
    office.serve()
    assert tried(office, endpoint) == UNKNOWN and not listening.posted


@pytest.mark.parametrize("keeps, newest", [(True, ssl.TLSVersion.TLSv1_3), (False, ssl.TLSVersion.TLSv1_3), (False, ssl.TLSVersion.TLSv1_2)],
                         ids=["on a connection that is open", "with a TLS 1.3 session", "with a TLS 1.2 session"])
def test_one_endpoints_ca_opens_no_way_for_another(office, root, other, listen, keeps, newest):
    listening = listen(root.vouch(), keeps=keeps, newest=newest)
    office.people("ada")
    add = lambda name, *options: office.endpoint(listening.url, *options, name=name)[0]
    # Each is new, so all share the connections and handles of those that have not been tried yet.
    right, same, none, wrong, both, last = (
        add("right", "--ca", root.path), add("same", "--ca", root.path), add("none"), add("wrong", "--ca", other.path),
        add("both", "--ca", bundle(root, other)), add("last", "--ca", root.path))
    office.serve()
    assert tried(office, right) is DELIVERED and tried(office, same) is DELIVERED
    assert listening.connections == (1 if keeps else 2), "the one that is open is used again"
    assert tried(office, none) == UNKNOWN
    assert tried(office, wrong) == UNKNOWN
    assert tried(office, both) is DELIVERED, "each of a bundle is trusted"
    assert tried(office, none) == UNKNOWN
    assert tried(office, last) is DELIVERED
    assert len(listening.posted) == 4


def test_one_that_the_root_vouches_for_will_do_in_its_place(office, root, listen, tmp_path):
    between = Authority(tmp_path, "Between", above=root)
    listening = listen(between.vouch())
    endpoint, _ = office.people("ada").endpoint(listening.url, "--ca", between.path)
    office.serve()
    assert tried(office, endpoint) is DELIVERED


def bundle(*authorities):
    path = authorities[0].folder / "bundle.pem"
    path.write_text("".join(f"# {authority.name.rfc4514_string()}\n{authority.pem}" for authority in authorities))
    return path


def test_the_ca_is_changed_and_taken_away_while_connections_are_open(office, root, other, listen):
    listening = listen(root.vouch())
    endpoint, _ = office.people("ada").endpoint(listening.url, "--ca", root.path)
    office.serve()
    change = lambda pem: office.api("ada").call("PATCH", f"/endpoints/{endpoint}", {"ca": pem}).status
    assert tried(office, endpoint) is DELIVERED
    assert change(other.pem) == 200 and tried(office, endpoint) == UNKNOWN
    assert change(other.pem + root.pem) == 200 and tried(office, endpoint) is DELIVERED
    assert change("") == 200 and tried(office, endpoint) == UNKNOWN
    assert len(listening.posted) == 2


def may_bind():
    return subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not may_bind(), reason="only who may bind a folder over /etc/ssl/certs can have a system that trusts a test's CA")
@pytest.mark.parametrize("where", ["directory", "file"])
def test_what_the_system_trusts_is_not_trusted_where_there_is_an_own_ca(office, root, other, listen, tmp_path, where):
    trusted = tmp_path / "certs"
    trusted.mkdir()
    (trusted / "ca-certificates.crt").write_text(root.pem if where == "file" else Authority(tmp_path, "A third root").pem)
    if where == "directory":
        digest = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", root.path], capture_output=True, text=True, check=True).stdout.strip()
        (trusted / f"{digest}.0").write_text(root.pem)
    listening = listen(root.vouch())
    office.people("ada")
    system, own, again = office.endpoint(listening.url)[0], office.endpoint(listening.url, "--ca", other.path)[0], office.endpoint(listening.url)[0]
    office.serve(under=["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /etc/ssl/certs && exec "$@"', trusted])
    assert tried(office, system) is DELIVERED
    assert tried(office, own) == UNKNOWN
    assert tried(office, again) is DELIVERED
    assert len(listening.posted) == 2
