"""A backup taken under load, restored elsewhere, on hold until somebody says so."""
import json
import re
import stat
import threading
import time
from datetime import datetime, timedelta, timezone

import pytest

from api import request
from office import Office, eventually


def soon(seconds):
    return (datetime.now(timezone.utc) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@pytest.fixture
def elsewhere(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    office = Office(folder)
    yield office
    if office.process and office.process.poll() is None:
        office.kill()


def test_a_restored_office_publishes_and_sends_nothing_until_it_is_resumed(office, elsewhere, receiver, tmp_path):
    receiver.behave["/down"] = lambda number: (500, {})
    office.people("ana", "sam")
    office.endpoint(receiver.url + "/hook", name="Newsroom of the port")
    office.endpoint(receiver.url + "/down", name="Always down")
    office.serve()
    ana, sam = office.api("ana"), office.api("sam")
    due = sam.must("approve", ana.must("submit", ana.draft("Due while it was away", release_at=soon(6))))
    over = threading.Event()

    def publish():
        count = 0
        while not over.is_set():
            count += 1
            sam.must("approve", ana.must("submit", ana.draft(f"Tide table {count}")))

    publisher = threading.Thread(target=publish, daemon=True)
    publisher.start()
    eventually(lambda: len(receiver.on("/hook")) > 3)
    backup = tmp_path / "copy.backup"
    office.do("backup", backup)
    eventually(lambda: len(receiver.on("/hook")) > 6)
    over.set()
    publisher.join(10)
    office.kill()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600

    elsewhere.do("restore", backup)
    heard = len(receiver.receipts)
    elsewhere.serve()
    assert elsewhere.do("audit", "verify").returncode == 0
    restored = elsewhere.api("ana") if elsewhere.tokens else None
    elsewhere.tokens = dict(office.tokens)
    restored = elsewhere.api("ana")
    eventually(lambda: datetime.now(timezone.utc).isoformat() > due["release_at"][:23], within=15)
    time.sleep(1)
    held = restored.get(f"/releases/{due['id']}")
    assert held["state"] == "approved" and held["notices"], held
    assert request(f"{elsewhere.url}/releases/{held['slug']}").status == 404
    assert len(receiver.receipts) == heard, "nothing is sent while it is on hold"

    elsewhere.stop()
    elsewhere.serve()
    time.sleep(0.5)
    assert len(receiver.receipts) == heard, "a hold outlives a restart"

    listed = elsewhere.do("resume", code=None, given="")
    last = max(json.loads(line)["at"] for line in elsewhere.do("audit", "export").stdout.splitlines())
    assert due["revision"]["content"]["headline"] in listed.stdout + listed.stderr
    assert "Always down" in listed.stdout + listed.stderr
    assert len(receiver.receipts) == heard and listed.returncode != 0, "without a terminal it needs --yes"
    assert last[:10] in listed.stdout + listed.stderr

    elsewhere.do("resume", "--yes")
    eventually(lambda: [r for r in receiver.on("/hook") if r.release["id"] == due["id"]])
    assert restored.get(f"/releases/{due['id']}")["state"] == "published"
    assert request(f"{elsewhere.url}/releases/{held['slug']}").status == 200


def test_a_server_started_on_hold_keeps_what_is_approved(office, receiver):
    office.people("ana", "sam")
    office.endpoint(receiver.url + "/hook")
    office.serve("--hold")
    ana, sam = office.api("ana"), office.api("sam")
    release = sam.must("approve", ana.must("submit", ana.draft("Held")))
    assert release["state"] == "approved" and release["notices"]
    time.sleep(0.5)
    assert not receiver.receipts
    office.do("resume", "--yes")
    eventually(lambda: receiver.on("/hook"))


def test_a_restore_refuses_what_it_cannot_use(office, tmp_path):
    office.people("ana")
    backup = tmp_path / "whole.backup"
    office.do("backup", backup)
    assert "empty" in office.refused("restore", backup, code=65)
    away = tmp_path / "away"
    options = ("--data", away)
    damaged = tmp_path / "damaged.backup"
    whole = bytearray(backup.read_bytes())
    middle = len(whole) // 2
    whole[middle:middle + 4096] = b"\xa5" * 4096
    damaged.write_bytes(whole)
    foreign = tmp_path / "foreign.backup"
    foreign.write_bytes(b"SQLite format 3\0 and nothing more")
    for name in (damaged, foreign, tmp_path / "missing.backup"):
        finished = office.run("restore", name, *options, code=65)
        assert len(finished.stderr.strip().splitlines()) == 1 and str(name) in finished.stderr, finished.stderr
        assert not away.exists() or not any(away.iterdir()), "nothing is left behind"
    office.run("restore", backup, *options)


def test_a_backup_tells_its_head_and_a_restore_looks_for_the_one_that_was_noted(office, tmp_path):
    office.people("ana")
    backup = tmp_path / "whole.backup"
    told = office.do("backup", backup).stdout
    sequence, head = re.search(r"^Journal head: (\d+) ([0-9a-f]{64})$", told, re.M).groups()
    assert f'"sequence":{sequence}' in next(line for line in office.do("audit", "export").stdout.splitlines() if head in line)
    refused = office.refused("restore", backup, "--head", "f" * 64, "--data", tmp_path / "another", code=65)
    assert "is not the copy that you noted" in refused
    office.run("restore", backup, "--head", head, "--data", tmp_path / "away")
