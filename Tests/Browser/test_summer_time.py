"""A release time that comes twice, because the clocks are put back: the desk asks which is meant, by keyboard, with script and without."""
import pytest

from gestures import button, sign_in
from office import Office
from test_pages import SIZES, examine

TWICE = ("2027-10-31", "01:30")


@pytest.fixture(scope="module")
def lisbon(tmp_path_factory):
    """An office where the clocks are put back in October."""
    office = Office(tmp_path_factory.mktemp("lisbon")).people()
    office.api("ana"), office.api("sam")
    yield office.serve()
    assert office.stop() == 0


@pytest.fixture
def writer(lisbon, chromium):
    """A page of somebody who is signed in there."""
    contexts = []

    def page(login="ana", **options):
        contexts.append(chromium.new_context(base_url=lisbon.url, **options))
        fresh = contexts[-1].new_page()
        sign_in(fresh, login)
        return fresh

    yield page
    for context in contexts:
        for opened in context.pages:
            opened.wait_for_load_state()
        context.close()


def begin(page, headline):
    page.goto("/desk/releases/new")
    for field, words in [("headline", headline), ("body", "It is dark."), ("release_date", TWICE[0]), ("release_time", TWICE[1])]:
        page.locator(f"[name={field}]").fill(words)
    button(page, "Save draft").click()


def released(office, headline):
    return next(release["release_at"] for release in office.api("ana").items("/releases") if release["revision"]["content"]["headline"] == headline)


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("key, instant", [("Space", "2027-10-31T00:30:00.000Z"), ("ArrowDown", "2027-10-31T01:30:00.000Z")])
def test_the_keyboard_says_which_is_meant(lisbon, writer, script, key, instant):
    headline = f"The quay by night {script} {key}"
    page = writer(java_script_enabled=script)
    begin(page, headline)
    alert = page.get_by_role("alert")
    assert "01:30 on 2027-10-31 comes twice in Lisbon" in alert.inner_text()
    which = page.get_by_role("group", name="The clocks are put back then: which of the two is meant?")
    assert which.get_by_role("radio").count() == 2 and which.get_by_role("radio", checked=True).count() == 0, "neither is chosen for anybody"
    assert page.locator("[name=headline]").input_value() == headline
    alert.get_by_role("link", name="comes twice").focus()
    page.keyboard.press("Enter")
    page.locator("#release_time").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "release_which"
    page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/releases/*said=created*")
    assert released(lisbon, headline) == instant


def test_the_release_time_alone_asks_as_well(lisbon, writer):
    release = lisbon.api("ana").draft("The quay by day", release_at="2099-05-01T09:00:00.000Z")
    page = writer()
    page.goto(f"/desk/releases/{release['id']}")
    form = page.locator("form").filter(has=button(page, "Change release time"))
    form.locator("[name=release_date]").fill(TWICE[0])
    form.locator("[name=release_time]").fill(TWICE[1])
    button(form, "Change release time").click()
    page.get_by_role("radio", name="UTC+0").check()
    button(page, "Change release time").click()
    assert released(lisbon, "The quay by day") == "2027-10-31T01:30:00.000Z"


@pytest.mark.parametrize("width, scheme", SIZES)
def test_the_question_can_be_read_by_everyone(lisbon, writer, width, scheme):
    page = writer(viewport={"width": width, "height": 900}, color_scheme=scheme)
    begin(page, f"The quay at {width} {scheme}")
    examine(page, "summer-time-form", width, scheme)
    release = lisbon.api("ana").draft(f"The quay for {width} {scheme}", release_at="2099-05-01T09:00:00.000Z")
    page.goto(f"/desk/releases/{release['id']}")
    form = page.locator("form").filter(has=button(page, "Change release time"))
    form.locator("[name=release_date]").fill(TWICE[0])
    form.locator("[name=release_time]").fill(TWICE[1])
    button(form, "Change release time").click()
    examine(page, "summer-time-page", width, scheme)
