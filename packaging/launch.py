"""Sets everything up and starts wsinspector, or its tests.

    python3 packaging/launch.py run [arguments of wsinspector]
    python3 packaging/launch.py test [arguments of pytest]

This file must be readable for any Python 3.6 or newer, because the first thing it does is to
refuse an unsuitable one. All else is in the package ``launcher`` beside it.
"""

import shutil
import subprocess
import sys

ACCEPTED = ((3, 11), (3, 12), (3, 13))


def refusal(version: "tuple[int, int, int]", command: str) -> str:
    """One sentence that refuses this Python; empty if it is accepted.

    Args:
        version: Major, minor and micro version of the Python in question.
        command: The arguments this file was called with, to be repeated with a better Python.
    """
    if version[:2] in ACCEPTED:
        return ""
    sentence = "wsinspector needs Python 3.11, 3.12 or 3.13, and this is Python {}.{}.{}".format(
        *version
    )
    better = accepted_python()
    if better:
        return "{}; {} is here too: {} {}".format(sentence, better, better, command)
    return sentence + "."


def accepted_python() -> str:
    """The name of an accepted Python on the PATH that really starts; empty if there is none."""
    for accepted in reversed(ACCEPTED):
        name = "python{}.{}".format(*accepted)
        if shutil.which(name) and _version_of(name) == accepted:
            return name
    return ""


def _version_of(name: str) -> "tuple[int, ...]":
    """Major and minor version that a Python tells; empty if it does not start."""
    question = "import sys; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = subprocess.check_output(
            [name, "-c", question], stderr=subprocess.DEVNULL, timeout=20
        )
        return tuple(int(number) for number in answer.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()


def main() -> int:
    """Check the Python, then hand over to the launcher."""
    refused = refusal(sys.version_info[:3], " ".join(sys.argv))
    if refused:
        print(refused, file=sys.stderr)
        return 1
    from launcher.command_line import main as launch

    return launch(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
