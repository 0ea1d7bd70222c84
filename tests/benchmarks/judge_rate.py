"""How long it takes to judge a connection of a million frames, and how much a frame costs live.

    python -m tests.benchmarks.judge_rate [--frames 1000000]

Run by hand. Every message has a masking key of its own; one run with short texts as they are, one
with texts that were compressed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
import zlib

from wsinspector.journal.entries import EndKind
from wsinspector.journal.journal import Journal
from wsinspector.protocol.facts import Fact, FrameFact, Kind
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.protocol.phases import Phase
from wsinspector.verdicts.judge import Judge

_BATCH = 1000
_TEXT = b"a message of sixty-four bytes, as the other benchmarks have them"


def fill(frames: int, *, compressed: bool) -> tuple[Journal, int]:
    """A server that echoes; returns its journal and the connection."""
    journal = Journal()
    end = journal.open_end(EndKind.SERVER, 0)
    details = {"status": 101, "deflate": "permessage-deflate" if compressed else ""}
    journal.append(end, 0, Fact(Kind.RESPONSE, True, 0, b"", details))
    journal.append(end, 0, Fact(Kind.STATE, details={"phase": Phase.OPEN.word, "ready": 1}))
    deflater = zlib.compressobj(wbits=-15)
    payload = _TEXT
    if compressed:
        payload = (deflater.compress(_TEXT) + deflater.flush(zlib.Z_SYNC_FLUSH))[:-4]
    rsv = 4 if compressed else 0
    inflated = dict.fromkeys(range(_BATCH), _TEXT) if compressed else None
    outward, _ = encode_frame(Kind.TEXT, payload, rsv=rsv)
    came = went = 0
    for number in range(frames // _BATCH):
        facts: list[FrameFact] = []
        for _ in range(_BATCH // 2):
            inward, _body = encode_frame(Kind.TEXT, payload, rsv=rsv, mask=os.urandom(4))
            facts.append((False, Kind.TEXT, came, inward, payload))
            facts.append((True, Kind.TEXT, went, outward, payload))
            came += len(inward) + len(payload)
            went += len(outward) + len(payload)
        journal.append_frames(end, number * 10_000_000, facts, inflated)
    return journal, journal.end(end).connection


def measure(name: str, frames: int, *, compressed: bool) -> None:
    """Print how long it takes at once, and what a batch costs early and late when it is live."""
    journal, connection = fill(frames, compressed=compressed)
    judge = Judge(journal)
    begin = time.perf_counter()
    judge.catch_up()
    verdict = judge.verdict(connection, journal.time_of(len(journal) - 1))
    took = time.perf_counter() - begin
    grave = [finding.rule for finding in verdict.findings if finding.severity == "violation"]
    if grave:
        raise RuntimeError(f"clean traffic was found to break {grave}")
    print(f"{name:12} {len(journal):9,} entries  {took:5.2f} s  of 5 s for a million frames")


def measure_live(frames: int) -> None:
    """Print what a batch of a thousand frames costs at the beginning and at the end."""
    journal, _ = fill(0, compressed=False)
    judge, costs = Judge(journal), []
    outward, _ = encode_frame(Kind.TEXT, _TEXT)
    went = 0
    for number in range(frames // _BATCH):
        facts: list[FrameFact] = []
        for _ in range(_BATCH):
            facts.append((True, Kind.TEXT, went, outward, _TEXT))
            went += len(outward) + len(_TEXT)
        journal.append_frames(1, number * 10_000_000, facts)
        begin = time.perf_counter()
        judge.catch_up()
        costs.append((time.perf_counter() - begin) / _BATCH * 1e6)
    tenth = max(1, len(costs) // 10)
    first, last = statistics.median(costs[:tenth]), statistics.median(costs[-tenth:])
    print(f"{'live':12} {first:5.2f} µs a frame at first, {last:5.2f} at last")


def main() -> None:
    """Measure, in turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=1_000_000)
    frames = parser.parse_args().frames
    measure("plain", frames, compressed=False)
    measure("compressed", frames, compressed=True)
    measure_live(frames)


if __name__ == "__main__":
    main()
