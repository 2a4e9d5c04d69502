"""Comments, two people at once, and text that is not saved yet: nothing that was typed is lost."""
import pytest

from gestures import button, sign_in
from office import PASSWORD
from test_pages import examine

SIZES = [(320, "light"), (1280, "light"), (1280, "dark")]


def select(page, words, occurrence=1, within="main"):
    """Selects that passage of the page, as a mouse would; the later one of several."""
    page.evaluate("""([words, occurrence, within]) => {
        const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            for (let at = walker.currentNode.data.indexOf(words); at >= 0; at = walker.currentNode.data.indexOf(words, at + 1)) {
                occurrence -= 1;
                if (occurrence === 0) return getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
            }
        }
        throw new Error("not on the page");
    }""", [words, occurrence, within])


def in_sight(page, part):
    """Whether it stands in the window, once the page has come to rest."""
    part.wait_for()
    page.wait_for_timeout(700)
    box = part.bounding_box()
    return 0 <= box["y"] and box["y"] + box["height"] <= page.viewport_size["height"]


def test_a_selected_passage_is_commented_on_answered_and_resolved(newsroom, desk):
    release = newsroom.api("ana").draft("Spoken about", body="The pier opens at noon.\n\nIt was **closed** for a year.")
    sam = desk("sam")
    sam.goto(f"/desk/releases/{release['id']}")
    assert not sam.get_by_text("Comment on this", exact=True).is_visible()
    select(sam, "The pier opens")
    button(sam, "Comment on this").click()
    sam.keyboard.type("Which pier?")
    button(sam.locator("#new-comment"), "Comment").click()
    assert sam.locator("#comment-1 blockquote").inner_text() == "The pier opens"
    assert in_sight(sam, sam.locator("#comment-1 [role=status]")), "the word about it stands beside it"

    ana = desk("ana")
    ana.goto(f"/desk/releases/{release['id']}")
    ana.get_by_text("Reply to comment 1").click()
    ana.locator("#reply-1").fill("The northern one.")
    button(ana.locator("#comment-1"), "Reply").click()
    assert "The northern one." in ana.locator("#comment-1").inner_text()
    button(ana, "Resolve comment 1").click()
    assert ana.locator("details.settled > summary").inner_text() == "1 resolved"

    ana.goto(f"/desk/releases/{release['id']}/edit")
    ana.locator("[name=body]").fill("The southern pier opens.")
    button(ana, "Save draft").click()
    ana.locator("details.settled > summary").click()
    assert "This passage is gone" in ana.locator("#comment-1").inner_text()


def test_any_field_is_selected_and_the_place_is_told_among_several(newsroom, desk):
    release = newsroom.api("ana").draft(
        "The pier by the pier", subheadline="A pier, again", summary="Of the pier", speaker="The pier master", dateline={"place": "Porto", "date": "2026-03-01"},
        body="Porto pier.\n\nA *pier*, a [pier](https://pier.example/), a pier.")
    page = desk("sam")
    path = f"/desk/releases/{release['id']}"
    chosen = [
        ("pier", 2, "h1", "Headline, place 2 of 2"), ("again", 1, ".subheadline", "Subheadline"), ("pier", 1, ".summary", "Summary"),
        ("pier master", 1, ".speaker", "Speaker"), ("Porto", 1, ".dateline", "Dateline"), ("pier", 3, ".body", "Text, place 3 of 4"),
        ("Porto", 2, ".body", "Text"), ("press@", 1, "[data-field=contact]", "Contact"),
    ]
    for number, (words, occurrence, within, about) in enumerate(chosen, 1):
        page.goto(path)
        select(page, words, occurrence, within)
        button(page, "Comment on this").click()
        page.keyboard.type("Which?")
        button(page.locator("#new-comment"), "Comment").click()
        assert f"on {about}, " in page.locator(f"#comment-{number} .meta").first.inner_text() + ", ", about
    page.goto(path)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('main'))")
    assert not button(page, "Comment on this").is_visible(), "what stands in several fields is no passage"


