"""How an opening handshake fails, as it is recorded: the ``reason`` of a failure."""

from __future__ import annotations

HTTP_REJECTED = "http-rejected"
BAD_101 = "bad-101"
NOT_HTTP = "not-http"
PEER_DROPPED = "peer-dropped"
NO_RESPONSE = "no-response"
NO_REQUEST = "no-request"
ABORTED_BY_CLIENT = "aborted-by-client"
ABORTED_BY_SERVER = "aborted-by-server"
