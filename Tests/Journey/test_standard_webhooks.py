"""Standard Webhooks 1.0, as those see it who wrote it down: what this server sends verifies with their packages, through each rotation."""
import base64
import time
from datetime import datetime

import pytest
import standardwebhooks
import svix.webhooks
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from deliveries import publish
from office import eventually

# The vectors of the standard's libraries, and of Svix's server.
IDENTIFIER, TIMESTAMP, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SECRET, CODE = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
PRIVATE, PUBLIC = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==", "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="
SIGNATURE = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
DOUBTS = (standardwebhooks.WebhookVerificationError, svix.webhooks.WebhookVerificationError, InvalidSignature)


def verify(receipt, key):
    """Raises one of DOUBTS unless a signature is right for `whsec_…`, by both packages, or for `whpk_…`."""
    if key.startswith("whsec_"):
        svix.webhooks.Webhook(key).verify(receipt.body, receipt.headers)
        assert standardwebhooks.Webhook(key).verify(receipt.body, receipt.headers) == receipt.event
        return
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.removeprefix("whpk_")))
    signed = f"{receipt.id}.{receipt.headers['webhook-timestamp']}.".encode() + receipt.body
    signatures = [item.split(",")[1] for item in receipt.headers["webhook-signature"].split(" ") if item.startswith("v1a,")]
    for number, signature in enumerate(signatures, 1):
        try:
            return public.verify(base64.b64decode(signature), signed)
        except InvalidSignature:
            if number == len(signatures):
                raise


@pytest.fixture(params=["v1", "v1a"])
def subscribed(request, office, receiver):
    """An office that serves, its endpoint's id, its key, and what publishes: the receipt of a fresh delivery."""
    office.people("ana", "sam", "ada").serve()
    endpoint, key = office.endpoint(receiver.url + "/hook", "--signature", request.param)
    assert key.startswith({"v1": "whsec_", "v1a": "whpk_"}[request.param])

    def delivered(headline):
        release = publish(office, headline)
        return eventually(lambda: [r for r in receiver.on("/hook") if r.release["id"] == release["id"]])[0]

    return office, endpoint, key, delivered


def rotate(office, endpoint, **asked):
    answer = office.api("ada").call("POST", f"/endpoints/{endpoint}/rotate-secret", asked or None)
    assert answer.status == 200, answer
    return answer.json["secret"]


def schemes(receipt):
    return [item.split(",")[0] for item in receipt.headers["webhook-signature"].split(" ")]


def test_the_published_vectors_are_what_the_packages_and_this_project_take_them_for():
    at = datetime.fromtimestamp(TIMESTAMP).astimezone()
    for package in (standardwebhooks, svix.webhooks):
        assert package.Webhook(SECRET).sign(IDENTIFIER, at, BODY.decode()) == CODE
    both = base64.b64decode(PRIVATE.removeprefix("whsk_"))
    assert base64.b64encode(both[32:]).decode() == PUBLIC.removeprefix("whpk_")
    signed = f"{IDENTIFIER}.{TIMESTAMP}.".encode() + BODY
    assert "v1a," + base64.b64encode(Ed25519PrivateKey.from_private_bytes(both[:32]).sign(signed)).decode() == SIGNATURE


def test_a_delivery_verifies_with_its_key_and_with_no_other(subscribed):
    office, endpoint, key, delivered = subscribed
    receipt = delivered("High water")
    verify(receipt, key)
    assert schemes(receipt) == [{"whsec": "v1", "whpk": "v1a"}[key.split("_")[0]]]
    for header in ("webhook-id", "webhook-timestamp", "webhook-signature", "content-type"):
        assert receipt.headers[header]
    assert "." not in receipt.id
    another = {"whsec": SECRET, "whpk": PUBLIC}[key.split("_")[0]]
    with pytest.raises(DOUBTS):
        verify(receipt, another)
    receipt.body = receipt.body.replace(b"High", b"Slow")
    with pytest.raises(DOUBTS):
        verify(receipt, key)


