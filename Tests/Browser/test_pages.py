"""Every page at 320 and 1280 pixels: no accessibility violation, nothing wider than the screen, security headers."""
import pytest
from axe_playwright_python.sync_playwright import Axe

from api import request
from authority import Authority
from gestures import picture, sign_in

SIZES = [(320, "light"), (1280, "light"), (1280, "dark")]


@pytest.fixture(scope="session")
def releases(newsroom):
    """One release in each state."""
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    published = lambda headline: sam.must("approve", ana.must("submit", ana.draft(headline, dateline={"place": "Porto", "date": "2026-03-01"})))
    approved = ana.must("submit", ana.draft("Approved for a page", release_at="2099-05-01T09:00:00.000Z"))
    return {
        "draft": ana.draft("A draft for a page with a rather long headline that has to break somewhere: Поздравление Генерального секретаря"),
        "submitted": ana.must("submit", ana.draft("Submitted for a page")),
        "approved": sam.must("approve", approved),
        "published": published("Published for a page"),
        "withdrawn": sam.must("withdraw", published("Withdrawn for a page"), public_note="Not so."),
        "dropped": ana.must("drop", ana.draft("Dropped for a page"), comment="No news after all."),
        "correction": ana.must("correct", published("Being corrected for a page")),
    }


def examine(page, name, width, scheme):
    wide = page.evaluate("[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).slice(0, 3)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways at {width}: {wide}"
    found = Axe().run(page)
    picture(page, f"{name}-{width}-{scheme}")
    assert found.violations_count == 0, f"{name} at {width} px, {scheme}:\n{found.generate_report()}"


@pytest.mark.parametrize("width, scheme", SIZES)
def test_the_newsroom(browse, releases, width, scheme):
    page = browse(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for name, path, status in [
        ("home", "/", 200), ("section", "/sections/events", 200), ("language", "/ru/", 200), ("not-found", "/releases/never-was", 404),
        ("release", f"/releases/{releases['published']['slug']}", 200), ("gone", f"/releases/{releases['withdrawn']['slug']}", 410),
    ]:
        assert page.goto(path).status == status, path
        examine(page, f"newsroom-{name}", width, scheme)


@pytest.mark.parametrize("width, scheme", SIZES)
@pytest.mark.parametrize("login, paths", [
    ("ana", ["/desk", "/desk/releases", "/desk/releases/new", "/desk/deliveries", "/desk/account"]),
    ("sam", ["/desk", "/desk/journal", "/desk/deliveries", "/desk/deliveries/by-endpoint"]),
    ("ada", ["/desk", "/desk/people", "/desk/endpoints", "/desk/endpoints/new", "/desk/deliveries", "/desk/deliveries/by-endpoint", "/desk/journal"]),
    ("otto", ["/desk", "/desk/releases", "/desk/people", "/desk/endpoints", "/desk/journal"]),
])
def test_the_desk(desk, releases, login, paths, width, scheme):
    page = desk(login, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in paths:
        assert page.goto(path).status == 200, f"{path} for {login}"
        assert page.get_by_role("button", name="Sign out").count() == 1, path
        examine(page, f"desk-{login}{path.removeprefix('/desk').replace('/', '-')}", width, scheme)


@pytest.mark.parametrize("width, scheme", SIZES)
@pytest.mark.parametrize("login", ["ana", "sam", "pia"])
def test_a_release_in_every_state(desk, releases, login, width, scheme):
    page = desk(login, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for state, release in releases.items():
        assert page.goto(f"/desk/releases/{release['id']}").status == 200
        examine(page, f"desk-{login}-{state}", width, scheme)
    if login != "pia":
        assert page.goto(f"/desk/releases/{releases['draft']['id']}/edit").status == 200
        examine(page, f"desk-{login}-edit", width, scheme)


@pytest.mark.parametrize("width, scheme", SIZES)
def test_an_endpoint_with_its_own_ca(newsroom, desk, tmp_path, width, scheme):
    root = Authority(tmp_path, "Root of a receiver with a long name, Department of Signals")
    identifier, _ = newsroom.endpoint("https://127.0.0.1:9/hook", "--ca", root.path, name="Behind its own CA")
    page = desk("ada", viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.goto(f"/desk/endpoints/{identifier}").status == 200
    certificates = page.get_by_role("list", name="Certificates of its own CA")
    assert " ".join(root.fingerprint[place:place + 23] for place in range(0, 95, 24)) in certificates.inner_text()
    examine(page, "desk-ada-own-ca", width, scheme)
    page.get_by_role("textbox", name="Own CA").fill(root.pem + "-----BEGIN CERTIFICATE-----")
    page.get_by_role("button", name="Save endpoint").click()
    assert "has no end" in page.locator("#ca-error").inner_text()
    examine(page, "desk-ada-own-ca-refused", width, scheme)
    page.get_by_role("textbox", name="Own CA").fill("")
    page.get_by_role("button", name="Save endpoint").click()
    assert certificates.count() == 0 and page.get_by_role("textbox", name="Own CA").input_value() == ""


@pytest.mark.parametrize("width, scheme", SIZES)
def test_where_a_release_is_on_its_road(desk, releases, width, scheme):
    page = desk("ana", viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.goto(f"/desk/releases/{releases['submitted']['id']}/workflow").status == 200
    drawn = page.get_by_role("img", name="The workflow as a drawing")
    assert drawn.evaluate("picture => picture.complete && picture.naturalWidth > 100")
    assert "Waiting for approval" in page.locator("[aria-current=step] h2").inner_text()
    examine(page, "desk-ana-workflow", width, scheme)


@pytest.mark.parametrize("width, scheme", SIZES)
def test_the_sign_in(browse, width, scheme):
    page = browse(viewport={"width": width, "height": 700}, color_scheme=scheme)
    page.goto("/desk/login")
    examine(page, "sign-in", width, scheme)


def test_every_answer_carries_the_security_headers(newsroom, releases):
    for path in ("/", "/desk/login", "/desk", "/releases/never-was", "/api/v1/me", "/healthz", "/feed.atom", f"/releases/{releases['withdrawn']['slug']}"):
        headers = request(newsroom.url + path).headers
        policy = headers.get("content-security-policy", "")
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, path
        assert headers.get("x-content-type-options") == "nosniff" and headers.get("referrer-policy"), path


def test_no_page_asks_for_anything_from_elsewhere(newsroom, desk, releases):
    page = desk("sam")
    elsewhere, faults = [], []
    page.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith(newsroom.url) else None)
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    for path in ("/", f"/releases/{releases['published']['slug']}", "/desk", f"/desk/releases/{releases['submitted']['id']}"):
        page.goto(path)
    assert not elsewhere and not faults


def test_what_one_may_not_see_is_not_there(desk, browse, newsroom, releases):
    assert desk("ana").goto("/desk/people").status in (403, 404)
    assert desk("pia").goto("/desk/endpoints").status in (403, 404)
    page = browse()
    page.goto(f"/desk/releases/{releases['draft']['id']}")
    assert page.locator("[name=password]").count() == 1 and "A draft for a page" not in page.content()
    assert "A draft for a page" not in desk("ada").request.get("/desk/journal").text()
