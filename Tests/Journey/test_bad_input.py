"""What is bad gives one clear line that names the place, and changes nothing."""
import os
import shutil
import socket
import sqlite3

import pytest

from api import request
from deliveries import publish, settled
from office import ROOT, Office, eventually

GOOD = """\
---
headline: The pier reopens
kind: news
section: events
language: en
contact: {role: Press office, email: press@harbour.example}
---

It does.
"""


@pytest.fixture
def staffed(office):
    return office.people("ana", "sam", "ada")


# Markdown files

@pytest.mark.parametrize("text, line, words", [
    (GOOD.replace("kind: news", "kind: [news"), None, []),
    (GOOD.replace("\n---\n\nIt", "\n\nIt"), None, []),
    (GOOD.replace("kind: news", "kind: news\ncolour: red"), 4, ["colour"]),
    (GOOD.replace("kind: news", "kind: rumour"), 3, ["rumour"]),
    (GOOD.replace("section: events", "section: weather"), 4, ["weather"]),
    (GOOD.replace("language: en", "language: xx"), 5, ["xx"]),
    (GOOD.replace("headline: The pier reopens\n", ""), None, ["headline"]),
    (GOOD.replace("The pier reopens", "''"), 2, ["headline"]),
    (GOOD.replace("kind: news", "kind: news\nkind: speech"), 4, ["kind"]),
    (GOOD.replace("kind: news", "kind: news\nboilerplate: [nobody-wrote-this]"), 4, ["nobody-wrote-this"]),
    (GOOD + "x" * 2_000_000, None, ["body"]),
    (GOOD.encode().replace(b"It does", b"It \xff\xfe does"), 9, ["UTF-8"]),
    ("no front matter at all\n", 1, []),
    ("", 1, []),
], ids=["broken-yaml", "unclosed", "unknown-key", "unknown-kind", "no-such-section", "no-such-language", "no-headline", "empty-headline",
        "twice", "no-such-boilerplate", "two-megabytes", "not-utf-8", "no-front-matter", "empty"])
def test_a_bad_markdown_file_names_its_line_and_changes_nothing(staffed, tmp_path, text, line, words):
    file = tmp_path / "release.md"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    said = staffed.refused("import", file, "--as", "ana")
    assert f"{file}:{line or ''}" in said, said
    assert all(word in said for word in words), said
    staffed.serve()
    assert staffed.api("ana").items("/releases") == []


def test_a_good_file_beside_a_bad_one_is_imported(staffed, tmp_path):
    folder = tmp_path / "releases"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD)
    (folder / "bad.md").write_text(GOOD.replace("kind: news", "kind: rumour"))
    finished = staffed.do("import", folder, "--as", "ana", code=65)
    assert "bad.md:3: " in finished.stderr and "good.md:" not in finished.stderr
    staffed.serve()
    assert [r["revision"]["content"]["headline"] for r in staffed.api("ana").items("/releases")] == ["The pier reopens"]


def test_import_needs_a_person_who_may_draft(staffed, tmp_path):
    (tmp_path / "good.md").write_text(GOOD)
    assert "nobody" in staffed.refused("import", tmp_path / "good.md", "--as", "nobody")
    staffed.refused("import", tmp_path / "missing.md", "--as", "ana")
    finished = staffed.do("import", tmp_path / "good.md", "--as", "ada", code=None)
    assert finished.returncode != 0, "an administrator writes no release"


# Workflow files

@pytest.mark.parametrize("old, new, words", [
    ("title: Press release", "title: Press release\ncolour: red", "colour"),
    ("guards: [complete, second-pair-of-eyes]", "guards: [complete, good-mood]", "good-mood"),
    ("effects: [approve]", "effects: [applaud]", "applaud"),
    ("to: approved", "to: framed", "framed"),
    ("from: approved", "from: framed", "framed"),
    ("  withdrawn: {title: Withdrawn}", "  withdrawn: {title: Withdrawn}\n  withdrawn: {title: Again}", "withdrawn"),
    ("by: [press-secretary]", "by: press-secretary: x", ""),
], ids=["unknown-key", "unknown-guard", "unknown-effect", "to-nowhere", "from-nowhere", "two-of-one-name", "not-yaml"])
def test_a_bad_workflow_file_names_its_line(office, tmp_path, old, new, words):
    text = (ROOT / "Workflows/press-release.yaml").read_text()
    assert old in text, old
    folder = tmp_path / "workflows"
    folder.mkdir()
    file = folder / "press-release.yaml"
    file.write_text(text.replace(old, new, 1))
    line = file.read_text()[:file.read_text().index(new) + len(new)].count("\n") + 1
    finished = office.run("workflow", "check", file, code=65)
    faults = finished.stderr.splitlines()
    assert all(fault.startswith(f"{file}:") for fault in faults), "a line for each fault"
    assert any(words in fault and abs(int(fault[len(f"{file}:"):].split(":")[0]) - line) <= 1 for fault in faults), faults
    assert f"{file}:" in office.refused("serve", "--bind", "127.0.0.1:0", "--workflows", folder)