def test_words_of_a_list_an_entity_and_a_link_with_a_title_are_commented_on(newsroom, desk):
    release = newsroom.api("ana").draft(
        "Spoken about in a list", body='1. First point\n2. Second point\n\nOur R&amp;D has a [plan](https://pier.example "The plan") for 10, 110 and 10 piers.')
    page = desk("sam")
    path = f"/desk/releases/{release['id']}"
    chosen = [("ol", "First point\nSecond point", "Text"), (".body p", "Our R&D has a plan for 10, 110 and 10 piers.", "Text")]
    for number, (place, quote, about) in enumerate(chosen, 1):
        page.goto(path)
        page.evaluate("place => getSelection().selectAllChildren(document.querySelector('.paper ' + place))", place)
        button(page, "Comment on this").click()
        page.keyboard.type("Which?")
        button(page.locator("#new-comment"), "Comment").click()
        said = page.locator(f"#comment-{number}")
        assert said.locator("blockquote").inner_text().split() == quote.split()
        assert "This passage is gone" not in said.inner_text()
    page.goto(path)
    select(page, "10", 3, ".paper .body")
    button(page, "Comment on this").click()
    page.keyboard.type("Ten?")
    button(page.locator("#new-comment"), "Comment").click()
    assert "on Text, place 2 of 2" in page.locator("#comment-3 .meta").first.inner_text(), "110 is another number"


def test_by_keyboard_alone_and_without_script_a_comment_is_made(newsroom, desk):
    release = newsroom.api("ana").draft("Spoken about by keyboard", body="The pier opens at noon.")
    page = desk("sam", java_script_enabled=False)
    page.goto(f"/desk/releases/{release['id']}")
    page.locator("#comment-quote").focus()
    page.keyboard.type("at noon")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Whose noon?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "Whose noon?" in page.locator("#comment-1").inner_text()
    assert "on Text" in page.locator("#comment-1").inner_text()


def test_a_conflict_keeps_both_texts(newsroom, desk):
    api = newsroom.api("ana")
    release = api.draft("Written by two")
    ana = desk("ana")
    ana.goto(f"/desk/releases/{release['id']}/edit")
    sam = desk("sam")
    sam.goto(f"/desk/releases/{release['id']}/edit")
    assert "has had this open for editing since" in sam.locator(".presence").inner_text()
    sam.locator("[name=headline]").fill("Written by the other")
    button(sam, "Save draft").click()
    ana.locator("[name=headline]").fill("Written by me")
    button(ana, "Save draft").click()
    assert ana.locator("[name=headline]").input_value() == "Written by me"
    words = ana.inner_text("main")
    assert "Written by the other" in words and "From the saved text to yours".lower() in words.lower()
    button(ana, "Save draft").click()
    saved = api.get(f"/releases/{release['id']}")
    assert saved["revision"]["content"]["headline"] == "Written by me" and saved["revision"]["number"] == 3


def test_what_is_typed_is_kept_and_offered_again(newsroom, desk):
    release = newsroom.api("ana").draft("Kept while typing")
    ana = desk("ana")
    ana.goto(f"/desk/releases/{release['id']}/edit")
    ana.locator("[name=headline]").fill("Kept while ty")
    ana.get_by_text("not saved yet").wait_for()
    assert in_sight(ana, ana.get_by_text("not saved yet")), "beside the button, however long the form is"
    again = desk("ana")
    again.goto(f"/desk/releases/{release['id']}/edit")
    assert again.locator("[name=headline]").input_value() == "Kept while ty"
    again.get_by_text("Discard what I had not saved").click()
    button(again, "Discard it").click()
    again.goto(f"/desk/releases/{release['id']}/edit")
    assert again.locator("[name=headline]").input_value() == "Kept while typing"


