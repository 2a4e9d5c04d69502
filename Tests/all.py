"""Builds once, runs every runner on that build, and ends with the sum: `N passed, N failed`.

A runner that does not report (it crashed, it never started) counts as one failure.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = sys.argv[1:]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run(*command, folder=ROOT):
    """Runs the command, shows what it says as it says it, and returns that and the exit code."""
    print("\n$", *command, flush=True)
    said = []
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            said.append(COLOUR.sub("", line))
    return "".join(said), process.returncode


def swift_testing(said):
    """(passed, failed) of the runs of Swift Testing and XCTest in the output, or None where neither reported."""
    runs = [int(n) for n in re.findall(r"Test run with (\d+) tests?\b.* (?:passed|failed) after", said)]
    if not runs:
        return None
    failed = len(re.findall(r'^\S+ Test (?!run with|case )\S.* failed after .* issue', said, re.MULTILINE))
    for tests, failures in re.findall(r"Executed (\d+) tests?, with (?:\d+ tests? skipped and )?(\d+) failure", said)[-1:]:
        runs.append(int(tests))
        failed += int(failures)
    return sum(runs) - failed, failed


def pytest(said):
    """(passed, failed) of pytest's summary line, or None where there is none."""
    summaries = [line for line in said.splitlines() if re.search(r"\b\d+ \w+.* in [\d.]+s\b", line)]
    if not summaries:
        return None
    counts = {word.rstrip("s"): int(n) for n, word in re.findall(r"(\d+) (passed|failed|errors?)", summaries[-1])}
    return counts.get("passed", 0), counts.get("failed", 0) + counts.get("error", 0)


def main():
    sums = [0, 0]

    def count(name, report, code):
        passed, failed = report or (0, 0)
        if report is None:
            print(f"{name} did not report (exit code {code}).")
        if code != 0 and failed == 0:
            failed = 1
        sums[0] += passed
        sums[1] += failed

    said, code = run("swift", "build", "--build-tests", *FLAGS)
    if code != 0:
        count("swift build", None, code)
    else:
        # One after the other: tests that wait on real sockets, all at once, starve each other on two cores, and are no sooner done.
        said, code = run("swift", "test", "--skip-build", "--no-parallel", *FLAGS)
        count("swift test", swift_testing(said), code)
        for suite in ("Journey", "Browser"):
            said, code = run(sys.executable, "-m", "pytest", suite, folder=ROOT / "Tests")
            count(suite, pytest(said), code)

    line = f"{sums[0]} passed, {sums[1]} failed"
    (ROOT / ".build").mkdir(exist_ok=True)
    (ROOT / ".build/test-sum").write_text(line + "\n")
    print(line)
    return 1 if sums[1] or not sums[0] else 0


if __name__ == "__main__":
    sys.exit(main())
