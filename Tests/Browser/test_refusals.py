"""What the desk refuses, and what it keeps of what was typed."""
import json
import re

from api import request
from gestures import button, press, sign_in
from office import PASSWORD, eventually
from test_pages import examine


def alert(page):
    return " ".join(page.get_by_role("alert").all_inner_texts())


def test_the_same_person_cannot_approve_at_the_desk_nor_with_another_role(newsroom, desk):
    sam = newsroom.api("sam")
    release = sam.must("submit", sam.draft("In my own hand"))
    secretary = desk("sam")
    secretary.goto(f"/desk/releases/{release['id']}")
    approve = button(secretary, "Approve")
    assert approve.count() == 0 or approve.first.is_disabled() or approve.first.get_attribute("aria-disabled") == "true"
    reason = next(t for t in sam.get(f"/releases/{release['id']}")["transitions"] if t["name"] == "approve")["objections"][0]["detail"]
    assert reason in secretary.inner_text("body")
    answer = posted(secretary, f"/desk/releases/{release['id']}/transitions/approve", {"revision": "1", "release_at": ""})
    assert answer.status in (403, 409) and reason in answer.text()

    ana = newsroom.api("ana")
    own = ana.must("submit", ana.draft("With another hat"))
    newsroom.do("user", "set-roles", "ana", "--role", "drafter", "--role", "press-secretary")
    try:
        drafter = desk("ana")
        drafter.goto(f"/desk/releases/{own['id']}")
        answer = posted(drafter, f"/desk/releases/{own['id']}/transitions/approve", {"revision": "1", "release_at": ""})
        assert answer.status in (403, 409)
        assert ana.get(f"/releases/{own['id']}")["state"] == "submitted"
    finally:
        newsroom.do("user", "set-roles", "ana", "--role", "drafter")
    journal = [json.loads(line) for line in newsroom.do("audit", "export").stdout.splitlines()]
    refused = [e for e in journal if e["action"] == "release.approve.refused"]
    assert {(e["release_id"], e["actor"], e["details"]["via"]) for e in refused} >= {
        (release["id"], "sam", "desk"), (own["id"], "ana", "desk")}


def posted(page, path, fields, **headers):
    """A form posted with the session's own token, as a script of the same site would."""
    token = page.locator("form input[type=hidden]").evaluate_all("fields => fields.map(f => [f.name, f.value])")
    tokens = {name: value for name, value in token if name not in ("revision", "release_at", "version")}
    return page.request.post(path, form={**tokens, **fields}, headers={"Sec-Fetch-Site": "same-origin", **headers})


def test_a_form_posted_twice_acts_once(newsroom, desk, subscriber):
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    release = ana.must("submit", ana.draft("Pressed twice"))
    secretary = desk("sam")
    secretary.goto(f"/desk/releases/{release['id']}")
    fields = {"revision": "1", "release_at": ""}
    first = posted(secretary, f"/desk/releases/{release['id']}/transitions/approve", fields)
    second = posted(secretary, f"/desk/releases/{release['id']}/transitions/approve", fields)
    assert first.status == 200, first.text()
    assert second.status in (200, 409)
    journal = [e["action"] for e in ana.get(f"/releases/{release['id']}/journal")["items"]]
    assert journal.count("release.approve") == 1 and journal.count("release.publish") == 1
    eventually(lambda: [r for r in subscriber.on("/hook") if r.release["id"] == release["id"]])
    assert len({r.id for r in subscriber.on("/hook") if r.release["id"] == release["id"]}) == 1


def test_a_draft_posted_twice_is_one_draft(newsroom, desk):
    drafter = desk("ana")
    drafter.goto("/desk/releases/new")
    drafter.locator("[name=headline]").fill("Saved by an impatient hand")
    hold = drafter.locator("form").filter(has=drafter.get_by_role("button", name="Save draft")).first
    fields = dict(hold.locator("[name]").evaluate_all("all => all.filter(f => f.type != 'checkbox' || f.checked).map(f => [f.name, f.value])"))
    path = hold.get_attribute("action") or "/desk/releases/new"
    for _ in range(2):
        drafter.request.post(path, form=fields, headers={"Sec-Fetch-Site": "same-origin"})
    same = [r for r in newsroom.api("ana").items("/releases") if r["revision"]["content"]["headline"] == "Saved by an impatient hand"]
    assert len(same) == 1


