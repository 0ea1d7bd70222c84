"""wsinspector shows WebSocket handshakes and frames from both ends of a connection.

The layers, from the top: ``app`` puts everything together, ``widgets`` is what is seen,
``models`` are Qt item models over the journal, ``engine`` owns sockets and timers, ``journal``
is what happened, ``protocol`` is what bytes mean; ``settings`` and ``texts`` are the tables at
the bottom. Each layer's docstring says what it may import, and import-linter holds it there.
"""

from __future__ import annotations

__version__ = "0.1.0"
