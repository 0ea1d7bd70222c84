"""Puts what became of a connection into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from wsinspector.journal.fact_words import stored_text
from wsinspector.journal.summary import milliseconds
from wsinspector.journal.verdict import Basis, InferredRow, Statement
from wsinspector.journal.visible_text import visible
from wsinspector.protocol.phases import Role
from wsinspector.texts import Text, render, text
from wsinspector.verdict_texts import VERDICT_TEMPLATES
from wsinspector.verdicts.ending import STILL_OPEN

if TYPE_CHECKING:
    from wsinspector.verdicts.ending import Ending
    from wsinspector.verdicts.frame_stream import SeenClose
    from wsinspector.verdicts.story import Story

_MS = 1_000_000
_SECOND = 10**9
_REASON_SHOWN = 123


_BROKEN_BY = {"close-reply": "close-reply-missing", "tcp-end": "tcp-server-left-open"}
"""The rule that is broken where a duty is never done."""


class _Adder(Protocol):
    def __call__(
        self, at: tuple[int, int], said: Text, *entries: int, basis: Basis = Basis.SEEN
    ) -> None: ...


class Narrator:
    """Says what happened, what is owed, why it may have been, and what to do.

    Args:
        story: what is known.
        ending: what became of it.
        flawless: whether nothing was found that weighs something.
    """

    def __init__(self, story: Story, ending: Ending, *, flawless: bool) -> None:
        self._story = story
        self._ending = ending
        self._flawless = flawless and "truncated-message" not in ending.flags

    # -- the sentence ---------------------------------------------------------------------------

    def sentence(self) -> Text:
        """All of it for a tired person."""
        name, story = self._ending.name, self._story
        if name == STILL_OPEN:
            return self._of_what_lives()
        if name.startswith("open-"):
            return self._of_what_never_opened()
        if name == "clean-crossing":
            codes = {role.value: _code(story.close(role)) for role in Role}
            return Text("ending.clean-crossing", codes)
        if name in ("idle-timeout", "lost-silent"):
            silence = max(record.tcp.silence_ns for record in story.records.values())
            return text(f"ending.{name}", seconds=_seconds(silence))
        if name.startswith("clean-"):
            return self._of_clean()
        return self._of_one_sided()

    def _of_what_lives(self) -> Text:
        story = self._story
        closer = story.first_closer
        if not story.is_open:
            return text("ending.still-connecting")
        if closer is None:
            return text("ending.still-open")
        how = "closed-tcp-open" if story.both_closed else "closing"
        return self._with_codes(f"ending.{how}.{closer}", closer)

    def _of_what_never_opened(self) -> Text:
        for record in self._story.records.values():
            said = stored_text(record.failure.get("text"))
            if said is not None:
                return said
            if self._ending.name == "open-http-rejected" and record.status:
                return text("ending.open-http-rejected", status=record.status)
        return text(f"ending.{self._ending.name}", status=0)

    def _of_clean(self) -> Text:
        story, name, flags = self._story, self._ending.name, self._ending.flags
        closer = story.first_closer or Role.CLIENT
        if name == "clean-tcp-left-open":
            complete = story.both_closed_ns or 0
            end = story.tcp_end(Role.CLIENT)
            word = "clean-tcp-still-open" if end is None else name
            until = story.now_ns if end is None else end.time_ns
            return self._with_codes(
                f"ending.{word}.{closer}", closer, seconds=_seconds(until - complete)
            )
        if name == "clean-rst":
            resetter = next(role for role in Role if story.rst(role) is not None)
            return self._with_codes(f"ending.{name}.{closer}", closer, resetter=resetter.value)
        if "early-fin" in flags:
            return self._with_codes(f"ending.clean-early.{closer}", closer)
        if "client-fin-first" in flags:
            return self._with_codes(f"ending.clean-client-first.{closer}", closer)
        how = "" if self._flawless else "-flawed"
        return self._with_codes(f"ending.{name}{how}", closer)

    def _of_one_sided(self) -> Text:
        """Endings of which one end is the subject: the one that began, or ended TCP."""
        story, name = self._story, self._ending.name
        subject = story.first_closer or story.tcp_closer or Role.CLIENT
        if name == "failed-bad-close":
            subject = Role(self._ending.cause.value)
        close = story.close(subject)
        left = story.tcp_end(subject)
        waited = 0
        if close is not None:
            waited = (story.now_ns if left is None else left.time_ns) - close.time_ns
        return self._with_codes(f"ending.{name}.{subject}", subject, seconds=_seconds(waited))

    def _with_codes(self, template: str, closer: Role, **more: str) -> Text:
        story = self._story
        close = story.close(closer)
        args: dict[str, str | int | float] = {
            "code": _code(close),
            "answer": _code(story.close(closer.peer)),
            "reason": _reason(close),
            **more,
        }
        return Text(template, args)

    # -- facts ----------------------------------------------------------------------------------

    def statements(self) -> tuple[Statement, ...]:
        """What happened, in order."""
        story = self._story
        found: list[tuple[int, int, Statement]] = []

        def add(at: tuple[int, int], said: Text, *entries: int, basis: Basis = Basis.SEEN) -> None:
            found.append((*at, Statement(said, basis, entries)))

        opened = [record.opened for record in story.records.values() if record.opened is not None]
        if opened:
            first = min(opened, key=lambda moment: moment.time_ns)
            add((first.time_ns, first.entry), text("verdict.opened"), first.entry)
        for role in Role:
            self._add_end(role, add)
        return tuple(statement for *_, statement in sorted(found, key=lambda one: one[:2]))

    def _add_end(self, role: Role, add: _Adder) -> None:
        story = self._story
        close = story.close(role)
        record = story.records.get(role)
        if record is not None and record.failure_at is not None:
            failed_at = record.failure_at
            said = stored_text(record.failure.get("text"))
            if said is not None:
                add((failed_at.time_ns, failed_at.entry), said, failed_at.entry)
        if record is not None and record.first_breach is not None:
            moment, rule = record.first_breach
            at = (moment.time_ns, moment.entry)
            add(at, text(f"verdict.breach.{role.peer}", rule=rule), moment.entry)
        if close is not None:
            at = (close.time_ns, close.entry)
            if story.replied(role):
                got = story.got_close(role) or story.close(role.peer)
                took = 0 if got is None else close.time_ns - got.time_ns
                if took < _MS:
                    said = text(f"verdict.answer-at-once.{role}", code=_code(close))
                else:
                    said = text(f"verdict.answer.{role}", code=_code(close), time=_time(took))
            else:
                said = text(f"verdict.close.{role}", code=_code(close))
            add(at, said, close.entry)
            self._add_loss(role, close, add)
        for name, end in (("fin", story.fin(role)), ("rst", story.rst(role))):
            if end is not None:
                add((end.time_ns, end.entry), text(f"verdict.{name}.{role}"), end.entry)
        waiting = story.waiting_ping(role)
        if waiting is not None and self._ending.name == "keepalive-timeout":
            add((0, waiting), text(f"verdict.unanswered-ping.{role}"), waiting)
        if record is not None:
            for patience in record.timeouts.values():
                at = (patience.time_ns, patience.entry)
                add(at, text(f"verdict.timeout.{role}"), patience.entry)

    def _add_loss(self, role: Role, close: SeenClose, add: _Adder) -> None:
        """Whether a Close has arrived is stated only where both ends were watched to the end."""
        peer = self._story.records.get(role.peer)
        if not self._story.is_two_sided or peer is None or peer.received.closes or not peer.over:
            return
        at = (close.time_ns, close.entry + 1)
        add(at, text(f"verdict.close-lost.{role.peer}"), close.entry, basis=Basis.INFERRED)

    def owed(self) -> tuple[Statement, ...]:
        """What is due now, and since when."""
        if self._story.is_over:
            return ()
        return tuple(
            Statement(
                text(
                    f"verdict.owes.{what}.{role}",
                    seconds=_seconds(self._story.now_ns - since),
                ),
                Basis.INFERRED,
                entries,
            )
            for what, role, since, entries in self._debts()
        )

    def _debts(self) -> list[tuple[str, Role, int, tuple[int, ...]]]:
        """Kind, debtor, since when and because of which entries."""
        story = self._story
        complete = story.both_closed_ns
        if complete is not None:
            if story.tcp_end(Role.SERVER) is not None:
                return []
            entries = tuple(
                sorted(close.entry for role in Role if (close := story.close(role)) is not None)
            )
            return [("tcp-end", Role.SERVER, complete, entries)]
        closer = story.first_closer
        if closer is None or story.close(closer.peer) is not None:
            return []
        close = story.close(closer)
        assert close is not None
        if story.tcp_end(closer.peer) is not None:
            return []
        return [("close-reply", closer.peer, close.time_ns, (close.entry,))]

    def inferred(self) -> tuple[InferredRow, ...]:
        """Duties that were not done in time, at the moment when they were due."""
        story, soft = self._story, self._story.thresholds.reply_soft
        rows = []
        for what, role, since, entries in self._overdue():
            rows.append(
                InferredRow(
                    text(f"inferred.{what}.{role}"),
                    since + soft,
                    max(entries),
                    role,
                    _BROKEN_BY[what],
                )
            )
        return tuple(row for row in rows if row.time_ns <= story.now_ns)

    def _overdue(self) -> list[tuple[str, Role, int, tuple[int, ...]]]:
        """The debts of now, and those that were paid late or never."""
        story = self._story
        soft = story.thresholds.reply_soft
        found = [debt for debt in self._debts() if story.now_ns - debt[2] >= soft]
        closer, complete = story.first_closer, story.both_closed_ns
        ends = [end.time_ns for role in Role if (end := story.tcp_end(role)) is not None]
        if complete is not None and ends and min(ends) - complete >= soft:
            entries = tuple(
                close.entry for role in Role if (close := story.close(role)) is not None
            )
            found.append(("tcp-end", Role.SERVER, complete, entries))
        if closer is not None and (close := story.close(closer)) is not None:
            answer = story.close(closer.peer)
            paid = [answer.time_ns] if answer is not None else ends
            if paid and min(paid) - close.time_ns >= soft:
                found.append(("close-reply", closer.peer, close.time_ns, (close.entry,)))
        return found

    # -- why and what now -----------------------------------------------------------------------

    def causes(self) -> tuple[Text, ...]:
        """What typically leads to such an ending."""
        return _known(f"causes.{self._ending.name}")

    def advice(self) -> tuple[Text, ...]:
        """What to try next, by the ending and by the code."""
        story = self._story
        closer = story.first_closer
        close = None if closer is None else story.close(closer)
        by_code = () if close is None else _known(f"advice.code.{close.payload.code}")
        return (*_known(f"advice.{self._ending.name}"), *by_code)


def _known(template: str) -> tuple[Text, ...]:
    return (Text(template, {}),) if template in VERDICT_TEMPLATES else ()


def _code(close: SeenClose | None) -> str:
    if close is None or close.payload.code is None:
        return render(text("verdict.code.none"))
    return str(close.payload.code)


def _reason(close: SeenClose | None) -> str:
    if close is None:
        return ""
    return visible(close.payload.reason.decode("utf-8", "backslashreplace"))[:_REASON_SHOWN]


def _time(nanoseconds: int) -> str:
    """How long something took, in the unit that one would say it in."""
    if nanoseconds >= _SECOND:
        return f"{_seconds(nanoseconds)} s"
    return f"{milliseconds(nanoseconds)} ms"


def _seconds(nanoseconds: int) -> str:
    return f"{nanoseconds / _SECOND:.1f}"
