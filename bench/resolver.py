"""How long a name server that does not answer holds up those beside whom its names are looked up: endpoints that were not tried yet."""
import tempfile
import time

from neighbours import Neighbourhood, add, approve, wait
from office import Office

# Fewer than may be in flight there, so that nobody waits for a slot.
HANGING, TRIED = 30, 150


def resolver(configuration, library, show):
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder, configuration)
        office.people("ana", "sam", "ada")
        ana, sam, ada = office.api("ana"), office.api("sam"), office.api("ada")
        there = Neighbourhood()
        try:
            office.serve(under=("env", f"LD_PRELOAD={library}"))
            alone = first_attempts(ada, there, "alone")
            for number in range(HANGING):
                add(ada, f"http://{number}.hangs/")
            approve(ana, sam, "To names that nobody knows")
            beside = first_attempts(ada, there, "beside")
        finally:
            office.stop()
    show(f"beside {HANGING} whose name server hangs: longest wait", f"{beside[-1]:.0f} ms",
         f"median {beside[len(beside) // 2]:.1f} ms; without: {alone[-1]:.0f} ms, median {alone[len(alone) // 2]:.1f} ms")


def first_attempts(ada, there, name):
    """Milliseconds from the request for a ping to its arrival, each at an endpoint that was never tried before. It takes longer than a name may take."""
    times = []
    for number in range(TRIED):
        endpoint = add(ada, f"http://127.0.0.1:{there.port}/healthy/{name}/{number}")
        there.arrivals.clear()
        begun = time.monotonic()
        assert ada.call("POST", f"/endpoints/{endpoint}/ping").status < 300
        wait(there, 1)
        times.append((there.arrivals[0] - begun) * 1000)
        time.sleep(0.05)
    return sorted(times)
