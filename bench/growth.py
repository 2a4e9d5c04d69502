"""What a long queue costs: the same work beside ten thousand deliveries that are owed, and beside a million."""
import hashlib
import json
import os
import re
import sqlite3
import tempfile
import time
import uuid
from pathlib import Path

from api import request
from office import Office

FEW, MANY = 10_000, int(os.environ.get("QUEUED", 1_000_000))
MEASURED = 6_000


class Queue:
    """An office that owes each of its endpoints so many events, each of a release of its own."""

    def __init__(self, folder, configuration, receiver, endpoints, queued, *people):
        self.office = Office(folder, configuration)
        self.office.people("ana", "ada", *people)
        self.office.serve("--hold")
        self.office.api("ana").draft("Owed many times")
        self.office.stop()
        self.database = self.office.data / "imprimatur.sqlite"
        before = self.database.stat().st_size
        with sqlite3.connect(self.database) as connection:
            fill(connection, receiver, endpoints, queued)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        self.each = (self.database.stat().st_size - before) / queued

    def start(self):
        """Starts the server, in seconds until it is ready; deliveries begin at once."""
        begun = time.monotonic()
        self.office.serve()
        return time.monotonic() - begun

    def figures(self, *names):
        """As of one moment."""
        text = request(self.office.url + "/metrics", timeout=60).text
        return [sum(map(float, re.findall(rf"^imprimatur_{name}(?:{{[^}}]*}})? (\S+)", text, re.M))) for name in names]

    def memory(self, name="VmRSS"):
        """In MB."""
        return int(re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{self.office.process.pid}/status").read_text())[1]) / 1024


def fill(connection, receiver, endpoints, queued):
    now = int(time.time() * 1000)
    body = json.dumps({"type": "release.published", "data": "x" * 4000}).encode()
    connection.execute("UPDATE office SET hold = 0")
    connection.executemany(
        "INSERT INTO endpoint (id, public_id, name, url, allow_private, status, created_at) VALUES (?, ?, ?, ?, 1, 'enabled', ?)",
        ((n, str(uuid.uuid4()), f"Receiver {n}", f"{receiver.at(n)}/hook/{n}", now) for n in range(1, endpoints + 1)))
    connection.execute(
        "INSERT INTO endpoint_secret (endpoint_id, secret, created_at) SELECT id, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', ? FROM endpoint", (now,))
    connection.execute("INSERT INTO payload (digest, bytes) VALUES (?, ?)", (hashlib.sha256(body).digest(), body))
    for number in range(1, queued // endpoints + 1):
        release = copy(connection, number)
        connection.execute(
            "INSERT INTO event (id, public_id, type, release_id, headline, kind, section, language, payload_id, created_at)"
            " VALUES (?, ?, 'release.published', ?, 'Owed', 'news', 'events', 'en', 1, ?)", (number, str(uuid.uuid4()), release, now))
        connection.execute(
            "INSERT INTO delivery (event_id, endpoint_id, release_id, payload_id, status, created_at, due_at)"
            " SELECT ?1, id, ?2, 1, 'pending', ?3, ?3 FROM endpoint ORDER BY id", (number, release, now))


def copy(connection, number):
    """The row of one more release like the first."""
    rows = {}
    for table, changed in (("revision", {"release_id": 1 + number}), ("release", {"id": 1 + number, "public_id": str(uuid.uuid4()), "slug": f"owed-{number}"})):
        columns = [column for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")]
        first = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {'release_id' if table == 'revision' else 'id'} = 1").fetchone()
        rows[table] = changed
        values = [changed.get(column, value) for column, value in zip(columns, first)]
        connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values)
    return rows["release"]["id"]


def measured(receiver, configuration, endpoints, queued):
    """Of the first deliveries: milliseconds in the courier's transactions for each, deliveries a second, bytes a queued row, and what else the office needs."""
    with tempfile.TemporaryDirectory() as folder:
        queue = Queue(folder, configuration, receiver, endpoints, queued)
        try:
            receiver.reset()
            ready = queue.start()
            while (got := receiver.count())[0] < MEASURED:
                time.sleep(0.02)
            begun = time.monotonic()
            done, spent = queue.figures("attempts_total", "turn_seconds_sum")
            scrape = time.monotonic() - begun
            return {
                "turn": spent / done * 1000, "rate": got[0] / max(got[2] - got[1], 1) * 1e9, "each": queue.each, "ready": ready,
                "memory": queue.memory("VmHWM"), "scrape": scrape * 1000,
            }
        finally:
            queue.office.stop()


def growth(receiver, configuration, show):
    rates = {}
    for endpoints in (100, 10_000):
        few, many = (measured(receiver, configuration, endpoints, queued) for queued in (FEW, MANY))
        show(f"claim and record, {endpoints:,} endpoints, {MANY:,} queued", f"{many['turn']:.3f} ms",
             f"{FEW:,} queued: {few['turn']:.3f} ms: ratio {many['turn'] / few['turn']:.2f}; {many['rate']:,.0f} and {few['rate']:,.0f} deliveries/s")
        rates[endpoints] = many["rate"]
        show("  a queued delivery on disk", f"{many['each']:.0f} bytes", "its event, release and endpoint counted in")
        show("  start to ready", f"{many['ready'] * 1000:.0f} ms", f"with {FEW:,}: {few['ready'] * 1000:.0f} ms")
        show("  one look at /metrics meanwhile", f"{many['scrape']:.0f} ms", f"with {FEW:,}: {few['scrape']:.0f} ms")
        show("  most memory used", f"{many['memory']:.0f} MB", f"with {FEW:,}: {few['memory']:.0f} MB")
    show("deliveries/s to 10,000 endpoints", f"{rates[10_000]:,.0f}", f"to 100: {rates[100]:,.0f}: ratio {rates[10_000] / rates[100]:.2f}")
