"""Five real releases, from their files to a receiver that is not our code, through the desk in Chromium."""
import pytest

from api import request
from gestures import button, picture, press
from office import SAMPLE, eventually

pytestmark = pytest.mark.skipif(not (SAMPLE / "imprimatur.yaml").exists(), reason=f"NOT RUN: the real newsroom is not at {SAMPLE}")


@pytest.fixture(scope="module")
def imported(newsroom):
    newsroom.do("import", SAMPLE, "--as", "dora")
    ana = newsroom.api("ana")
    releases = [r for r in ana.items("/releases") if r["created_by"] == "dora"]
    assert len(releases) == len(list(SAMPLE.glob("*.md"))) == 5
    return releases


def test_the_boilerplates_came_along(newsroom, imported):
    names = {item["name"] for item in newsroom.api("ana").items("/boilerplates")}
    assert names == {file.stem for file in (SAMPLE / "boilerplate").glob("*.md")}
    leaders = next(r for r in imported if r["slug"].startswith("meeting-of-the-leaders"))
    assert [b["name"] for b in leaders["revision"]["content"]["boilerplate"]] == ["about-the-csto", "chairmanship-2022"]


def test_each_is_submitted_approved_published_and_delivered(newsroom, imported, subscriber, desk):
    drafter, secretary, reader = desk("ana"), desk("sam"), desk("ana")
    for release in imported:
        headline = release["revision"]["content"]["headline"]
        drafter.goto(f"/desk/releases/{release['id']}")
        assert headline in drafter.get_by_role("heading", level=1).inner_text()
        press(drafter, "Submit for approval")
        secretary.goto("/desk")
        secretary.get_by_role("link", name=headline).first.click()
        assert "public now" in button(secretary, "Approve").first.locator("xpath=ancestor::form").inner_text()
        press(secretary, "Approve")
        assert newsroom.api("ana").get(f"/releases/{release['id']}")["state"] == "published"

        reader.goto(f"/releases/{release['slug']}")
        assert headline in reader.get_by_role("heading", level=1).inner_text()
        for item in release["revision"]["content"]["boilerplate"]:
            assert item["text"].split("\n")[0][:60] in reader.content() or item["title"] in reader.content()
        arrived = eventually(lambda: [r for r in subscriber.on("/hook") if r.event["data"].get("release", {}).get("id") == release["id"]])[0]
        arrived.verify(newsroom.secret)
        assert arrived.type == "release.published"
        assert arrived.release["revision"]["digest"] == release["revision"]["digest"] == arrived.release["approvals"][0]["digest"]
        assert arrived.release["revision"]["content"] == release["revision"]["content"]
        assert "ana" not in {a.get("by") for a in arrived.release["approvals"]}
    reader.goto("/")
    for release in imported:
        assert reader.get_by_role("link", name=release["revision"]["content"]["headline"]).count() >= 1
    picture(reader, "newsroom-real")


def test_the_newsroom_lists_them_by_section_and_in_the_feed(newsroom, imported, browse):
    feed = request(newsroom.url + "/feed.atom")
    assert feed.status == 200 and "atom" in feed.headers["content-type"]
    page = browse()
    for release in imported:
        address = f"{newsroom.url}/releases/{release['slug']}"
        assert address in feed.text
        page.goto(f"/sections/{release['section']}")
        page.get_by_role("link", name=release["revision"]["content"]["headline"]).first.click()
        assert page.url == address
        assert page.locator(f"a[href$='/sections/{release['section']}']").count() >= 1
