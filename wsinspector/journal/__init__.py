"""What happened: an append-only record of facts, each belonging to one end in view.

Pure like ``protocol``, which is all it imports besides ``settings`` and ``texts``. Entries never
change; what is inferred from them is not stored here. Times are monotonic nanoseconds handed in
by the caller. Entries live in columns of sealed segments, not in objects, because a session holds
millions of them.
"""
