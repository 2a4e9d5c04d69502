"""A press office for the tests: a data folder, its people, and the program that serves it, started and stopped from outside."""
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from api import Api

ROOT = Path(__file__).resolve().parent.parent
IMPRIMATUR = Path(os.environ.get("IMPRIMATUR", ROOT / ".build/debug/imprimatur"))
SAMPLE = ROOT.parent / "shared/newsroom-sample"
PASSWORD = "a lighthouse, seen from 9 miles"
PEOPLE = {
    "ana": ["drafter"],
    "dora": ["drafter"],
    "sam": ["press-secretary"],
    "sofia": ["press-secretary"],
    "pia": ["publisher"],
    "ada": ["administrator"],
    "otto": ["auditor"],
}
STAFFS = {}
PROVED = {}
CONFIGURATION = """\
organisation: Harbour Office
time_zone: Europe/Lisbon
languages: [en, pt]
sections:
  - {slug: events, title: {en: Events, pt: Eventos}}
  - {slug: speeches, title: {en: Speeches, pt: Discursos}}
retry_schedule: [0, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s, 1s]
delivery_timeout: 2s
"""


class Office:
    """One data folder with its configuration; `serve` runs the program on it."""

    def __init__(self, folder, configuration=CONFIGURATION):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.configuration = self.folder / "imprimatur.yaml"
        self.configuration.write_text(configuration)
        self.log = self.folder / "log"
        self.process = None
        self.url = None
        self.set_up = None
        self.tokens = {}

    # Commands

    def run(self, *arguments, code=0, given=None, **more):
        """Runs a command to its end; fails unless it exits with `code`. A command that touches data gets this office's."""
        finished = subprocess.run(
            [IMPRIMATUR, *map(str, arguments)], cwd=ROOT, input=given, capture_output=True, text=True, errors="replace", timeout=120, **more)
        said = f"{' '.join(map(str, arguments))}\nexit {finished.returncode}, expected {code}\n{finished.stdout}\n{finished.stderr}"
        assert code is None or finished.returncode == code, said
        return finished

    def do(self, *arguments, **more):
        """`run` on this office's data."""
        return self.run(*arguments, "--data", self.data, "--config", self.configuration, **more)

    def refused(self, *arguments, code=65, **more):
        """Runs a command that must fail, with one clear line on stderr and nothing on stdout; the line."""
        finished = self.do(*arguments, code=code, **more)
        lines = finished.stderr.strip().splitlines()
        assert len(lines) == 1, f"not one line: {finished.stderr!r}"
        assert "Swift." not in lines[0] and "Error(" not in lines[0] and "SQLite error" not in lines[0], lines[0]
        return lines[0]

    # People

    def people(self, *logins):
        """Adds these people (all of the cast, unless named). A password takes its time to hash: a staff hired before is copied."""
        logins = logins or tuple(PEOPLE)
        fresh = not self.data.exists()
        if fresh and logins in STAFFS:
            shutil.copytree(STAFFS[logins].name, self.data)
            return self
        for login in logins:
            roles = [word for role in PEOPLE[login] for word in ("--role", role)]
            self.do("user", "add", login, "--name", login.title() + " Example", *roles, "--password-stdin", given=PASSWORD + "\n")
        if fresh:
            STAFFS[logins] = tempfile.TemporaryDirectory()
            shutil.copytree(self.data, STAFFS[logins].name, dirs_exist_ok=True)
        return self

    def token(self, login):
        """A fresh API token of that person."""
        return self.do("token", "add", login, "--name", "tests").stdout.strip()

    def api(self, login):
        """The API as that person, on whatever address the office has now."""
        if login not in self.tokens:
            self.tokens[login] = self.token(login)
        return Api(lambda: self.url, self.tokens[login])

    def endpoint(self, url, *options, name="Receiver"):
        """Adds an endpoint that may reach this machine: (id, secret)."""
        identifier, secret = self.do("endpoint", "add", url, "--name", name, "--allow-private", *options).stdout.split()
        return identifier, secret

    # The server

    def spawn(self, *options, under=()):
        """Starts the program, under another where one is named, without waiting until it serves. What one office has proved of its workflows, the next need not."""
        if PROVED and self.data.is_dir() and not (self.data / "proved").exists():
            (self.data / "proved").write_bytes(PROVED["book"])
        command = [*under, IMPRIMATUR, "serve", "--data", self.data, "--config", self.configuration, "--bind", "127.0.0.1:0",
                   "--workflows", ROOT / "Workflows", "--public", ROOT / "Public", *options]
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(list(map(str, command)), cwd=self.folder, stdout=subprocess.PIPE, stderr=log, text=True)
        self.ready = threading.Event()
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()
        return self

    def _listen(self, process):
        for line in process.stdout:
            if found := re.search(r"^Imprimatur is ready at (\S+)", line):
                self.url = found[1].rstrip("/")
                self.ready.set()
            elif found := re.search(r"https?://\S+", line):
                self.set_up = found[0]

    def serve(self, *options, under=()):
        """Starts the program and waits until it says that it is ready."""
        self.spawn(*options, under=under)
        deadline = time.monotonic() + 60
        while not self.ready.wait(0.05):
            assert self.process.poll() is None and time.monotonic() < deadline, f"not ready:\n{self.log.read_text()[-2000:]}"
        PROVED.setdefault("book", (self.data / "proved").read_bytes())
        return self

    def kill(self):
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        """SIGTERM; the exit code."""
        if self.process is None or self.process.poll() is not None:
            return None
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def database(self):
        """The path of the SQLite file in the data folder."""
        found = [path for path in self.data.iterdir() if path.is_file() and path.suffix != ".backup" and path.read_bytes()[:15] == b"SQLite format 3"]
        assert len(found) == 1, found
        return found[0]

    def sql(self, statement):
        """Runs a statement on the database, also beside a server."""
        connection = sqlite3.connect(self.database())
        try:
            rows = connection.execute(statement).fetchall()
            connection.commit()
            return rows
        finally:
            connection.close()


def eventually(condition, within=10.0, every=0.03):
    """What `condition` answers once it is true; fails after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        if answer := condition():
            return answer
        assert time.monotonic() < deadline, f"not within {within} s"
        time.sleep(every)
