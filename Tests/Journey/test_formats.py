"""What receivers of each format get: checked against IPTC's own schema where it lies beside this project, and as Slack reads it."""
import json
import pathlib

import pytest
from standardwebhooks import Webhook

from deliveries import correct, deliveries, publish, settled
from office import eventually

SCHEMA = pathlib.Path(__file__).parents[3] / "shared" / "standards" / "ninjs-schema_3.1.json"


@pytest.fixture
def served(office):
    office.people("ana", "sam", "ada")
    return office


@pytest.fixture
def valid():
    """Raises where an item is not valid ninjs 3.1, addresses and times included."""
    if not SCHEMA.exists():
        pytest.skip(f"IPTC's schema is not at {SCHEMA}: no item is validated")
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")
    # The schema leaves shapes of places to GeoJSON's, which we do not send.
    registry = referencing.Registry().with_resource(
        "https://geojson.org/schema/GeoJSON.json", referencing.Resource.from_contents({}, default_specification=referencing.jsonschema.DRAFT202012))
    checker = jsonschema.FormatChecker()
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()), registry=registry, format_checker=checker).validate


def verify(receipt, secret):
    """Raises unless the signature is right, as it is in every format."""
    Webhook(secret).verify(receipt.body, receipt.headers)


def everything(office):
    """A release that is published, corrected, withdrawn and reinstated; with all that a text can have."""
    ana, sam = office.api("ana"), office.api("sam")
    more = {"subheadline": "Second line", "summary": "In <short> & plain.", "speaker": "The minister", "dateline": {"place": "Yerevan", "date": "2026-11-25"}}
    release = sam.must("approve", ana.must("submit", ana.draft("Low water & <high> tides", **more)))
    release = correct(office, release, correction_note="The day was wrong.")
    release = sam.must("withdraw", release, public_note="We take <this> back.")
    return sam.must("reinstate", release, comment="It was right.")


def test_ninjs_is_valid_for_every_event_and_says_what_may_be_published(served, receiver, valid):
    endpoint, secret = served.endpoint(receiver.url + "/ninjs", "--format", "ninjs", *sum((["--event", f"release.{event}"] for event in (
        "published", "corrected", "withdrawn", "reinstated", "submitted", "approved", "changes_requested")), []))
    served.serve()
    assert served.api("ada").call("POST", f"/endpoints/{endpoint}/ping").status == 202
    settled(served, endpoint, "delivered")
    everything(served)
    eventually(lambda: all(d["status"] in ("delivered", "cancelled") for d in deliveries(served, endpoint)) and len(deliveries(served, endpoint)) > 7, 20)
    items = [json.loads(receipt.body) for receipt in receiver.on("/ninjs")]
    for item, receipt in zip(items, receiver.on("/ninjs")):
        valid(item)
        verify(receipt, secret)
    statuses = [item["pubStatus"] for item in items]
    assert set(statuses) == {"usable", "withheld", "canceled"} and statuses[0] == "withheld", "a ping is no news"
    usable = [item for item in items if item["pubStatus"] == "usable"]
    assert usable[0]["headlines"][0]["value"] == "Low water & <high> tides"
    assert len({item["uri"] for item in items[1:]}) == 1, "one item in many versions"
    assert all(item.get("representationType") == "partial" and "bodies" not in item for item in items if item["pubStatus"] != "usable")


def test_slack_gets_a_text_that_says_it_all_and_blocks_within_its_limits(served, receiver):
    endpoint, secret = served.endpoint(receiver.url + "/chat", "--format", "slack")
    served.serve()
    everything(served)
    eventually(lambda: len(receiver.on("/chat")) == 4, 20)
    messages = [json.loads(receipt.body) for receipt in receiver.on("/chat")]
    for message, receipt in zip(messages, receiver.on("/chat")):
        verify(receipt, secret)
        assert "Low water &amp; &lt;high&gt; tides>" in message["text"] and f"<{served.url}/releases/" in message["text"]
        assert len(message["blocks"]) <= 50 and message["blocks"][0]["text"]["text"] == "Low water & <high> tides"
    assert [message["text"].split(":")[0] for message in messages] == ["Published", "Corrected", "Withdrawn", "Published again"]
    assert "We take &lt;this&gt; back." in messages[2]["text"]


def test_a_template_is_rendered_once_and_an_event_stays_as_it_was(served, receiver, tmp_path):
    template = tmp_path / "our.mustache"
    template.write_text('{"title": {{json(data.release.revision.content.headline)}}, "by": {{data.release.workflow}}}')
    receiver.behave["/own"] = lambda n: (500, {}) if n < 3 else (204, {})
    refused = served.refused("endpoint", "add", receiver.url + "/own", "--name", "Own", "--allow-private", "--template", template)
    assert "release.published" in refused and "does not render JSON" in refused and "line 1, column" in refused
    template.write_text('{"title": {{json(data.release.revision.content.headline)}}, "by": "{{data.release.workflow}}"}')
    endpoint, secret = served.endpoint(receiver.url + "/own", "--format", "template", "--template", template, "--event", "release.published")
    served.serve()
    publish(served, 'A "quoted" headline')
    settled(served, endpoint, "delivered")
    assert served.api("ada").call("PATCH", f"/endpoints/{endpoint}", {"format": "ninjs"}).status == 200
    again = served.api("ada").call("POST", f"/deliveries/{deliveries(served, endpoint)[0]['id']}/redeliver")
    assert again.status < 300, again
    eventually(lambda: len(receiver.on("/own")) == 4)
    assert {receipt.body for receipt in receiver.on("/own")} == {b'{"title": "A \\"quoted\\" headline", "by": "press-release"}'}
    assert len({receipt.id for receipt in receiver.on("/own")}) == 1
    verify(receiver.on("/own")[-1], secret)


def test_formats_that_do_not_go_together_are_refused(office, tmp_path):
    url = "https://wire.example/hook"
    office.do("endpoint", "add", url, "--name", "A", "--format", "rss", code=64)
    office.do("endpoint", "add", url, "--name", "A", "--format", "template", code=64)
    office.do("endpoint", "add", url, "--name", "A", "--format", "slack", "--template", tmp_path / "x", code=64)
    assert "No such file" in office.refused("endpoint", "add", url, "--name", "A", "--template", tmp_path / "missing")
