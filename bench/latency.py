"""From the request that approves to the first byte at a receiver: alone, and beside a hundred endpoints that are owed much."""
import os
import statistics
import tempfile
import time

from growth import Queue

APPROVALS = int(os.environ.get("APPROVALS", 300))
QUEUED = int(os.environ.get("QUEUED_BESIDE", 100_000))


class Refusing:
    """Receivers that nobody listens at: after three attempts each, what they are owed waits."""

    def at(self, number):
        return f"http://127.2.0.{1 + number % 16}:9"


def latency(office, receiver, show):
    identifier, _ = office.endpoint(receiver.url + "/latency")
    times = [approval(office, receiver, f"Measured {number}") for number in range(APPROVALS)]
    office.do("endpoint", "disable", identifier)
    tell("approval to first byte at the receiver, in a row", times, show)


def queued(configuration, receiver, alone, show):
    """`alone` counts what is measured, `receiver` what is sent meanwhile."""
    times = beside(configuration, Refusing(), alone, lambda count: count < APPROVALS)
    tell(f"  the same while {QUEUED:,} others wait", times, show)
    receiver.reset()
    times = beside(configuration, receiver, alone, lambda _: receiver.count()[0] < QUEUED * 0.9)
    tell(f"  the same while {QUEUED:,} others are being sent", times, show)


def beside(configuration, others, alone, goes_on):
    with tempfile.TemporaryDirectory() as folder:
        queue = Queue(folder, configuration, others, 100, QUEUED, "sam")
        for login in ("ana", "sam"):
            queue.office.api(login)
        # What is measured goes to one endpoint, as it does alone.
        queue.office.sql("INSERT INTO endpoint_filter SELECT id, 'kind', 'speech' FROM endpoint")
        queue.office.endpoint(alone.url + "/latency")
        try:
            queue.start()
            times = []
            while goes_on(len(times)):
                times.append(approval(queue.office, alone, f"Measured {len(times)}"))
            return times
        finally:
            queue.office.stop()


def approval(office, receiver, headline):
    """Milliseconds from the request that approves to the first byte at the receiver, which nothing else is sent to."""
    ana, sam = office.api("ana"), office.api("sam")
    release = ana.must("submit", ana.draft(headline))
    before, wanted = receiver.count()[0], time.monotonic_ns()
    sam.must("approve", release)
    while receiver.count()[0] == before:
        time.sleep(0.0005)
    return (receiver.count()[2] - wanted) / 1e6


def tell(what, times, show):
    times.sort()
    show(what, f"{statistics.median(times):.1f} ms", f"p99 {times[int(len(times) * 0.99)]:.1f} ms, of {len(times)}")
