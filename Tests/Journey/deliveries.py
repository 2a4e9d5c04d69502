"""A release brought to the public, and what became of its deliveries."""
from office import eventually


def publish(office, headline="Low water"):
    """Ana drafts and submits, Sam approves; the release after it."""
    ana, sam = office.api("ana"), office.api("sam")
    return sam.must("approve", ana.must("submit", ana.draft(headline)))


def deliveries(office, endpoint):
    """An endpoint's deliveries, newest first."""
    return office.api("ada").items(f"/deliveries?endpoint={endpoint}")


def settled(office, endpoint, status, within=20):
    """The endpoint's only delivery, with its attempts, once it has that status."""
    def found():
        items = deliveries(office, endpoint)
        return items and items[0]["status"] == status and office.api("ada").get(f"/deliveries/{items[0]['id']}")
    return eventually(found, within)
