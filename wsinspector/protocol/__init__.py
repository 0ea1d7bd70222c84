"""What bytes mean: frames, heads, closing handshakes, and the endpoint that lives by them.

Pure: no Qt, no event loop, socket, thread, clock or file, so that every state can be reached in a
test by feeding bytes. May import ``settings`` and ``texts`` only. Nothing here raises on what a
peer sends, and no byte of it is lost: faults are recorded as facts beside the bytes.
"""
