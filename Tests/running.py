"""Programs that stay, and what they have said so far."""
import re
import signal
import subprocess
import threading

from office import IMPRIMATUR, ROOT, eventually


class Running:
    """A program that stays. `said` is what it has said so far, on either of its outputs."""

    def __init__(self, *command, **more):
        self.process = subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
        self.lines = []
        threading.Thread(target=lambda: self.lines.extend(iter(self.process.stdout.readline, "")), daemon=True).start()

    @property
    def said(self):
        return "".join(self.lines)

    def find(self, pattern, within=20):
        return eventually(lambda: re.search(pattern, self.said), within)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)


class Runner:
    """Starts programs, and ends what is left of them."""

    def __init__(self):
        self.started = []

    def __call__(self, *arguments, program=IMPRIMATUR, **more):
        self.started.append(Running(program, *arguments, **more))
        return self.started[-1]

    def end(self):
        for command in self.started:
            if command.process.poll() is None:
                command.process.kill()
            command.process.wait()
