"""A client of Python ``websocket-client``, following a small script.

``websocket_client_client.py URL SCRIPT`` with the SCRIPT of ``ws_client.js``. Prints one JSON object
for each event.
"""

from __future__ import annotations

import json
import struct
import sys

import websocket


def tell(event: str, **more: object) -> None:
    print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


def run(socket: websocket.WebSocketApp, steps: list[list[object]]) -> None:
    for call, *args in steps:
        if call == "send":
            socket.send(str(args[0]))
        else:
            code, reason = args
            body = struct.pack("!H", code) + str(reason).encode()
            socket.send(body, opcode=websocket.ABNF.OPCODE_CLOSE)


def main() -> None:
    url, script = sys.argv[1], json.loads(sys.argv[2])
    steps = script.get("message", [])

    def on_open(socket: websocket.WebSocketApp) -> None:
        tell("open")
        run(socket, script.get("open", []))

    def on_message(socket: websocket.WebSocketApp, data: str | bytes) -> None:
        tell("message", data=data if isinstance(data, str) else data.hex())
        run(socket, steps)
        steps.clear()

    app = websocket.WebSocketApp(
        url,
        on_open=on_open,
        on_message=on_message,
        on_error=lambda _socket, error: tell("error", text=f"{type(error).__name__}: {error}"),
        on_close=lambda _socket, code, reason: tell("close", code=code, reason=reason),
    )
    app.run_forever()


if __name__ == "__main__":
    main()
