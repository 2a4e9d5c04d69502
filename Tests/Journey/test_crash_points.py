"""kill -9, SIGTERM and a database that refuses, at each point of a delivery that can be told from outside: nothing that is owed is lost, and what comes again is the event that came before."""
import http.client
import json
import socket
import threading
import time
from collections import Counter
from contextlib import suppress

import pytest

from api import request
from deliveries import correct, deliveries, publish, settled
from office import CONFIGURATION, Office, eventually
from receiver import Receiver

INTERRUPTED = "interrupted, outcome unknown"
SCHEDULE = "[0, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s]"


@pytest.fixture
def office(tmp_path):
    """Gives a receiver a minute: whoever holds an answer back is cut off by the end of the server, and by nothing else."""
    office = Office(tmp_path, CONFIGURATION.replace("delivery_timeout: 2s", "delivery_timeout: 1m"))
    office.people("ana", "sam", "ada")
    for login in ("ana", "sam", "ada"):
        office.api(login)
    yield office
    if office.process and office.process.poll() is None:
        office.kill()


@pytest.fixture
def held():
    """Receivers that wait for it hold their answers back; at the end of the test nobody does."""
    held = threading.Event()
    yield held
    held.set()


def once(held):
    """Behaves so that a success is answered, but not before `held` is set."""
    return lambda number: held.wait(60) and (204, {})


def outcomes(delivery):
    """What came of each attempt: the status, or why there was none."""
    return [attempt["status_code"] or attempt["error"] for attempt in delivery["attempts"]]


def disabled(office):
    """How often the journal says that an endpoint was disabled."""
    entries = map(json.loads, office.do("audit", "export").stdout.splitlines())
    return sum(entry["action"] == "endpoint.disable" for entry in entries)


def serves(office):
    try:
        return request(office.url + "/healthz", timeout=1).status == 200
    except OSError:
        return False


@pytest.mark.parametrize("listens", [False, True], ids=["is-not-there", "does-not-answer"])
def test_killed_before_the_receiver_could_be_told_it_is_told_at_the_next_start(office, listens):
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        if listens:
            place.listen()  # the machine takes the request, and nobody reads it
        endpoint, secret = office.endpoint(f"http://127.0.0.1:{place.getsockname()[1]}/hook")
        office.serve()
        release = publish(office)
        if listens:
            eventually(lambda: deliveries(office, endpoint)[0]["status"] == "in_flight")
        office.kill()
        port = place.getsockname()[1]
    receiver = Receiver(port)
    try:
        office.serve()
        delivery = settled(office, endpoint, "delivered")
        receipt, = receiver.on("/hook")
        receipt.verify(secret)
        assert (receipt.type, receipt.release["id"], receipt.id) == ("release.published", release["id"], delivery["event_id"])
        # A claim that was never sent looks like one whose answer was lost, and is not called a failure of the receiver.
        *before, last = outcomes(delivery)
        assert last == 204 and (before == [INTERRUPTED] or not listens), delivery
    finally:
        receiver.close()


def test_killed_while_the_receiver_thinks_it_sends_the_same_again_signed_anew(office, receiver, held):
    receiver.behave["/hook"] = once(held)
    endpoint, secret = office.endpoint(receiver.url + "/hook")
    office.serve()
    publish(office)
    first = eventually(lambda: receiver.on("/hook"))[0]
    office.kill()
    held.set()
    eventually(lambda: int(time.time()) > int(first.headers["webhook-timestamp"]))  # or the old time could pass for a new one
    office.serve()
    delivery = settled(office, endpoint, "delivered")
    first, second = receiver.on("/hook")
    assert (second.id, second.body) == (first.id, first.body) and first.id == delivery["event_id"]
    assert int(second.headers["webhook-timestamp"]) > int(first.headers["webhook-timestamp"])
    assert second.headers["webhook-signature"] != first.headers["webhook-signature"]
    second.verify(secret)
    assert outcomes(delivery) == [INTERRUPTED, 204], delivery


def test_killed_as_it_is_told_of_a_success_it_sends_that_again_once_or_not_at_all(office, receiver, chance, rounds):
    def end(receipt):
        # At once, so that the success cannot be recorded, or a moment later, when it may be; and only where the event is new.
        if len([r for r in receiver.on("/hook") if r.id == receipt.id]) == 1:
            time.sleep(chance.choice([0, 0.001, 0.003, 0.02]))
            office.process.kill()

    receiver.then["/hook"] = end
    endpoint, secret = office.endpoint(receiver.url + "/hook")
    ana, sam = office.api("ana"), office.api("sam")
    twice = Counter()
    office.serve()
    # There are more rounds where chance has shown only one side of the record by then.
    for number in range(1, 8 * rounds):
        if number > 2 * rounds and len(twice) == 2:
            break
        release = ana.must("submit", ana.draft(f"Tide {number}"))
        with suppress(OSError, http.client.HTTPException):  # it may die before it can say that it is out
            sam.take("approve", release)
        office.process.wait(20)
        office.serve()
        delivery = settled(office, endpoint, "delivered")
        receipts = [r for r in receiver.on("/hook") if r.release["id"] == release["id"]]
        assert len(receipts) <= 2 and {(r.id, r.body) for r in receipts} == {(delivery["event_id"], receipts[0].body)}
        assert outcomes(delivery) == [INTERRUPTED] * (len(receipts) - 1) + [204]
        receipts[-1].verify(secret)
        twice[len(receipts) == 2] += 1
    assert len(receiver.on("/hook")) == twice[False] + 2 * twice[True], "what was recorded never comes again"
    assert twice[True] and twice[False], twice
    print(f"{twice.total()} kills after a success, {twice[True]} of them sent it again")


