from __future__ import annotations

import pytest

from wsinspector.scenarios.step_words import StepError, parse_step
from wsinspector.scenarios.steps import (
    Accept,
    Answer,
    Awaited,
    CallClose,
    EndTcp,
    Expect,
    FramePart,
    Pause,
    RawPart,
    Request,
    Send,
    Step,
    TcpStep,
    Vanish,
)
from wsinspector.texts import render


@pytest.mark.parametrize(
    "words, step",
    [
        ("accept", Accept()),
        ('accept "X: 1" + text "a"', Accept(("X: 1",), (FramePart(1, b"a"),))),
        ("request + hex 81 00", Request((), (RawPart(b"\x81\x00"),))),
        ('answer "HTTP/1.1 404 Not Found"', Answer(("HTTP/1.1 404 Not Found",))),
        ("expect close", Expect(Awaited.CLOSE)),
        ("pause 300", Pause(300)),
        ("fin", EndTcp(TcpStep.FIN)),
        ("close-notify", EndTcp(TcpStep.NOTIFY)),
        ("vanish", Vanish()),
        ("call close", CallClose()),
        ('call close 1000 "再见"', CallClose(1000, "再见".encode())),
        ("send close", Send((FramePart(8),))),
        ('send close 1000 "a\\"b"', Send((FramePart(8, b'\x03\xe8a"b'),))),
        ("send close-body 03", Send((FramePart(8, b"\x03"),))),
        ('send bytes "a\\r\\n"', Send((RawPart(b"a\r\n"),))),
        ('send text "ab" times=3', Send((FramePart(1, b"ababab"),))),
        ("send binary 00 ff fin=0", Send((FramePart(2, b"\0\xff", False),))),
        ('send ping "x" rsv=4', Send((FramePart(9, b"x", rsv=4),))),
        ('send text "x" mask=none length=64', Send((FramePart(1, b"x", True, 0, b"", True, 64),))),
        ("send pong mask=00000000", Send((FramePart(10, mask=bytes(4)),))),
        (
            'send text "a" fin=0 + continuation "b"',
            Send((FramePart(1, b"a", False), FramePart(0, b"b"))),
        ),
    ],
)
def test_what_can_be_written(words: str, step: Step) -> None:
    assert parse_step(words) == step


@pytest.mark.parametrize(
    "words, why",
    [
        ("", "missing"),
        ("dance", "no step"),
        ("fin now", "no step"),
        ("expect", "no step"),
        ("expect miracles", "no step"),
        ("pause soon", "not a number"),
        ("pause 99999999999", "not a number"),
        ("pause -1", "not a number"),
        ("pause ²", "not a number"),
        ("send", "missing"),
        ('send text "a" +', "missing"),
        ("send text a", "quotation marks"),
        ('send text "a', "quotation marks"),
        ('send text "\\q"', "quotation marks"),
        ("send hex 8", "not hexadecimal"),
        ("send hex zz", "not hexadecimal"),
        ("send close 65536", "not a number"),
        ('send close 1000 "a" "b"', "no step"),
        ('send text "a" mask=00', "four bytes"),
        ('send text "a" rsv=8', "not a number"),
        ('send text "a" length=12', "7, 16 or 64"),
        ('send text "a" length=64 times=99999999', "not a number"),
        ('answer "a\\r\\nb"', "line break"),
        ("answer", "no step"),
        ("call open", "no step"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(words: str, why: str) -> None:
    with pytest.raises(StepError) as caught:
        parse_step(words)
    assert why in render(caught.value.text)
