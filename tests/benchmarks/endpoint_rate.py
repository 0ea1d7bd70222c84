"""How fast one endpoint is by itself: no socket, no journal, no window.

Run by hand: ``python tests/benchmarks/endpoint_rate.py``. Each line is the best of several runs over
the same pre-encoded bytes, in chunks of 16 KiB as the engine reads them.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.support.playbook import from_peer, open_endpoint
from wsinspector.protocol.behaviours.behaviour import Behaviour, MessageReply, OnMessage
from wsinspector.protocol.exchange import BytesReceived

CHUNK = 16 * 1024
RUNS = 5
BYTES = 4_000_000


def measure(name: str, role: str, message: bytes) -> None:
    """Print the time per message and the rate.

    Args:
        name: what is measured.
        role: the end that receives; a server echoes.
        message: all frames of one message, as they are received.
    """
    count = max(100, BYTES // len(message))
    wire = message * count
    chunks = [BytesReceived(wire[at : at + CHUNK]) for at in range(0, len(wire), CHUNK)]
    best = float("inf")
    for _ in range(RUNS):
        endpoint = open_endpoint(
            role,
            Behaviour(
                message=OnMessage(MessageReply.ECHO if role == "server" else MessageReply.NOTHING)
            ),
        )
        begin = time.perf_counter()
        for chunk in chunks:
            endpoint.handle(chunk)
        best = min(best, time.perf_counter() - begin)
    print(f"{name:<34}{best / count * 1e6:8.2f} µs{count / best:14,.0f} /s")


def main() -> None:
    """Measure what endpoints spend their time on."""
    for length in (64, 1024, 64 * 1024):
        measure(f"server, echo of {length} B text", "server", from_peer("server", 1, b"x" * length))
    measure("server, echo of 64 B binary", "server", from_peer("server", 2, os.urandom(64)))
    fragments = from_peer("server", 1, b"x" * 32, fin=False) + from_peer("server", 0, b"x" * 32)
    measure("server, echo of two fragments", "server", fragments)
    measure("server, ping of 64 B", "server", from_peer("server", 9, b"x" * 64))
    measure("client, 64 B text", "client", from_peer("client", 1, b"x" * 64))


if __name__ == "__main__":
    main()