def test_what_is_in_flight_at_several_endpoints_comes_again_and_nothing_else_does(office, receiver, held):
    paths = ["/north", "/south", "/west"]
    endpoints = {path: office.endpoint(receiver.url + path, name=path)[0] for path in paths}
    office.serve()
    known = publish(office, "Before the storm")  # who has answered once gets several at a time
    for endpoint in endpoints.values():
        settled(office, endpoint, "delivered")
    receiver.behave |= {path: once(held) for path in paths}
    releases = {publish(office, f"Storm {number}")["id"] for number in range(6)}
    arrived = lambda path: [r.release["id"] for r in receiver.on(path)]
    # Four at a time and nobody answers: nothing is on its way any more that has not arrived.
    eventually(lambda: all(len(arrived(path)) == 1 + 4 for path in paths))
    office.kill()
    held.set()
    flying = {path: arrived(path)[1:] for path in paths}
    assert all(len(set(ids)) == len(ids) < len(releases) for ids in flying.values()), "not everything was in flight"

    office.serve()
    for path, endpoint in endpoints.items():
        eventually(lambda: all(delivery["status"] == "delivered" for delivery in deliveries(office, endpoint)))
        assert Counter(arrived(path)) == Counter([known["id"], *releases, *flying[path]])
        for delivery in deliveries(office, endpoint):
            again = delivery["release_id"] in flying[path]
            assert outcomes(office.api("ada").get(f"/deliveries/{delivery['id']}")) == [INTERRUPTED] * again + [204]


def test_told_to_stop_it_lets_an_attempt_end_which_is_not_made_again(office, receiver):
    # The answer comes only after nobody is let in any more: the stop has begun by then.
    receiver.behave["/hook"] = lambda number: eventually(lambda: not serves(office), within=30) and (204, {})
    endpoint, _ = office.endpoint(receiver.url + "/hook")
    office.serve()
    publish(office)
    eventually(lambda: receiver.on("/hook"))
    assert office.stop() == 0
    receiver.behave.clear()
    office.serve()
    assert outcomes(settled(office, endpoint, "delivered")) == [204]
    publish(office, "High water")
    eventually(lambda: [r for r in receiver.on("/hook") if r.release["slug"] == "high-water"])
    assert len(receiver.on("/hook")) == 2


def test_told_to_stop_while_an_attempt_hangs_it_ends_all_the_same_and_the_attempt_never_was(office, receiver, held):
    office.configuration.write_text(office.configuration.read_text().replace(SCHEDULE, "[0, 1s]"))
    # It hangs, fails, and succeeds: of two attempts the last, unless the first was counted.
    receiver.behave["/hook"] = lambda number: {1: once(held), 2: lambda number: (500, {})}.get(number, lambda number: (204, {}))(number)
    endpoint, _ = office.endpoint(receiver.url + "/hook")
    office.serve()
    publish(office)
    eventually(lambda: receiver.on("/hook"))
    assert office.stop() == 0 and not held.is_set()
    held.set()
    office.serve()
    delivery = settled(office, endpoint, "delivered")
    assert outcomes(delivery) == [500, 204] and delivery["attempt_count"] == 2
    assert len(receiver.on("/hook")) == 3 and len({(r.id, r.body) for r in receiver.on("/hook")}) == 1


def test_what_the_server_was_killed_over_ten_times_is_given_up_and_the_rest_goes_out(office, receiver, held):
    receiver.behave["/hook"] = once(held)
    endpoint, _ = office.endpoint(receiver.url + "/hook")
    office.serve()
    publish(office, "Poison")
    for start in range(1, 11):
        eventually(lambda: len(receiver.on("/hook")) == start)
        assert deliveries(office, endpoint)[0]["status"] == "in_flight"
        office.kill()
        office.serve()
    failed = settled(office, endpoint, "failed")
    assert outcomes(failed) == [INTERRUPTED] * 10
    held.set()
    publish(office, "Cure")
    settled(office, endpoint, "delivered")
    assert len(receiver.on("/hook")) == 11
    # It may have been the machine: a person has the last word.
    assert office.api("sam").call("POST", f"/deliveries/{failed['id']}/redeliver").status < 300
    eventually(lambda: outcomes(office.api("ada").get(f"/deliveries/{failed['id']}"))[-1] == 204)


