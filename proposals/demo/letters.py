"""The letters of the invented departments: what was done, each ask in turn, what is promised by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from delegates.models import Organisation
from proposals.workflow.outcomes import Outcome

from .days import month_end
from .matters import Matter
from .words import Words

# By what the class of a letter comes to: what may become of its asks, the likeliest first.
COMES_TO: dict[str, tuple[Outcome, ...]] = {
    Outcome.RESOLVED: (Outcome.RESOLVED, Outcome.RESOLVED, Outcome.RESOLVED, Outcome.UNDERWAY),
    Outcome.UNDERWAY: (Outcome.UNDERWAY, Outcome.UNDERWAY, Outcome.RESOLVED, Outcome.PLANNED),
    Outcome.PLANNED: (Outcome.PLANNED, Outcome.PLANNED, Outcome.UNDERWAY, Outcome.NOT_NOW),
    Outcome.NOT_NOW: (Outcome.NOT_NOW, Outcome.NOT_NOW, Outcome.PLANNED, Outcome.REFERENCE),
    Outcome.REFERENCE: (Outcome.REFERENCE, Outcome.REFERENCE, Outcome.NOT_NOW),
    Outcome.REFUSED: (Outcome.REFUSED, Outcome.REFERENCE, Outcome.REFUSED),
}
FIGURES = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of a letter in its own words. `ask` counts from 0."""

    text: str
    due_on: date
    ask: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply with what it says of each ask, in their order."""

    text: str
    summary: str
    outcomes: tuple[Outcome, ...]
    promises: tuple[Promise, ...]


def reply(
    words: Words, matter: Matter, *, by: str, beside: Sequence[str], on: date, result: str, promised: int, again: bool,
    lot: Random,
) -> Letter:  # fmt: skip
    """The reply of a department on a day. `result`: what its class comes to; `beside`: who gave an opinion."""
    told, topic = words.letters, matter.topic
    outcomes = tuple(lot.choice(COMES_TO[result]) for _ in matter.asks)
    promises = _promises(words, matter, outcomes, on, promised, lot)
    why, did = _of(topic.why, matter, lot), _of(topic.did, matter, lot)
    salutation = "、".join(_called(one, matter) for one in matter.proposers)
    parts = [
        f"{salutation}：",
        told["second"] if again else lot.choice(told["opening"]).format(title=matter.title, why=why),
        told["joint"].format(**{"with": "、".join(beside)}) if beside else "",
        told["did"].format(did=did),
        told["points"] + "".join(_points(words, matter, outcomes, on, lot)),
        told["next"] + "".join(f"{one.text}。" for one in promises) if promises else "",
        lot.choice(told["closing"]),
        f"{by}\n{on.year}年{on.month}月{on.day}日",
    ]
    text = "\n".join(part for part in parts if part)
    return Letter(text, _summary(words, outcomes), outcomes, promises)


def opinion(words: Words, matter: Matter, *, by: str, on: date, lot: Random) -> str:
    """What a department beside the leading one writes to it."""
    text = lot.choice(words.letters["opinion"]).format(
        did=_of(matter.topic.did, matter, lot), **{"not": _of(matter.topic.hindered, matter, lot)}
    )
    return f"{text}\n{by}\n{on.year}年{on.month}月{on.day}日"


def _called(one: object, matter: Matter) -> str:
    if isinstance(one, Organisation):
        return str(one)
    return f"{one}{'委员' if matter.kind == 'proposal' else '代表'}"


def _of(sentences: Sequence[str], matter: Matter, lot: Random) -> str:
    return lot.choice(sentences).format(at=matter.place, n=lot.randrange(2, 9))


def _points(words: Words, matter: Matter, outcomes: Sequence[Outcome], on: date, lot: Random) -> list[str]:
    point = words.letters["point"]
    lines = []
    for number, (ask, outcome) in enumerate(zip(matter.asks, outcomes, strict=True)):
        month = (on.month - lot.randrange(1, 3) - 1) % 12 + 1
        by = _month(month_end(on, lot.randrange(2, 8)))
        said = lot.choice(point[outcome]).format(
            ask=ask, month=month, by=by, **{"not": _of(matter.topic.hindered, matter, lot)}
        )
        lines.append(f"（{FIGURES[number]}）关于“{ask}”。{said}。")
    return lines


def _promises(
    words: Words, matter: Matter, outcomes: Sequence[Outcome], on: date, many: int, lot: Random
) -> tuple[Promise, ...]:
    """Of what is not done yet, or not yet wholly."""
    open_ones = [n for n, one in enumerate(outcomes) if one in {Outcome.UNDERWAY, Outcome.PLANNED}]
    made = []
    for ask in open_ones[:many]:
        due = month_end(on, lot.choice((2, 3, 4, 6, 8, 11)))
        text = lot.choice(words.letters["promise"]).format(by=_month(due), ask=matter.asks[ask])
        made.append(Promise(text, due, ask))
    return tuple(made)


def _month(day: date) -> str:
    return f"{day.year}年底" if day.month == 12 else f"{day.year}年{day.month}月底"


def _summary(words: Words, outcomes: Sequence[Outcome]) -> str:
    counted = "、".join(f"{one.label}{outcomes.count(one)}项" for one in dict.fromkeys(outcomes))
    summary: str = words.letters["summary"].format(n=len(outcomes), done=counted)
    return f"{summary}。"