def test_a_post_from_another_site_is_refused(newsroom, desk):
    ana = newsroom.api("ana")
    release = ana.must("submit", ana.draft("Not by a stranger"))
    secretary = desk("sam")
    secretary.goto(f"/desk/releases/{release['id']}")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        answer = posted(secretary, f"/desk/releases/{release['id']}/transitions/approve", {"revision": "1", "release_at": ""}, **headers)
        assert answer.status == 403
    bare = secretary.request.post(f"/desk/releases/{release['id']}/transitions/approve", form={"revision": "1", "release_at": ""},
                                  headers={"Sec-Fetch-Site": "same-origin"})
    assert bare.status == 403, "the session's form token is asked for"
    assert ana.get(f"/releases/{release['id']}")["state"] == "submitted"
    foreign = request(newsroom.url + "/desk/login", "POST", f"login=sam&password={PASSWORD}".replace(" ", "+").encode(), {
        "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "cross-site"})
    assert foreign.status == 403


def test_what_was_typed_outlives_the_session(newsroom, browse):
    page = browse()
    sign_in(page, "dora")
    page.goto("/desk/releases/new")
    page.locator("[name=headline]").fill("Typed before the session ended")
    page.locator("[name=body]").fill("Two hours of work.")
    newsroom.do("user", "end-sessions", "dora")
    page.get_by_role("button", name="Save draft").click()
    page.locator("[name=password]").wait_for()
    assert not [r for r in newsroom.api("ana").items("/releases") if r["revision"]["content"]["headline"].startswith("Typed before")]
    if not page.locator("[name=login]").input_value():
        page.locator("[name=login]").fill("dora")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    assert page.locator("[name=headline]").input_value() == "Typed before the session ended"
    assert page.locator("[name=body]").input_value() == "Two hours of work."
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url(re.compile(r"/desk/releases/[0-9a-f-]{36}"))
    assert [r for r in newsroom.api("ana").items("/releases") if r["revision"]["content"]["headline"].startswith("Typed before")]


def test_a_save_against_a_version_that_has_moved_on_shows_both_texts(newsroom, desk):
    ana = newsroom.api("ana")
    release = ana.draft("The first wording")
    drafter = desk("ana")
    drafter.goto(f"/desk/releases/{release['id']}/edit")
    drafter.locator("[name=headline]").fill("My wording")
    ana.edit(release, content={**release["revision"]["content"], "headline": "Their wording"})
    with drafter.expect_response(lambda r: r.request.method == "POST") as saved:
        drafter.get_by_role("button", name="Save draft").click()
    assert saved.value.status == 409
    assert drafter.locator("[name=headline]").input_value() == "My wording"
    assert "Their wording" in drafter.inner_text("body")
    assert alert(drafter)
    drafter.get_by_role("button", name="Save draft").click()
    drafter.wait_for_url(re.compile(r"/desk/releases/[0-9a-f-]{36}"))
    now = ana.get(f"/releases/{release['id']}")
    assert now["revision"]["number"] == 3 and now["revision"]["content"]["headline"] == "My wording"


def test_an_approval_of_a_text_that_has_moved_on_is_refused(newsroom, desk):
    ana = newsroom.api("ana")
    release = ana.must("submit", ana.draft("As it was seen"))
    secretary = desk("sam")
    secretary.goto(f"/desk/releases/{release['id']}")
    moved = ana.must("take-back", release)
    moved = ana.edit(moved, content={**moved["revision"]["content"], "headline": "As it is"}).json
    ana.must("submit", moved)
    press(secretary, "Approve")
    assert "As it is" in secretary.inner_text("body") and alert(secretary)
    assert ana.get(f"/releases/{release['id']}")["state"] == "submitted"


def test_an_incomplete_text_is_refused_with_every_reason_and_a_comment_is_asked_for(newsroom, desk):
    ana = newsroom.api("ana")
    bare = ana.draft("Only a headline", body="", contact=None)
    drafter = desk("ana")
    drafter.goto(f"/desk/releases/{bare['id']}")
    shown = next(t for t in ana.get(f"/releases/{bare['id']}")["transitions"] if t["name"] == "submit")["objections"]
    assert len(shown) >= 2
    for objection in shown:
        assert objection["detail"] in drafter.inner_text("body")
    release = ana.must("submit", ana.draft("To be sent back"))
    secretary = desk("sam")
    secretary.goto(f"/desk/releases/{release['id']}")
    answer = posted(secretary, f"/desk/releases/{release['id']}/transitions/request-changes", {"revision": "1", "release_at": "", "comment": ""})
    assert answer.status == 409 and ana.get(f"/releases/{release['id']}")["state"] == "submitted"
    press(secretary, "Request changes", comment="Which pier?")
    assert ana.get(f"/releases/{release['id']}")["state"] == "draft"
    drafter.goto(f"/desk/releases/{release['id']}")
    assert "Which pier?" in drafter.inner_text("body")


def test_a_decision_after_the_session_has_ended_is_not_taken_for_done(newsroom, browse):
    ana = newsroom.api("ana")
    release = ana.must("submit", ana.draft("Decided too late"))
    page = browse(viewport={"width": 320, "height": 640})
    sign_in(page, "sofia")
    page.goto(f"/desk/releases/{release['id']}")
    newsroom.do("user", "end-sessions", "sofia")
    press(page, "Request changes", comment="Which pier?")
    page.locator("[name=login]").fill("sofia")
    page.locator("[name=password]").fill(PASSWORD)
    button(page, "Sign in").click()
    told = page.get_by_role("alert")
    assert "“Request changes” has not been done" in told.inner_text() and told.bounding_box()["y"] < 640
    assert ana.get(f"/releases/{release['id']}")["state"] == "submitted"
    told.get_by_role("link").click()
    button(page, "Request changes").click()
    assert ana.get(f"/releases/{release['id']}")["state"] == "draft"


def test_signing_out_ends_the_session_on_the_server(newsroom, browse):
    page = browse()
    sign_in(page, "otto")
    cookies = page.context.cookies()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/desk/releases")
    assert page.locator("[name=password]").count() == 1
    page.context.add_cookies(cookies)
    page.goto("/desk/releases")
    assert page.locator("[name=password]").count() == 1, "the old cookie is dead"


def test_a_refused_sign_in_keeps_the_login_and_says_no_more(newsroom, browse):
    page = browse()
    said = []
    for login in ("otto", "nobody-of-that-name"):
        sign_in(page, login, "not this one")
        assert page.locator("[name=login]").input_value() == login
        assert page.locator("[name=password]").input_value() == ""
        said.append(alert(page))
    assert said[0] and said[0] == said[1]


def test_what_waits_is_cancelled_by_hand_and_what_was_missed_is_sent_again(newsroom, desk, subscriber):
    """An endpoint that is switched off keeps what it is owed until somebody says otherwise."""
    endpoint, _ = newsroom.endpoint(subscriber.url + "/cancelled", name="Moved away")
    ana, sam, ada = (newsroom.api(login) for login in ("ana", "sam", "ada"))
    assert ada.call("PATCH", f"/endpoints/{endpoint}", {"status": "disabled"}).status == 200
    sam.must("approve", ana.must("submit", ana.draft("Nobody is at home")))
    owed = lambda: ada.items(f"/deliveries?endpoint={endpoint}")
    assert [d["status"] for d in owed()] == ["suspended"]
    page = desk("pia", viewport={"width": 320, "height": 800})
    page.goto(f"/desk/deliveries/{owed()[0]['id']}")
    examine(page, "desk-delivery-waits", 320, "light")
    button(page, "Cancel this delivery").click()
    assert "It is cancelled, and will not be sent." in page.content()
    assert [d["status"] for d in owed()] == ["cancelled"]
    page = desk("ada", viewport={"width": 320, "height": 800})
    page.goto(f"/desk/endpoints/{endpoint}")
    examine(page, "desk-endpoint", 320, "light")
    page.get_by_label("Send again what happened in").select_option(label="the last 3 days")
    button(page, "Send again").click()
    assert "What this endpoint missed is sent again" in page.content()
    assert "suspended" in [d["status"] for d in owed()]
    button(page, "Cancel what waits").click()
    assert "What waited for this endpoint is cancelled" in page.content()
    assert {d["status"] for d in owed()} == {"cancelled"}
    assert ada.call("DELETE", f"/endpoints/{endpoint}").status == 204
