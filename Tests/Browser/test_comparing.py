"""Seeing what one approves: what has changed, in words and signs, and a button that names the revision."""
import pytest

from gestures import button, press
from test_pages import SIZES, examine

BODY = "The pier opens on Monday.\n\n" + "\n\n".join(f"Paragraph {n} stays as it is." for n in range(1, 9)) + "\n\nThe mayor will speak."


def sent_back_and_changed(newsroom, headline):
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    release = sam.must("request-changes", ana.must("submit", ana.draft(headline, body=BODY)), comment="Which day?")
    return ana.must("submit", changed(ana, release, BODY.replace("Monday", "Tuesday")))


def changed(api, release, body):
    content = {**release["revision"]["content"], "body": body}
    answer = api.edit(release, content=content)
    assert answer.status == 200, answer
    return answer.json


@pytest.mark.parametrize("width, scheme", SIZES)
def test_an_approver_sees_what_has_changed_and_approves_that_revision(newsroom, desk, width, scheme):
    release = sent_back_and_changed(newsroom, f"Compared at {width} in {scheme}")
    page = desk("sam", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"/desk/releases/{release['id']}")
    changes = page.locator("section.changes")
    assert "Changed since sam requested changes to revision 1" in changes.inner_text()
    assert "Monday" in changes.locator("del").inner_text() and "Tuesday" in changes.locator("ins").inner_text()
    signs = changes.locator("ins").evaluate("e => getComputedStyle(e, '::before').content + getComputedStyle(e).textDecorationLine")
    assert "[+" in signs and "underline" in signs
    examine(page, "desk-changes", width, scheme)
    page.get_by_role("link", name="Revision 2 beside revision 1").click()
    summary = page.locator("details summary").first
    assert "paragraphs not changed" in summary.inner_text()
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Paragraph 5 stays").is_visible()
    examine(page, "desk-comparison", width, scheme)
    page.get_by_label("Revision", exact=True).select_option("1")
    page.get_by_label("Beside").select_option("2")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith("/revisions/1/diff?against=2")
    page.goto(f"/desk/releases/{release['id']}")
    button(page, "Approve revision 2").click()
    assert newsroom.api("ana").get(f"/releases/{release['id']}")["state"] == "published"


@pytest.mark.parametrize("width, scheme", SIZES)
def test_what_does_not_show_is_named_and_turns_nothing(newsroom, desk, width, scheme):
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    release = sam.must("request-changes", ana.must("submit", ana.draft(f"Unseen at {width} in {scheme}", body=BODY)), comment="Which day?")
    release = ana.must("submit", changed(ana, release, BODY.replace("pier opens", "\u202epier שלום\u200b opens").replace("The mayor", "\u200bThe mayor")))
    page = desk("sam", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"/desk/releases/{release['id']}")
    pieces = page.locator("section.changes .pieces")
    assert "[U+202E right-to-left override]" in pieces.inner_text() and "[U+200B zero width space]" in pieces.inner_text()
    assert "\u202e" not in pieces.inner_text()
    assert pieces.locator("ins").first.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
    form = page.locator("form").filter(has=page.get_by_role("button", name="Approve revision 2"))
    assert "U+200B zero width space, U+202E right-to-left override" in form.locator(".banner").inner_text()
    examine(page, "desk-unseen", width, scheme)


def test_an_edit_between_showing_and_pressing_is_refused_and_shown(newsroom, desk):
    ana = newsroom.api("ana")
    release = ana.must("submit", ana.draft("Edited meanwhile", body=BODY))
    page = desk("sam")
    page.goto(f"/desk/releases/{release['id']}")
    ana.must("submit", changed(ana, ana.must("take-back", release), BODY.replace("mayor", "minister")))
    press(page, "Approve revision 1")
    assert "The text has changed since you saw it" in page.get_by_role("alert").first.inner_text()
    changes = page.locator("section.changes").first
    assert "Changed since you saw it (revision 1)" in changes.inner_text()
    assert "mayor" in changes.locator("del").inner_text() and "minister" in changes.locator("ins").inner_text()
    assert ana.get(f"/releases/{release['id']}")["state"] == "submitted"
    press(page, "Approve revision 2")
    assert ana.get(f"/releases/{release['id']}")["state"] == "published"
