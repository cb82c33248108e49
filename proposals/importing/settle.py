"""What was found with the decisions of people applied. Pure: an extraction and decisions in, an extraction out.

A decision names its fact by the place the fact had when the file was read, so no decision moves another's target.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

from proposals.ingest.records import Body, Extraction, Person, Proposal, Refusal

from .editable import OF_DELEGATE, OF_PROPOSAL, OF_REPORT, Single, person_as_text
from .listed import LISTS_OF_DELEGATE, LISTS_OF_PROPOSAL, Context, Several

ACCEPT, CORRECT, REJECT = "accept", "correct", "reject"
MATCH = "match"  # which existing row a record is: decided here, used by the plan
_PATH = re.compile(r"(?:(?P<report>report)|(?P<kind>delegates|proposals)/(?P<number>[0-9]{1,6}))(?:/(?P<rest>.+))?")
_ITEM = re.compile(r"(?P<list>[a-z]+)/(?P<number>\+?[0-9]{1,4})(?:/(?P<sub>[a-z]+))?")

Record = TypeVar("Record")


class Edit(NamedTuple):
    """A decision's choice and, for a correction or an addition, what a person wrote."""

    choice: str
    value: Any = None


Edits = dict[str, Edit]  # by the rest of the path within one record; "" is the record itself


@dataclass(frozen=True, slots=True)
class Settled:
    """The extraction as decided, and the path each of its proposals and delegates had when the file was read."""

    found: Extraction
    proposals: tuple[str, ...]
    delegates: tuple[str, ...]


def gone(path: str) -> Refusal:
    """What to say of a decision on something that is not there."""
    return Refusal(f"这份文件里已经没有“{path}”这一项，可能又重新读取过。请刷新核对页，再决定一次。")


def settle(found: Extraction, decisions: Mapping[str, Edit], text: str = "") -> Settled:
    """Apply every decision. Raises Refusal for one whose fact is not there or whose value cannot be."""
    sorted_out = _sorted_out(decisions)
    for kind, number in sorted_out:
        if number >= len(_records(found, kind)):
            raise gone(f"{kind}/{number}")
    people = [_delegate(one, sorted_out.get(("delegates", n), {}), n, text) for n, one in enumerate(found.delegates)]
    after = {old.name: new.name if new else None for old, new in zip(found.delegates, people, strict=True)}
    context = Context(text, people=frozenset(new.name for new in people if new))
    proposals = [
        _proposal(_with_people(one, after), sorted_out.get(("proposals", n), {}), n, context)
        for n, one in enumerate(found.proposals)
    ]
    kept = [(f"delegates/{n}", one) for n, one in enumerate(people) if one]
    added = [(f"added/{name}", _added(name, body, context)) for name, body in context.added.items()]
    report = _singles(found, OF_REPORT, sorted_out.get(("report", 0), {}), "report")
    return Settled(
        replace(
            report,
            articles=_articles(found, proposals, after),
            delegates=tuple(one for _, one in [*kept, *added]),
        ),
        tuple(f"proposals/{n}" for n, one in enumerate(proposals) if one),
        tuple(path for path, _ in [*kept, *added]),
    )


def _sorted_out(decisions: Mapping[str, Edit]) -> dict[tuple[str, int], Edits]:
    records: dict[tuple[str, int], Edits] = {}
    for path, edit in decisions.items():
        named = _PATH.fullmatch(path)
        if named is None:
            raise gone(path)
        key = (named["kind"] or "report", int(named["number"] or 0))
        records.setdefault(key, {})[named["rest"] or ""] = Edit(*edit)
    return records


def _records(found: Extraction, kind: str) -> Sequence[Any]:
    return {"report": (found,), "delegates": found.delegates, "proposals": found.proposals}[kind]


def _delegate(person: Person, edits: Edits, number: int, text: str) -> Person | None:
    path = f"delegates/{number}"
    context = Context(text, person.spans[0] if person.spans else Context().span)
    return _record(person, edits, path, OF_DELEGATE, LISTS_OF_DELEGATE, context)


