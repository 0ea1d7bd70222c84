"""Frames: their bytes, what they add up to, and any bytes sent by hand."""
