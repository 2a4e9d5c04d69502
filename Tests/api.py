"""The API as a program sees it: one method a verb, answers as plain values."""
import http.client
import json
from urllib.parse import urlsplit


class Answer:
    """Status, headers (lower case) and body of one answer."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, {name.lower(): value for name, value in headers}, body

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def objections(self):
        """The codes of a refusal."""
        return {objection["code"] for objection in self.json.get("objections", [])}

    def __repr__(self):
        return f"{self.status} {self.body[:600]!r}"


def request(url, method="GET", body=None, headers=None, timeout=15):
    """One HTTP request on a connection of its own, no redirect followed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return Answer(answer.status, answer.getheaders(), answer.read())
    finally:
        connection.close()


def content(headline, **more):
    """A complete text with that headline."""
    return {"headline": headline, "body": f"{headline}. *The harbour* is open — Порт открыт.\n",
            "contact": {"role": "Press office", "name": "Rui", "email": "press@harbour.example"}, **more}


class Api:
    """Calls as the holder of one token."""

    def __init__(self, url, token):
        self.url, self.token = url, token

    def call(self, method, path, body=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        return request(f"{self.url()}/api/v1{path}", method, body, headers)

    def get(self, path):
        """The JSON of a call that must succeed."""
        answer = self.call("GET", path)
        assert answer.status == 200, f"{path}: {answer}"
        return answer.json

    def items(self, path):
        """All items of a list, page by page."""
        after, found = "", []
        while after is not None:
            page = self.get(f"{path}{'&' if '?' in path else '?'}limit=200{after and '&after=' + after}")
            found += page["items"]
            after = page["next"]
        return found

    def draft(self, headline, *, kind="news", section="events", language="en", **more):
        """A new release with a complete text; `content` as named values."""
        fields = {name: more.pop(name) for name in ("release_at", "slug", "translation_of", "workflow") if name in more}
        answer = self.call("POST", "/releases", {
            "kind": kind, "section": section, "language": language, "content": content(headline, **more), **fields})
        assert answer.status == 201, answer
        return answer.json

    def edit(self, release, **fields):
        return self.call("PUT", f"/releases/{release['id']}", fields, If_Match=f"\"{release['version']}\"")

    def take(self, transition, release, **asked):
        """A transition on the revision that `release` shows; the answer, whatever it is."""
        return self.call("POST", f"/releases/{release['id']}/transitions", {
            "transition": transition, "revision": release["revision"]["number"], **asked})

    def must(self, transition, release, **asked):
        """A transition that must be accepted; the release after it."""
        answer = self.take(transition, release, **asked)
        assert answer.status == 200, f"{transition}: {answer}"
        return answer.json
