"""Every fact of a file that a person can decide on, each with its path, its words and its places. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from proposals.ingest.records import Extraction, Person, Proposal, Span

from .editable import OF_DELEGATE, OF_PROPOSAL, OF_REPORT, Options, Single
from .listed import LISTS_OF_DELEGATE, LISTS_OF_PROPOSAL, NOWHERE, Several
from .settle import record_as_text


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `value` is what people read and, given back as a correction, means the same again.

    `record` is the path of the delegate, proposal or report it belongs to; the fact whose path that is stands for the
    whole record and carries its doubts. `options` are the choices (stored value, label) where a fact has only those.
    """

    path: str
    label: str
    value: str
    spans: tuple[Span, ...]
    confidence: float
    doubts: tuple[str, ...]
    record: str
    options: Options = ()


def facts(found: Extraction) -> tuple[Fact, ...]:
    """In the order of the source, the report's own first; a record before its facts, a delegate before a proposal."""
    records = [_of_delegate(person, f"delegates/{n}") for n, person in enumerate(found.delegates)]
    records += [_of_proposal(one, f"proposals/{n}") for n, one in enumerate(found.proposals)]
    of_report = _singles(found, OF_REPORT, "report", 1.0)
    return (*of_report, *(fact for record in sorted(records, key=_start) for fact in record))


def missing(found: Extraction, record: str) -> tuple[Single, ...]:
    """What this record does not state and a person may add, by `record/name`."""
    kind, _, number = record.partition("/")
    if kind == "report":
        return tuple(one for one in OF_REPORT if not one.text(found))
    rows: tuple[Any, ...] = found.delegates if kind == "delegates" else found.proposals
    singles = OF_DELEGATE if kind == "delegates" else OF_PROPOSAL
    return tuple(one for one in singles if not one.text(rows[int(number)]))


def _start(record: list[Fact]) -> int:
    return min((span.start for span in record[0].spans), default=0)


def _of_delegate(person: Person, path: str) -> list[Fact]:
    whole = Fact(path, "代表委员", record_as_text(person), person.spans, person.confidence, person.doubts, path)
    return [whole, *_inner(person, path, OF_DELEGATE, LISTS_OF_DELEGATE)]


def _of_proposal(found: Proposal, path: str) -> list[Fact]:
    whole = Fact(path, "件", record_as_text(found), (found.span,), found.confidence, found.doubts, path)
    return [whole, *_inner(found, path, OF_PROPOSAL, LISTS_OF_PROPOSAL)]


def _inner(record: Any, path: str, singles: Iterable[Single], lists: Iterable[Several]) -> list[Fact]:
    """By place; what has none comes last."""
    inner = [*_singles(record, singles, path, record.confidence)]
    for kind in lists:
        for number, item in enumerate(getattr(record, kind.name)):
            inner.extend(_item(item, kind, f"{path}/{kind.name}/{number}", path, record.confidence))
    return sorted(inner, key=lambda fact: fact.spans[0].start if fact.spans else 2**31)


def _item(item: Any, kind: Several, path: str, record: str, confidence: float) -> Iterator[Fact]:
    yield Fact(path, kind.label, kind.text(item), _places(kind.spans(item)), confidence, (), record)
    for sub in kind.subs:
        value, spans = sub.shown(item), _places(sub.spans(item))
        yield Fact(f"{path}/{sub.name}", sub.label, value, spans, confidence, (), record, sub.options)


def _singles(record: Any, singles: Iterable[Single], path: str, confidence: float) -> Iterator[Fact]:
    for one in singles:
        if one.text(record):
            value, spans = one.shown(record), _places(one.spans(record))
            yield Fact(f"{path}/{one.name}", one.label, value, spans, confidence, (), path, one.options)


def _places(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span != NOWHERE)
