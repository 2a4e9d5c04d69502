"""Headers that a receiver asks for: they arrive there, and nowhere else is read what they say."""
from deliveries import publish, settled
from office import eventually

SECRET = "Bearer n0b0dy-else-reads-this"


def test_they_arrive_with_each_delivery_and_are_shown_to_nobody(office, receiver, tmp_path):
    office.people("ana", "sam", "ada")
    lines = tmp_path / "headers"
    lines.write_text(f"Authorization: {SECRET}\nX-Desk: north\n")
    endpoint, secret = office.endpoint(receiver.url + "/gateway", "--headers", lines)
    other, _ = office.endpoint(receiver.url + "/other")
    # It echoes what it was sent, as such gateways do.
    receiver.behave["/gateway"] = lambda number: (401, {}, f"No access with {SECRET}.") if number == 1 else (204, {})
    office.serve()
    ada = office.api("ada")
    assert ada.call("POST", f"/endpoints/{endpoint}/ping").status == 202
    eventually(lambda: receiver.on("/gateway"))
    ping = receiver.on("/gateway")[0]
    assert (ping.headers["authorization"], ping.headers["x-desk"]) == (SECRET, "north")
    publish(office)
    eventually(lambda: len(receiver.on("/gateway", "release.published")) == 1 and receiver.on("/other"))
    receipt = receiver.on("/gateway", "release.published")[0]
    receipt.verify(secret)
    assert receipt.headers["authorization"] == SECRET
    assert "authorization" not in receiver.on("/other")[0].headers

    shown = ada.get(f"/endpoints/{endpoint}")
    assert shown["header_names"] == ["Authorization", "X-Desk"] and "headers" not in shown
    attempts = [ada.get(f"/deliveries/{delivery['id']}")["attempts"] for delivery in ada.items(f"/deliveries?endpoint={endpoint}")]
    said = [attempt["response_excerpt"] for attempts in attempts for attempt in attempts if attempt["status_code"] == 401]
    assert said == ["No access with [withheld]."]
    journal = office.do("audit", "export").stdout
    assert '"headers":["Authorization","X-Desk"]' in journal
    listed = office.do("endpoint", "list").stdout
    for where, text in [("the journal", journal), ("the list", listed), ("the log", office.log.read_text()), ("an endpoint", str(shown))]:
        assert SECRET.split()[1] not in text, where


def test_they_stay_until_others_take_their_place_and_what_is_wrong_is_refused(office, receiver):
    office.people("ana", "sam", "ada")
    office.serve()
    ada = office.api("ada")
    made = ada.call("POST", "/endpoints", {"name": "Gateway", "url": receiver.url + "/hook", "allow_private": True, "headers": {"X-Key": "one"}})
    assert made.status == 201 and made.json["header_names"] == ["X-Key"]
    path = f"/endpoints/{made.json['id']}"
    change = lambda **fields: ada.call("PATCH", path, fields)
    assert change(name="Renamed").json["header_names"] == ["X-Key"], "what is not named stays"
    assert ada.call("PATCH", path, ada.get(path)).status == 200, "and what a GET answered changes nothing"
    for wrong in ({"Host": "x"}, {"X-Key": "a\r\nwebhook-id: b"}, {"X-Key": 1}, ["X-Key"], {"webhook-id": "x"}):
        refused = change(headers=wrong)
        assert refused.status == 422 and refused.json["errors"][0]["pointer"] == "/headers", (wrong, refused)
    assert ada.call("POST", f"{path}/ping").status == 202
    eventually(lambda: receiver.on("/hook"))
    assert receiver.on("/hook")[0].headers["x-key"] == "one"
    assert change(headers={"X-Other": "two"}).json["header_names"] == ["X-Other"]
    assert ada.call("POST", f"{path}/ping").status == 202
    eventually(lambda: len(receiver.on("/hook")) == 2)
    later = receiver.on("/hook")[1].headers
    assert later["x-other"] == "two" and "x-key" not in later
    assert change(headers={}).json["header_names"] == []

