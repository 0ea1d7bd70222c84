"""A command line that complains in one sentence."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import NoReturn

from wsinspector.cli.complaint import complain
from wsinspector.cli.exit_status import EXPLANATION, ExitStatus


class CommandParser(ArgumentParser):
    """The parser of one command."""

    @classmethod
    def of(cls, name: str, description: str) -> CommandParser:
        """A parser with the explanation of the exit statuses below its help."""
        return cls(
            prog=f"wsinspector {name}",
            description=description,
            epilog=EXPLANATION,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Complain, and end the program."""
        complain(self.prog, message)
        raise SystemExit(ExitStatus.USAGE)
