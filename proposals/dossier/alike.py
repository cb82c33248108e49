"""Others on the same matter with their answers lined up, this one among them, and why they stand together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from delegates.gathering import Lines
from delegates.models import Council, Region, Session, Term
from proposals.models import Ask, Commitment, Proposal, Proposer, Reply, ResultClass, SameMatter
from proposals.models.matter import SHOWN
from proposals.models.proposal import Kind
from proposals.shown.handling import LETTER_OPEN, promises_shown
from proposals.workflow.outcomes import Outcome

NAMES = 3  # proposers of each that are named
KEPT: dict[str, str] = dict(Commitment.State.choices)
OUTCOMES: dict[str, str] = dict(Ask.Outcome.choices)
KINDS: dict[str, str] = dict(Kind.choices)


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer to a proposer: what it means ("" where it has no class), whose, when. `open`: it is public."""

    open: bool
    means: str
    unit: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Alike:
    """One of those lined up. `when` is the year of its session, else the session's name; `own`: the page's own.

    `asks` and `promises`: (what became of them, how many).
    """

    pk: int
    headline: str
    when: str
    starts: str
    kind: str
    number: str
    state: str
    people: str
    answer: Answer | None
    asks: Sequence[tuple[str, int]]
    promises: Sequence[tuple[str, int]]
    own: bool


@dataclass(frozen=True, slots=True)
class Lined:
    """All of them by year, and the pairs that say why, each with the headline of the other one."""

    years: Sequence[Alike]
    pairs: Sequence[tuple[SameMatter, str]]


def alike_lines(proposal: Proposal) -> "dict[str, QuerySet[Any, Any]]":
    """The pairs of this proposal, and of it and the others what is lined up, as far as everybody may read it."""
    pairs = SameMatter.objects.beside(proposal.pk)[:SHOWN]
    others: Any = pairs.values("other")  # type: ignore[misc]  # annotated by `beside`
    rows = Proposal.objects.filter(pk__in=others) | Proposal.objects.filter(pk=proposal.pk)
    of = {"proposal__in": rows.order_by().values("pk")}
    council = "session__term__council"
    return {
        "pairs": pairs.defer("decided_at", "decided_by"),
        "rows": rows.order_by("pk").values(
            "pk", "headline", "number", "kind", "state", "session_id",
            starts=F("session__starts_on"), place=F(f"{council}__region__name"),
            invented=F(f"{council}__region__is_example"), body=F(f"{council}__kind"),
            term=F("session__term__number"), nth=F("session__number"),
        ),
        "people": Proposer.objects.filter(**of).order_by("order", "pk").values(
            "proposal_id", name=Coalesce("delegate__name", "organisation__name")
        ),
        "answers": _answers(of),
        "asks": Ask.objects.filter(**of).exclude(outcome=Ask.Outcome.OPEN).order_by("pk").values(
            "proposal_id", "outcome"
        ),
        "promises": promises_shown(Commitment.objects.filter(**of)).order_by("pk").values("proposal_id", "state"),
    }  # fmt: skip


def _answers(of: "dict[str, QuerySet[Any, Any]]") -> "QuerySet[Any, Any]":
    """Letters to proposers with the outcome they stand for; of one that is not public only that it is there."""
    outcome = Subquery(ResultClass.objects.filter(pk=OuterRef("meaning")).values("outcome")[:1])
    is_open = Case(When(LETTER_OPEN, then=Value(True)), default=Value(False), output_field=BooleanField())
    sent = Reply.objects.sent().filter(**of, role=Reply.Role.REPLY).with_meaning()
    return sent.order_by("round", "replied_on", "pk").values(
        "proposal_id", is_open=is_open, means=_if_open(outcome), unit=_if_open("department__name"),
        day=_if_open("replied_on"),
    )  # fmt: skip


def _if_open(what: Any) -> Case:
    return Case(When(LETTER_OPEN, then=what), default=None)


def lined_up(proposal: Proposal, lines: "dict[str, Any]") -> Lined | None:
    """By year, those without a known day last; None where nothing else is on the same matter."""
    if not lines["pairs"]:
        return None
    people = _grouped(lines["people"], "name")
    answers = {row["proposal_id"]: _answer(row) for row in lines["answers"]}
    asks, promises = _grouped(lines["asks"], "outcome"), _grouped(lines["promises"], "state")
    found = [
        Alike(
            row["pk"], row["headline"], _when(row), str(row["starts"] or ""), KINDS[row["kind"]], row["number"],
            row["state"], _names(people[row["pk"]]), answers.get(row["pk"]), _counted(asks[row["pk"]], OUTCOMES),
            _counted(promises[row["pk"]], KEPT), row["pk"] == proposal.pk,
        )
        for row in lines["rows"]
    ]  # fmt: skip
    titles = {one.pk: one.headline for one in found}
    years = sorted(found, key=lambda one: (not one.starts, one.starts, one.pk))
    return Lined(years, [(pair, titles[pair.other]) for pair in lines["pairs"]])


def _grouped(lines: Lines, name: str) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for line in lines:
        found[line["proposal_id"]].append(line[name])
    return found


def _answer(row: "dict[str, Any]") -> Answer:
    on = date.fromisoformat(row["day"]) if row["day"] else None
    return Answer(bool(row["is_open"]), Outcome(row["means"]).label if row["means"] else "", row["unit"] or "", on)


def _names(names: Sequence[str]) -> str:
    return "、".join(names[:NAMES]) + (f"等 {len(names)} 位" if len(names) > NAMES else "")


def _counted(values: Iterable[str], words: "dict[str, str]") -> list[tuple[str, int]]:
    counted = Counter(values)
    return [(label, counted[value]) for value, label in words.items() if counted[value]]


def _when(row: "dict[str, Any]") -> str:
    """2023 年, else the session by its name, else that nobody knows."""
    if row["starts"]:
        return f"{row['starts'][:4]} 年"
    if row["session_id"] is None:
        return "会议不明"
    region = Region(name=row["place"], is_example=bool(row["invented"]))
    term = Term(number=row["term"], council=Council(kind=row["body"], region=region))
    return Session(term=term, number=row["nth"]).name
