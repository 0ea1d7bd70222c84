"""Calm of the window while many come at once, and while a peer sends crumbs.

    python -m tests.benchmarks.crowd [--crowds 700 3000] [--seconds 2]

The real program (window open, recording) against raw sockets in this process, which prepares all
that it sends beforehand. Told is how late a precise 10 ms timer of the window comes, and how much
processor time the window spent between two of its ticks at most (other programs on the machine make
the timer late, but not this), while

    open      so many WebSocket clients connect at once, until each has its answer or its refusal
    idle      they stay for a while
    close     all send a Close at once, until each has its answer
    connect   so many connect with TCP at once and say nothing
    leave     they all leave
    fragments one connection sends a message in fragments of one byte, as fast as they are taken
    empty     ... in fragments without a byte
"""

from __future__ import annotations

import argparse
import resource
import select
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.echo_rate import Process, window
from tests.benchmarks.load_generator import connect, masked_frame

_REQUEST = (
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
_CLOSE = bytes((0x88, 0x82, 0, 0, 0, 0)) + struct.pack(">H", 1000)
_PATIENCE_S = 20
_CALM_S = 1.0
_BLOCK = 1 << 18


def join_at_once(port: int, count: int) -> list[socket.socket]:
    """So many connections, none of which waits for another."""
    links = []
    for _ in range(count):
        link = socket.socket()
        link.setblocking(False)
        link.connect_ex(("127.0.0.1", port))
        links.append(link)
    return links


def say(links: list[socket.socket], words: bytes) -> None:
    """Each says it as soon as it can."""
    poll = select.poll()
    waiting = {link.fileno(): link for link in links}
    for number in waiting:
        poll.register(number, select.POLLOUT)
    ends = time.monotonic() + _PATIENCE_S
    while waiting and time.monotonic() < ends:
        for number, _ in poll.poll(100):
            poll.unregister(number)
            try:
                waiting.pop(number).send(words)
            except OSError:
                pass


def hear(links: list[socket.socket], end: bytes | None) -> int:
    """Read until each has heard this, or with None the end of its connection; returns how many."""
    poll = select.poll()
    waiting = {link.fileno(): link for link in links}
    for number in waiting:
        poll.register(number, select.POLLIN)
    heard = 0
    ends = time.monotonic() + _PATIENCE_S
    while waiting and time.monotonic() < ends:
        for number, _ in poll.poll(100):
            try:
                words = waiting[number].recv(65536)
            except OSError:
                words = b""
            if not words or (end is not None and end in words):
                heard += bool(words) or end is None
                poll.unregister(number)
                del waiting[number]
    return heard


@contextmanager
def lateness(server: Process, what: str) -> Iterator[list[str]]:
    """Print how late the window's timer came within the block, and what the block adds."""
    server.ask("reset")
    began = time.monotonic()
    notes: list[str] = []
    yield notes
    took = time.monotonic() - began
    late = server.ask("report")
    calm = " / ".join(f"{late[key]:5.1f}" for key in ("p50", "p99", "max"))
    work = late["work"]
    print(f"{what:16} {took:6.2f} s   {calm}   {work:5.1f}   {'; '.join(notes)}", flush=True)


def crowd(count: int) -> None:
    """They come as WebSocket clients, stay and go; then they come with TCP alone."""
    with window() as server:
        port = int(server.ask("port")["port"])
        time_passes(_CALM_S)
        links: list[socket.socket] = []
        with lateness(server, f"{count} open") as notes:
            links = join_at_once(port, count)
            say(links, _REQUEST.format(port=port).encode())
            notes.append(f"{hear(links, b'HTTP/1.1')} answered")
        with lateness(server, "idle"):
            time_passes(_CALM_S)
        with lateness(server, "close") as notes:
            say(links, _CLOSE)
            notes.append(f"{hear(links, None)} ended")
            for link in links:
                link.close()
    with window() as server:
        port = int(server.ask("port")["port"])
        time_passes(_CALM_S)
        with lateness(server, f"{count} connect"):
            links = join_at_once(port, count)
            time_passes(_CALM_S)
        with lateness(server, "leave"):
            for link in links:
                link.close()
            time_passes(_CALM_S)


def time_passes(seconds: float) -> None:
    """Let the window have time."""
    select.select([], [], [], seconds)


def crumbs(size: int, seconds: float) -> None:
    """One message in ever so many fragments."""
    with window() as server:
        port = int(server.ask("port")["port"])
        time_passes(_CALM_S)
        link = connect(port)
        frame = bytes((0,)) + masked_frame(size)[1:]
        block = frame * (_BLOCK // len(frame))
        link.sendall(bytes((2,)) + frame[1:])
        with lateness(server, f"fragments of {size}") as notes:
            sent = 0
            ends = time.monotonic() + seconds
            link.settimeout(0.1)
            while time.monotonic() < ends:
                try:
                    sent += link.send(block[sent % len(frame) :])
                except TimeoutError:
                    pass
            notes.append(f"{sent // len(frame) / seconds:,.0f} a second")
        link.close()


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--crowds", type=int, nargs="*", default=[700, 3000])
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print("                    took   timer lateness p50 / p99 / max, ms   work")
    for count in options.crowds:
        crowd(count)
    for size in (1, 0):
        crumbs(size, options.seconds)
    print("lateness at most: p99 8 ms, max 16 ms; 30 ms while a crowd comes or goes")


if __name__ == "__main__":
    main()
