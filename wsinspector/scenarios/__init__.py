"""Scripted ends: what goes wrong between two ends, as data, and what a verdict has to say of it.

A scenario is a file that tells what one end does, byte by byte; the other end is one of ours and
acts correctly. It is played over real sockets, and judged by what our end has recorded.
"""
