"""Frames and bytes composed by hand."""
