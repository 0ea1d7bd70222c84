"""The only sockets, timers and TLS of the program: it carries out what endpoints ask for.

asyncio on whatever loop runs, no Qt: the same code serves the window and the tests. May import
``journal``, ``protocol``, ``settings`` and ``texts``; ``models`` and ``engine`` are strangers that
meet in ``app``. Time and addresses come in through arguments, facts go out into the journal.
"""
