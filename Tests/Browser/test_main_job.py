"""The main job in the browser: by mouse without JavaScript, and by keyboard alone."""
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from api import request
from gestures import button, picture, press, sign_in
from office import PASSWORD, eventually

TEXTS = {"dateline_place": "Porto", "dateline_date": "2026-03-01", "summary": "The north pier is open again.",
         "body": "The north pier is **open** again.\n\nIt was closed for a year.", "speaker": "Rui Almeida, harbour master",
         "contact_role": "Press office", "contact_name": "Rui", "contact_email": "press@harbour.example"}


def write(page, headline):
    page.goto("/desk/releases/new")
    page.locator("[name=headline]").fill(headline)
    for name, text in TEXTS.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=kind]").select_option("news")
    page.locator("[name=section]").select_option("events")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url(re.compile(r"/desk/releases/[0-9a-f-]{36}"))
    return re.search(r"[0-9a-f-]{36}", page.url)[0]


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_draft_becomes_public(newsroom, desk, browse, subscriber, script):
    headline = f"The north pier is open {'with' if script else 'without'} script"
    drafter, secretary = desk("ana", java_script_enabled=script), desk("sam", java_script_enabled=script)
    identifier = write(drafter, headline)
    drafter.goto(f"/desk/releases/{identifier}")
    picture(drafter, f"draft-{script}")
    press(drafter, "Submit for approval")
    secretary.goto("/desk")
    secretary.get_by_role("link", name=headline).first.click()
    picture(secretary, f"to-approve-{script}")
    press(secretary, "Approve")
    assert newsroom.api("ana").get(f"/releases/{identifier}")["state"] == "published"
    slug = newsroom.api("ana").get(f"/releases/{identifier}")["slug"]
    page = browse(java_script_enabled=script)
    page.goto(f"/releases/{slug}")
    assert page.get_by_role("heading", level=1).inner_text().strip() == headline
    assert page.locator("strong", has_text="open").count() == 1
    for text in ("Porto", "Rui Almeida", "press@harbour.example"):
        assert text in page.content()
    eventually(lambda: [r for r in subscriber.on("/hook") if r.release["id"] == identifier])


def test_the_main_job_by_keyboard_alone(newsroom, browse):
    drafter = browse()
    drafter.goto("/desk/login")
    reach(drafter, "[name=login]")
    drafter.keyboard.type("ana")
    reach(drafter, "[name=password]")
    drafter.keyboard.type(PASSWORD)
    drafter.keyboard.press("Enter")
    drafter.wait_for_url("**/desk")
    drafter.goto("/desk/releases/new")
    for name, text in {"headline": "Written without a mouse", **TEXTS}.items():
        reach(drafter, f"[name={name}]")
        drafter.keyboard.type(text)
    reach(drafter, "button:has-text('Save draft')")
    drafter.keyboard.press("Enter")
    drafter.wait_for_url(re.compile(r"/desk/releases/[0-9a-f-]{36}"))
    identifier = re.search(r"[0-9a-f-]{36}", drafter.url)[0]
    drafter.goto(f"/desk/releases/{identifier}")
    reach(drafter, "button:has-text('Submit for approval')")
    drafter.keyboard.press("Enter")
    eventually(lambda: newsroom.api("ana").get(f"/releases/{identifier}")["state"] == "submitted")
    secretary = browse()
    sign_in(secretary, "sam")
    secretary.goto("/desk")
    reach(secretary, "a:has-text('Written without a mouse')")
    secretary.keyboard.press("Enter")
    secretary.wait_for_url(f"**/desk/releases/{identifier}*")
    reach(secretary, "button:has-text('Approve')")
    secretary.keyboard.press("Enter")
    secretary.wait_for_url("**said=taken.approve")
    eventually(lambda: newsroom.api("ana").get(f"/releases/{identifier}")["state"] == "published")


