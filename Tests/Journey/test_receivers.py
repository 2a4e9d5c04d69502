"""Receivers that are down, slow, break off, or answer something other than a success."""
import time

import pytest

from deliveries import correct, deliveries, publish, settled
from office import eventually
from receiver import Receiver


@pytest.fixture
def served(office):
    office.people("ana", "sam", "ada")
    return office


@pytest.mark.parametrize("behaviour, codes", [
    (lambda n: (500, {}) if n < 3 else (204, {}), [500, 500, 204]),
    (lambda n: "reset" if n < 3 else (204, {}), [None, None, 204]),
    (lambda n: (302, {"Location": "/elsewhere"}) if n < 2 else (204, {}), [302, 204]),
    (lambda n: 4 if n < 2 else (204, {}), [None, 204]),
    (lambda n: (201, {}), [201]),
], ids=["answers-500", "breaks-off", "redirects", "is-slow", "answers-201"])
def test_a_failed_attempt_is_made_again_on_the_schedule(served, receiver, behaviour, codes):
    receiver.behave["/hook"] = behaviour
    endpoint, secret = served.endpoint(receiver.url + "/hook")
    served.serve()
    publish(served)
    delivery = settled(served, endpoint, "delivered")
    assert [attempt["status_code"] for attempt in delivery["attempts"]] == codes
    for attempt in delivery["attempts"]:
        assert attempt["status_code"] or attempt["error"], "an attempt without an answer says why"
    receipts = receiver.on("/hook")
    assert {r.id for r in receipts} == {delivery["event_id"]} and len({r.body for r in receipts}) == 1
    assert not receiver.on("/elsewhere"), "a redirect is not followed"
    for receipt in receipts:
        receipt.verify(secret)


def test_other_endpoints_do_not_wait_for_a_slow_one_or_a_dead_one(served, receiver):
    dead = Receiver()
    dead.close()
    receiver.behave["/slow"] = lambda n: 1.5
    slow, _ = served.endpoint(receiver.url + "/slow", name="Slow")
    down, _ = served.endpoint(dead.url + "/hook", name="Down")
    served.endpoint(receiver.url + "/hook", name="Prompt")
    served.serve()
    for number in range(5):
        before = time.monotonic()
        publish(served, f"Tide {number}")
        arrived = eventually(lambda: [r for r in receiver.on("/hook") if r.release["slug"] == f"tide-{number}"], within=5)
        assert arrived[0].at - before < 1.0
    first = deliveries(served, down)[-1]
    attempts = served.api("ada").get(f"/deliveries/{first['id']}")["attempts"]
    assert attempts and attempts[0]["status_code"] is None and attempts[0]["error"]
    eventually(lambda: len(receiver.on("/slow")) >= 2, within=10)


def test_a_delivery_fails_when_its_schedule_has_run_out_and_can_be_made_again(served, receiver):
    served.configuration.write_text(served.configuration.read_text().replace("[0, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s]", "[0, 1s]"))
    receiver.behave["/hook"] = lambda n: (500, {}) if n < 3 else (200, {})
    endpoint, secret = served.endpoint(receiver.url + "/hook")
    served.serve()
    publish(served)
    failed = settled(served, endpoint, "failed")
    assert [attempt["status_code"] for attempt in failed["attempts"]] == [500, 500]
    again = served.api("sam").call("POST", f"/deliveries/{failed['id']}/redeliver")
    assert again.status < 300, again
    settled(served, endpoint, "delivered")
    assert len({r.id for r in receiver.on("/hook")}) == 1 and len({r.body for r in receiver.on("/hook")}) == 1
    assert served.api("ana").call("POST", f"/deliveries/{failed['id']}/redeliver").status == 403


def test_410_disables_the_endpoint_and_keeps_what_it_is_owed(served, receiver):
    receiver.behave["/gone"] = lambda n: (410, {}) if n == 1 else (204, {})
    endpoint, _ = served.endpoint(receiver.url + "/gone")
    served.serve()
    publish(served, "Gone")
    settled(served, endpoint, "suspended")
    shown = served.api("ada").get(f"/endpoints/{endpoint}")
    assert shown["status"] == "disabled" and shown["disabled_reason"]
    publish(served, "While it was gone")
    time.sleep(0.5)
    assert len(receiver.on("/gone")) == 1
    served.do("endpoint", "enable", endpoint)
    eventually(lambda: {r.release["slug"] for r in receiver.on("/gone")} == {"gone", "while-it-was-gone"})


def test_retry_after_holds_the_whole_endpoint(served, receiver):
    receiver.behave["/hook"] = lambda n: (429, {"Retry-After": "3"}) if n == 1 else (204, {})
    served.endpoint(receiver.url + "/hook")
    served.serve()
    publish(served, "First")
    asked = eventually(lambda: receiver.on("/hook"))[0].at
    time.sleep(0.3)
    publish(served, "Second")
    eventually(lambda: len(receiver.on("/hook")) >= 3, within=15)
    assert min(r.at for r in receiver.on("/hook")[1:]) - asked >= 2.9


def test_events_of_one_release_arrive_in_order_whatever_fails(served, receiver):
    receiver.behave["/hook"] = lambda n: (500, {}) if n < 3 else (204, {})
    served.endpoint(receiver.url + "/hook")
    served.serve()
    correct(served, publish(served, "High water at nine"), headline="High water at ten", correction_note="Ten, not nine.")
    eventually(lambda: receiver.on("/hook", "release.corrected"))
    kinds = [r.type for r in receiver.on("/hook")]
    assert kinds == sorted(kinds, reverse=True) and kinds.count("release.corrected") == 1
    corrected = receiver.on("/hook", "release.corrected")[0]
    assert corrected.event["data"]["previous"]["revision"] == 1


def test_a_withdrawal_carries_the_notice_and_not_the_text(served, receiver):
    endpoint, secret = served.endpoint(receiver.url + "/hook")
    served.serve()
    release = publish(served, "Said too early")
    served.api("sam").must("withdraw", release, public_note="This was not for the public.")
    withdrawn = eventually(lambda: receiver.on("/hook", "release.withdrawn"))[0]
    withdrawn.verify(secret)
    assert withdrawn.release["withdrawal_note"] == "This was not for the public."
    assert withdrawn.release["revision"]["content"] is None
    assert "The harbour" not in withdrawn.body.decode()
