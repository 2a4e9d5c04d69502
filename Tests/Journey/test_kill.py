"""kill -9 at any instant, while releases are approved and delivered."""
import http.client
import threading
import time
from datetime import datetime, timedelta, timezone

from api import request
from office import eventually


class Newsdesk(threading.Thread):
    """Drafts, submits and approves one release after another until it is told to stop; keeps what was acknowledged."""

    def __init__(self, office, chance, number):
        super().__init__(daemon=True)
        self.ana, self.sam, self.chance, self.number = office.api("ana"), office.api("sam"), chance, number
        self.acknowledged, self.faults, self.over = [], [], threading.Event()

    def run(self):
        count = 0
        while not self.over.is_set():
            count += 1
            try:
                self.publish(f"Notice {self.number}.{count}")
            except (OSError, http.client.HTTPException):
                time.sleep(0.01)  # killed under our hands: nothing was acknowledged
            except Exception as fault:  # an answer that is not what it should be
                self.faults.append(fault)

    def publish(self, headline):
        later = None
        if self.chance.random() < 0.3:
            moment = datetime.now(timezone.utc) + timedelta(seconds=self.chance.uniform(0.3, 1.5))
            later = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        release = self.ana.draft(headline, release_at=later)
        release = self.ana.must("submit", release)
        release = self.sam.must("approve", release)
        assert release["state"] in (("approved", "published") if later else ("published",)), release
        self.acknowledged.append(release)


def test_what_was_acknowledged_is_live_and_delivered_whenever_the_server_is_killed(office, receiver, chance, rounds):
    office.people("ana", "sam")
    office.api("ana"), office.api("sam")
    _, secret = office.endpoint(receiver.url + "/hook")
    acknowledged, faults, receipts = {}, [], []

    def read():
        """Takes in what has arrived. Each round, for a signature is good for five minutes only."""
        for receipt in receiver.on("/hook")[len(receipts):]:
            receipt.verify(secret)
            receipts.append(receipt)

    # On a machine that has other things to do a round may end before anything was approved: then there are more of them.
    for number in range(4 * rounds):
        if number >= rounds and len(acknowledged) > rounds / 2:
            break
        if chance.random() < 0.2:
            office.spawn()
            time.sleep(chance.uniform(0, 0.3))
            office.kill()
        office.serve()
        newsdesk = Newsdesk(office, chance, number)
        newsdesk.start()
        time.sleep(chance.uniform(0.05, 1.2))
        office.kill()
        newsdesk.over.set()
        newsdesk.join(20)
        faults += newsdesk.faults
        acknowledged |= {release["id"]: release for release in newsdesk.acknowledged}
        assert office.do("audit", "verify").returncode == 0
        read()
    assert not faults, faults
    assert len(acknowledged) > rounds / 2, "too few were approved for this to mean anything"

    office.serve()
    eventually(lambda: {r.release["id"] for r in receiver.on("/hook")} >= acknowledged.keys(), within=60)
    read()
    ana = office.api("ana")
    for release in acknowledged.values():
        now = ana.get(f"/releases/{release['id']}")
        assert now["state"] == "published" and now["live"]["digest"] == release["revision"]["digest"]
        assert now["approvals"][0]["digest"] == release["revision"]["digest"]
        page = request(f"{office.url}/releases/{now['slug']}")
        assert page.status == 200 and now["revision"]["content"]["headline"] in page.text

    events = {}
    for receipt in receipts:
        assert receipt.type == "release.published"
        events.setdefault(receipt.release["id"], set()).add(receipt.id)
        if receipt.release["id"] not in acknowledged:  # its answer was lost on the way: it is public all the same
            assert ana.get(f"/releases/{receipt.release['id']}")["state"] == "published"
    assert all(len(ids) == 1 for ids in events.values()), "one event, one webhook-id"
    assert office.do("audit", "verify").returncode == 0
    again = len(receipts) - len(events)
    print(f"{rounds} kills, {len(acknowledged)} acknowledged, {len(events)} delivered, {again} of them twice")


def test_sigterm_lets_a_request_end_and_exits_with_0(office, receiver):
    office.people("ana", "sam")
    office.endpoint(receiver.url + "/hook")
    office.serve()
    ana, sam = office.api("ana"), office.api("sam")
    release = sam.must("approve", ana.must("submit", ana.draft("The last one")))
    assert office.stop() == 0
    if not receiver.on("/hook"):
        office.serve()
    eventually(lambda: [r for r in receiver.on("/hook") if r.release["id"] == release["id"]])
