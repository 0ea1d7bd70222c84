from __future__ import annotations

from wsinspector.protocol.facts import Detail, Fact, FrameFact, Kind
from wsinspector.protocol.frames.frames import encode_frame
from wsinspector.scenarios.recorded_stream import RecordedStream

HEAD = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"


class _Told:
    def __init__(self, *, opens: bool = True) -> None:
        self.facts: list[Fact] = []
        self.frames: list[FrameFact] = []
        self._opens = opens
        self.stream = RecordedStream(
            True, Kind.RESPONSE, self.facts.append, self.frames.extend, self._on_head
        )

    def _on_head(self, head: bytes) -> tuple[dict[str, Detail], bool]:
        return {"length": len(head)}, self._opens


def test_bytes_come_in_any_pieces() -> None:
    header, payload = encode_frame(1, b"hello")
    stream = HEAD + header + payload
    for size in (1, 7, len(stream)):
        told = _Told()
        for at in range(0, len(stream), size):
            told.stream.take(stream[at : at + size])
        assert [fact.kind for fact in told.facts] == [Kind.RESPONSE]
        assert told.facts[0].data == HEAD
        assert told.frames == [(True, 1, len(HEAD), header, payload)]
        assert told.stream.offset == len(stream)


def test_what_is_no_frame_is_kept_as_bytes() -> None:
    told = _Told(opens=False)
    told.stream.take(HEAD + b"<html>")
    told.stream.take(b"more")
    body = [(fact.kind, fact.start, fact.data) for fact in told.facts[1:]]
    assert body == [
        (Kind.BYTES, len(HEAD), b"<html>"),
        (Kind.BYTES, len(HEAD) + 6, b"more"),
    ]
    told = _Told()
    told.stream.take(b"HTTP/1.1 101")
    told.stream.finish()
    assert [(fact.kind, fact.start) for fact in told.facts] == [(Kind.BYTES, 0)]


def test_a_cut_frame_and_one_without_end() -> None:
    told = _Told()
    told.stream.take(HEAD + b"\x81\x05hel")
    told.stream.finish()
    told.stream.finish()
    assert told.facts[-1].kind is Kind.PARTIAL
    assert told.facts[-1].data == b"\x81\x05hel"
    assert len(told.facts) == 2
    told = _Told()
    told.stream.take(HEAD + b"\x81\x7f" + b"\x7f" * 8 + b"abc")
    told.stream.take(b"d" * 2_000_000)
    told.stream.finish()
    kinds = [fact.kind for fact in told.facts]
    assert kinds == [Kind.RESPONSE, Kind.PARTIAL, Kind.BYTES, Kind.NOTE]
    assert told.facts[1].details["why"] == "over-limit"


def test_a_head_without_end_is_given_up() -> None:
    told = _Told()
    told.stream.take(b"x" * 70_000)
    told.stream.take(b"y")
    assert [len(fact.data) for fact in told.facts] == [70_000, 1]
