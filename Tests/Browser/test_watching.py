"""The journal with its filters, a release that is confined, and news of accounts: as people see them, at 320 and 1280 pixels."""
import pytest

from gestures import button
from office import PASSWORD
from test_pages import SIZES, examine


@pytest.fixture(scope="module")
def secret(newsroom):
    """A release that Ana has confined to nobody, after Sam had read it."""
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    release = ana.must("submit", ana.draft("An appointment that nobody may know of yet", release_at="2099-05-01T09:00:00.000Z"))
    sam.get(f"/releases/{release['id']}")
    answer = ana.edit(release, confined_to=[])
    assert answer.status == 200, answer
    return answer.json


@pytest.mark.parametrize("width, scheme", SIZES)
def test_the_journal_tells_who_read_what(desk, secret, width, scheme):
    page = desk("otto", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/desk/journal")
    page.get_by_label("What", exact=True).select_option(label="Openings of texts")
    page.get_by_label("Who", exact=True).fill("sam")
    page.get_by_label("Release, by address or id").fill(secret["id"])
    page.locator("#from").fill("2020-01-01")
    page.get_by_role("button", name="Show").click()
    rows = page.locator("li.entry")
    assert rows.count() == 1 and "Text opened before it was public" in rows.first.inner_text()
    examine(page, "journal-openings", width, scheme)
    page.get_by_role("link", name="Show all").click()
    page.get_by_label("Only what was refused").check()
    page.get_by_role("button", name="Show").click()
    assert page.get_by_label("Only what was refused").is_checked()
    examine(page, "journal-refused", width, scheme)


@pytest.mark.parametrize("width, scheme", SIZES)
def test_who_reads_a_release_is_said_on_its_page(desk, secret, width, scheme):
    page = desk("sam", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"/desk/releases/{secret['id']}")
    page.get_by_text("Change who may read it").focus()
    page.keyboard.press("Enter")
    assert button(page, "Change whom it is confined to").is_visible()
    examine(page, "confined", width, scheme)


def test_what_is_confined_is_nowhere_for_others(desk, newsroom, secret):
    page = desk("pia")
    assert page.goto(f"/desk/releases/{secret['id']}").status == 404
    for path in ("/desk", "/desk/releases", "/desk/releases?q=appointment", "/desk/deliveries", "/desk/journal", f"/desk/journal?release={secret['id']}"):
        page.goto(path)
        assert "nobody may know" not in page.content() and f"/desk/releases/{secret['id']}" not in page.content(), path


@pytest.mark.parametrize("width, scheme", SIZES)
def test_a_press_secretary_is_told_of_new_accounts_until_they_have_seen_them(desk, newsroom, width, scheme):
    login = f"eva{width}{scheme}"
    newsroom.do("user", "add", login, "--name", "Eva", "--role", "press-secretary", "--password-stdin", given=PASSWORD + "\n")
    page = desk("sofia", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/desk")
    assert f"added the account {login} (press secretary)" in page.locator("main").inner_text()
    examine(page, "account-news", width, scheme)
    page.get_by_role("button", name="Seen").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert login not in page.content()
