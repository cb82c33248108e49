"""The rows behind a public number of the statistics, by the very conditions that it was counted by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from proposals.models import Assignment, Commitment, Deadline, Proposal, Rating
from proposals.models.proposal import Kind, ProposalQuerySet
from proposals.workflow.outcomes import Outcome

from .at_once import DaysBetween
from .breakdown import GOING, parts_of
from .grounds import Rows, of_clocks, of_proposals
from .league import due_opinion, late_opinion, opinions_of
from .measures import Ground, measures
from .rates import Reckoning

EARLY = 15  # days before the limit from which an answer is early
DAYS = {"early": "早 15 天以上的", "near": "期限前 14 天以内的", "late": "晚于期限的"}
UNKNOWN = "untold"
UPPER, LOWER, ASIDE = "upper", "lower", "aside"


@dataclass(frozen=True, slots=True)
class Behind:
    """What is counted, in words, with the rows that are: lines of `item`, `title`, `standing` and what else."""

    name: str
    what: str
    lines: "QuerySet[Any, dict[str, Any]]"


def behind_rate(
    rows: ProposalQuerySet, today: date, *, rate: int, part: str, aside: int = 0, department: int | None = None
) -> Behind | None:
    """Those above the line of a rate, below it, or said beside it; None where there is no such number."""
    wanted = measures(today)
    if not 0 <= rate < len(wanted) or part not in {UPPER, LOWER, ASIDE}:
        return None
    one, ground, asked = wanted[rate], wanted[rate].ground, Reckoning.of(rows, today, public=True)
    name, condition = (one.name, one.hit) if part == UPPER else (one.name, one.of)
    if part == ASIDE:
        if not 0 <= aside < len(one.asides):
            return None
        beside = one.asides[aside]
        name, condition, ground = f"{one.name}：{beside.name}", beside.condition, beside.ground or one.ground
    else:
        name = f"{one.name}的{'分子' if part == UPPER else '分母'}"
    found = (asked.whole if department is None else asked.parts)[ground].filter(condition)
    found = found if department is None else found.filter(of=department)
    return Behind(name, _what(ground), _lines(found))


def behind_class(rows: ProposalQuerySet, outcome: str) -> Behind | None:
    """Those whose last answer came to this, as far as everybody may know."""
    answered = of_proposals(rows, public=True).filter(replied=True)
    if outcome == UNKNOWN:
        return Behind("没有公开或没有写明结果的", "件", _lines(answered.filter(outcome=None)))
    if outcome not in set(Outcome):
        return None
    return Behind(f"结果是“{Outcome(outcome).label}”的", "件", _lines(answered.filter(outcome=outcome)))


def behind_days(rows: ProposalQuerySet, kind: str, days: str) -> Behind | None:
    """The answers of one kind that came so long before the limit, or after it."""
    if kind not in Kind.values or days not in {"", *DAYS}:
        return None
    met = of_clocks(rows).filter(met_on__isnull=False, provisional=False, proposal__kind=kind)
    met = met.alias(before=DaysBetween(F("due_on"), F("met_on")))
    bounds: dict[str, dict[str, int]] = {
        "": {},
        "early": {"before__gte": EARLY},
        "near": {"before__gte": 0, "before__lt": EARLY},
        "late": {"before__lt": 0},
    }
    name = f"{Kind(kind).label}的答复{('，' + DAYS[days]) if days else ''}"
    return Behind(name, _what(Ground.CLOCKS), _lines(met.filter(**bounds[days])))


PARTS = {
    "going": "主办、独办或分办，还没有答复的",
    "late": "有期限已经超过的",
    "opinions": "会办意见到了期限的",
    "opinions_late": "会办意见晚送或还没有送的",
}


def behind_parts(rows: ProposalQuerySet, today: date, which: str, department: int) -> Behind | None:
    """The parts of one department that stand so, or the opinions that it owed others."""
    if which in {"going", "late"}:
        parts = parts_of(rows, today).filter(department=department)
        return Behind(PARTS[which], "件", _lines(parts.filter(GOING if which == "going" else Q(is_late=True))))
    if which in PARTS:
        owed = opinions_of(rows).filter(assignment__department=department)
        found = owed.filter(late_opinion(today) if which == "opinions_late" else due_opinion(today))
        return Behind(PARTS[which], "次会办", _lines(found))
    return None


def _what(ground: Ground) -> str:
    return {Ground.PROPOSALS: "件", Ground.CLOCKS: "次答复", Ground.RATINGS: "次评价", Ground.PROMISES: "项承诺"}[
        ground
    ]


def _lines(rows: Rows) -> "QuerySet[Any, dict[str, Any]]":
    """Newest proposal first, with the facts of the row that everybody may know."""
    path = {Proposal: "", Rating: "reply__proposal__"}.get(rows.model, "proposal__")
    more: dict[type[Any], dict[str, Any]] = {
        Assignment: {"role": F("duty")},
        Deadline: {"due": F("due_on"), "met": F("met_on"), "unit": F("assignment__department__name")},
        Rating: {"content": F("result"), "on": F("given_on")},
        Commitment: {"words": F("text"), "due": F("due_on"), "kept": F("state")},
    }
    own = {"item": F(f"{path}pk"), "title": F(f"{path}headline"), "standing": F(f"{path}state")}
    row = Value(rows.model._meta.model_name, CharField())
    return rows.order_by(f"-{path}pk", "pk").values("pk", row=row, **own, **more.get(rows.model, {}))
