"""A release brought to the public and corrected there, and what became of its deliveries."""
from office import eventually


def publish(office, headline="Low water"):
    """Ana drafts and submits, Sam approves; the release after it."""
    ana, sam = office.api("ana"), office.api("sam")
    return sam.must("approve", ana.must("submit", ana.draft(headline)))


def correct(office, release, **changed):
    """Ana corrects what is `changed` of the text, Sam approves; the release after it."""
    ana, sam = office.api("ana"), office.api("sam")
    release = ana.must("correct", release)
    edited = ana.edit(release, content={**release["revision"]["content"], "correction_note": "A word.", **changed})
    assert edited.status == 200, edited
    return sam.must("approve", ana.must("submit", edited.json))


def deliveries(office, endpoint):
    """An endpoint's deliveries, newest first."""
    return office.api("ada").items(f"/deliveries?endpoint={endpoint}")


def settled(office, endpoint, status, within=20):
    """The endpoint's only delivery, with its attempts, once it has that status."""
    def found():
        items = deliveries(office, endpoint)
        return items and items[0]["status"] == status and office.api("ada").get(f"/deliveries/{items[0]['id']}")
    return eventually(found, within)
