"""A recorded end as a Python program that needs nothing but Python, for a report of a bug."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wsinspector.formats.recorded_end import Act, RecordedEnd, What
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.opening.asked_request import accept_for
from wsinspector.protocol.phases import Role

_SHORTEST_MS: Final = 5
_NAMES: Final = {Kind.TEXT: "Text", Kind.BINARY: "Binary", Kind.CLOSE: "Close"}
_PER_LINE: Final = 28
_KEY: Final = b"sec-websocket-key"

_BEGIN: Final = '''#!/usr/bin/env python3
"""{title}

Plays the {role} of a recorded WebSocket connection, byte by byte.{remark}

    python3 {name} [HOST] [PORT]
"""

import base64
import hashlib
import re
import socket
import struct
import sys
import time

HOST = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else {port}
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Gone(Exception):
    """The other end has ended TCP."""


class End:
    def __init__(self, sock):
        self.sock = sock
        self.seen = b""
        self.key = b""
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def more(self):
        data = self.sock.recv(65536)
        if not data:
            raise Gone
        self.seen += data

    def read_head(self):
        while b"\\r\\n\\r\\n" not in self.seen:
            self.more()
        head, _, self.seen = self.seen.partition(b"\\r\\n\\r\\n")
        print("<", head.decode("latin-1").splitlines()[0])
        found = re.search(rb"(?im)^sec-websocket-key:[ \\t]*(\\S*)", head)
        self.key = found[1] if found else b""

    def accept(self):
        return base64.b64encode(hashlib.sha1(self.key + GUID).digest())

    def read_frame(self):
        while True:
            seen = self.seen
            if len(seen) >= 2:
                length, start = seen[1] & 127, 2
                if length > 125:
                    start += 2 if length == 126 else 8
                    if len(seen) >= start:
                        length = int.from_bytes(seen[2:start], "big")
                start += 4 if seen[1] & 128 else 0
                if len(seen) >= start and len(seen) >= start + length:
                    self.seen = seen[start + length :]
                    print("< frame, opcode", seen[0] & 15, "length", length)
                    return seen[0] & 15
            self.more()

    def wait_for(self, *opcodes):
        while self.read_frame() not in opcodes:
            pass

    def wait_for_end(self):
        try:
            while True:
                self.more()
                self.seen = b""
        except (Gone, OSError):
            pass

    def send(self, data):
        print(">", len(data), "bytes")
        self.sock.sendall(data)

    def fin(self):
        print("> FIN")
        self.sock.shutdown(socket.SHUT_WR)

    def reset(self):
        print("> RST")
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


def connection():
'''
_CLIENT: Final = """    return socket.create_connection((HOST, PORT))
"""
_SERVER: Final = """    listener = socket.create_server((HOST, PORT))
    print("listening on", *listener.getsockname()[:2], flush=True)
    sock, _ = listener.accept()
    listener.close()
    return sock
"""
_PLAY: Final = """

def play(end):
"""
_END: Final = """

end = End(connection())
try:
    play(end)
except (Gone, OSError) as error:
    print("the other end did something else:", repr(error))
    sys.exit(1)
"""


def python_script(recorded: RecordedEnd, title: str, name: str, port: int) -> str:
    """Write the program.

    Args:
        recorded: what is played.
        title: what it is about, one line.
        name: of the file.
        port: where a server listens, or a client connects to, if nobody says otherwise; a server
            takes any port that is free if this is 0.
    """
    safe = title.replace("\\", "/").replace('"""', "'''").rstrip('"')
    remark = " The recorded connection was\non TLS, this one is not." if recorded.secure else ""
    role = recorded.role.value
    head = _BEGIN.replace("{title}", safe).replace("{role}", role).replace("{name}", name)
    head = head.replace("{remark}", remark).replace("{port}", str(port))
    opening = _CLIENT if recorded.role is Role.CLIENT else _SERVER
    lines = "".join(f"    {line}\n" for line in _lines(recorded))
    return head + opening + _PLAY + lines + _END


def _lines(recorded: RecordedEnd) -> Iterator[str]:
    key = ""
    last = recorded.acts[0].time_ns
    is_over = False
    for act in recorded.acts:
        if act.out:
            pause = (act.time_ns - last) // 1_000_000
            if pause >= _SHORTEST_MS:
                yield f"time.sleep({pause / 1000})"
            yield from _doing(act, key)
            is_over = is_over or act.what is What.RST
        elif act.what is What.HEAD:
            key = _key_of(act.data)
            yield "end.read_head()"
        else:
            yield from _waiting(act)
        last = act.time_ns
    if not is_over:
        yield "end.wait_for_end()"


def _waiting(act: Act) -> Iterator[str]:
    if act.what is What.FIN:
        yield "end.wait_for_end()"
    elif act.opcode in (Kind.TEXT, Kind.BINARY):
        yield f"end.wait_for({int(Kind.TEXT)}, {int(Kind.BINARY)})  # a message"
    elif act.opcode in (Kind.PING, Kind.PONG, Kind.CLOSE):
        yield f"end.wait_for({act.opcode})  # {Kind(act.opcode).name.capitalize()}"


def _doing(act: Act, key: str) -> Iterator[str]:
    if act.what is What.FIN:
        yield "end.fin()"
    elif act.what is What.RST:
        yield "end.reset()"
    elif act.what is What.NOTIFY:
        yield "# close_notify: there is no TLS here"
    elif act.what is What.HEAD:
        right = accept_for(key).encode()
        if key and right in act.data:
            before, _, after = act.data.partition(right)
            yield f"end.send({before!r} + end.accept() + {after!r})"
        else:
            yield f"end.send({act.data!r})"
    else:
        if act.header is not None:
            kind = Kind(act.opcode)
            yield f"# {_NAMES.get(kind, kind.name.capitalize())}, {len(act.payload)} bytes"
        yield from _hex(act.data)


def _hex(data: bytes) -> Iterator[str]:
    if len(data) <= _PER_LINE:
        yield f'end.send(bytes.fromhex("{data.hex(" ")}"))'
        return
    yield "end.send("
    yield "    bytes.fromhex("
    for at in range(0, len(data), _PER_LINE):
        yield f'        "{data[at : at + _PER_LINE].hex(" ")} "'
    yield "    )"
    yield ")"


def _key_of(head: bytes) -> str:
    for line in head.split(b"\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == _KEY:
            return value.strip().decode("latin-1")
    return ""
