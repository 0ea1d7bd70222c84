"""Negotiates permessage-deflate, and finds every rule of RFC 7692 §7 that breaks on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from websockets.exceptions import NegotiationError
from websockets.extensions.permessage_deflate import (
    ClientPerMessageDeflateFactory,
    ServerPerMessageDeflateFactory,
)
from websockets.headers import build_extension
from websockets.typing import ExtensionName, ExtensionParameter

from wsinspector.protocol.deflate.deflate_terms import DEFLATE, DeflateAgreement, DeflateTerms
from wsinspector.protocol.faults import Fault, excerpt
from wsinspector.texts import text

if TYPE_CHECKING:
    from websockets.extensions.permessage_deflate import PerMessageDeflate

Parameters = Sequence[ExtensionParameter]
Extensions = Sequence[tuple[str, Parameters]]
"""A Sec-WebSocket-Extensions list, taken apart."""

_FLAGS = ("server_no_context_takeover", "client_no_context_takeover")
_SERVER_WINDOW = "server_max_window_bits"
_CLIENT_WINDOW = "client_max_window_bits"
_WINDOWS = tuple(map(str, range(8, 16)))


def agree_as_server(offers: Extensions, terms: DeflateTerms) -> DeflateAgreement | None:
    """What a server answers; None where it has to decline all that is offered.

    The offers are taken in the client's order, which is its order of preference (RFC 7692 §5).

    Args:
        offers: what the client offers, other extensions included.
        terms: what the server wants.
    """
    bits = terms.client_max_window_bits
    factory = ServerPerMessageDeflateFactory(
        terms.server_no_context_takeover,
        terms.client_no_context_takeover,
        terms.server_max_window_bits,
        None if bits is True else bits,
    )
    for parameters in _ours(offers):
        try:
            answer, agreed = factory.process_request_params(_nine(parameters, _SERVER_WINDOW), [])
        except NegotiationError:
            continue
        if (_SERVER_WINDOW, "8") in parameters:
            answer = [(name, "8" if name == _SERVER_WINDOW else value) for name, value in answer]
        return DeflateAgreement(
            _value(answer),
            not agreed.local_no_context_takeover,
            not agreed.remote_no_context_takeover,
            agreed.local_max_window_bits,
            agreed.remote_max_window_bits,
        )
    return None


def agree_as_client(extensions: Extensions, terms: DeflateTerms) -> DeflateAgreement | None:
    """What a client is bound to by an answer without faults; None if it does not compress.

    Args:
        extensions: the answer.
        terms: what the client has offered.
    """
    for parameters in _ours(extensions):
        agreed: PerMessageDeflate = _client_factory(terms).process_response_params(
            _nine(parameters, _CLIENT_WINDOW), []
        )
        return DeflateAgreement(
            _value(parameters),
            not agreed.remote_no_context_takeover,
            not agreed.local_no_context_takeover,
            agreed.remote_max_window_bits,
            agreed.local_max_window_bits,
        )
    return None


def offer_faults(offers: Extensions) -> Iterator[Fault]:
    """What is wrong with offers; a server declines such an offer, and need not fail (§7)."""
    for parameters in _ours(offers):
        yield from _parameter_faults(parameters, is_answer=False)


def terms_offered(offers: Extensions) -> tuple[DeflateTerms, ...]:
    """The terms of every offer of permessage-deflate, in order.

    Of an offer that is wrong, what is wrong is passed over: a server that takes it all the same
    can be bound by the rest alone.
    """
    return tuple(_terms_of(dict(parameters)) for parameters in _ours(offers))


def terms_answered(extensions: Extensions, offered: Sequence[DeflateTerms]) -> DeflateTerms | None:
    """Which of several offers an answer takes: the first that it keeps to, else the first.

    Args:
        extensions: the answer.
        offered: what the client has offered.
    """
    for terms in offered:
        if not any(any(_broken_terms(answer, terms)) for answer in _ours(extensions)):
            return terms
    return offered[0] if offered else None


def answer_faults(
    extensions: Extensions, terms: DeflateTerms | None, others: Collection[str] = ()
) -> Iterator[Fault]:
    """What is wrong with an answer; a client has to fail because of it (§7, RFC 6455 §4.1).

    Args:
        extensions: the answer.
        terms: what the client has offered; None if nothing.
        others: the other extensions that the client has offered.
    """
    strange = [
        name for name, _ in extensions if (terms is None if name == DEFLATE else name not in others)
    ]
    if strange:
        names = excerpt(", ".join(strange))
        yield _refuse("resp-extension-unrequested", names=names)
    if terms is None:
        return
    answers = list(_ours(extensions))
    if len(answers) > 1:
        # §5: extensions that use the same reserved bit exclude each other.
        yield _refuse("pmd-rsv1-conflict", count=len(answers))
    for parameters in answers:
        yield from _parameter_faults(parameters, is_answer=True)
        yield from _broken_terms(parameters, terms)


def _parameter_faults(parameters: Parameters, *, is_answer: bool) -> Iterator[Fault]:
    seen: set[str] = set()
    for name, value in parameters:
        if name not in (*_FLAGS, _SERVER_WINDOW, _CLIENT_WINDOW):
            yield _fault("pmd-param-unknown", is_answer, name=excerpt(name))
            continue
        if name in seen:
            yield _fault("pmd-param-duplicate", is_answer, name=name)
        seen.add(name)
        if name in _FLAGS:
            if value is not None:
                yield _bad_value(".flag", is_answer, name=name, value=excerpt(value))
        elif value is None:
            # §7.1.2.2: in an offer alone it may stand without a value.
            if is_answer or name == _SERVER_WINDOW:
                yield _bad_value(".missing", is_answer, name=name)
        elif value not in _WINDOWS:
            yield _bad_value("", is_answer, name=name, value=excerpt(value))


def _broken_terms(parameters: Parameters, terms: DeflateTerms) -> Iterator[Fault]:
    """Where an answer does not keep to the offer."""
    answer = dict(parameters)
    if terms.server_no_context_takeover and "server_no_context_takeover" not in answer:
        yield _refuse("pmd-server-takeover-not-honoured")
    limit = terms.server_max_window_bits
    if limit is not None:
        value = answer.get(_SERVER_WINDOW, "15")
        if (value in _WINDOWS and int(value) > limit) or _SERVER_WINDOW not in answer:
            yield _refuse("pmd-server-bits-not-honoured", limit=limit)
    if _CLIENT_WINDOW in answer:
        offered, value = terms.client_max_window_bits, answer[_CLIENT_WINDOW]
        if offered is None:
            yield _refuse("pmd-client-bits-unoffered")
        elif offered is not True and value in _WINDOWS and int(value) > offered:
            yield _bad_value(".larger", True, name=_CLIENT_WINDOW, value=value, limit=offered)


def _bad_value(kind: str, must_fail: bool, **args: str | int) -> Fault:
    rule = "pmd-param-bad-value"
    return Fault(rule, text(f"fault.pmd-param-bad-value{kind}", **args), must_fail=must_fail)


def _fault(rule: str, must_fail: bool, **args: str | int) -> Fault:
    return Fault(rule, text(f"fault.{rule}", **args), must_fail=must_fail)


def _refuse(rule: str, **args: str | int) -> Fault:
    return _fault(rule, True, **args)


def _terms_of(offer: dict[str, str | None]) -> DeflateTerms:
    client: int | Literal[True] | None = None
    if _CLIENT_WINDOW in offer:
        client = _window_of(offer[_CLIENT_WINDOW]) or True
    return DeflateTerms(
        "server_no_context_takeover" in offer,
        "client_no_context_takeover" in offer,
        _window_of(offer.get(_SERVER_WINDOW)),
        client,
    )


def _window_of(value: str | None) -> int | None:
    return int(value) if value is not None and value in _WINDOWS else None


def _ours(extensions: Extensions) -> Iterator[Parameters]:
    return (parameters for name, parameters in extensions if name == DEFLATE)


def _nine(parameters: Parameters, name: str) -> Parameters:
    """The same with 9 for 8 bits of our own window, which the library cannot do; Deflater can."""
    return [(one, "9" if (one, value) == (name, "8") else value) for one, value in parameters]


def _client_factory(terms: DeflateTerms) -> ClientPerMessageDeflateFactory:
    bits = terms.client_max_window_bits
    return ClientPerMessageDeflateFactory(
        terms.server_no_context_takeover,
        terms.client_no_context_takeover,
        terms.server_max_window_bits,
        # As in _nine: an offer of 8, which can be made by hand, is kept with 9.
        9 if bits == 8 else bits,
    )


def _value(parameters: Parameters) -> str:
    return build_extension([(ExtensionName(DEFLATE), list(parameters))])
