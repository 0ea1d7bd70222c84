"""Where the site is: what its paths begin with, and the names below that."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "/.wsinspector/"
"""What the path of the site begins with; no other path is ever plain HTTP."""

REPORT: Final = "report"
"""The last part of the path to which reports are posted."""
