"""The format of an endpoint at the desk: chosen, refused with what was typed, corrected, tried out."""
import json

import pytest

from gestures import button
from office import eventually
from test_pages import SIZES, examine

TEMPLATE = """{
  "text": "{{data.release.revision.content.headline}}{{data.release.headline}}",
  "where": {{json(data.release.url)}}
}"""


def fill(page, subscriber, path, template):
    page.goto("/desk/endpoints/new")
    page.get_by_label("Name", exact=True).fill("A chat with a template")
    page.get_by_label("URL").fill(subscriber.url + path)
    page.get_by_label("May have a private address").check()
    page.get_by_label("Format", exact=True).select_option("template")
    page.get_by_label("Template").fill(template)
    button(page, "Add endpoint").click()


@pytest.mark.parametrize("width, scheme", SIZES)
def test_a_template_is_refused_with_its_line_and_stays_as_it_was_typed(desk, subscriber, width, scheme):
    page = desk("ada", viewport={"width": width, "height": 900}, color_scheme=scheme)
    wrong = TEMPLATE.replace("json(data.release.url)", "data.release.url")
    fill(page, subscriber, "/own", wrong)
    field = page.get_by_label("Template")
    assert field.input_value() == wrong and page.get_by_label("Format", exact=True).input_value() == "template"
    assert "line 3, column" in page.locator("#template-error").inner_text() and field.get_attribute("aria-invalid") == "true"
    assert "template-error" in field.get_attribute("aria-describedby")
    examine(page, "desk-endpoint-template", width, scheme)


def test_what_is_published_arrives_in_the_shape_of_the_template(desk, newsroom, subscriber):
    page = desk("ada", viewport={"width": 1280, "height": 900})
    fill(page, subscriber, "/shaped", TEMPLATE)
    page.get_by_role("link", name="A chat with a template").click()
    assert page.get_by_label("Template").input_value() == TEMPLATE
    ana, sam = newsroom.api("ana"), newsroom.api("sam")
    release = sam.must("approve", ana.must("submit", ana.draft('A "shaped" release')))
    eventually(lambda: subscriber.on("/shaped"))
    assert json.loads(subscriber.on("/shaped")[0].body) == {"text": 'A "shaped" release', "where": release["url"]}
    page.goto("/desk/endpoints")
    assert "A template of its own" in page.content()
    page.get_by_role("link", name="A chat with a template").first.click()
    page.get_by_label("Format", exact=True).select_option("slack")
    button(page, "Save endpoint").click()
    assert "or empty this field" in page.locator("#template-error").inner_text()
    page.get_by_label("Template").fill("")
    button(page, "Save endpoint").click()
    assert page.locator(".error").count() == 0 and page.get_by_label("Format", exact=True).input_value() == "slack"
