"""The clients whose reports can be predicted, and the letter of the standards beside them."""

from __future__ import annotations

from typing import Final

from wsinspector.verdicts.profile import Profile, Source

_ODD_CODES: Final = frozenset(
    (
        "close-code-below-1000",
        "close-code-reserved-1004",
        "close-code-unassigned",
        "close-code-above-4999",
    )
)
"""Codes that are not for the wire, and of which no standard says what their receiver does."""

_LOCAL_CODES: Final = frozenset(("close-code-never-on-wire",))
_ILLEGAL_CODES: Final = _ODD_CODES | _LOCAL_CODES

_UNREADABLE: Final = frozenset(("frame-length-msb-set", "pmd-inflate-failed"))
"""What nobody can read on after, though the standards do not say what a receiver does."""

LETTER: Final = Profile(
    "letter",
    "The standards",
    unanswered_fin_errs=True,
    unanswered_rst_errs=True,
    refuses=_UNREADABLE | _LOCAL_CODES | {"close-body-one-byte"},
    serves=True,
)
"""WHATWG WebSockets and RFC 6455.

A code outside every range is reported as it is (§7.1.5, read literally); one that is never for the
wire, and a body that is too short for a code, make an end fail (§10.7 lets it). That TCP ends
instead of the answer to a Close is an unexpected loss (§7.2.1, read literally; whether it is
unexpected is arguable).
"""

PROFILES: Final = (
    LETTER,
    Profile(
        "chromium",
        "Chromium",
        "156.0.8078",
        Source.MEASURED,
        "2026-11-21",
        fin_errs=False,
        rst_errs=False,
        rst_spoils=True,
        late_frames_fail=True,
        tolerates=frozenset(("resp-http-version-1-0",)),
        refuses=_UNREADABLE
        | _LOCAL_CODES
        | {"close-body-one-byte", "frame-length-not-minimal", "resp-protocol-none-selected"},
        patience_ms=60_000,
        tcp_patience_ms=2_000,
    ),
    Profile(
        "firefox",
        "Firefox",
        "",
        Source.READ,
        "2025-07-20",
        fin_errs=False,
        unanswered_rst_errs=True,
        tolerates=frozenset(("resp-http-version-1-0",)),
        refuses=_UNREADABLE | {"resp-protocol-none-selected"},
        patience_ms=20_000,
        tcp_patience_ms=0,
        half_byte_is_no_status=True,
    ),
    Profile(
        "undici",
        "undici (Node.js)",
        "7.29.1",
        Source.MEASURED,
        "2026-11-21",
        unanswered_fin_errs=True,
        unanswered_rst_errs=True,
        tolerates=frozenset(
            (
                "pmd-rsv1-on-control",
                "pmd-rsv1-on-continuation",
                "pmd-param-bad-value",
                "resp-http-version-1-0",
            )
        ),
        refuses=_UNREADABLE
        | _ILLEGAL_CODES
        | {"close-body-one-byte", "resp-protocol-none-selected"},
    ),
    Profile(
        "ws",
        "ws (npm)",
        "8.23.0",
        Source.MEASURED,
        "2026-11-21",
        fin_errs=False,
        rst_errs=False,
        tolerates=frozenset(("resp-http-version-1-0",)),
        refuses=_UNREADABLE
        | _ILLEGAL_CODES
        | {"close-body-one-byte", "resp-protocol-none-selected"},
        patience_ms=30_000,
        serves=True,
        tcp_patience_ms=0,
    ),
    Profile(
        "websockets",
        "websockets (Python)",
        "17.4",
        Source.MEASURED,
        "2026-11-21",
        unanswered_fin_errs=True,
        unanswered_rst_errs=True,
        refuses=_UNREADABLE | _ILLEGAL_CODES | {"close-body-one-byte", "close-mid-message"},
        bare_close_code=1000,
        patience_ms=10_000,
        serves=True,
        tcp_patience_ms=10_000,
    ),
    Profile(
        "aiohttp",
        "aiohttp (Python)",
        "3.14.5",
        Source.MEASURED,
        "2026-11-21",
        unanswered_fin_errs=True,
        unanswered_rst_errs=True,
        tolerates=frozenset(
            (
                "mask-present",
                "pmd-param-bad-value",
                "pmd-rsv1-on-control",
                "resp-extension-unrequested",
                "resp-http-version-1-0",
                "resp-protocol-unrequested",
            )
        ),
        refuses=_UNREADABLE
        | (_ILLEGAL_CODES - {"close-code-above-4999"})
        | {"close-body-one-byte"},
        bare_close_code=1000,
        patience_ms=10_000,
        tcp_patience_ms=0,
        own_failure_code=True,
        no_status_code=0,
        tells_clean=False,
    ),
    Profile(
        "websocket-client",
        "websocket-client (Python)",
        "1.9.2",
        Source.MEASURED,
        "2026-11-21",
        unanswered_fin_errs=True,
        unanswered_rst_errs=True,
        tolerates=frozenset(
            (
                "frame-length-msb-set",
                "mask-present",
                "resp-extension-unrequested",
                "resp-http-version-1-0",
                "resp-protocol-unrequested",
            )
        ),
        refuses=_ILLEGAL_CODES | {"close-body-one-byte", "resp-protocol-none-selected"},
        bare_close_code=1000,
        patience_ms=3_000,
        tcp_patience_ms=0,
        no_status_code=1006,
        tells_clean=False,
    ),
)
"""In the order in which they are offered."""

BY_NAME: Final = {profile.name: profile for profile in PROFILES}
