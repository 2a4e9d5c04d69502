"""The urgent road in the browser, on a phone, until somebody else has reviewed what went out."""
import pytest
from axe_playwright_python.sync_playwright import Axe

from api import content
from gestures import button, picture, press

PHONE = {"viewport": {"width": 320, "height": 640}}


def submitted(newsroom, headline, **more):
    """A release of Ana's that waits for its approval: its id."""
    ana = newsroom.api("ana")
    return ana.must("submit", ana.draft(headline, **more))["id"]


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_text_goes_out_alone_and_is_reviewed(newsroom, desk, browse, script):
    identifier = submitted(newsroom, f"The dam has broken {script}")
    path = f"/desk/releases/{identifier}"
    sam = desk("sam", java_script_enabled=script, **PHONE)
    sofia = desk("sofia", java_script_enabled=script)

    sam.goto(path)
    press(sam, "Move to the urgent road: Flash", comment="People must leave now.")
    press(sam, "Publish at once", comment="The valley floods in an hour.")
    picture(sam, f"urgent-out-{script}")
    assert button(sam, "Accept").count() == 0, "who let it out does not review it"
    release = newsroom.api("ana").get(f"/releases/{identifier}")
    assert release["live"]["revision"] == 1 and release["approvals"] == []
    assert release["review"]["reason"] == "The valley floods in an hour."
    public = browse(java_script_enabled=script)
    assert public.goto(release["url"]).status == 200

    sofia.goto("/desk/account")
    assert sofia.get_by_text("without an approval").is_visible(), "every page says so"
    sofia.goto("/desk")
    picture(sofia, f"urgent-owed-{script}")
    sofia.get_by_role("link", name=f"The dam has broken {script}").first.click()
    assert "The valley floods in an hour." in sofia.locator("main").inner_text()
    press(sofia, "Accept")
    picture(sofia, f"urgent-done-{script}")
    assert newsroom.api("ana").get(f"/releases/{identifier}")["review"] is None
    sofia.goto("/desk/account")
    assert sofia.get_by_text("without an approval").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_approving_looks_like_what_is_expected_and_the_urgent_steps_never_do(newsroom, desk, width):
    identifier = submitted(newsroom, f"Two ways out {width}", release_at="2099-05-01T09:00:00.000Z")
    page = desk("sam", viewport={"width": width, "height": 800})
    page.goto(f"/desk/releases/{identifier}")
    look = lambda title: button(page, title).evaluate("b => [getComputedStyle(b).backgroundColor, getComputedStyle(b).borderColor].join()")
    approve = look("Approve")
    assert approve not in {look("Move to the urgent road: Flash"), look("Request changes")}
    picture(page, f"urgent-road-{width}")
    press(page, "Move to the urgent road: Flash", comment="People must leave now.")
    step = look("Schedule at once")
    assert look("Approve") == approve and step not in {approve, look("Request changes")}
    assert page.get_by_label("Why it cannot wait (required)").count() == 1
    assert button(page, "Publish at once").count() == 0, "its time has not come"
    picture(page, f"urgent-choice-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_no_reason_no_road(newsroom, desk):
    identifier = submitted(newsroom, "Without a reason")
    sam = desk("sam", java_script_enabled=False, **PHONE)
    sam.goto(f"/desk/releases/{identifier}")
    form = sam.locator("form").filter(has=button(sam, "Move to the urgent road: Flash"))
    form.locator("[name=comment]").fill(" ")
    button(form, "Move to the urgent road: Flash").click()
    assert "Say why, in a comment." in sam.get_by_role("alert").inner_text()
    assert newsroom.api("ana").get(f"/releases/{identifier}")["workflow"] == "press-release"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_owed_review_can_be_read_by_everyone(newsroom, desk, width):
    identifier = submitted(newsroom, f"Read by everyone {width}")
    sam = newsroom.api("sam")
    moved = sam.edit(sam.get(f"/releases/{identifier}"), workflow="flash", comment="It cannot wait.")
    assert moved.status == 200, moved
    sam.must("publish-urgently", moved.json, comment="Now.")
    page = desk("sofia", viewport={"width": width, "height": 800})
    for path in ("/desk", f"/desk/releases/{identifier}"):
        page.goto(path)
        picture(page, f"urgent-{width}-{path.count('/')}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
