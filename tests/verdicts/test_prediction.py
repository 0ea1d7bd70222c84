"""What each client reports, held against what was measured of them."""

from __future__ import annotations

import pytest

from wsinspector.protocol.api_events import Report
from wsinspector.protocol.closing.close_payload import ClosePayload
from wsinspector.verdicts.prediction import Step, What, predict
from wsinspector.verdicts.profiles import BY_NAME
from wsinspector.verdicts.rules import RULES

MUST_FAIL = frozenset(rule.id for rule in RULES.values() if rule.must_fail)
ALL = tuple(name for name, profile in BY_NAME.items() if profile.tells_clean)

OPEN = Step(What.OPENED)
FIN = Step(What.FIN_RECEIVED)
RST = Step(What.RST_RECEIVED)
LEFT = Step(What.LEFT)
FRAME = Step(What.FRAME_RECEIVED)


def sent(code: int | None, reason: bytes = b"") -> Step:
    return Step(What.CLOSE_SENT, ClosePayload(code, reason))


def got(code: int | None, reason: bytes = b"", *rules: str) -> Step:
    return Step(What.CLOSE_RECEIVED, ClosePayload(code, reason), frozenset(rules))


def broken(rule: str) -> Step:
    return Step(What.FRAME_RECEIVED, None, frozenset((rule,)))


FAILED = Report(1006, "", was_clean=False, error=True)
LOST = Report(1006, "", was_clean=False, error=False)


def clean(code: int, reason: str = "") -> Report:
    return Report(code, reason, was_clean=True, error=False)


CASES: dict[str, tuple[tuple[Step, ...], dict[str, Report]]] = {
    "never opened": ((Step(What.NOT_OPENED),), dict.fromkeys(ALL, FAILED)),
    "the client closes": (
        (OPEN, sent(1000, b"done"), got(1000, b"done"), FIN),
        dict.fromkeys(ALL, clean(1000, "done")),
    ),
    "an empty answer": ((OPEN, sent(1000), got(None), FIN), dict.fromkeys(ALL, clean(1005))),
    "the server closes": (
        (OPEN, got(4000, "再见".encode()), sent(4000), FIN),
        dict.fromkeys(ALL, clean(4000, "再见")),
    ),
    "FIN without a Close": (
        (OPEN, FIN),
        dict.fromkeys(("letter", "undici", "websockets"), FAILED)
        | dict.fromkeys(("chromium", "firefox", "ws"), LOST),
    ),
    "reset without a Close": (
        (OPEN, RST),
        dict.fromkeys(("letter", "firefox", "undici", "websockets"), FAILED)
        | dict.fromkeys(("chromium", "ws"), LOST),
    ),
    "FIN instead of the answer": (
        (OPEN, sent(1000), FIN),
        dict.fromkeys(("letter", "undici", "websockets"), FAILED)
        | dict.fromkeys(("chromium", "firefox", "ws"), LOST),
    ),
    "no answer at all": ((OPEN, sent(1000), LEFT), dict.fromkeys(ALL, LOST)),
    "reset after both Close frames": (
        (OPEN, sent(1000), got(1000), RST),
        dict.fromkeys(ALL, clean(1000)) | {"chromium": Report(1000, "", False, False)},
    ),
    "a frame after both Close frames": (
        (OPEN, sent(1000), got(1000), FRAME, FIN),
        dict.fromkeys(ALL, clean(1000)) | {"chromium": FAILED},
    ),
    "a second Close": (
        (OPEN, sent(1000), got(1000), got(1001), FIN),
        dict.fromkeys(ALL, clean(1000)) | {"chromium": FAILED},
    ),
    "code 404": (
        (OPEN, got(404, b"", "close-code-below-1000"), sent(404), FIN),
        dict.fromkeys(("letter", "chromium", "firefox"), clean(404))
        | dict.fromkeys(("undici", "ws", "websockets"), FAILED),
    ),
    "code 1006": (
        (OPEN, got(1006, b"", "close-code-never-on-wire"), sent(1006), FIN),
        dict.fromkeys(ALL, FAILED) | {"firefox": clean(1006)},
    ),
    "one byte": (
        (OPEN, got(None, b"", "close-body-one-byte"), sent(None), FIN),
        dict.fromkeys(ALL, FAILED) | {"firefox": clean(1005)},
    ),
    "a masked frame": ((OPEN, broken("mask-present"), sent(1002)), dict.fromkeys(ALL, FAILED)),
    "a length that is too long": (
        (OPEN, broken("frame-length-not-minimal"), got(1000), sent(1000), FIN),
        dict.fromkeys(ALL, clean(1000)) | {"chromium": FAILED},
    ),
    "no subprotocol chosen": (
        (Step(What.OPENED, None, frozenset(("resp-protocol-none-selected",))), FIN),
        dict.fromkeys(ALL, FAILED),
    ),
    "it left first": ((OPEN, LEFT, FIN), dict.fromkeys(ALL, LOST)),
    "a half-close after the Close": (
        (OPEN, sent(1000), LEFT, got(1000), FIN),
        dict.fromkeys(ALL, clean(1000)),
    ),
    "a limit of its own": (
        (OPEN, Step(What.LIMITED), sent(1009), got(1009), FIN),
        dict.fromkeys(ALL, FAILED),
    ),
    "the answer cannot be sent any more": (
        (OPEN, got(1000, b"bye"), RST),
        dict.fromkeys(
            ("letter", "firefox", "undici", "websockets"), Report(1000, "bye", False, True)
        )
        | dict.fromkeys(("chromium", "ws"), Report(1000, "bye", False, False)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_clients_report(case: str) -> None:
    steps, expected = CASES[case]
    told = {name: predict(steps, BY_NAME[name], MUST_FAIL) for name in ALL}
    assert told == expected


@pytest.mark.parametrize(
    "case, aiohttp, websocket_client",
    [
        ("never opened", 1006, 1006),
        ("the server closes", 4000, 4000),
        ("an empty answer", 0, 1006),
        ("FIN without a Close", 1006, 1006),
        ("no answer at all", 1006, 1006),
        ("code 404", 1002, 1006),
        ("one byte", 1002, 1006),
        ("a masked frame", 1006, 1006),
        ("a limit of its own", 1009, 1006),
        ("a frame after both Close frames", 1000, 1000),
    ],
)
def test_what_clients_report_that_know_no_was_clean(
    case: str, aiohttp: int, websocket_client: int
) -> None:
    steps, _ = CASES[case]
    codes = {
        name: predict(steps, profile, MUST_FAIL).code
        for name, profile in BY_NAME.items()
        if not profile.tells_clean
    }
    assert codes == {"aiohttp": aiohttp, "websocket-client": websocket_client}


def test_the_code_that_was_sent_fits_the_failure() -> None:
    for rule, code in (
        ("text-invalid-utf8", 1007),
        ("frame-opcode-reserved", 1002),
        ("frame-length-msb-set", 1009),
        ("pmd-inflate-failed", 1006),
    ):
        assert predict((OPEN, broken(rule)), BY_NAME["aiohttp"], MUST_FAIL).code == code
        late = predict((OPEN, sent(1000), broken(rule)), BY_NAME["aiohttp"], MUST_FAIL)
        assert late.code == 1006
