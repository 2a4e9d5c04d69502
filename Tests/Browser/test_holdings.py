"""Who has which text, on a release's page: a receiver that has it beside one that does not answer."""
import pytest

from office import eventually
from test_pages import SIZES, examine


@pytest.fixture(scope="module")
def release(newsroom):
    silent, _ = newsroom.endpoint("http://127.0.0.1:9/" + "silent/" * 8, name="The wire of a rather long name: Информационное агентство")
    sam, ana = newsroom.api("sam"), newsroom.api("ana")
    release = sam.must("approve", ana.must("submit", ana.draft("Held by one and not by the other")))
    tried = lambda: [h["last_attempt"] is not None for h in sam.get(f"/releases/{release['id']}/holdings")["items"]]
    assert eventually(lambda: tried() == [True, True])
    yield release
    # The suite shares the office.
    assert newsroom.api("ada").call("DELETE", f"/endpoints/{silent}").status == 204


@pytest.mark.parametrize("width, scheme", SIZES)
def test_it_names_those_who_do_not_have_it(desk, release, width, scheme):
    page = desk("sam", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"/desk/releases/{release['id']}")
    section = page.locator("section", has=page.get_by_role("heading", name="Who has it"))
    assert "1 of 2 endpoints has the text." in section.inner_text()
    assert "has not said that it has any text; it did not answer" in section.inner_text()
    examine(page, "desk-holdings", width, scheme)