def test_a_workflow_without_states_or_that_is_not_there_is_refused(office, tmp_path):
    empty = tmp_path / "empty.yaml"
    empty.write_text("workflow: empty\ntitle: Empty\nstates: {}\ntransitions: {}\n")
    finished = office.run("workflow", "check", empty, code=65)
    assert f"{empty}:" in finished.stderr + finished.stdout
    office.run("workflow", "check", tmp_path / "missing.yaml", code=65)


def test_a_workflow_with_a_hole_is_refused_with_the_way_into_it(office, tmp_path):
    text = (ROOT / "Workflows/press-release.yaml").read_text().replace("guards: [approved, release-time]", "guards: [approved]")
    folder = tmp_path / "workflows"
    folder.mkdir()
    file = folder / "press-release.yaml"
    file.write_text(text)
    line = text[:text.index("  publish:\n")].count("\n") + 1
    finished = office.run("workflow", "check", file, code=65)
    fault, *steps = finished.stderr.splitlines()
    assert fault == f"{file}:{line}: “Publish” makes a text public before its release time."
    assert steps[0].startswith("    1. Ana (drafter) writes a first draft") and steps[4] == "    5. “Publish” follows by itself."
    assert "proved: What is public can be withdrawn at once." in finished.stdout
    office.serve()
    office.stop()
    refused = office.refused("serve", "--bind", "127.0.0.1:0", "--workflows", folder)
    assert f"{file}:{line}: “Publish” makes" in refused and "5. “Publish” follows by itself." in refused


def test_the_shipped_workflows_are_proved_and_drawn(office):
    files = sorted((ROOT / "Workflows").glob("*.yaml"))
    told = office.run("workflow", "check", *files).stdout
    assert told.count("people suffice from the first draft to the public.") == len(files) == 3
    for file in files:
        assert office.run("workflow", "graph", file, "--format", "mermaid").stdout.startswith("stateDiagram-v2\n")
        assert office.run("workflow", "graph", file, "--format", "dot").stdout.startswith("digraph ")
        assert "<svg" in office.run("workflow", "graph", file, "--format", "svg").stdout
    without = office.run("workflow", "graph", files[0], "--format", "svg", code=69, env={"PATH": "/nowhere"}).stderr
    assert "Graphviz is not installed" in without and without.count("\n") == 1
    office.run("workflow", "graph", files[0], "--format", "png", code=64)


def test_a_release_in_a_state_that_is_gone_is_named(staffed, tmp_path):
    staffed.serve()
    staffed.api("ana").draft("Left behind")
    folder = tmp_path / "workflows"
    shutil.copytree(ROOT / "Workflows", folder)
    file = folder / "press-release.yaml"
    file.write_text(file.read_text().replace("  draft: {", "  writing: {").replace(": draft\n", ": writing\n").replace("[draft, ", "[writing, "))
    staffed.run("workflow", "check", file)
    told = staffed.do("workflow", "check", file, code=65).stderr
    assert "1 release stands in the state draft of the workflow press-release" in told and "left-behind" in told
    staffed.stop()
    assert "left-behind" in staffed.refused("serve", "--bind", "127.0.0.1:0", "--workflows", folder)


# The data folder, the port, the configuration

def test_a_second_server_is_refused_and_the_first_goes_on(staffed):
    staffed.serve()
    assert "in use" in staffed.refused("serve", "--bind", "127.0.0.1:0", code=69)
    assert staffed.api("ana").get("/me")["login"] == "ana"


def test_a_port_in_use_is_named(office):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        address = "127.0.0.1:%d" % held.getsockname()[1]
        assert address in office.refused("serve", "--bind", address, code=69)


def test_a_folder_that_cannot_be_written_is_refused(office):
    office.people("ana")
    more = {}
    if os.geteuid() == 0:  # root writes anywhere: somebody else's eyes
        more = {"user": 65534, "group": 65534, "extra_groups": []}
        for folder in (office.folder, *list(office.folder.parents)[:3]):
            folder.chmod(folder.stat().st_mode | 0o055)
    else:
        office.data.chmod(0o500)
    said = office.refused("serve", "--bind", "127.0.0.1:0", code=69, **more)
    assert str(office.data) in said
    office.data.chmod(0o700)
    office.do("user", "list")


def damaged(office):
    path = office.database()
    whole = bytearray(path.read_bytes())
    whole[100:len(whole)] = b"\xa5" * (len(whole) - 100)
    path.write_bytes(whole)


def newer(office):
    office.sql("PRAGMA user_version = 9999")


def foreign(office):
    path = office.database()
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.commit()
    connection.close()


def no_database(office):
    office.database().write_text("Dear diary, " * 500)


