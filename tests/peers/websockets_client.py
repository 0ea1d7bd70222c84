"""A client of Python ``websockets``, following a small script.

``websockets_client.py URL SCRIPT`` with the SCRIPT of ``ws_client.js``. Prints one JSON object for
each event.
"""

from __future__ import annotations

import asyncio
import json
import sys

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed


def tell(event: str, **more: object) -> None:
    print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


async def run(connection: ClientConnection, steps: list[list[object]]) -> None:
    for call, *args in steps:
        await getattr(connection, str(call))(*args)


async def main() -> None:
    url, script = sys.argv[1], json.loads(sys.argv[2])
    async with connect(url) as connection:
        tell("open")
        await run(connection, script.get("open", []))
        steps = script.get("message", [])
        try:
            while True:
                message = await connection.recv()
                tell("message", data=message if isinstance(message, str) else message.hex())
                await run(connection, steps)
                steps = []
        except ConnectionClosed as error:
            received, sent = error.rcvd, error.sent
            tell(
                "close",
                received=received and [received.code, received.reason],
                sent=sent and [sent.code, sent.reason],
            )


if __name__ == "__main__":
    asyncio.run(main())
