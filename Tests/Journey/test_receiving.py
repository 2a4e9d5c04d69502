"""The receivers in docs/receiving.md, taken from the document and run: whole as they stand there."""
import json
import os
import re
import shutil
import socket
import sqlite3
import sys
from datetime import datetime, timedelta, timezone

import pytest
from standardwebhooks import Webhook

from api import request
from deliveries import correct, deliveries, publish
from office import ROOT, eventually

OTHER = {"v1": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "v1a": "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="}
PROGRAMS = dict(re.findall(r"^```\w+ (receiver\.\w+)\n(.*?)^```$", (ROOT / "docs/receiving.md").read_text(), re.MULTILINE | re.DOTALL))


class Kept:
    """What a receiver of the document's holds of one release."""

    def __init__(self, place, program):
        self.place, self.program = place, program

    def of(self, identifier):
        """(version, content, note)."""
        if self.program == "receiver.mjs":
            release = json.loads((self.place / f"{identifier}.json").read_text())
            return release["version"], release["content"], release["note"]
        with sqlite3.connect(self.place) as database:
            version, content, note = database.execute("SELECT version, content, note FROM release WHERE id = ?", [identifier]).fetchone()
            return version, content and json.loads(content), note


@pytest.fixture(params=[("receiver.py", "v1"), ("receiver.mjs", "v1"), ("receiver.mjs", "v1a")], ids=lambda param: f"{param[0]}-{param[1]}")
def subscribed(request, office, running, tmp_path):
    """An office that serves, one of the receivers that is subscribed to it, its address, what it keeps, and its endpoint's id and secret."""
    program, scheme = request.param
    interpreter = {"receiver.py": sys.executable, "receiver.mjs": shutil.which("node")}[program]
    assert interpreter, "make test installs node"
    office.people("ana", "sam", "ada").serve()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/hook"
    endpoint, secret = office.endpoint(address, "--signature", scheme)
    file, place = tmp_path / program, tmp_path / "releases"
    file.write_text(PROGRAMS[program])
    # As during a rotation: another secret before the one that signs.
    environment = {**os.environ, "WEBHOOK_SECRETS": f"{OTHER[scheme]} {secret}"}
    command = running(file, address.split(":")[2].split("/")[0], place, program=interpreter, env=environment)
    command.find(r"listening on \d+")
    return office, command, address, Kept(place, program), endpoint, secret


def test_what_is_published_corrected_withdrawn_and_reinstated_is_kept(subscribed):
    office, command, _, kept, endpoint, _ = subscribed
    sam = office.api("sam")
    release = publish(office, "High water at nine")
    command.find(f"kept release.published {release['id']} {release['version']}\n")
    assert kept.of(release["id"]) == (release["version"], release["revision"]["content"], None)

    release = correct(office, release, headline="High water at ten — às dez", correction_note="Ten, not nine.")
    command.find(f"kept release.corrected {release['id']} {release['version']}\n")
    assert kept.of(release["id"])[1]["headline"] == "High water at ten — às dez"

    release = sam.must("withdraw", release, public_note="There is no tide here.")
    command.find(f"kept release.withdrawn {release['id']} {release['version']}\n")
    assert kept.of(release["id"]) == (release["version"], None, "There is no tide here.")

    # An old version, sent again, brings nothing back.
    first = deliveries(office, endpoint)[-1]
    assert first["event_type"] == "release.published"
    assert sam.call("POST", f"/deliveries/{first['id']}/redeliver?force=true").status == 202
    command.find(f"ignored release.published {release['id']} ")
    assert kept.of(release["id"]) == (release["version"], None, "There is no tide here.")

    release = sam.must("reinstate", release, comment="There is.")
    command.find(f"kept release.reinstated {release['id']} {release['version']}\n")
    assert kept.of(release["id"])[1]["headline"] == "High water at ten — às dez"
    assert "refused" not in command.said
    eventually(lambda: {each["status"] for each in deliveries(office, endpoint)} == {"delivered"})


def test_what_is_not_the_offices_is_refused_and_what_is_unknown_ignored(subscribed):
    office, command, address, kept, endpoint, secret = subscribed
    release = publish(office, "High water")
    command.find("kept release.published")
    event = {"type": "release.withdrawn", "data": {"release": {
        "id": release["id"], "version": 99, "url": None, "withdrawal_note": "Forged", "revision": {"number": 1, "digest": "sha256:", "content": None}}}}

    def send(body, key, at=None, body_sent=None, **more):
        at = at or datetime.now(timezone.utc)
        headers = {"webhook-id": "evt_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": Webhook(key).sign("evt_1", at, body), **more}
        return request(address, "POST", (body_sent or body).encode(), {name.replace("_", "-"): value for name, value in headers.items()}).status

    body = json.dumps(event)
    stranger = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert send(body, stranger) == 401
    for signatures in ("", "v1,", "v1a,AAAA", "v1", "v1,AAAA v1,é", "v2," + "A" * 43 + "="):
        assert send(body, stranger, webhook_signature=signatures) == 401, signatures
    for timestamp in ("", "soon", "1e9", "-1", "²"):
        assert send(body, stranger, webhook_timestamp=timestamp) == 401, timestamp
    assert request(address, "POST", body.encode()).status == 401
    if secret.startswith("whsec_"):
        now = datetime.now(timezone.utc)
        assert send(body, secret, now - timedelta(minutes=6)) == send(body, secret, now + timedelta(minutes=6)) == 401
        assert send(body, secret, body_sent=body.replace("99", "98")) == 401
        assert send('{"type": "release.imagined", "data": {}}', secret) == 204
        command.find("ignored release.imagined")
    assert kept.of(release["id"])[0] == release["version"]

    assert office.api("ada").call("POST", f"/endpoints/{endpoint}/ping").status < 300
    command.find("ignored endpoint.ping")