def reach(page, selector):
    """Presses Tab until the focus is on the element; it must then be visible."""
    page.locator(selector).first.wait_for()
    for _ in range(150):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        if focused.count() and focused.evaluate("(e, s) => e.matches(s)", selector.split(":has-text")[0]) and (
                ":has-text" not in selector or re.search(r"has-text\('(.*)'\)", selector)[1] in focused.inner_text()):
            assert focused.is_visible()
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_before_its_release_time_a_release_is_as_one_that_never_was(newsroom, desk, browse):
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    zone = ZoneInfo("Europe/Moscow")
    moment = datetime.now(zone).replace(second=0, microsecond=0) + timedelta(days=2)
    drafter = desk("ana")
    identifier = write(drafter, "Not yet for the public")
    drafter.goto(f"/desk/releases/{identifier}/edit")
    drafter.locator("[name=release_date]").fill(moment.strftime("%Y-%m-%d"))
    drafter.locator("[name=release_time]").fill(moment.strftime("%H:%M"))
    drafter.get_by_role("button", name="Save draft").click()
    drafter.goto(f"/desk/releases/{identifier}")
    press(drafter, "Submit for approval")
    secretary = desk("sam")
    secretary.goto(f"/desk/releases/{identifier}")
    assert moment.strftime("%H:%M") in button(secretary, "Approve").first.locator("xpath=ancestor::form").inner_text()
    press(secretary, "Approve")
    release = ana.get(f"/releases/{identifier}")
    assert release["state"] == "approved" and release["url"] is None and release["live"] is None
    assert datetime.fromisoformat(release["release_at"].replace("Z", "+00:00")) == moment

    embargoed = request(f"{newsroom.url}/releases/{release['slug']}")
    never = request(f"{newsroom.url}/releases/{'x' * len(release['slug'])}")
    assert embargoed.status == never.status == 404
    assert embargoed.body.replace(release["slug"].encode(), b"") == never.body.replace(b"x" * len(release["slug"]), b"")
    same = lambda answer: {k: v for k, v in answer.headers.items() if k not in ("date", "x-request-id")}
    assert same(embargoed) == same(never)
    for path in ("/", "/sections/events", "/feed.atom"):
        assert "Not yet for the public" not in request(newsroom.url + path).text

    secretary.goto(f"/desk/releases/{identifier}")
    publish = button(secretary, "Publish now").first
    form = publish.locator("xpath=ancestor::form")
    if form.locator("[name=comment]").count():
        form.locator("[name=comment]").fill("The minister could not wait.")
    publish.click()
    eventually(lambda: ana.get(f"/releases/{identifier}")["state"] == "published")
    assert request(f"{newsroom.url}/releases/{release['slug']}").status == 200


def test_a_release_publishes_itself_at_its_time(newsroom, subscriber):
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    moment = (datetime.now(ZoneInfo("UTC")) + timedelta(seconds=2)).replace(microsecond=0)
    stamp = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    release = sam.must("approve", ana.must("submit", ana.draft("On the stroke of the hour", release_at=stamp)))
    assert release["state"] == "approved"
    arrived = eventually(lambda: [r for r in subscriber.on("/hook") if r.release["id"] == release["id"]])[0]
    assert arrived.release["published_at"] >= stamp
    late = datetime.fromisoformat(arrived.event["timestamp"].replace("Z", "+00:00")) - moment
    assert timedelta(0) <= late < timedelta(seconds=1)


def test_a_withdrawn_release_answers_410_with_its_notice(newsroom, desk, browse, subscriber):
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    release = sam.must("approve", ana.must("submit", ana.draft("Withdrawn in a hurry")))
    publisher = desk("pia")
    publisher.goto(f"/desk/releases/{release['id']}")
    press(publisher, "Withdraw", public_note="The figures were wrong.")
    page = browse()
    answer = page.goto(f"/releases/{release['slug']}")
    assert answer.status == 410 and answer.headers["cache-control"] == "no-store"
    assert "The figures were wrong." in page.content() and "The harbour" not in page.content()
    picture(page, "withdrawn")
    for path in ("/", "/sections/events", "/feed.atom"):
        assert release["slug"] not in request(newsroom.url + path).text
    secretary = desk("sam")
    secretary.goto(f"/desk/releases/{release['id']}")
    press(secretary, "Reinstate", comment="They were right after all.")
    assert request(f"{newsroom.url}/releases/{release['slug']}").status == 200
    eventually(lambda: [r for r in subscriber.on("/hook", "release.reinstated") if r.release["id"] == release["id"]])


def test_a_corrected_release_says_so_and_stays_public_meanwhile(newsroom, desk, browse):
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    release = sam.must("approve", ana.must("submit", ana.draft("Ten ships came in")))
    drafter = desk("ana")
    drafter.goto(f"/desk/releases/{release['id']}")
    press(drafter, "Correct")
    drafter.goto(f"/desk/releases/{release['id']}/edit")
    drafter.locator("[name=headline]").fill("Eleven ships came in")
    drafter.locator("[name=correction_note]").fill("It was eleven ships.")
    drafter.get_by_role("button", name="Save draft").click()
    assert "Ten ships came in" in request(f"{newsroom.url}/releases/{release['slug']}").text
    drafter.goto(f"/desk/releases/{release['id']}")
    press(drafter, "Submit for approval")
    secretary = desk("sam")
    secretary.goto(f"/desk/releases/{release['id']}")
    press(secretary, "Approve")
    page = browse()
    page.goto(f"/releases/{release['slug']}")
    assert page.get_by_role("heading", level=1).inner_text().strip() == "Eleven ships came in"
    assert "It was eleven ships." in page.content()
    picture(page, "corrected")
