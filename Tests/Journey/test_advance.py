"""Texts under embargo, as those get them who are trusted with them, and as those do not who are not."""
import json
from datetime import datetime, timedelta, timezone

import pytest
from standardwebhooks import Webhook

from office import eventually
from test_formats import valid  # noqa: F401 (a fixture)


@pytest.fixture
def served(office):
    office.people("ana", "sam", "ada")
    return office


def soon(**how):
    return (datetime.now(timezone.utc) + timedelta(**how)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def approved(office, headline, release_at):
    ana, sam = office.api("ana"), office.api("sam")
    return sam.must("approve", ana.must("submit", ana.draft(headline, release_at=release_at)))


def test_a_text_under_embargo_reaches_those_who_are_trusted_is_taken_back_and_is_published_at_its_time(served, receiver, valid):  # noqa: F811
    _, secret = served.endpoint(receiver.url + "/trusted", "--advance")
    served.endpoint(receiver.url + "/ninjs", "--advance", "--format", "ninjs")
    served.endpoint(receiver.url + "/other", "--event", "release.published", "--event", "release.approved")
    served.serve()
    ana, sam = served.api("ana"), served.api("sam")

    until = soon(hours=2)
    release = approved(served, "Low water", until)
    eventually(lambda: receiver.on("/trusted", "release.advance") and receiver.on("/ninjs"))
    receipt = receiver.on("/trusted")[0]
    Webhook(secret).verify(receipt.body, receipt.headers)
    event = json.loads(receipt.body)
    assert event["data"]["embargoed_until"] == event["data"]["release"]["release_at"] == until
    assert event["data"]["release"]["revision"]["content"]["headline"] == "Low water" and event["data"]["release"]["published_at"] is None
    item = json.loads(receiver.on("/ninjs")[0].body)
    valid(item)
    assert item["pubStatus"] == "withheld" and item["embargoedUntil"] == until and item["bodies"]

    back = sam.must("unapprove", release, comment="Not yet.")
    eventually(lambda: receiver.on("/trusted", "release.advance_cancelled") and len(receiver.on("/ninjs")) == 2)
    taken = json.loads(receiver.on("/trusted", "release.advance_cancelled")[0].body)["data"]
    assert taken == {"release": {"id": release["id"], "url": event["data"]["release"]["url"], "digest": release["revision"]["digest"]}}
    item = json.loads(receiver.on("/ninjs")[1].body)
    valid(item)
    assert item["pubStatus"] == "canceled" and "bodies" not in item

    edited = ana.edit(back, content={**back["revision"]["content"], "headline": "High water"})
    assert edited.status == 200, edited
    timed = ana.call("PUT", f"/releases/{release['id']}/release-time", {"release_at": soon(seconds=4)})
    assert timed.status == 200, timed
    sam.must("approve", ana.must("submit", timed.json))
    eventually(lambda: receiver.on("/trusted", "release.published"), 20)
    kinds = [receipt.type for receipt in receiver.on("/trusted")]
    assert kinds == ["release.advance", "release.advance_cancelled", "release.advance", "release.published"], "in this order"
    last = [json.loads(receipt.body)["data"]["release"]["revision"]["digest"] for receipt in receiver.on("/trusted")[2:]]
    assert last[0] == last[1], "what was given is what was published"
    eventually(lambda: receiver.on("/other", "release.published"))
    assert all(b"water" not in receipt.body for receipt in receiver.on("/other") if receipt.type != "release.published"), "no text before its time"


def test_what_was_not_received_when_it_was_taken_back_is_never_sent(served, receiver):
    endpoint, _ = served.endpoint("http://127.0.0.1:9/nobody", "--advance")
    served.serve()
    ada, sam = served.api("ada"), served.api("sam")
    ada.call("PATCH", f"/endpoints/{endpoint}", {"status": "disabled"})
    release = approved(served, "Low water", soon(hours=2))
    sam.must("unapprove", release, comment="Not yet.")
    changed = ada.call("PATCH", f"/endpoints/{endpoint}", {"url": receiver.url + "/trusted", "status": "enabled"})
    assert changed.status == 200, changed
    approved(served, "High water", soon(hours=2))
    eventually(lambda: receiver.on("/trusted"))
    assert [json.loads(receipt.body)["data"]["release"]["revision"]["content"]["headline"] for receipt in receiver.on("/trusted")] == ["High water"]
