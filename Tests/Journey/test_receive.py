"""`imprimatur receive`, a receiver that does as it is told."""
import time
from datetime import datetime, timezone

import pytest
from standardwebhooks import Webhook

from api import request
from deliveries import publish, settled

OLD, NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.fixture
def receive(running):
    """Starts it; the command, and its address."""
    def start(*options):
        command = running("receive", "--bind", "127.0.0.1:0", *options)
        return command, command.find(r"http://127\.0\.0\.1:\d+")[0] + "/hook"
    return start


def send(address, identifier="evt_1", secret=OLD, body=b'{"type":"endpoint.ping","data":{}}', also=None):
    """One delivery, signed with `secret` and with `also`; what it was answered."""
    now = datetime.now(timezone.utc)
    signatures = [Webhook(each).sign(identifier, now, body.decode()) for each in (secret, also) if each]
    return request(address, "POST", body, {
        "Content-Type": "application/json", "webhook-id": identifier, "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": " ".join(signatures)})


def test_it_verifies_and_says_which_attempt_it_was_and_what_it_was_answered(receive):
    command, address = receive("--secret", OLD)
    assert [send(address, each).status for each in ("evt_1", "evt_2", "evt_1")] == [204, 204, 204]
    command.find(r"evt_1  attempt 1  verified  answered 204\n")
    command.find(r"evt_2  attempt 1  verified  answered 204\n")
    command.find(r"endpoint\.ping  evt_1  attempt 2  verified  answered 204\n")


def test_a_forged_delivery_is_refused_whatever_else_is_asked_and_is_no_attempt(receive):
    command, address = receive("--secret", OLD, "--fail", "1", "--answer", "500")
    assert [send(address, secret=NEW).status for _ in range(2)] == [401, 401]
    assert [send(address).status for _ in range(2)] == [500, 204]
    command.find(r"evt_1  REFUSED: no signature matches  answered 401\n")
    command.find(r"evt_1  attempt 1  verified  answered 500\n")


@pytest.mark.parametrize("options, answers", [
    (["--answer", "503"], [503, 503, 503, 503]),
    (["--fail", "2"], [503, 503, 204, 204]),
    (["--fail", "3", "--answer", "429"], [429, 429, 429, 204]),
    (["--answer", "202"], [202, 202, 202, 202]),
], ids=["answer", "fail", "fail-with", "another-success"])
def test_it_answers_each_event_as_told(receive, options, answers):
    command, address = receive(*options)
    for event in ("evt_1", "evt_2"):
        assert [send(address, event).status for _ in answers] == answers
    command.find(rf"evt_2  attempt 4  not checked  answered {answers[3]}\n")


def test_retry_after_stands_in_failures_only(receive):
    command, address = receive("--fail", "1", "--retry-after", "2m")
    assert [send(address).headers.get("retry-after") for _ in range(2)] == ["120", None]
    command.find(r"answered 503, Retry-After 120\n")


def test_it_is_as_slow_as_told(receive):
    command, address = receive("--delay", "1.5s")
    before = time.monotonic()
    assert send(address).status == 204
    assert 1.4 < time.monotonic() - before < 10
    command.find(r"answered 204 after 1\.5 s\n")


def test_any_one_of_several_secrets_is_enough_and_it_says_which(receive):
    command, address = receive("--secret", OLD, "--secret", NEW)
    assert [send(address, "evt_1", OLD).status, send(address, "evt_2", NEW).status, send(address, "evt_3", OLD, also=NEW).status] == [204, 204, 204]
    command.find(r"evt_1  attempt 1  verified by secret 1  ")
    command.find(r"evt_2  attempt 1  verified by secret 2  ")
    command.find(r"evt_3  attempt 1  verified by secret 1 and 2  ")
    assert send(address, secret="whsec_" + "B" * 32).status == 401


def test_it_prints_bodies_and_lets_no_control_character_reach_the_terminal(receive):
    command, address = receive("--print-body")
    send(address, body='{"type":"odd\\u001b[31m","data":"å \x1b[2J"}'.encode())
    command.find(r'answered 204\n\{"type":"odd\\u001b\[31m","data":"å  \[2J"\}\n')
    assert "\x1b" not in command.said


def test_it_ends_after_as_many_as_were_wanted(receive):
    command, address = receive("--secret", OLD, "--count", "2")
    send(address, "evt_1"), send(address, "evt_2")
    assert command.process.wait(15) == 0
    assert len([line for line in command.lines if "evt_" in line]) == 2
    command, address = receive("--secret", OLD, "--count", "1")
    assert send(address, secret=NEW).status == 401
    assert command.process.wait(15) == 1


@pytest.mark.parametrize("options, named", [
    (["--answer", "99"], "--answer"), (["--answer", "100"], "--answer"), (["--answer", "teapot"], "--answer"), (["--fail", "0"], "--fail"), (["--fail", "1", "--answer", "204"], "--fail"),
    (["--retry-after", "10"], "--retry-after"), (["--retry-after", "soon", "--fail", "1"], "--retry-after"), (["--delay", "long"], "--delay"), (["--delay", "2d"], "--delay"),
    (["--count", "0"], "--count"), (["--secret", OLD, "--secret", "whsec_short"], "--secret"), (["--secret", ""], "--secret"),
])
def test_what_it_cannot_do_it_says_in_one_line(office, options, named):
    finished = office.run("receive", "--bind", "127.0.0.1:0", *options, code=64)
    assert finished.stdout == "" and len(finished.stderr.strip().splitlines()) == 1
    assert named in finished.stderr and "whsec_" not in finished.stderr.replace("whsec_…", "")


def test_one_can_watch_how_an_office_tries_again(office, receive):
    office.people("ana", "sam", "ada").serve()
    command, address = receive("--fail", "2", "--count", "3")
    endpoint, _ = office.endpoint(address)
    publish(office, "High water")
    delivery = settled(office, endpoint, "delivered")
    assert [attempt["status_code"] for attempt in delivery["attempts"]] == [503, 503, 204]
    assert command.process.wait(15) == 0
    assert f"release.published  {delivery['event_id']}  attempt 3  not checked  answered 204  High water\n" in command.said