def test_a_session_that_ends_is_told_at_once_and_the_text_comes_back(newsroom, browse):
    release = newsroom.api("ana").draft("Written across two sessions")
    page = browse()
    sign_in(page, "ana")
    page.goto(f"/desk/releases/{release['id']}/edit")
    page.context.clear_cookies()
    page.locator("[name=headline]").fill("Typed after the session")
    page.get_by_text("Your session has ended").wait_for()
    button(page, "Save draft").click()
    page.locator("[name=login]").fill("ana")
    page.locator("[name=password]").fill(PASSWORD)
    button(page, "Sign in").click()
    assert page.locator("[name=headline]").input_value() == "Typed after the session"
    button(page, "Save draft").click()
    assert newsroom.api("ana").get(f"/releases/{release['id']}")["revision"]["content"]["headline"] == "Typed after the session"


def test_what_is_discarded_or_saved_does_not_come_back(newsroom, desk):
    release = newsroom.api("ana").draft("Thrown away")
    path = f"/desk/releases/{release['id']}/edit"
    ana = desk("ana")
    ana.goto(path)
    ana.locator("[name=summary]").fill("Not wanted")
    ana.get_by_text("not saved yet").wait_for()
    ana.goto(path)
    ana.locator("[name=summary]").fill("Not wanted at all")
    ana.get_by_text("Discard what I had not saved").click()
    button(ana, "Discard it").click()
    ana.goto(path)
    assert ana.locator("[name=summary]").input_value() == ""
    assert not ana.get_by_text("Discard what I had not saved").count()

    # One keeping is under way, and arrives after the save.
    late = []
    ana.route("**/unsaved", lambda route: late.append(route.request.post_data))
    ana.locator("[name=summary]").fill("Half a sent")
    ana.wait_for_timeout(2500)
    assert len(late) == 1
    ana.locator("[name=summary]").fill("Half a sentence")
    button(ana, "Save draft").click()
    ana.get_by_text("Saved").first.wait_for()
    ana.unroute("**/unsaved")
    kept = ana.evaluate("""async ([path, body]) => (await (await fetch(path, {method: "POST", body, headers: {"Content-Type": "application/x-www-form-urlencoded"}})).json()).kept""",
                        [path.replace("/edit", "/unsaved"), late[0]])
    assert kept is None
    ana.goto(path)
    assert ana.locator("[name=summary]").input_value() == "Half a sentence"
    assert not ana.get_by_text("Discard what I had not saved").count()


def keep(page, path, summary):
    page.goto(path)
    page.locator("[name=summary]").fill(summary)
    page.get_by_text("not saved yet").wait_for()


def test_each_window_of_one_person_keeps_its_own_text(newsroom, desk):
    release = newsroom.api("ana").draft("Written in two windows")
    path = f"/desk/releases/{release['id']}/edit"
    first, second = desk("ana"), desk("ana")
    second.goto(path)
    keep(first, path, "In the first")
    second.locator("[name=summary]").fill("In the second")
    second.get_by_text("not saved yet").wait_for()
    later = desk("ana")
    later.goto(path)
    assert later.locator("[name=summary]").input_value() == "In the second"
    later.get_by_role("link", name="Open it").click()
    assert later.locator("[name=summary]").input_value() == "In the first"
    button(later, "Save draft").click()
    assert "You have unsaved text in this release" in later.inner_text("main") + later.inner_text("body")
    later.goto(path)
    assert later.locator("[name=summary]").input_value() == "In the second"
    later.get_by_text("Discard what I had not saved").click()
    button(later, "Discard it").click()
    later.goto(path)
    assert later.locator("[name=summary]").input_value() == "In the first"
    assert not later.get_by_text("Discard what I had not saved").count()


def test_back_in_a_form_that_was_saved_what_is_typed_is_kept_again(newsroom, desk):
    release = newsroom.api("ana").draft("Went back")
    path = f"/desk/releases/{release['id']}/edit"
    ana = desk("ana")
    ana.goto(path)
    ana.locator("[name=summary]").fill("Saved once")
    button(ana, "Save draft").click()
    ana.get_by_text("Saved").first.wait_for()
    ana.go_back()
    ana.locator("[name=summary]").fill("Typed after going back")
    ana.get_by_text("not saved yet").wait_for()
    again = desk("ana")
    again.goto(path)
    assert again.locator("[name=summary]").input_value() == "Typed after going back"


