import os
import random

import pytest

from office import IMPRIMATUR, Office
from receiver import Receiver
from running import Runner

SEED = int(os.environ.get("SEED", random.randrange(1_000_000)))
ROUNDS = int(os.environ.get("ROUNDS", 8))


def pytest_report_header():
    return f"program: {IMPRIMATUR}, SEED={SEED}, ROUNDS={ROUNDS}"


def pytest_sessionstart():
    if not IMPRIMATUR.exists():
        pytest.exit(f"{IMPRIMATUR} is not there: build first (make test)", returncode=3)


@pytest.fixture
def chance():
    """The chance of this run: SEED in the environment repeats it."""
    return random.Random(SEED)


@pytest.fixture
def rounds():
    return ROUNDS


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def office(tmp_path):
    """An empty office; what serves it is stopped afterwards."""
    office = Office(tmp_path)
    yield office
    if office.process and office.process.poll() is None:
        office.kill()


@pytest.fixture
def running():
    """Starts commands that stay; they are ended afterwards."""
    runner = Runner()
    yield runner
    runner.end()
