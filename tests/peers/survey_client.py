"""A client of a Python library that meets many servers at once.

``survey_client.py LIBRARY`` (websockets, aiohttp or websocket-client) with the jobs of
``survey_client.js`` on standard input. Their APIs have no ``wasClean``; the code is 1006 where the
library has none, and ``error`` says that the opening handshake failed or an exception came.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from typing import Any

Job = dict[str, Any]
ABNORMAL, NO_STATUS = 1006, 1005


def tell(job: Job, opened: bool, code: int | None, reason: str, error: bool) -> None:
    line = {"event": "close", "id": job["id"], "opened": opened, "wasClean": None}
    line |= {"code": ABNORMAL if code is None else code, "reason": reason, "error": error}
    with _writing:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")  # in one piece, for threads
        sys.stdout.flush()


# -- websockets ---------------------------------------------------------------------------------


async def meet_websockets(job: Job) -> None:
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed, WebSocketException

    try:
        connection = await connect(job["url"], subprotocols=job["protocols"] or None, proxy=None)
    except (OSError, WebSocketException):
        tell(job, False, None, "", True)
        return
    try:
        for step, *args in job["steps"]:
            if step == "pause":
                await asyncio.sleep(args[0] / 1000)
            elif step == "message":
                await connection.recv()
            elif step == "send":
                await connection.send(args[0])
            elif step == "close":
                await connection.close(*args)
        while True:
            await connection.recv()
    except ConnectionClosed:
        pass
    await connection.wait_closed()
    tell(job, True, connection.close_code, connection.close_reason or "", False)


# -- aiohttp ------------------------------------------------------------------------------------


async def meet_aiohttp(job: Job) -> None:
    import aiohttp

    over = (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    async with aiohttp.ClientSession() as session:
        try:
            connection = await session.ws_connect(
                job["url"], protocols=job["protocols"], compress=15
            )
        except (aiohttp.ClientError, OSError):
            tell(job, False, None, "", True)
            return
        reason = ""
        for step, *args in job["steps"]:
            if step == "pause":
                await asyncio.sleep(args[0] / 1000)
            elif step == "message":
                await connection.receive()
            elif step == "send":
                await connection.send_str(args[0])
            elif step == "close":
                code = args[0] if args else 1000
                await connection.close(code=code, message=(args[1:] or [""])[0].encode())
        while not connection.closed:
            message = await connection.receive()
            if message.type is aiohttp.WSMsgType.CLOSE:
                reason = message.extra or ""
            if message.type in over:
                break
        error = connection.exception() is not None
        await connection.close()
        tell(job, True, connection.close_code, reason, error)


# -- websocket-client ---------------------------------------------------------------------------


def meet_websocket_client(job: Job) -> None:
    import websocket

    steps = list(job["steps"])
    opened = errors = 0

    def go_on(app: websocket.WebSocketApp, heard: str) -> None:
        if not steps or steps[0][0] != heard:
            return
        steps.pop(0)
        while steps and steps[0][0] not in ("open", "message"):
            step, *args = steps.pop(0)
            if step == "pause":
                threading.Event().wait(args[0] / 1000)
            elif step == "send":
                app.send(args[0])
            else:
                code = args[0] if args else 1000
                app.close(status=code, reason=(args[1:] or [""])[0].encode())

    def on_open(app: websocket.WebSocketApp) -> None:
        nonlocal opened
        opened = 1
        go_on(app, "open")

    def on_error(_app: websocket.WebSocketApp, _error: Exception) -> None:
        nonlocal errors
        errors = 1

    def on_close(_app: websocket.WebSocketApp, code: int | None, reason: str | None) -> None:
        tell(job, bool(opened), code, reason or "", bool(errors))

    websocket.WebSocketApp(
        job["url"],
        subprotocols=job["protocols"] or None,
        on_open=on_open,
        on_message=lambda app, _message: go_on(app, "message"),
        on_error=on_error,
        on_close=on_close,
    ).run_forever()


_writing = threading.Lock()


async def main() -> None:
    library, jobs = sys.argv[1], json.loads(sys.stdin.read())
    if library == "websocket-client":
        threads = [threading.Thread(target=meet_websocket_client, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return
    meet = meet_websockets if library == "websockets" else meet_aiohttp
    await asyncio.gather(*map(meet, jobs))


if __name__ == "__main__":
    asyncio.run(main())