def test_whom_a_release_is_closed_to_while_they_write_is_told_once_and_keeps_their_words(newsroom, desk):
    release = newsroom.api("ana").draft("Closed while writing")
    page = desk("sofia")
    page.goto(f"/desk/releases/{release['id']}/edit")
    calls = []
    page.on("request", lambda request: calls.append(request.url) if request.url.endswith("/unsaved") else None)
    page.route("**/unsaved", lambda route: route.fulfill(status=404, body=""))
    page.locator("[name=summary]").fill("Words of mine")
    page.get_by_text("not open to you any more").wait_for()
    page.locator("[name=summary]").fill("Words of mine, more")
    page.wait_for_timeout(2500)
    assert len(calls) == 1, "what is refused is not asked again"
    page.unroute("**/unsaved")
    token = page.locator("form.writing [name=form_token]").input_value()
    assert page.evaluate("""async ([path, token]) => (await fetch(path, {method: "POST", body: new URLSearchParams({form_token: token, version: "1", headline: "x"})})).status""",
                         ["/desk/releases/0193f0c4-0000-7000-8000-000000000000/unsaved", token]) == 404
    page.evaluate("document.querySelector('form.writing').action = '/desk/releases/0193f0c4-0000-7000-8000-000000000000/edit'")
    button(page, "Save draft").click()
    assert "Words of mine, more" in page.locator(".kept textarea").evaluate_all("areas => areas.map((area) => area.value)")


@pytest.mark.parametrize("width, scheme", SIZES)
def test_its_pages_fit_and_are_accessible(newsroom, desk, width, scheme):
    api = newsroom.api("ana")
    release = api.draft("Spoken about in pictures", body="The pier opens at noon.")
    page = desk("ana", viewport={"width": width, "height": 900}, color_scheme=scheme)
    path = f"/desk/releases/{release['id']}"
    other = desk("sam")
    for quote in ("The pier opens", ""):
        other.goto(path)
        other.locator("#comment-quote").fill(quote)
        other.locator("#comment-body").fill("Which pier is meant? " * 8)
        button(other.locator("#new-comment"), "Comment").click()
    other.goto(path)
    button(other, "Resolve comment 2").click()
    other.goto(path + "/edit")
    page.goto(path)
    examine(page, "talking-release", width, scheme)
    page.goto(path + "/edit")
    other.locator("[name=headline]").fill("Theirs")
    button(other, "Save draft").click()
    page.locator("[name=headline]").fill("Mine")
    button(page, "Save draft").click()
    examine(page, "talking-conflict", width, scheme)
    page.locator("[name=summary]").fill("Kept")
    page.get_by_text("not saved yet").wait_for()
    page.goto("about:blank")
    page.goto(path + "/edit")
    examine(page, "talking-unsaved", width, scheme)


@pytest.mark.parametrize("width, scheme", SIZES)
def test_the_pages_of_what_was_not_saved_fit_and_are_accessible(newsroom, desk, width, scheme):
    api = newsroom.api("ana")
    release = api.draft("Not saved, in pictures")
    path = f"/desk/releases/{release['id']}"
    other = desk("ana")
    other.goto(path + "/edit")
    page = desk("ana", viewport={"width": width, "height": 900}, color_scheme=scheme)
    keep(page, path + "/edit", "In the first window, with a rather long summary that has to break somewhere: Поздравление Генерального секретаря")
    other.locator("[name=body]").fill("In the second window.\n\nTwo paragraphs.")
    other.get_by_text("not saved yet").wait_for()
    page.goto(path + "/edit")
    examine(page, "unsaved-windows", width, scheme)
    page.goto(path)
    assert "is no part of this text" in page.inner_text("main")
    examine(page, "unsaved-before-submitting", width, scheme)
    button(page, "Submit for approval").click()
    page.get_by_role("link", name="Look at it", exact=True).click()
    assert page.locator(".kept textarea").count() == 2
    examine(page, "unsaved-submitted", width, scheme)
    page.goto("/desk")
    examine(page, "unsaved-desk", width, scheme)
