"""Sends messages that were encoded beforehand over one raw socket, and counts what comes back.

A process of its own, so that it is never the limit of what it measures: no frame is built or
decoded while the clock runs, the bytes of the echo are only counted.

    python load_generator.py PORT SIZE SECONDS [--in-flight 32] [--messages N]

Prints one line of JSON: messages echoed, seconds, messages a second.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import socket
import struct
import time

_REQUEST = (
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
_FIN_BINARY = 0x82
_BLOCK = 1 << 20


def length_field(size: int) -> tuple[int, bytes]:
    """The length in the second byte of a frame, and what follows it (RFC 6455 §5.2)."""
    if size < 126:
        return size, b""
    if size < 1 << 16:
        return 126, struct.pack(">H", size)
    return 127, struct.pack(">Q", size)


def masked_frame(size: int) -> bytes:
    """One binary message as a client sends it."""
    short, rest = length_field(size)
    key = os.urandom(4)
    payload = os.urandom(size)
    masked = bytes(byte ^ key[at % 4] for at, byte in enumerate(payload))
    return bytes((_FIN_BINARY, 0x80 | short)) + rest + key + masked


def echo_length(size: int) -> int:
    """Bytes of the same message as a server sends it back."""
    return 2 + len(length_field(size)[1]) + size


def connect(port: int) -> socket.socket:
    """A connection whose opening handshake is done."""
    link = socket.create_connection(("127.0.0.1", port), timeout=10)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    link.sendall(_REQUEST.format(port=port).encode())
    head = b""
    while b"\r\n\r\n" not in head:
        part = link.recv(4096)
        if not part:
            raise ConnectionError(f"refused: {head!r}")
        head += part
    if not head.startswith(b"HTTP/1.1 101"):
        raise ConnectionError(f"refused: {head!r}")
    return link


def run(port: int, size: int, seconds: float, in_flight: int, messages: int) -> dict[str, float]:
    """Keep ``in_flight`` messages on their way until the time or the messages are over.

    Args:
        port: where the echo server listens.
        size: bytes of payload of each message.
        seconds: how long to send.
        in_flight: messages that are on their way at a time.
        messages: how many to send at most; 0 for no limit but the time.
    """
    link = connect(port)
    link.setblocking(False)
    frame, echoed_frame = masked_frame(size), echo_length(size)
    # Whole frames back to back, so that any remainder of a partial send is a slice of it.
    per_block = max(in_flight, 1 + _BLOCK // len(frame))
    block = memoryview(frame * per_block)
    buffer = bytearray(_BLOCK)
    sent = received = 0
    credit = in_flight * len(frame)
    last = messages * len(frame) if messages else None
    began = time.perf_counter()
    ends = began + seconds
    poll = select.poll()
    poll.register(link, select.POLLIN)
    while True:
        wanted = credit - sent if last is None else min(credit, last) - sent
        poll.modify(link, select.POLLIN | (select.POLLOUT if wanted else 0))
        for _, event in poll.poll(2000) or [(0, 0)]:
            if not event:
                raise TimeoutError(f"nothing came for 2 s, after {received} bytes")
            if event & select.POLLIN:
                count = link.recv_into(buffer)
                if not count:
                    raise ConnectionError("the server closed the connection")
                received += count
                credit = (received // echoed_frame + in_flight) * len(frame)
            if event & select.POLLOUT and wanted:
                at = sent % len(frame)
                sent += link.send(block[at : at + min(wanted, len(block) - at)])
        done = received // echoed_frame
        now = time.perf_counter()
        if now >= ends or (messages and done >= messages):
            break
    took = time.perf_counter() - began
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    link.close()
    return {"messages": done, "seconds": took, "rate": done / took}


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("size", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--in-flight", type=int, default=32)
    parser.add_argument("--messages", type=int, default=0)
    options = parser.parse_args()
    result = run(options.port, options.size, options.seconds, options.in_flight, options.messages)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
