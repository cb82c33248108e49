"""The records of a sheet as cards: each fact a line with its mark, what was decided about it and by whom. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from proposals.importing.facts import Fact, missing
from proposals.importing.settle import MATCH
from proposals.ingest.records import Extraction, Person, Proposal
from proposals.models import Decision

from .sheets import DOUBTFUL, Sheet
from .source import Place

ACCEPT, REJECT = Decision.Choice.ACCEPT.value, Decision.Choice.REJECT.value
REPORT = "report"
ADDABLE = {
    "proposals": (
        ("asks/+", "诉求"),
        ("proposers/+", "提出人"),
        ("industries/+", "行业"),
        ("departments/+", "提到的单位"),
    ),
    "delegates": (("posts/+", "单位和职务"),),
    REPORT: (),
}
KINDS = {
    "name": "who", "posts": "post", "body": "post", "level": "post", "group": "post", "role": "post",
    "proposers": "who", "headline": "head", "title": "head", "asks": "ask",
}  # fmt: skip
LONG = 40  # characters from which a value is corrected in a box of several lines
HOW = {"posts": "写成“单位｜职务”", "proposers": "写代表委员的姓名，或单位的全称"}


@dataclass(slots=True)
class Line:
    """One fact as a line. `number` is its mark in the source, None where the source does not say it in words."""

    fact: Fact
    key: str
    name: str  # asks, headline, …
    number: int | None = None
    decision: Decision | None = None
    inherited: Decision | None = None  # of the whole record
    added: bool = False
    subs: list["Line"] = field(default_factory=list)

    @property
    def choice(self) -> str:
        """accept, correct, reject or "" while nobody decided."""
        one = self.decision or self.inherited
        return str(one.choice) if one else ""

    @property
    def by(self) -> Decision | None:
        """The decision that holds."""
        return self.decision or self.inherited

    @property
    def value(self) -> str:
        """As it would be written now."""
        corrected = self.decision is not None and self.decision.value not in (None, "") and self.choice != REJECT
        if not corrected or self.decision is None:
            return self.fact.value
        value = str(self.decision.value)
        return dict(self.fact.options).get(value, value)

    @property
    def was(self) -> str:
        """As it was read, where a person put it right."""
        return self.fact.value if self.value != self.fact.value and not self.added else ""

    @property
    def long(self) -> bool:
        """Whether it wants a box of several lines."""
        return len(self.fact.value) > LONG or self.name == "asks"

    @property
    def how(self) -> str:
        """How to write it."""
        return HOW.get(self.name, "")


@dataclass(slots=True)
class Card:
    """One record: its own line, its facts, what could be added."""

    whole: Line
    lines: list[Line]
    label: str
    doubtful: bool
    confidence: float
    additions: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """proposals/3."""
        return self.whole.fact.path

    @property
    def title(self) -> str:
        """Its headline or name, as it would be written now."""
        own = next((line.value for line in self.lines if line.name in {"headline", "name"}), "")
        return own or "印在版面上的话"

    @property
    def percent(self) -> int:
        """How sure extraction was."""
        return round(self.confidence * 100)


def key_of(path: str) -> str:
    """The name of a fact on the page."""
    return "f-" + path.replace("/", "-").replace("+", "n")


def cards(
    found: Extraction, facts: Iterable[Fact], sheet: Sheet, decisions: Mapping[str, Decision], *, doubts_first: bool
) -> list[Card]:
    """Of the records of a sheet; marks are numbered in the order of the source."""
    grouped: dict[str, list[Fact]] = {path: [] for path in ((REPORT,) if sheet.number == 1 else ()) + sheet.records}
    for fact in facts:
        if fact.record in grouped:
            grouped[fact.record].append(fact)
    made = [_card(found, path, group, decisions) for path, group in grouped.items() if group or path == REPORT]
    shown = [one for one in made if one.lines or one.path != REPORT]
    _number(shown)
    if doubts_first:
        shown.sort(key=lambda one: not one.doubtful)
    return shown


def places(shown: Sequence[Card]) -> list[Place]:
    """Everything to mark in the source."""
    return [
        Place(span, line.key, KINDS.get(line.name, "word"), line.fact.label, line.number)
        for line in _all_lines(shown)
        if line.number
        for span in line.fact.spans
        if span.end > span.start
    ]


def _card(found: Extraction, path: str, group: Sequence[Fact], decisions: Mapping[str, Decision]) -> Card:
    record = _record(found, path)
    own = next((one for one in group if one.path == path), None)
    label = own.label if own else "版面"
    confidence = record.confidence if record else 1.0
    doubts = record.doubts if record else found.warnings
    head = own or Fact(path, label, "", (), 1.0, tuple(doubts), path)
    whole = Line(head, key_of(path), "", decision=decisions.get(path))
    absent = {one.name: one.label for one in missing(found, path)}
    lines = list(_lines(path, group, decisions, whole.decision))
    lines += list(_added(path, {one.path for one in group}, absent, decisions, whole.decision))
    given = {line.name for line in lines if line.added}
    more = tuple((name, label) for name, label in absent.items() if name not in given)
    kind = path.partition("/")[0]
    doubtful = bool(doubts) or confidence < DOUBTFUL
    return Card(whole, lines, label, doubtful, confidence, ADDABLE[kind] + more)


def _record(found: Extraction, path: str) -> Person | Proposal | None:
    kind, _, number = path.partition("/")
    if kind == REPORT:
        return None
    return found.delegates[int(number)] if kind == "delegates" else found.proposals[int(number)]


def _lines(
    path: str, group: Iterable[Fact], decisions: Mapping[str, Decision], whole: Decision | None
) -> Iterator[Line]:
    """Facts of facts (the role of a proposer) hang on the line of their fact."""
    made: dict[str, Line] = {}
    for fact in group:
        if fact.path == path:
            continue
        name = fact.path.removeprefix(f"{path}/").split("/")[0]
        line = Line(fact, key_of(fact.path), name, decision=decisions.get(fact.path), inherited=whole)
        parent = made.get(fact.path.rpartition("/")[0])
        made[fact.path] = line
        if parent:
            parent.subs.append(line)
        else:
            yield line


def _added(
    path: str,
    stated: Collection[str],
    absent: Mapping[str, str],
    decisions: Mapping[str, Decision],
    whole: Decision | None,
) -> Iterator[Line]:
    """What people added: proposals/3/asks/+1, or a field that the source did not state."""
    labels = {name.removesuffix("/+"): label for name, label in ADDABLE[path.partition("/")[0]]} | dict(absent)
    for fact, decision in decisions.items():
        rest = fact.removeprefix(f"{path}/")
        if rest in (fact, MATCH) or fact in stated or decision.value is None:
            continue
        name = rest if rest in absent else rest.split("/")[0]
        shown = Fact(fact, labels.get(name, name), str(decision.value), (), 1.0, (), path)
        yield Line(shown, key_of(fact), name, decision=decision, inherited=whole, added=True)


def _all_lines(shown: Iterable[Card]) -> Iterator[Line]:
    for card in shown:
        yield from card.lines


def _number(shown: Sequence[Card]) -> None:
    placed = [line for line in _all_lines(shown) if any(span.end > span.start for span in line.fact.spans)]
    placed.sort(key=lambda line: (line.fact.spans[0], line.fact.path))
    for number, line in enumerate(placed, start=1):
        line.number = number
