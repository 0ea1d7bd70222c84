"""Echo rate, calm and memory of the window while it records everything.

    python -m tests.benchmarks.echo_rate [--rounds 5] [--seconds 2] [--sizes 64 1024 65536]
                                         [--memory-frames 1000000]

The embedded server of the real program (window open, recording) against a bare ``websockets`` echo
server on the stock loop that keeps nothing, in turns, a fresh process each time. The load comes
from a third process, with 32 messages on their way. Medians; every ratio is from this one run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from types import TracebackType

_ROOT = Path(__file__).resolve().parents[2]
_HERE = Path(__file__).parent

_TARGET_RATIO = {64: 2.0}
_TARGET_P99, _TARGET_MAX = 8.0, 16.0
_TARGET_MEMORY = 120.0


class Process:
    """A server under test: it says its port, answers questions and ends with its input."""

    def __init__(self, *command: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *command],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, question: str) -> dict[str, float]:
        """One question to a window, and its answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        answer: dict[str, float] = json.loads(self.line())
        return answer

    def line(self) -> str:
        """What it says next."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"it ended with {self._process.wait()}")
        return line

    def __enter__(self) -> Process:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def window() -> Process:
    """The real program."""
    return Process("-m", "tests.benchmarks.window_process")


def bare() -> Process:
    """What it is measured against."""
    return Process(str(_HERE / "bare_echo_server.py"))


def load(port: int, size: int, seconds: float, messages: int = 0) -> float:
    """Messages a second that come back."""
    command = [sys.executable, str(_HERE / "load_generator.py"), str(port), str(size)]
    command += [str(seconds), "--messages", str(messages)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(run.stdout)["rate"])


def measure_rates(sizes: list[int], rounds: int, seconds: float) -> None:
    """Print a line for each size of message."""
    print("message   window /s     bare /s   ratio   timer lateness p50 / p99 / max, ms")
    for size in sizes:
        rates: dict[str, list[float]] = {"window": [], "bare": []}
        late: list[dict[str, float]] = []
        for _ in range(rounds):
            with bare() as server:
                rates["bare"].append(load(int(server.line()), size, seconds))
            with window() as server:
                port = int(server.ask("port")["port"])
                server.ask("reset")
                rates["window"].append(load(port, size, seconds))
                late.append(server.ask("report"))
        ours, theirs = (statistics.median(rates[name]) for name in ("window", "bare"))
        target = _TARGET_RATIO.get(size)
        calm = [statistics.median(one[key] for one in late) for key in ("p50", "p99")]
        calm.append(max(one["max"] for one in late))
        print(
            f"{size:7} {ours:11,.0f} {theirs:11,.0f} {ours / theirs:7.2f}   "
            + " / ".join(f"{value:.1f}" for value in calm)
            + (f"   (at least {target:.2f})" if target else ""),
            flush=True,
        )
    print(f"lateness at most: p99 {_TARGET_P99:.0f} ms, max {_TARGET_MAX:.0f} ms")


def measure_memory(frames: int) -> None:
    """Print what recorded frames of 64 bytes cost, seen from one end and from both."""
    with window() as server:
        idle = server.ask("report")
        load(int(server.ask("port")["port"]), 64, 600, frames // 2)
        report_memory("one end", frames, idle, server.ask("report"))
    with window() as server:
        idle = server.ask("report")
        server.ask(f"talk {frames // 2}")
        report_memory("both ends", frames, idle, server.ask("report"))
    print(f"one end: at most {_TARGET_MEMORY:.0f} MB for 1,000,000 frames")


def report_memory(
    what: str, frames: int, before: dict[str, float], after: dict[str, float]
) -> None:
    """Print one line: bytes a frame, megabytes a million."""
    each = (after["memory"] - before["memory"]) / frames
    entries = int(after["entries"] - before["entries"])
    print(f"{what:10} {each:6.0f} bytes a frame   {each:6.0f} MB a million   {entries:,} entries")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--sizes", type=int, nargs="*", default=[64, 1024, 65536])
    parser.add_argument("--memory-frames", type=int, default=1_000_000)
    options = parser.parse_args()
    measure_rates(options.sizes, options.rounds, options.seconds)
    if options.memory_frames:
        measure_memory(options.memory_frames)


if __name__ == "__main__":
    main()
