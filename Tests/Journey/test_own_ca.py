"""An endpoint's own CA: set, shown, changed and taken away, and refused when saved where it is none."""
import pytest

from authority import Authority, keyed


@pytest.fixture
def root(tmp_path):
    return Authority(tmp_path)


def test_it_is_set_shown_changed_and_taken_away_over_the_api(office, root, tmp_path):
    other = Authority(tmp_path, "Another root")
    office.people("ada").serve()
    ada = office.api("ada")
    made = ada.call("POST", "/endpoints", {"name": "Behind", "url": "https://behind.example/hook", "ca": f"Our root:\r\n{root.pem}"})
    assert made.status == 201 and made.json["ca"] == root.pem, "what stands around it is left out"
    path = f"/endpoints/{made.json['id']}"
    [shown] = ada.get(path)["ca_certificates"]
    assert (shown["subject"], shown["sha256"]) == ("CN=A test's root", root.fingerprint)
    ends = root.certificate.not_valid_after_utc
    assert shown["not_after"] == ends.strftime("%Y-%m-%dT%H:%M:%S.000Z") and shown["not_before"] < shown["not_after"]
    change = lambda **fields: ada.call("PATCH", path, fields)
    assert change(name="Renamed").json["ca"] == root.pem, "what is not named stays"
    assert ada.call("PATCH", path, ada.get(path)).status == 200, "and what a GET answered changes nothing"
    assert change(ca_certificates=[]).status == 422, "a list of names is trusted by nobody"
    assert [one["sha256"] for one in change(ca=root.pem + other.pem).json["ca_certificates"]] == [root.fingerprint, other.fingerprint]
    gone = change(ca=None).json
    assert gone["ca"] is None and gone["ca_certificates"] == []
    journal = office.do("audit", "export").stdout
    assert f'"ca":["{root.fingerprint}","{other.fingerprint}"]' in journal and '"ca":[]' in journal and "BEGIN CERTIFICATE" not in journal
    office.do("audit", "verify")


def test_what_is_no_ca_is_refused_and_a_private_key_kept_nowhere(office, root):
    office.people("ada").serve()
    ada = office.api("ada")
    path = f"/endpoints/{ada.call('POST', '/endpoints', {'name': 'Behind', 'url': 'https://behind.example', 'ca': root.pem}).json['id']}"
    key = keyed(root.key).decode()
    for given, said in [
        (root.pem + key, f"Line {root.pem.count(chr(10)) + 1} begins a private key"), (root.vouch().read_text().split("-----BEGIN PRIVATE")[0], "Certificate 1 is no CA"),
        ("no PEM", "There is no certificate"), (root.pem * 21, "more than 20"), (root.pem + "x" * 65536, "larger than 64 KB"), (7, "must be a text"), ([root.pem], "must be a text"),
    ]:
        refused = ada.call("PATCH", path, {"ca": given})
        assert refused.status == 422 and [error["pointer"] for error in refused.json["errors"]] == ["/ca"] and said in refused.json["errors"][0]["detail"], (said, refused)
        assert ada.get(path)["ca"] == root.pem
    assert office.stop() == 0
    secret = key.splitlines()[1].encode()
    assert all(secret not in file.read_bytes() for file in [office.log, *office.data.rglob("*")] if file.is_file())


def test_the_command_line_sets_it_says_so_and_refuses_what_is_none(office, root, tmp_path):
    office.people("ada")
    own, _ = office.endpoint("https://127.0.0.1:9/hook", "--ca", root.path, name="Own")
    plain, _ = office.endpoint("https://127.0.0.1:9/hook", name="Plain")
    rows = {line.split()[0]: line.split() for line in office.do("endpoint", "list").stdout.splitlines()}
    place = rows["ID"].index("CA")
    assert (rows[own][place], rows[plain][place]) == ("own", "-")
    add = lambda path, **more: office.refused("endpoint", "add", "https://127.0.0.1:9/hook", "--name", "X", "--allow-private", "--ca", path, **more)
    server = root.vouch()
    assert "begins a private key" in add(server)
    server.write_text(server.read_text().split("-----BEGIN PRIVATE")[0])
    assert "Certificate 1 is no CA" in add(server)
    (tmp_path / "der").write_bytes(b"\x30\x82\xff\xfe")
    assert "not UTF-8" in add(tmp_path / "der")
    add(tmp_path / "nowhere", code=None)
    assert len(office.do("endpoint", "list").stdout.splitlines()) == 3