def _proposal(found: Proposal, edits: Edits, number: int, context: Context) -> Proposal | None:
    context.span = found.span
    new = _record(found, edits, f"proposals/{number}", OF_PROPOSAL, LISTS_OF_PROPOSAL, context)
    if new is None or new.proposers == found.proposers or any(one.role != "cosigner" for one in new.proposers):
        return new
    leading = tuple(replace(one, role="lead" if n == 0 else one.role) for n, one in enumerate(new.proposers))
    return new if found.proposers else replace(new, proposers=leading)


def _record(
    record: Record, edits: Edits, path: str, singles: Iterable[Single], lists: Iterable[Several], context: Context
) -> Record | None:
    edits = {rest: edit for rest, edit in edits.items() if rest != MATCH}
    whole = edits.pop("", None)
    if whole is not None and whole.choice == CORRECT:
        raise Refusal(f"整条记录（{path}）不能一次改正。请改正它的各项，或者不采用整条。")
    items: dict[str, Edits] = {one.name: {} for one in lists}
    rest: Edits = {}
    for name, edit in edits.items():
        item = _ITEM.fullmatch(name)
        if item and item["list"] in items:
            items[item["list"]][name.partition("/")[2]] = edit
        else:
            rest[name] = edit
    new = _singles(record, singles, rest, path)
    for one in lists:
        if items[one.name]:
            changed = _items(getattr(new, one.name), one, items[one.name], path, context)
            new = replace(new, **{one.name: changed})  # type: ignore[type-var]  # every record is a dataclass
    return None if whole is not None and whole.choice == REJECT else new


def _singles(record: Record, singles: Iterable[Single], edits: Edits, path: str) -> Record:
    known = {one.name: one for one in singles}
    for name, edit in edits.items():
        one = known.get(name)
        if one is None:
            raise gone(f"{path}/{name}")
        if edit.choice == REJECT and one.needed:
            raise Refusal(f"“{one.label}”不能空着。请改正它，或者不采用整条记录。")
        if edit.choice != ACCEPT:
            record = one.put(record, one.chosen(edit.value) if edit.choice == CORRECT else None)
    return record


def _items(items: tuple[Any, ...], kind: Several, edits: Edits, path: str, context: Context) -> tuple[Any, ...]:
    """Correct, drop and add. Additions (+1, +2) follow what was found, in the order of their numbers."""
    kept: list[Any] = list(items)
    for name, edit in edits.items():
        number, _, sub = name.partition("/")
        if number.startswith("+"):
            continue
        place = int(number)
        if place >= len(items):
            raise gone(f"{path}/{kind.name}/{name}")
        if sub:
            kept[place] = kept[place] and _singles(kept[place], kind.subs, {sub: edit}, f"{path}/{kind.name}/{number}")
        elif edit.choice == CORRECT and (line := kind.line(edit.value)) != kind.text(kept[place]):
            kept[place] = kind.correct(kept[place], line, context)
    dropped = {int(name) for name, edit in edits.items() if name.isdecimal() and edit.choice == REJECT}
    additions = sorted(
        (int(name[1:]), edit) for name, edit in edits.items() if name.startswith("+") and "/" not in name
    )
    made = [kind.make(kind.line(edit.value), context) for _, edit in additions if edit.choice != REJECT]
    return tuple(one for n, one in enumerate(kept) if n not in dropped) + tuple(made)


def _with_people(found: Proposal, after: Mapping[str, str | None]) -> Proposal:
    """Proposers follow their delegate: renamed with them, gone with them."""
    proposers = tuple(
        replace(one, name=after.get(one.name, one.name) or one.name)
        for one in found.proposers
        if one.type != "person" or after.get(one.name, one.name) is not None
    )
    return found if proposers == found.proposers else replace(found, proposers=proposers)


def _added(name: str, body: str, context: Context) -> Person:
    return Person(name, Body(body), None, "member", (), context.places(name), (), 1.0)


def _articles(
    found: Extraction, proposals: Sequence[Proposal | None], after: Mapping[str, str | None]
) -> tuple[Any, ...]:
    """The articles with the proposals that are left, and the names as corrected."""
    left = iter(proposals)
    return tuple(
        replace(
            article,
            people=tuple(name for one in article.people if (name := after.get(one, one)) is not None),
            proposals=tuple(one for one in [next(left) for _ in article.proposals] if one is not None),
        )
        for article in found.articles
    )


def record_as_text(record: Person | Proposal) -> str:
    """A record in one line."""
    return person_as_text(record) if isinstance(record, Person) else record.headline
