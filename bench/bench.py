"""Figures of the release build on this machine. Each is printed beside what it is measured against; nothing is asserted.

Arguments choose among: start, pages, comparison, latency, queued, due, beside, resolver, deliveries, growth (all, unless named).
"""
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / ".build/bench"
os.environ.setdefault("IMPRIMATUR", str(HERE.parent / ".build/release/imprimatur"))
sys.path.insert(0, str(HERE.parent / "Tests"))

from api import request  # noqa: E402
from growth import Queue, growth as grown  # noqa: E402
from latency import latency as approved, queued as approved_beside  # noqa: E402
from neighbours import neighbours  # noqa: E402
from office import Office  # noqa: E402
from resolver import resolver as unresolved  # noqa: E402

SECONDS = int(os.environ.get("SECONDS_PER_RUN", 8))
ENDPOINTS, DELIVERIES = int(os.environ.get("ENDPOINTS", 100)), int(os.environ.get("DELIVERIES", 100_000))


CONFIGURATION = "organisation: Harbour Office\nsections:\n  - {slug: events, title: {en: Events}}\nlanguages: [en]\ntime_zone: UTC\n"


class CountingReceiver:
    """bench/receiver.c, running."""

    def __init__(self):
        self.process = subprocess.Popen([BUILT / "receiver"], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.url = f"http://127.0.0.1:{self.port}"

    def at(self, number):
        """Its URL on one of sixteen hosts: at one alone, few deliveries are in flight at a time."""
        return f"http://127.2.0.{1 + number % 16}:{self.port}"

    def count(self):
        """Requests, first and last arrival (nanoseconds, monotonic), bytes of all bodies."""
        return tuple(map(int, request(self.url + "/count").text.split()))

    def reset(self):
        request(self.url + "/reset")


def show(name, value, note=""):
    print(f"  {name:<46}{value:>14}   {note}", flush=True)


def resident(office):
    """Resident memory of the server, in MB."""
    status = Path(f"/proc/{office.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def start(office, receiver):
    times = []
    for _ in range(11):
        office.stop()
        begun = time.monotonic()
        office.serve()
        times.append((time.monotonic() - begun) * 1000)
    show("cold start to ready, median of 11", f"{statistics.median(times):.0f} ms", f"worst {max(times):.0f} ms")
    time.sleep(2)
    show("resident memory, idle", f"{resident(office):.0f} MB")


def wrk(url, seconds=SECONDS):
    said = subprocess.run(["wrk", "-t2", "-c64", f"-d{seconds}s", url], capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def pages(office, receiver):
    ana, sam = office.api("ana"), office.api("sam")
    body = "\n\n".join(f"Paragraph {n}. The harbour master said that the north pier would stay open." for n in range(30))
    release = sam.must("approve", ana.must("submit", ana.draft("A page to be measured", body=body)))
    address = f"{office.url}/releases/{release['slug']}"
    page = request(address)
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        Path(folder, "page").write_bytes(page.body)
        Path(folder, "nginx.conf").write_text(("user root;\n" if os.geteuid() == 0 else "") + (HERE / "nginx.conf").read_text().replace("PORT", str(port)))
        nginx = subprocess.Popen([shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin"), "-p", folder, "-c", "nginx.conf"], stderr=subprocess.DEVNULL)
        other = f"http://127.0.0.1:{port}/page"
        time.sleep(0.5)
        assert request(other).body == page.body
        wrk(address, 1), wrk(other, 1)
        ours, theirs = [], []
        for _ in range(3):
            theirs.append(wrk(other))
            ours.append(wrk(address))
        nginx.terminate()
        nginx.wait()
    ours, theirs = statistics.median(ours), statistics.median(theirs)
    show(f"a live page of {len(page.body):,} bytes, requests/s", f"{ours:,.0f}", f"nginx {theirs:,.0f}: ratio {ours / theirs:.2f}")
    show("resident memory after these pages", f"{resident(office):.0f} MB")


def comparison(office, receiver):
    """A speech of 20,000 words beside what became of it, by the API; what merely reading both revisions takes stands beside it."""
    chance, ana = random.Random(7), office.api("ana")
    words = ["".join(chance.choices("abcdefghiklmnoprstuvwy", k=chance.randint(2, 10))) for _ in range(3000)]
    speech = [[words[int(3000 ** chance.random())] for _ in range(80)] for _ in range(250)]
    text = lambda paragraphs: ".\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    scattered = [list(paragraph) for paragraph in speech]
    for paragraph in scattered:
        paragraph[chance.randrange(80)] = "changed"
    others = {
        "a word in each paragraph": scattered, "a paragraph moved": speech[:50] + speech[51:] + speech[50:51],
        "wholly different": [[words[int(3000 ** chance.random())] for _ in range(80)] for _ in range(250)],
    }
    first = ana.draft("A speech to be compared", body=text(speech))

    def took(path):
        begun = time.monotonic()
        ana.get(path)
        return (time.monotonic() - begun) * 1000

    release = first
    for name, other in others.items():
        answer = ana.edit(release, content={**first["revision"]["content"], "body": text(other)})
        assert answer.status == 200, answer
        release = answer.json
        path = f"/releases/{release['id']}/revisions"
        number = release["revision"]["number"]
        ours = statistics.median(took(f"{path}/{number}/diff?against=1") for _ in range(11))
        reading = statistics.median(took(f"{path}/{number}") + took(f"{path}/1") for _ in range(11))
        show(f"comparing 20,000 words, {name}", f"{ours:.1f} ms", f"reading both {reading:.1f} ms")


def latency(office, receiver):
    approved(office, receiver, show)


def queued(office, receiver):
    office.stop()
    alone = CountingReceiver()
    try:
        approved_beside(CONFIGURATION, receiver, alone, show)
    finally:
        alone.process.terminate()
    office.serve()


def due(office, receiver):
    """How late the clock is, as it says itself once each commit is done: one release at a time, then a thousand in the same second."""
    def lateness(count, moment):
        before = figures(office)
        ana, sam = office.api("ana"), office.api("sam")
        stamp = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        for number in range(count):
            sam.must("approve", ana.must("submit", ana.draft(f"Due at {stamp} {number}", release_at=stamp)))
        assert datetime.now(timezone.utc) < moment, "approving took longer than the time set aside"
        while (after := figures(office))["count"] < before["count"] + count:
            time.sleep(0.1)
        return {bound: after[bound] - before[bound] for bound in after}

    second = lambda ahead: datetime.now(timezone.utc).replace(microsecond=0) + timedelta(seconds=ahead)
    singles = [lateness(1, second(2)) for _ in range(20)]
    mean = sum(single["sum"] for single in singles) / 20 * 1000
    show("a release due alone: late by, mean of 20", f"{mean:.1f} ms", f"within 5 ms: {sum(single['0.005'] for single in singles):.0f} of 20")
    many = lateness(1000, second(40))
    show("1,000 due in one second: late by, mean", f"{many['sum']:.1f} ms", f"within 25 ms: {many['0.025']:.0f}, 50 ms: {many['0.05']:.0f}, 100 ms: {many['0.1']:.0f}")


def figures(office):
    """The histogram of lateness in /metrics, with its sum and count."""
    text = request(office.url + "/metrics").text
    found = {bound: float(value) for bound, value in re.findall(r'lateness_seconds_bucket\{le="([^"]+)"\} (\S+)', text)}
    return found | {name: float(value) for name, value in re.findall(r"lateness_seconds_(sum|count) (\S+)", text)}


def deliveries(office, receiver):
    """As many as are owed when the server starts, each attempt recorded."""
    office.stop()
    with tempfile.TemporaryDirectory() as folder:
        queue = Queue(folder, CONFIGURATION, receiver, ENDPOINTS, DELIVERIES)
        try:
            receiver.reset()
            queue.start()
            deadline = time.monotonic() + 180
            while (got := receiver.count())[0] < DELIVERIES and time.monotonic() < deadline:
                time.sleep(0.2)
            memory = queue.memory()
        finally:
            queue.office.stop()
    office.serve()
    count, first, last, size = got
    ours, length = count / max(last - first, 1) * 1e9, size // max(count, 1)
    note = "" if count >= DELIVERIES else f"ONLY {count:,} of {DELIVERIES:,} arrived"
    show(f"deliveries/s ({ENDPOINTS} endpoints, {length:,} bytes each)", f"{ours:,.0f}", note)

    body = BUILT / "body"
    body.write_bytes(b"x" * length)
    theirs = curl(receiver, body, DELIVERIES)
    show("  curl --parallel --parallel-max 64", f"{theirs:,.0f}", f"ratio {ours / theirs:.2f}")
    said = subprocess.run([BUILT / "bare_multi", receiver.url + "/hook", str(DELIVERIES), "64", body], capture_output=True, text=True, check=True).stdout
    show("  a bare loop of libcurl's multi, 64 in flight", f"{float(said):,.0f}", f"ratio {ours / float(said):.2f}")
    show("resident memory after these deliveries", f"{memory:.0f} MB")


def beside(office, receiver):
    neighbours(office, receiver, show)


def resolver(office, receiver):
    unresolved(CONFIGURATION, BUILT / "hanging_resolver.so", show)


def growth(office, receiver):
    office.stop()
    grown(receiver, CONFIGURATION, show)
    office.serve()


def curl(receiver, body, count):
    """Deliveries a second of curl's own command line, as the receiver saw them."""
    config = BUILT / "curl.config"
    one = (f'url = "{receiver.url}/hook"\ndata-binary = "@{body}"\nheader = "Content-Type: application/json"\n'
           'header = "webhook-id: msg_1"\nheader = "webhook-timestamp: 1"\nheader = "webhook-signature: v1,x"\noutput = "/dev/null"\n')
    config.write_text("next\n".join([one] * count))
    receiver.reset()
    subprocess.run(["curl", "--silent", "--parallel", "--parallel-max", "64", "--config", config], check=True, stderr=subprocess.DEVNULL)
    count, first, last, _ = receiver.count()
    return count / (last - first) * 1e9


def build():
    BUILT.mkdir(parents=True, exist_ok=True)
    for name, libraries in (("receiver", []), ("bare_multi", ["-lcurl"])):
        subprocess.run(["gcc", "-O2", "-Wall", "-o", BUILT / name, HERE / f"{name}.c", *libraries], check=True)
    subprocess.run(["gcc", "-O2", "-Wall", "-shared", "-fPIC", "-o", BUILT / "hanging_resolver.so", HERE / "hanging_resolver.c"], check=True)


def main(chosen):
    build()
    parts = [part for part in (start, pages, comparison, latency, queued, due, beside, resolver, deliveries, growth) if not chosen or part.__name__ in chosen]
    receiver = CountingReceiver()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder, CONFIGURATION)
        try:
            office.people("ana", "sam", "ada")
            for login in ("ana", "sam", "ada"):
                office.api(login)
            office.serve()
            print(f"\n{os.cpu_count()} cores, {os.uname().machine}, {os.uname().release}")
            for part in parts:
                part(office, receiver)
        finally:
            office.stop()
            receiver.process.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