@pytest.mark.parametrize("harm, words", [(damaged, "damaged"), (newer, "newer"), (foreign, "not"), (no_database, "not")])
def test_a_database_that_is_not_ours_to_use_is_refused_and_left_as_it_is(office, harm, words):
    office.people("ana")
    path = office.database()
    for rest in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        assert not rest.exists() or rest.stat().st_size == 0 or harm is newer, "a closed database is one file"
    harm(office)
    before = path.read_bytes()
    said = office.refused("serve", "--bind", "127.0.0.1:0")
    assert words in said and str(path.parent) in said, said
    office.refused("user", "list")
    assert path.read_bytes() == before


@pytest.mark.parametrize("old, new, line", [
    ("time_zone: Europe/Lisbon", "time_zone: Europe/Atlantis", 2),
    ("organisation: Harbour Office", "organization: Harbour Office", 1),
    ("delivery_timeout: 2s", "delivery_timeout: soon", 8),
    ("languages: [en, pt]", "languages: [en, pt", None),
    ("{slug: events, ", "{slug: Events and more, ", 5),
], ids=["no-such-zone", "unknown-key", "no-duration", "not-yaml", "bad-slug"])
def test_a_bad_configuration_names_its_line(office, old, new, line):
    text = office.configuration.read_text()
    assert old in text
    office.configuration.write_text(text.replace(old, new))
    said = office.refused("serve", "--bind", "127.0.0.1:0")
    assert f"{office.configuration}:{line or ''}" in said, said


def test_what_is_not_there_or_not_safe_is_refused(office, tmp_path):
    office.run("serve", "--data", office.data, "--config", tmp_path / "missing.yaml", code=65)
    office.refused("serve", "--bind", "127.0.0.1:0", "--base-url", "http://news.example.org")
    office.refused("serve", "--no-such-option", code=64)
    assert not office.data.exists() or not list(office.data.glob("*.sqlite*")), "nothing was made"


# Webhook addresses

@pytest.mark.parametrize("url", [
    "not a url", "ftp://example.org/x", "https://name:secret@example.org/hook", "http://127.0.0.1/hook", "http://10.1.2.3/hook", "http://[::1]/hook",
    "http://169.254.169.254/latest", "http://2130706433/hook", "http://0x7f.1/hook", "https://example.org/hook#part", "https:///hook", ""])
def test_a_bad_webhook_address_is_refused_by_command_and_api(staffed, url):
    said = staffed.refused("endpoint", "add", url, "--name", "Bad")
    assert "secret" not in said, "what is secret is not repeated"
    staffed.serve()
    ada = staffed.api("ada")
    answer = ada.call("POST", "/endpoints", {"name": "Bad", "url": url})
    assert answer.status == 422 and answer.json["errors"][0]["pointer"] == "/url", answer
    assert ada.items("/endpoints") == []


def test_a_private_address_by_name_is_refused_when_it_is_reached(staffed, receiver):
    identifier = staffed.do("endpoint", "add", receiver.url.replace("127.0.0.1", "localhost") + "/hook", "--name", "By name", code=None)
    if identifier.returncode:
        assert identifier.returncode == 65
        return
    staffed.serve()
    publish(staffed, "Not for you")
    delivery = settled(staffed, identifier.stdout.split()[0], "pending")
    attempts = eventually(lambda: staffed.api("ada").get(f"/deliveries/{delivery['id']}")["attempts"])
    assert "refused" in attempts[0]["error"] and "127" not in attempts[0]["error"]
    assert not receiver.receipts


# The API

@pytest.mark.parametrize("body, status", [
    (b"{", 400), (b"\xff\xfe", 400), (b'{"kind": "news", "kind": "news"}', 422), (b'{"headline": "\\ud800"}', 400), (b"[]", 422),
    (b'{"kind": "news", "section": "events", "language": "en", "content": {"headline": "a", "colour": "red"}}', 422),
    (b'{"kind": "news", "section": "events", "language": "en", "content": {"headline": "a\\u0000b"}}', 422),
    (b'{"kind": "news", "section": "weather", "language": "en", "content": {"headline": "a"}}', 422),
    (b'{"kind": "news", "section": "events", "language": "en", "content": {"headline": ""}}', 422),
    (b"[" * 5000, 422),
], ids=["half", "not-utf-8", "key-twice", "lone-surrogate", "a-list", "unknown-field", "forbidden-character", "no-such-section", "no-headline", "deep"])
def test_bad_json_is_refused_with_a_problem(api_office, body, status):
    answer = request(f"{api_office.url}/api/v1/releases", "POST", body, {
        "Authorization": f"Bearer {api_office.api('ana').token}", "Content-Type": "application/json"})
    assert answer.status == status, answer
    assert answer.headers["content-type"].startswith("application/problem+json") and answer.json["status"] == status


@pytest.fixture(scope="module")
def api_office(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("api")).people("ana")
    office.api("ana")
    yield office.serve()
    office.kill()
