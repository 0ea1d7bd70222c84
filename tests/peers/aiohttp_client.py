"""A client of ``aiohttp``, following a small script.

``aiohttp_client.py URL SCRIPT`` with the SCRIPT of ``ws_client.js``. Prints one JSON object for each
event.
"""

from __future__ import annotations

import asyncio
import json
import sys

import aiohttp


def tell(event: str, **more: object) -> None:
    print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


async def run(socket: aiohttp.ClientWebSocketResponse, steps: list[list[object]]) -> None:
    for call, *args in steps:
        if call == "send":
            await socket.send_str(str(args[0]))
        else:
            code, reason = args
            await socket.close(code=int(str(code)), message=str(reason).encode())


async def main() -> None:
    url, script = sys.argv[1], json.loads(sys.argv[2])
    async with aiohttp.ClientSession() as session, session.ws_connect(url, compress=15) as socket:
        tell("open")
        await run(socket, script.get("open", []))
        steps, reason, error = script.get("message", []), None, ""
        while True:
            message = await socket.receive()
            if message.type is aiohttp.WSMsgType.CLOSE:
                reason = message.extra
            elif message.type is aiohttp.WSMsgType.ERROR:
                error = str(message.data)
            if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                break
            data = message.data
            tell("message", data=data if isinstance(data, str) else data.hex())
            await run(socket, steps)
            steps = []
        tell("close", code=socket.close_code, reason=reason, error=error)


if __name__ == "__main__":
    asyncio.run(main())
