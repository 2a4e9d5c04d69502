"""The journal, verified by the program and by the script that the documents give, on what was really written and on what was tampered with."""
import json
import re
import subprocess
import sys

import pytest

from office import ROOT


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "verify.py"
    path.write_text(re.search(r"```python\n(.*?)```", (ROOT / "docs/journal.md").read_text(), re.S)[1])
    return lambda lines, *noted: subprocess.run(
        [sys.executable, path, *noted], input="".join(line + "\n" for line in lines), capture_output=True, text=True, timeout=30)


@pytest.fixture
def written(office):
    """The export of an office in which things happened."""
    office.people("ana", "sam", "ada").serve()
    ana, sam = office.api("ana"), office.api("sam")
    release = ana.must("submit", ana.draft("Überraschung am Kai 🎉", release_at="2099-05-01T09:00:00.000Z"))
    assert ana.take("approve", release).status == 403
    sam.get(f"/releases/{release['id']}")
    sam.must("approve", release)
    assert ana.call("GET", "/users").status == 403
    return office.do("audit", "export").stdout.splitlines()


def test_the_script_of_the_documents_agrees_with_the_program(office, script, written):
    verified = office.do("audit", "verify").stdout
    finished = script(written)
    assert finished.returncode == 0, finished.stderr
    assert f"{len(written)} entries" in finished.stdout and f"{len(written)} entries" in verified
    assert finished.stdout.split()[-1] == verified.split()[-1]
    middle = json.loads(written[4])["hash"]
    assert script(written, middle).returncode == 0
    assert "is entry 5" in office.do("audit", "verify", "--head", middle).stdout


def test_the_script_names_the_entry_that_was_tampered_with(script, written):
    middle = len(written) // 2
    for name, tampered, number in [
        ("a changed word", [line.replace("sam", "eve") if index == middle else line for index, line in enumerate(written)], None),
        ("another time", written[:3] + [re.sub(r'"at":"2', '"at":"1', written[3])] + written[4:], 4),
        ("one taken away", written[:middle] + written[middle + 1:], middle + 1),
        ("two swapped", written[:2] + [written[3], written[2]] + written[4:], 3),
        ("one twice", written[:3] + [written[2]] + written[3:], 4),
        ("one put in", written[:3] + ['{"sequence":4,"previous_hash":"0","hash":"0"}'] + written[3:], 4),
    ]:
        if tampered == written:
            continue
        finished = script(tampered)
        assert finished.returncode == 1, name
        if number:
            assert f"entry {number} " in finished.stderr, f"{name}: {finished.stderr}"


def test_a_tail_that_was_cut_off_is_found_with_a_head_that_was_noted(office, script, written):
    sequence, head = office.do("audit", "head").stdout.split()
    assert int(sequence) == len(written)
    assert script(written[:-1]).returncode == 0, "the chain alone does not tell"
    assert script(written[:-1], head).returncode == 1
    office.stop()
    (office.data / "heads").unlink(missing_ok=True)
    office.sql("DROP TRIGGER journal_is_never_cut")
    office.sql(f"DELETE FROM journal WHERE sequence = {sequence}")
    office.do("audit", "verify")
    refused = office.refused("audit", "verify", "--head", head, code=1)
    assert head in refused and str(int(sequence) - 1) in refused


def test_a_slip_of_the_pen_is_no_journal_that_was_cut(office, written):
    for slip in ("abc", "", "g" * 64):
        assert "--head" in office.refused("audit", "verify", f"--head={slip}", code=64)
    assert "is entry 0" in office.do("audit", "verify", "--head", "0" * 64).stdout


def test_the_server_notes_the_head_when_it_starts(office, written):
    noted = (office.data / "heads").read_text().split()
    assert len(noted) == 3
    office.stop()
    assert f"hash={noted[2]}" in office.log.read_text()
    office.sql("DROP TRIGGER journal_is_never_cut")
    office.sql(f"DELETE FROM journal WHERE sequence >= {noted[1]}")
    assert f"entry {noted[1]}" in office.refused("audit", "verify", code=1)


def test_what_was_refused_and_who_read_what_is_in_it(written):
    entries = [json.loads(line) for line in written]
    actions = [entry["action"] for entry in entries]
    for action in ("token.add", "release.create", "release.submit", "release.approve.refused", "text.open", "release.approve", "user.read.refused"):
        assert action in actions, action
    made = next(entry for entry in entries if entry["action"] == "token.add" and entry["details"]["login"] == "sam")
    opened = next(entry for entry in entries if entry["action"] == "text.open")
    assert opened["actor"] == "sam" and opened["details"]["token"] == made["details"]["token"]
    assert next(entry for entry in entries if entry["action"] == "user.add")["actor"].startswith("cli:")


def test_what_comes_by_the_command_line_names_the_user_of_the_system(office, tmp_path):
    office.people("ana")
    file = tmp_path / "brought-in.md"
    file.write_text("---\nheadline: Brought in\nkind: news\nsection: events\nlanguage: en\n---\nText.\n")
    office.do("import", file, "--as", "ana")
    entries = [json.loads(line) for line in office.do("audit", "export").stdout.splitlines()]
    made = next(entry for entry in entries if entry["action"] == "release.create")
    added = next(entry for entry in entries if entry["action"] == "user.add")
    assert made["actor"] == "ana" and made["details"]["via"] == "cli" and added["actor"] == f"cli:{made['details']['system_user']}"
