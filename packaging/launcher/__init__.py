"""What ``launch.py`` does once it runs under a suitable Python; standard library only.

``command_line`` is the order of things, ``environment`` makes ``.venv``, ``system_packages`` talks
to apt, ``qt_libraries`` finds what Qt lacks, ``peer_programs`` sets up what the tests talk to, and
``checks`` runs the tests and the tools beside them.
"""
