"""What is kept for its time and then pruned, and what is known for good; and that a stop in the midst of it harms nothing."""
import re
import time

import pytest

from api import request
from deliveries import correct, publish, settled
from office import CONFIGURATION, Office, eventually


@pytest.fixture
def office(tmp_path):
    """Keeps everything for a second, once it has ended."""
    office = Office(tmp_path, CONFIGURATION + "keep_attempts: 1s\nkeep_deliveries: 1s\n")
    office.people("ana", "sam", "ada")
    for login in ("ana", "sam", "ada"):
        office.api(login)
    yield office.serve()
    if office.process.poll() is None:
        office.kill()


def failed(office):
    return int(re.search(r'imprimatur_deliveries\{status="failed"\} (\d+)', request(office.url + "/metrics").text)[1])


def test_what_was_delivered_long_ago_is_gone_and_who_was_given_it_is_known(office, receiver):
    endpoint, _ = office.endpoint(receiver.url + "/hook")
    release = publish(office)
    first = settled(office, endpoint, "delivered")
    since = release["updated_at"]
    time.sleep(1.2)
    publish(office, "High water")  # by which the journal knows how late it is
    settled(office, endpoint, "delivered")
    given = office.api("ada").get(f"/releases/{release['id']}/holdings")["items"][0]["given"]
    assert [(g["event_type"], g["revision"]) for g in given] == [("release.published", 1)]

    office.stop()
    office.serve()
    ada = office.api("ada")
    assert eventually(lambda: "pruned" in office.log.read_text())
    assert ada.call("GET", f"/deliveries/{first['id']}").status == 404
    holding = ada.get(f"/releases/{release['id']}/holdings")
    assert holding["latest"]["have"] == 1 and holding["items"][0]["given"] == given and holding["items"][0]["current"]
    # Of what happened last to a release the event stays, so that it may still be sent again.
    answer = ada.call("POST", f"/endpoints/{endpoint}/replay", {"since": since})
    assert answer.status == 200, answer
    assert office.stop() == 0


def test_a_replay_from_before_what_is_kept_is_refused(office, receiver):
    endpoint, _ = office.endpoint(receiver.url + "/hook")
    release = publish(office)
    ada = office.api("ada")
    settled(office, endpoint, "delivered")
    correct(office, release, body="Corrected.")
    settled(office, endpoint, "delivered")
    time.sleep(1.2)
    publish(office, "High water")
    office.stop()
    office.serve()
    answer = eventually(lambda: (a := ada.call("POST", f"/endpoints/{endpoint}/replay", {"since": "2020-01-01T00:00:00.000Z"})).status == 422 and a)
    assert answer.json["errors"][0]["pointer"] == "/since" and "not kept" in answer.json["errors"][0]["detail"], answer
    assert office.stop() == 0


def test_killed_in_the_midst_of_pruning_it_goes_on_where_it_was(office, receiver, chance):
    endpoint, _ = office.endpoint(receiver.url + "/hook")
    publish(office)
    settled(office, endpoint, "delivered")
    office.stop()
    many = 5_000
    numbers = f"WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {many})"
    last = office.sql("SELECT max(id) FROM delivery")[0][0]
    office.sql(
        "INSERT INTO delivery (event_id, endpoint_id, payload_id, status, created_at) SELECT event_id, endpoint_id, payload_id, 'failed', created_at "
        f"FROM ({numbers} SELECT i FROM n) JOIN delivery ON delivery.id = {last}")
    office.sql(f"INSERT INTO attempt (delivery_id, number, started_at, milliseconds, error) SELECT id, 1, created_at, 1, 'refused' FROM delivery WHERE id > {last}")
    time.sleep(1.2)
    for _ in range(4):
        office.serve()
        office.api("ada").call("POST", f"/endpoints/{endpoint}/ping")  # the journal knows how late it is
        assert failed(office) == many
        time.sleep(chance.uniform(0, 0.4))
        office.kill()
    left = office.sql("SELECT count(*) FROM delivery")[0][0] + office.sql("SELECT count(*) FROM attempt")[0][0]
    office.serve()
    gone = lambda: len(office.api("ada").get(f"/deliveries?endpoint={endpoint}&limit=200")["items"]) < 10
    assert eventually(gone, within=60), left
    assert failed(office) == many
    assert office.stop() == 0
    assert office.sql("PRAGMA integrity_check") == [("ok",)] and office.sql("PRAGMA foreign_key_check") == []


def test_where_the_database_refuses_it_is_said_once_and_tried_again(office, receiver):
    endpoint, _ = office.endpoint(receiver.url + "/hook")
    publish(office)
    settled(office, endpoint, "delivered")
    time.sleep(1.2)
    publish(office, "High water")
    settled(office, endpoint, "delivered")
    office.stop()
    office.sql("CREATE TRIGGER refuses BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'nothing goes'); END")
    office.serve()
    said = lambda: office.log.read_text().count("could not keep house")
    eventually(lambda: said() == 1)
    for verb in ("disable", "enable") * 3:  # each wakes whoever keeps house
        office.do("endpoint", verb, endpoint)
    publish(office, "In the meantime")
    assert said() == 1
    office.stop()
    office.sql("DROP TRIGGER refuses")
    office.serve()
    eventually(lambda: "pruned" in office.log.read_text())
    assert office.stop() == 0
