"""A program that reports to the window what its own API said, as the README describes.

``reporting_client.py URL REPORTS`` where REPORTS is the address that the window offers for reports.
"""

from __future__ import annotations

import json
import sys
import urllib.request

from websockets.sync.client import connect


def report(address: str, local: tuple[str, int], **event: object) -> None:
    host, port = local[:2]
    shown = f"[{host}]" if ":" in host else host
    body = {"name": "my client", "local": f"{shown}:{port}", "events": [event]}
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request).close()


def main() -> None:
    url, reports = sys.argv[1:]
    with connect(url) as connection:
        local = connection.local_address
        report(reports, local, event="open")
        connection.send("你好")
        report(reports, local, event="message", type="text", length=len(connection.recv().encode()))
        connection.close(4000, "안녕")
        code, reason = connection.close_code, connection.close_reason
        report(reports, local, event="close", code=code, reason=reason)
    print(json.dumps({"event": "reported"}), flush=True)


if __name__ == "__main__":
    main()
