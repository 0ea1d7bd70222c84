"""Quantities as the panes show them: spans of time that may be growing, numbers of bytes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_MS = 1_000_000
_S = 1_000 * _MS


def duration(ns: int) -> str:
    """A span in the unit that fits: ``0.7 ms``, ``34 ms``, ``1.2 s``, ``3 min 05 s``, ``2 h 10 min``.

    Args:
        ns: nanoseconds; negative counts as 0.
    """
    ns = max(0, ns)
    if ns < 10 * _MS:
        return QCoreApplication.translate("Duration", "%1 ms").replace("%1", f"{ns / _MS:.1f}")
    if ns < _S:
        return QCoreApplication.translate("Duration", "%1 ms").replace("%1", f"{ns // _MS}")
    return ticking(ns)


def ticking(ns: int) -> str:
    """A span that is still growing: never finer than a tenth of a second.

    Args:
        ns: nanoseconds; negative counts as 0.
    """
    ns = max(0, ns)
    seconds = ns // _S
    if seconds < 60:
        return QCoreApplication.translate("Duration", "%1 s").replace(
            "%1", f"{ns // (_S // 10) / 10:.1f}"
        )
    minutes = seconds // 60
    if minutes < 60:
        return (
            QCoreApplication.translate("Duration", "%1 min %2 s")
            .replace("%1", str(minutes))
            .replace("%2", f"{seconds % 60:02}")
        )
    return (
        QCoreApplication.translate("Duration", "%1 h %2 min")
        .replace("%1", str(minutes // 60))
        .replace("%2", f"{minutes % 60:02}")
    )


def size(count: int) -> str:
    """A number of bytes with its unit: ``0 B``, ``1.5 KiB``."""
    if count < 1024:
        return f"{count} B"
    value, unit = count / 1024, "KiB"
    for unit in ("KiB", "MiB", "GiB"):
        if value < 1024 or unit == "GiB":
            break
        value /= 1024
    return f"{value:.1f} {unit}"
