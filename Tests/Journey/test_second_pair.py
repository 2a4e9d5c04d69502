"""Nobody approves what they wrote: not by the API, not by an import, not with another role, not through a restored revision."""
import json

import pytest

from office import Office

FILE = """\
---
headline: By the same hand
kind: news
section: events
language: en
contact: {role: Press office, email: press@harbour.example}
---

One person wrote this.
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("pair")).people("ana", "dora", "sam", "sofia", "pia", "ada", "otto")
    for login in ("ana", "dora", "sam", "sofia", "pia", "ada", "otto"):
        office.api(login)
    yield office.serve()
    office.kill()


def refusals(office, release):
    entries = map(json.loads, office.do("audit", "export").stdout.splitlines())
    return [e for e in entries if e["release_id"] == release["id"] and e["action"] == "release.approve.refused"]


def test_an_author_is_refused_and_the_refusal_is_in_the_journal(served):
    sam = served.api("sam")
    release = sam.must("submit", sam.draft("My own words"))
    answer = sam.take("approve", release)
    assert answer.status == 409 and answer.objections == {"second-pair-of-eyes"}, answer
    assert [e["actor"] for e in refusals(served, release)] == ["sam"]
    assert served.api("sofia").must("approve", release)["state"] == "published"


def test_an_import_has_an_author_too(served, tmp_path):
    (tmp_path / "file.md").write_text(FILE)
    served.do("import", tmp_path / "file.md", "--as", "sam")
    sam = served.api("sam")
    release = [r for r in sam.items("/releases") if r["revision"]["content"]["headline"] == "By the same hand"][0]
    release = sam.must("submit", release)
    answer = sam.take("approve", release)
    assert answer.status == 409 and answer.objections == {"second-pair-of-eyes"}
    assert refusals(served, release)[-1]["actor"] == "sam"


def test_another_role_does_not_help_and_no_role_gives_every_reason(served):
    dora = served.api("dora")
    release = dora.must("submit", dora.draft("Promoted since"))
    answer = dora.take("approve", release)
    assert answer.status == 403 and {"role", "second-pair-of-eyes"} <= answer.objections
    served.do("user", "set-roles", "dora", "--role", "press-secretary")
    answer = dora.take("approve", release)
    assert answer.status == 409 and answer.objections == {"second-pair-of-eyes"}
    assert len(refusals(served, release)) == 2
    assert served.api("otto").take("approve", release).status == 403
    assert served.api("ada").take("approve", release).status == 403
    assert served.api("pia").take("approve", release).status == 403


def test_a_restored_revision_keeps_its_authors(served):
    ana, sam, sofia = served.api("ana"), served.api("sam"), served.api("sofia")
    release = sam.draft("Written by Sam")
    release = ana.edit(release, content={**release["revision"]["content"], "headline": "Rewritten by Ana"}).json
    release = ana.edit(release, restore=1).json
    assert release["revision"]["content"]["headline"] == "Written by Sam"
    release = ana.must("submit", release)
    assert "second-pair-of-eyes" in sam.take("approve", release).objections
    assert sofia.must("approve", release)["state"] == "published"


def test_an_approval_holds_for_the_text_that_was_seen(served):
    ana, sam = served.api("ana"), served.api("sam")
    seen = ana.must("submit", ana.draft("First wording"))
    edited = ana.must("take-back", seen)
    edited = ana.edit(edited, content={**edited["revision"]["content"], "headline": "Second wording"}).json
    edited = ana.must("submit", edited)
    answer = sam.take("approve", seen)
    assert answer.status == 409 and "stale" in answer.objections
    assert sam.must("approve", edited)["live"]["digest"] == edited["revision"]["digest"]


def test_the_release_time_is_compared_when_it_is_approved(served):
    ana, sam = served.api("ana"), served.api("sam")
    release = ana.must("submit", ana.draft("At noon", release_at="2099-01-01T12:00:00.000Z"))
    moved = ana.call("PUT", f"/releases/{release['id']}/release-time", {"release_at": "2099-02-01T12:00:00.000Z"})
    if moved.status == 403:
        moved = sam.call("PUT", f"/releases/{release['id']}/release-time", {"release_at": "2099-02-01T12:00:00.000Z"})
    assert moved.status == 200, moved
    assert "stale" in sam.take("approve", release, release_at="2099-01-01T12:00:00.000Z").objections
    approved = sam.must("approve", release, release_at="2099-02-01T12:00:00.000Z")
    assert approved["state"] == "approved" and approved["approvals"][0]["release_at"] == "2099-02-01T12:00:00.000Z"


def test_a_broken_journal_is_found(served, tmp_path):
    backup = tmp_path / "copy.backup"
    served.do("backup", backup)
    office = Office(tmp_path)
    office.do("restore", backup)
    entries = office.do("audit", "export").stdout.splitlines()
    office.do("audit", "verify", "--head", json.loads(entries[-1])["hash"])
    office.do("audit", "verify", "--head", "0" * 63 + "1", code=1)
    tables = [name for name, sql in office.sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'") if "previous_hash" in (sql or "")]
    assert len(tables) == 1
    for name, in office.sql(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{tables[0]}'"):
        office.sql(f"DROP TRIGGER {name}")
    office.sql(f"UPDATE {tables[0]} SET actor = 'someone-else' WHERE rowid = (SELECT rowid FROM {tables[0]} WHERE actor = 'sam' LIMIT 1)")
    finished = office.do("audit", "verify", code=1)
    assert len(finished.stderr.strip().splitlines()) == 1
