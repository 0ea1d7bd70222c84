"""A server of Python ``websockets``: the echo server of the second tutorial.

``websockets_server.py [PORT]`` echoes every message; after the message "Goodbye" it echoes once more
and closes. With TLS_CERT and TLS_KEY (files) in the environment it speaks TLS. Prints ``{"event": "listening", "port": N}``, then one JSON object for each event.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import sys

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed


def tell(event: str, **more: object) -> None:
    print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


async def echo(connection: ServerConnection) -> None:
    request = connection.request
    tell("open", path=request.path if request else None)
    try:
        async for message in connection:
            tell("message", data=message if isinstance(message, str) else message.hex())
            await connection.send(message)
            if message == "Goodbye":
                await connection.close(1000, "Goodbye")
    except ConnectionClosed as error:
        tell("error", text=str(error))
    await connection.wait_closed()
    tell("close", code=connection.close_code, reason=connection.close_reason)


async def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    certificate, key = os.environ.get("TLS_CERT"), os.environ.get("TLS_KEY")
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    async with serve(echo, "127.0.0.1", port, ssl=context) as server:
        tell("listening", port=next(iter(server.sockets)).getsockname()[1])
        await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
