"""The command line: an end of a connection in a terminal or a script, without window and Qt.

Stands beside ``app`` on the same engine; may import everything below but ``models`` and
``widgets``.
"""