def test_both_keys_sign_while_a_rotation_overlaps_a_day_unless_said(subscribed):
    office, endpoint, old, delivered = subscribed
    new = rotate(office, endpoint)
    receipt = delivered("High water")
    assert new != old and len(schemes(receipt)) == 2 and "," not in receipt.headers["webhook-signature"].replace("v1,", "").replace("v1a,", "")
    verify(receipt, old)
    verify(receipt, new)
    third = rotate(office, endpoint)
    receipt = delivered("Low water")
    for key in (old, new, third):
        verify(receipt, key)
    office.stop()
    lasts = office.sql("SELECT expires_at - created_at FROM endpoint_secret WHERE expires_at IS NOT NULL")
    assert len(lasts) == 2 and all(abs(last - 86_400_000) < 60_000 for last, in lasts)


def test_the_old_key_signs_no_more_when_the_overlap_is_over(subscribed):
    office, endpoint, old, delivered = subscribed
    new = rotate(office, endpoint, overlap_hours=3 / 3600)
    during = delivered("During")
    verify(during, old)
    verify(during, new)
    time.sleep(3)
    after = delivered("After")
    verify(after, new)
    assert len(schemes(after)) == 1
    with pytest.raises(DOUBTS):
        verify(after, old)


def test_an_overlap_of_nothing_ends_the_old_key_at_once(subscribed):
    office, endpoint, old, delivered = subscribed
    between = rotate(office, endpoint)
    new = rotate(office, endpoint, overlap_hours=0)
    receipt = delivered("High water")
    verify(receipt, new)
    assert len(schemes(receipt)) == 1
    for key in (old, between):
        with pytest.raises(DOUBTS):
            verify(receipt, key)


def test_the_programs_own_receiver_verifies_through_a_rotation(office, running):
    office.people("ana", "sam", "ada").serve()
    for scheme in ("v1", "v1a"):
        endpoint, old = office.endpoint("http://127.0.0.1:9/hook", "--signature", scheme, name=scheme)
        new = rotate(office, endpoint)
        command = running("receive", "--bind", "127.0.0.1:0", "--secret", old, "--secret", new)
        address = command.find(r"http://127\.0\.0\.1:\d+")[0] + "/hook"
        assert office.api("ada").call("PATCH", f"/endpoints/{endpoint}", {"url": address}).status == 200
        office.api("ada").call("POST", f"/endpoints/{endpoint}/ping")
        command.find(r"endpoint\.ping  \S+  attempt 1  verified by secret 1 and 2  answered 204")
        rotate(office, endpoint, overlap_hours=0)
        office.api("ada").call("POST", f"/endpoints/{endpoint}/ping")
        command.find(r"endpoint\.ping  \S+  REFUSED: no signature matches  answered 401")


def test_each_attempt_has_its_own_time_and_signature_and_the_events_id_and_body(office, receiver):
    receiver.behave["/hook"] = lambda n: (500, {}) if n < 4 else (204, {})
    office.people("ana", "sam", "ada").serve()
    _, key = office.endpoint(receiver.url + "/hook")
    before = time.time() - time.monotonic()
    publish(office, "High water")
    receipts = eventually(lambda: len(receiver.on("/hook")) == 4 and receiver.on("/hook"), within=20)
    for receipt in receipts:
        verify(receipt, key)
        assert abs(before + receipt.at - int(receipt.headers["webhook-timestamp"])) < 1.5
    times = [int(receipt.headers["webhook-timestamp"]) for receipt in receipts]
    event = datetime.fromisoformat(receipts[0].event["timestamp"]).timestamp()
    assert times[-1] - event > 1 and times == sorted(times) and len(set(times)) > 1
    assert len({r.id for r in receipts}) == len({r.body for r in receipts}) == 1
    assert len({r.headers["webhook-signature"] for r in receipts}) == len(set(times))
