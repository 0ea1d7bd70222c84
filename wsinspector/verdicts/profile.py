"""How one named client reports the end of a connection, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wsinspector.protocol.api_events import NO_STATUS


class Source(StrEnum):
    """Where it is known from."""

    STANDARDS = "standards"
    MEASURED = "measured"
    READ = "read in source"


@dataclass(frozen=True, slots=True)
class Profile:
    """Where a client differs from the letter of the standards, which the defaults are.

    Attributes:
        name: what commands and files call it.
        title: what a person calls it.
        version: the version that it was measured on or read in; empty for the standards.
        source: how it is known.
        date: when, as YYYY-MM-DD; empty for the standards.
        fin_errs: an error event tells of a FIN without a Close while OPEN (RFC 6455 §7.2.1).
        rst_errs: the same of a reset.
        unanswered_fin_errs: the same of a FIN that came instead of the answer to the own Close.
        unanswered_rst_errs: the same of a reset.
        rst_spoils: a reset after the closing handshake makes wasClean false.
        late_frames_fail: a frame after both Close frames fails the connection.
        tolerates: rules whose breach does not make it fail.
        refuses: rules whose breach makes it fail although the standards do not ask for that.
        bare_close_code: what close() without a code sends; None for an empty body.
        patience_ms: how long it waits for the answer to its Close; None if it waits on.
        tcp_patience_ms: how long it waits for the server to end TCP after the closing handshake;
            None if it waits on.
        half_byte_is_no_status: a Close body of one byte is taken for an empty one.
        own_failure_code: after it has failed the connection it reports the code that it sent, where
            others report 1006.
        no_status_code: what it reports of a Close without a code; its API may have nothing but None,
            which stands here as 1006.
        tells_clean: its API says whether the end was clean.
        serves: there is a server of it, which reports in the same way.
    """

    name: str
    title: str
    version: str = ""
    source: Source = Source.STANDARDS
    date: str = ""
    fin_errs: bool = True
    rst_errs: bool = True
    unanswered_fin_errs: bool = False
    unanswered_rst_errs: bool = False
    rst_spoils: bool = False
    late_frames_fail: bool = False
    tolerates: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()
    bare_close_code: int | None = None
    patience_ms: int | None = None
    tcp_patience_ms: int | None = None
    half_byte_is_no_status: bool = False
    own_failure_code: bool = False
    no_status_code: int = NO_STATUS
    tells_clean: bool = True
    serves: bool = False
