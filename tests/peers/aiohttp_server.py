"""A server of ``aiohttp`` that echoes, and closes after the message "Goodbye".

``aiohttp_server.py`` prints ``{"event": "listening", "port": N}``, then one JSON object for each
event.
"""

from __future__ import annotations

import asyncio
import json

from aiohttp import WSMsgType, web


def tell(event: str, **more: object) -> None:
    print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


async def echo(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    tell("open", path=request.path)
    reason = None
    while True:
        message = await socket.receive()
        if message.type is WSMsgType.CLOSE:
            reason = message.extra
        if message.type is not WSMsgType.TEXT:
            break
        tell("message", data=message.data)
        await socket.send_str(message.data)
        if message.data == "Goodbye":
            await socket.close(code=1000, message=b"Goodbye")
            break
    tell("close", code=socket.close_code, reason=reason)
    return socket


async def main() -> None:
    application = web.Application()
    application.router.add_get("/{path:.*}", echo)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    tell("listening", port=runner.addresses[0][1])
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
