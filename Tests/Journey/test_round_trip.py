"""Out as files and in again: nothing of a text is lost."""
import pytest

from api import request
from office import Office

ARCHIVED = """\
---
headline: The old lighthouse is lit
kind: news
section: events
language: en
published_at: 2019-05-04T09:00:00Z
contact: {role: Press office, email: press@harbour.example}
---

It was lit.
"""


@pytest.fixture
def elsewhere(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    office = Office(tmp_path / "elsewhere").people("ana")
    yield office
    if office.process and office.process.poll() is None:
        office.kill()


def texts(office):
    return {r["slug"]: r["revision"]["digest"] for r in office.api("ana").items("/releases")}


def test_what_is_exported_imports_with_the_same_digests(office, elsewhere, tmp_path):
    office.people("ana", "sam")
    office.api("ana"), office.api("sam"), elsewhere.api("ana")
    office.serve()
    ana, sam = office.api("ana"), office.api("sam")
    assert sam.call("PUT", "/boilerplates/about?language=en", {"title": "About the harbour", "text": "It is **old**.\n\nAnd wide."}).status in (200, 201)
    ana.draft("Plain")
    ana.draft("Quoted: 'so', \"so\" # and {so}", summary="yes", speaker="- nobody", subheadline="2019-05-04", boilerplate=["about"],
              dateline={"place": "no", "date": "2026-02-03"}, body="---\nnot front matter\n---\n\n    code\n\nПорт — Նավահանգիստ 🚢\n")
    ana.draft("Blank lines inside", body="One\n\n\n\nTwo  \nThree")
    ana.draft("In another language", language="pt", kind="speech", section="speeches")
    folder = tmp_path / "files"
    office.do("export", folder)
    elsewhere.do("import", folder, "--as", "ana")
    elsewhere.serve()
    assert texts(elsewhere) == texts(office) and len(texts(office)) == 4


def test_the_archive_is_live_as_history_and_nobody_is_told(office, receiver, tmp_path):
    office.people("ana", "sam")
    office.endpoint(receiver.url + "/hook")
    file = tmp_path / "old.md"
    file.write_text(ARCHIVED)
    finished = office.do("import", file, "--as", "ana", "--archive", code=None)
    assert finished.returncode == 0, finished.stderr
    office.serve()
    release, = office.api("ana").items("/releases")
    assert release["imported"] and release["state"] == "published" and release["live"]["published_at"] == "2019-05-04T09:00:00.000Z"
    assert release["approvals"] == []
    page = request(f"{office.url}/releases/{release['slug']}")
    assert page.status == 200 and "It was lit." in page.text
    assert not receiver.receipts
    assert office.do("audit", "verify").returncode == 0


def test_a_damaged_release_is_named_and_the_others_are_exported(office, tmp_path):
    office.people("ana")
    office.api("ana")
    office.serve()
    broken = office.api("ana").draft("Broken")
    office.api("ana").draft("Sound")
    assert office.stop() == 0
    office.sql("DROP TRIGGER revision_stays")
    office.sql("UPDATE revision SET content = '{' WHERE content LIKE '%\"Broken\"%'")
    said = office.refused("export", tmp_path / "files")
    assert broken["id"] in said and "damaged" in said
    assert [path.name for path in (tmp_path / "files").glob("*.md")] == ["sound.md"]
    office.do("user", "disable", "ana")
