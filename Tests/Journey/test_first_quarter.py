"""What the README promises for the first quarter of an hour, command by command, beside a running server."""
import os
import re

from api import request
from deliveries import publish
from office import eventually


def test_from_an_empty_folder_to_a_delivered_release(office, running):
    office.serve()
    eventually(lambda: office.set_up)
    password = office.do("user", "add", "zoe", "--name", "Zoe Example", "--role", "drafter").stdout
    assert len(password.strip().splitlines()) >= 1 and re.search(r"\S{12,}", password), "a password is made and printed"
    office.people("ana", "sam", "ada")
    receive = running("receive", "--bind", "127.0.0.1:0")
    address = receive.find(r"http://127\.0\.0\.1:\d+\S*")[0].rstrip("/.")
    office.endpoint(address + "/hook")
    publish(office, "Delivered at last")
    receive.find(r"release\.published.*")
    assert len([line for line in receive.lines if "release.published" in line]) == 1, "one line a delivery"
    assert receive.stop() == 0
    assert "zoe" in office.do("user", "list").stdout


def test_receive_tells_a_right_signature_from_a_wrong_one(office, running):
    office.people("ana", "sam", "ada")
    office.serve()
    listening = running("receive", "--bind", "127.0.0.1:0", "--secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    address = listening.find(r"http://127\.0\.0\.1:\d+\S*")[0].rstrip("/.")
    answer = request(address + "/hook", "POST", b'{"type": "endpoint.ping"}', {
        "Content-Type": "application/json", "webhook-id": "msg_1", "webhook-timestamp": "1614265330", "webhook-signature": "v1,AAAA"})
    assert 400 <= answer.status < 500
    listening.find(r"msg_1|endpoint\.ping")


def test_accounts_tokens_and_endpoints_are_kept_by_command(office):
    office.people("ana", "ada", "sam")
    office.serve()
    first, second = office.token("ana"), office.token("ana")
    me = lambda token: request(f"{office.url}/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status
    assert first != second and me(first) == me(second) == 200
    identifier = [line.split()[0] for line in office.do("token", "list").stdout.splitlines() if "ana" in line][0]
    office.do("token", "revoke", identifier)
    assert sorted([me(first), me(second)]) == [200, 401]
    office.do("user", "disable", "ana")
    assert me(first) == me(second) == 401, "disabling a person kills their tokens at once"
    endpoint, secret = office.do("endpoint", "add", "https://example.org/hook", "--name", "Example").stdout.split()
    assert secret.startswith("whsec_")
    listed = office.do("endpoint", "list").stdout
    assert endpoint in listed and secret not in listed
    office.do("endpoint", "disable", endpoint)
    assert office.api("ada").get(f"/endpoints/{endpoint}")["status"] == "disabled"
    data = office.data
    assert data.stat().st_mode & 0o077 == 0, "the data folder is its owner's"
    assert secret not in office.log.read_text() and first not in office.log.read_text()


def test_disable_lists_what_is_approved_and_takes_it_back_when_asked(office):
    office.people("ana", "sam", "sofia")
    office.serve()
    ana, sofia = office.api("ana"), office.api("sofia")
    release = sofia.must("approve", ana.must("submit", ana.draft("Waiting for its hour", release_at="2099-01-01T09:00:00.000Z")))
    finished = office.do("user", "disable", "sofia")
    assert "Waiting for its hour" in finished.stdout + finished.stderr or release["slug"] in finished.stdout + finished.stderr
    assert ana.get(f"/releases/{release['id']}")["state"] == "approved"
    office.do("user", "enable", "sofia")
    office.do("user", "disable", "sofia", "--take-back")
    assert ana.get(f"/releases/{release['id']}")["state"] == "draft"


def test_the_demo_shows_an_office_at_work(running):
    demo = running("demo", "--bind", "127.0.0.1:0")
    url = demo.find(r"Imprimatur is ready at (\S+)", within=60)[1]
    for role in ("drafter", "press-secretary", "publisher", "administrator", "auditor"):
        demo.find(role)
    assert request(url.rstrip("/") + "/").status == 200
    assert request(url.rstrip("/") + "/desk/login").status == 200
    assert demo.stop() == 0
    assert not re.search(r"[Ee]rror|warning", demo.said), demo.said


def test_help_and_version_are_answers_and_not_errors(office):
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", office.run("--version").stdout.strip())
    for group in ("user", "token", "endpoint", "workflow", "audit"):
        assert "USAGE" in office.run(group).stdout
        assert "USAGE" in office.run("help", group).stdout
    finished = office.run("publish-everything", code=64)
    assert len(finished.stderr.strip().splitlines()) == 1 and finished.stdout == ""
    environment = {**os.environ, "IMPRIMATUR_BIND": "nonsense"}
    refused = office.do("serve", code=None, env=environment)
    assert refused.returncode in (64, 65) and "IMPRIMATUR_BIND" in refused.stderr
