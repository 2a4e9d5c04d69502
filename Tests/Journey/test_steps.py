"""What is done to all that an endpoint is owed, however much that is: at once as far as it counts, and whole after a kill -9."""
import threading
import time

import pytest

from deliveries import publish
from office import eventually

MANY = 6_000


@pytest.fixture
def owed(office):
    """An endpoint that is owed thousands of deliveries, none of which is due within the hour."""
    office.people("ana", "sam", "ada")
    for login in ("ana", "sam", "ada"):
        office.api(login)
    endpoint, _ = office.endpoint("http://127.0.0.1:9/nobody")
    office.serve()
    publish(office)
    office.stop()
    numbers = f"WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})"
    office.sql("UPDATE endpoint SET failures = 0, head = NULL, not_before = NULL")
    office.sql("DELETE FROM attempt")
    office.sql("UPDATE delivery SET status = 'cancelled', due_at = NULL, attempts = 0")
    office.sql(
        "INSERT INTO delivery (event_id, endpoint_id, payload_id, status, created_at, due_at) SELECT event_id, endpoint_id, payload_id, 'pending', created_at, "
        f"created_at + 3600000 FROM ({numbers} SELECT i FROM n) JOIN delivery ON delivery.id = (SELECT max(id) FROM delivery)")
    return endpoint


def some(office, endpoint, status):
    return office.api("ada").get(f"/deliveries?endpoint={endpoint}&status={status}&limit=1")["items"]


def killed(office, chance, press):
    """Presses, and kills the server at some instant after that."""
    office.serve()
    pressing = threading.Thread(target=lambda: attempt(press), daemon=True)
    pressing.start()
    time.sleep(chance.uniform(0.01, 0.15))
    office.kill()
    pressing.join(10)
    return office.serve()


def attempt(press):
    try:
        press()
    except OSError:
        pass
    except Exception as fault:  # http.client's, where the server died in the middle of its answer
        assert "http" in type(fault).__module__, fault


def test_disabled_cancelled_and_deleted_whenever_the_server_is_killed(office, owed, chance):
    ada = office.api("ada")
    disable = lambda: ada.call("PATCH", f"/endpoints/{owed}", {"status": "disabled"})
    killed(office, chance, disable)
    assert disable().status == 200
    assert eventually(lambda: not some(office, owed, "pending"))
    assert some(office, owed, "suspended")

    office.stop()
    cancel = lambda: ada.call("POST", f"/endpoints/{owed}/cancel")
    killed(office, chance, cancel)
    assert cancel().status == 200
    assert not some(office, owed, "suspended")

    office.stop()
    delete = lambda: ada.call("DELETE", f"/endpoints/{owed}")
    killed(office, chance, delete)
    answer = ada.call("GET", f"/endpoints/{owed}")
    assert answer.status == 404 or answer.json["status"] == "disabled", answer
    if answer.status == 200 and answer.json["disabled_reason"] == "It is being deleted.":
        assert eventually(lambda: ada.call("GET", f"/endpoints/{owed}").status == 404, within=30)
    else:
        assert delete().status in (204, 404)
        assert ada.call("GET", f"/endpoints/{owed}").status == 404
    assert office.stop() == 0
    assert office.sql("SELECT count(*) FROM delivery") == [(0,)] and office.sql("SELECT count(*) FROM chore") == [(0,)]


def test_a_release_goes_out_while_thousands_are_enabled_in_steps(office, owed, receiver):
    office.do("endpoint", "disable", owed)
    other, _ = office.endpoint(receiver.url + "/hook", name="Other")
    office.serve()
    office.do("endpoint", "enable", owed)
    publish(office, "Meanwhile")
    assert eventually(lambda: some(office, other, "delivered"))
    assert eventually(lambda: not some(office, owed, "suspended"), within=30)
    assert office.stop() == 0
