"""The first quarter of an hour: from an empty folder to an administrator who signs in."""
import pytest

from gestures import sign_in
from office import PASSWORD, Office, eventually


@pytest.fixture
def empty(tmp_path):
    office = Office(tmp_path)
    yield office.serve()
    office.kill()


def test_the_set_up_link_makes_the_first_administrator_once(empty, chromium):
    link = eventually(lambda: empty.set_up)
    context = chromium.new_context(base_url=empty.url)
    page = context.new_page()
    assert page.goto(link).status == 200
    for name, text in {"login": "ada", "name": "Ada Example", "password": PASSWORD}.items():
        page.locator(f"[name={name}]").fill(text)
    again = page.locator("input[type=password]")
    for index in range(again.count()):
        again.nth(index).fill(PASSWORD)
    page.locator("form").filter(has=page.locator("[name=password]")).get_by_role("button").first.click()
    if page.locator("[name=password]").count():
        sign_in(page, "ada")
    assert page.goto("/desk/people").status == 200
    context.close()
    context = chromium.new_context(base_url=empty.url)
    assert context.new_page().goto(link).status in (403, 404, 410), "the link works once"
    context.close()
    assert "administrator" in empty.do("user", "list").stdout
