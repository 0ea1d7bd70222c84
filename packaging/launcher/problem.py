"""The one exception of the launcher."""

from __future__ import annotations


class Problem(Exception):
    """Something a person has to put right; its message is all they are shown."""