def test_killed_as_it_is_told_that_a_receiver_is_gone_it_disables_that_with_its_entry_in_the_journal(office, receiver, chance):
    ends = threading.Event()

    def end(receipt):
        if ends.is_set():
            ends.clear()
            time.sleep(chance.choice([0, 0.003, 0.01]))
            office.process.kill()

    receiver.behave["/gone"], receiver.then["/gone"] = lambda number: (410, {}), end
    endpoint, _ = office.endpoint(receiver.url + "/gone")
    office.serve()
    publish(office)
    settled(office, endpoint, "suspended")
    for number in range(1, 6):
        ends.set()
        office.do("endpoint", "enable", endpoint, code=None)  # it may die before it can say so
        office.process.wait(20)
        (status,), = office.sql("SELECT status FROM endpoint")
        assert (status == "disabled") == (disabled(office) == number + 1), "both or neither"
        office.serve()
        eventually(lambda: office.api("ada").get(f"/endpoints/{endpoint}")["status"] == "disabled")
        assert disabled(office) == number + 1
    assert settled(office, endpoint, "suspended")["attempt_count"] == len(receiver.on("/gone")) > 5


def test_what_the_database_refuses_for_a_while_goes_out_once_it_does_not(office, receiver):
    endpoint, _ = office.endpoint(receiver.url + "/hook")
    office.sql("CREATE TRIGGER refuses BEFORE UPDATE OF status ON delivery WHEN new.status = 'in_flight' BEGIN SELECT RAISE(ABORT, 'not now'); END")
    office.serve()
    publish(office)
    # It has looked, and tries again.
    eventually(lambda: office.log.read_text().count("deliveries wait for the database") > 1)
    assert not receiver.on("/hook") and deliveries(office, endpoint)[0]["status"] == "pending"
    office.sql("DROP TRIGGER refuses")
    assert outcomes(settled(office, endpoint, "delivered")) == [204]


def test_published_comes_before_corrected_and_withdrawn_last_whatever_fails_and_however_often_the_server_is_killed(office, receiver, chance):
    # So many attempts that none is the last, and so much patience that nothing is given up behind another.
    schedule = f"[0, {', '.join(['0.1s'] * 98)}, 1d]"
    office.configuration.write_text(CONFIGURATION.replace(SCHEDULE, schedule).replace("delivery_timeout: 2s", "delivery_timeout: 0.3s"))
    paths = ["/north", "/south", "/west"]
    endpoints = {path: office.endpoint(receiver.url + path, name=path)[0] for path in paths}
    receiver.behave |= {path: lambda number: chance.choice([(204, {}), (204, {}), (500, {}), "reset", 0.6]) for path in paths}
    heard = lambda path, release: [r for r in receiver.on(path) if r.release["id"] == release["id"]]

    office.serve()
    releases = [publish(office, f"Tide {number}") for number in range(3)]
    versions = {release["id"]: [release["version"]] for release in releases}
    for number in range(5):
        for place, release in enumerate(releases):
            releases[place] = correct(office, release, headline=f"Tide {place}.{number}", correction_note=f"Number {number}.")
            versions[release["id"]].append(releases[place]["version"])
        time.sleep(chance.uniform(0, 0.5))
        office.kill()
        office.serve()
    # The first is withdrawn with all that was before it on its way, the others once they have arrived everywhere.
    hasty, *patient = releases
    office.api("sam").must("withdraw", hasty, public_note="Not so.")
    through = lambda path, release: any(r.release["version"] == release["version"] and r.status == 204 for r in heard(path, release))
    eventually(lambda: all(through(path, release) for path in paths for release in patient), within=60)
    for release in patient:
        office.api("sam").must("withdraw", release, public_note="Not so.")
    office.kill()
    office.serve()
    owed = lambda: [delivery for endpoint in endpoints.values() for delivery in deliveries(office, endpoint)]
    eventually(lambda: all(delivery["status"] in ("delivered", "cancelled") for delivery in owed()), within=60)

    for path in paths:
        for release in releases:
            highest, taken = 0, []
            for receipt in heard(path, release):
                version = receipt.release["version"]
                assert version >= highest, f"{path} had version {highest} and was sent {version}"
                if receipt.status == 204 and version > highest:
                    highest = version
                    taken.append(version)
            last = heard(path, release)[-1]
            assert last.type == "release.withdrawn" and last.status == 204 and taken.pop() == last.release["version"]
            known = versions[release["id"]]
            assert taken == (known[:len(taken)] if release is hasty else known), "nothing is left out"
    receipts = [receipt for path in paths for receipt in receiver.on(path)]
    attempts = [outcome for delivery in owed() for outcome in outcomes(office.api("ada").get(f"/deliveries/{delivery['id']}"))]
    assert Counter(receipt.status for receipt in receipts)[500] > 10 and len([o for o in attempts if isinstance(o, str)]) > 20, "too little failed"
    assert INTERRUPTED in attempts, "no kill met a delivery"
