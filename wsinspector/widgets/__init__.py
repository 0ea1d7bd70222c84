"""What is seen. Widgets show models and emit wishes; they know no network.

May import ``models`` and everything below it and ``resources``, but neither the engine nor an
event loop. Every text goes through ``tr()``; everything a peer sent is shown as plain text with
control and direction characters made visible.
"""
