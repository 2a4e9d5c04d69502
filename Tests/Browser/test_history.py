"""A long history, read to its beginning: every revision, every entry, and the text that an early one had."""
import re

import pytest

from test_pages import SIZES, examine

REVISIONS = 120


@pytest.fixture(scope="module")
def rewritten(newsroom):
    """A draft that was saved more often than one page shows."""
    ana = newsroom.api("ana")
    release = ana.draft("Rewritten, revision 1", body="The first words.")
    for number in range(2, REVISIONS + 1):
        content = {**release["revision"]["content"], "headline": f"Rewritten, revision {number}", "body": f"Words of revision {number}."}
        release = ana.edit(release, content=content).json
    return release


def read_to_the_end(page, name, width, scheme):
    """Presses "Older" until there is none; the rows of all pages."""
    rows = page.locator("ol.rows > li").all_inner_texts()
    examine(page, name, width, scheme)
    while page.get_by_role("link", name="Older").count():
        page.get_by_role("link", name="Older").click()
        rows += page.locator("ol.rows > li").all_inner_texts()
    return rows


@pytest.mark.parametrize("width, scheme", SIZES)
def test_every_revision_is_found_and_read(rewritten, desk, width, scheme):
    page = desk("sam", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"/desk/releases/{rewritten['id']}")
    page.get_by_role("link", name="Older revisions").click()
    rows = read_to_the_end(page, "desk-revisions", width, scheme)
    numbers = [int(re.search(r"Revision (\d+)", row)[1]) for row in rows]
    assert numbers == list(range(numbers[0], 0, -1)) and numbers[0] >= REVISIONS - 50
    page.locator("ol.rows > li").last.get_by_role("link").first.click()
    assert page.locator("h1").inner_text() == "Rewritten, revision 1"
    assert page.get_by_text("The first words.").is_visible()
    examine(page, "desk-revision", width, scheme)
    page.get_by_role("link", name=rewritten["revision"]["content"]["headline"]).click()
    assert page.locator("h1").inner_text() == rewritten["revision"]["content"]["headline"]


@pytest.mark.parametrize("width, scheme", SIZES)
def test_every_entry_of_its_journal_is_found(rewritten, desk, width, scheme):
    page = desk("sam", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"/desk/releases/{rewritten['id']}")
    page.get_by_role("link", name="Older entries").click()
    rows = read_to_the_end(page, "desk-entries", width, scheme)
    assert len(rows) >= REVISIONS - 50 and "Draft made" in rows[-1] and "ana" in rows[-1]


def test_who_may_not_read_the_text_gets_no_history(rewritten, desk):
    page = desk("ada")
    for path in ("revisions", "revisions/1", "journal"):
        answer = page.goto(f"/desk/releases/{rewritten['id']}/{path}")
        assert answer.status in (403, 404), path
        assert "Rewritten, revision" not in page.content() and "Words of revision" not in page.content(), path
