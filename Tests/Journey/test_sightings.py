"""Is it out? The server asks its own public address, as a reader would, and says what it found."""
import pytest

from deliveries import correct, publish
from office import CONFIGURATION, Office, eventually


def staffed(office):
    office.people("ana", "sam")
    for login in ("ana", "sam"):
        office.api(login)
    return office


@pytest.fixture
def served(office):
    return staffed(office).serve()


def found(api, release):
    return {s["channel"]: s["status"] for s in api.get(f"/releases/{release['id']}/sightings")["items"]}


def test_what_goes_out_is_seen_on_its_page_and_in_the_feed(served):
    sam = served.api("sam")
    release = publish(served, "Out and seen")
    assert eventually(lambda: found(sam, release) == {"page": "live", "feed": "live"}), sam.get(f"/releases/{release['id']}/sightings")
    release = correct(served, release, body="Corrected.")
    assert eventually(lambda: found(sam, release) == {"page": "live"})
    release = sam.must("withdraw", release, public_note="Not so.")
    assert eventually(lambda: found(sam, release) == {"page": "live", "feed": "live"}), sam.get(f"/releases/{release['id']}/sightings")


def test_in_a_further_language_its_own_feed_is_asked(served):
    ana, sam = served.api("ana"), served.api("sam")
    release = sam.must("approve", ana.must("submit", ana.draft("A segunda língua", language="pt")))
    assert eventually(lambda: found(sam, release) == {"page": "live", "feed": "live"}), sam.get(f"/releases/{release['id']}/sightings")


def test_what_the_public_address_does_not_show_is_said_with_the_reason(tmp_path):
    # Nobody listens at the public address.
    office = staffed(Office(tmp_path, CONFIGURATION + "base_url: http://127.0.0.1:9\n")).serve()
    ana, sam = office.api("ana"), office.api("sam")
    release = sam.must("approve", ana.must("submit", ana.draft("Out and not seen")))
    faults = lambda: {s["fault"] for s in sam.get(f"/releases/{release['id']}/sightings")["items"]}
    assert eventually(lambda: faults() == {"no server answers there"})
    assert set(found(sam, release).values()) == {"looking"}
    assert office.stop() == 0


def test_an_office_may_say_that_nobody_looks(tmp_path):
    office = staffed(Office(tmp_path, CONFIGURATION + "look_for_releases: false\n")).serve()
    ana, sam = office.api("ana"), office.api("sam")
    release = sam.must("approve", ana.must("submit", ana.draft("Not looked for")))
    assert found(sam, release) == {}
    assert office.stop() == 0
