"""Which options Qt understands, so that all others can be refused. Knows no Qt itself."""

from __future__ import annotations

from collections.abc import Sequence

_WITH_VALUE = frozenset(
    (
        "display",
        "geometry",
        "icon",
        "name",
        "platform",
        "platformpluginpath",
        "platformtheme",
        "plugin",
        "qmljsdebugger",
        "qwindowgeometry",
        "qwindowicon",
        "qwindowtitle",
        "session",
        "style",
        "stylesheet",
        "title",
    )
)
_ALONE = frozenset(("dograb", "nograb", "reverse", "sync", "testability", "widgetcount"))


def refusal(arguments: Sequence[str]) -> str:
    """Why these arguments are not for Qt, as a sentence; empty if they all are.

    Args:
        arguments: what the program itself has no use for, from its command line.
    """
    rest = iter(arguments)
    for argument in rest:
        name, has_value, _ = argument.removeprefix("-").partition("=")
        if argument.startswith("--"):
            return f"there is no option {argument!r}; --help lists what there is"
        if not argument.startswith("-"):
            return f"there is no command {argument!r}; there are serve, connect, run and scenarios"
        if name in _WITH_VALUE:
            if not has_value and next(rest, None) is None:
                return f"the option {argument} needs a value"
        elif name not in _ALONE:
            return f"there is no option {argument!r}, of Qt neither; --help lists what there is"
    return ""
