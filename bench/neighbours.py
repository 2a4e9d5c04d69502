"""How endpoints that answer fare beside a thousand to which no connection comes about and a thousand that take nineteen seconds."""
import asyncio
import re
import socket
import threading
import time

from api import request

HEALTHY, DEAD, SLOW, RELEASES = 100, 1000, 1000, 40


class Neighbourhood:
    """One loop on a thread of its own: `/healthy` answers at once and notes when it was asked, `/slow` after nineteen seconds."""

    def __init__(self):
        self.arrivals = []
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.port = asyncio.run_coroutine_threadsafe(self.listen(), self.loop).result()
        # Nobody accepts here, and the queue is full: a connection never comes about.
        self.hole = socket.create_server(("", 0), backlog=0)
        self.fillers = []
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", self.hole.getsockname()[1]))
            self.fillers.append(filler)

    async def listen(self):
        server = await asyncio.start_server(self.serve, "", 0, family=socket.AF_INET, backlog=4096)
        return server.sockets[0].getsockname()[1]

    async def serve(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if head.startswith(b"POST /healthy"):
                    self.arrivals.append(time.monotonic())
                await reader.readexactly(int(re.search(rb"(?i)content-length: (\d+)", head)[1]))
                if head.startswith(b"POST /slow"):
                    await asyncio.sleep(19)
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def neighbours(office, receiver, show):
    ana, sam, ada = office.api("ana"), office.api("sam"), office.api("ada")
    there = Neighbourhood()
    urls = [f"http://127.0.0.1:{there.port}/healthy/{n}" for n in range(HEALTHY)]
    added = [add(ada, url) for url in urls]
    approve(ana, sam, "Known")
    wait(there, HEALTHY)
    # Each on a host of its own: at one host few are tried at a time.
    host = lambda n: f"127.1.{n // 250}.{1 + n % 250}"
    hanging = [f"http://{host(n)}:{there.hole.getsockname()[1]}/{n}" for n in range(DEAD)] + [f"http://{host(n)}:{there.port}/slow/{n}" for n in range(SLOW)]
    added += [add(ada, url) for url in hanging]
    times = []
    for number in range(RELEASES):
        there.arrivals.clear()
        begun = approve(ana, sam, f"Beside those who hang {number}")
        wait(there, HEALTHY)
        times += [(arrival - begun) * 1000 for arrival in there.arrivals]
        time.sleep(0.25)
    times.sort()
    lanes = re.findall(r'attempts_in_flight\{lane="(\w+)"\} (\d+)', request(office.url + "/metrics").text)
    show(f"{HEALTHY} healthy beside {DEAD:,} dead and {SLOW:,} slow: p99", f"{times[int(len(times) * 0.99)]:.0f} ms",
         f"median {times[len(times) // 2]:.0f} ms; in flight: {', '.join(f'{name} {count}' for name, count in lanes)}")
    for identifier in added:
        ada.call("DELETE", f"/endpoints/{identifier}")


def add(ada, url):
    answer = ada.call("POST", "/endpoints", {"name": url, "url": url, "allow_private": True})
    assert answer.status == 201, answer
    return answer.json["id"]


def approve(ana, sam, headline):
    """When the approval was sent."""
    release = ana.must("submit", ana.draft(headline))
    begun = time.monotonic()
    sam.must("approve", release)
    return begun


def wait(there, count):
    deadline = time.monotonic() + 60
    while len(there.arrivals) < count:
        assert time.monotonic() < deadline, f"only {len(there.arrivals)} of {count} arrived"
        time.sleep(0.002)
