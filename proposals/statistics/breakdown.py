"""What published proposals add up to: by state, class, industry, day of the answer, department; and what is withheld.

Grouped rows only, so that a page costs the same whatever there is. What is not published is counted nowhere but as
withheld, on its ground.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from delegates.gathering import Lines
from proposals.models import Assignment, Deadline, Proposal, Publication
from proposals.models.proposal import ProposalQuerySet
from proposals.workflow.states import WITH_DEPARTMENTS, Duty, Stage, State

from .at_once import DaysBetween
from .grounds import of_clocks, of_proposals

Queries = dict[str, "QuerySet[Any, Any]"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many proposals are not published on one ground."""

    ground: str
    count: int


def public_proposals(sessions: Collection[int] | None) -> ProposalQuerySet:
    """What everybody sees of these sessions; None: of all, and of none."""
    rows = Proposal.objects.visible_to(None).order_by()
    return rows if sessions is None else rows.filter(session__in=sessions)


def of_states(rows: ProposalQuerySet) -> Queries:
    """Lines of session, kind, state and n."""
    return {"states": rows.values("session", "kind", "state").annotate(n=Count("pk"))}


def of_overdue(rows: ProposalQuerySet, today: date) -> Queries:
    """Lines of session and n: those for which something is owed past its day."""
    late = Deadline.objects.overdue(today).filter(proposal__in=rows.values("pk")).order_by()
    return {"overdue": late.values(session=F("proposal__session")).annotate(n=Count("proposal", distinct=True))}


def of_withheld(sessions: Collection[int] | None) -> Queries:
    """Lines of session, ground and n."""
    rows = Proposal.objects.filter(publication=Publication.WITHHELD).exclude(state=State.RETRACTED.value).order_by()
    rows = rows if sessions is None else rows.filter(session__in=sessions)
    return {"withheld": rows.values("session", ground=F("withheld_ground")).annotate(n=Count("pk"))}


def of_classes(rows: ProposalQuerySet) -> Queries:
    """Lines of told and n: what the last answer came to, None where its class is not public or not known."""
    answered = of_proposals(rows, public=True).filter(replied=True)
    return {"classes": answered.values(told=F("outcome")).annotate(n=Count("pk"))}


def of_days(rows: ProposalQuerySet) -> Queries:
    """Lines of kind, days before the limit and n: one for each clock of an answer that was met."""
    met = of_clocks(rows).filter(met_on__isnull=False, provisional=False)
    lines = met.values(kind=F("proposal__kind"), days=DaysBetween(F("due_on"), F("met_on")))
    return {"days": lines.annotate(n=Count("pk"))}


def of_industries(rows: ProposalQuerySet) -> Queries:
    """Lines of industry, its name, session and n."""
    tagged = rows.filter(industry_tags__isnull=False)
    lines = tagged.values("session", industry=F("industry_tags__industry"), name=F("industry_tags__industry__name"))
    return {"industries": lines.annotate(n=Count("pk", distinct=True))}


def of_words(rows: ProposalQuerySet) -> Queries:
    """The twenty-four words of the moment that most of these carry: lines of word, name and n."""
    tagged = rows.filter(keyword_tags__isnull=False)
    lines = tagged.values(word=F("keyword_tags__keyword"), name=F("keyword_tags__keyword__name"))
    return {"words": lines.annotate(n=Count("pk", distinct=True)).order_by("-n", "name")[:24]}


# Still to be answered by whoever answers.
GOING = (
    ~Q(duty=Duty.ASSIST.value)
    & ~Q(stage=Stage.ANSWERED.value)
    & Q(proposal__state__in=[one.value for one in WITH_DEPARTMENTS])
)


def parts_of(rows: ProposalQuerySet, today: date) -> "QuerySet[Any]":
    """The parts of departments, but those handed on, each with `is_late`: something is owed past its day."""
    late = Exists(Deadline.objects.overdue(today).filter(assignment=OuterRef("pk")))
    parts = Assignment.objects.standing().filter(proposal__in=rows.values("pk")).order_by()
    return parts.annotate(is_late=late)


def of_departments(rows: ProposalQuerySet, today: date) -> Queries:
    """Lines of department: its name, how many it leads, assists, still has to answer, and is late with."""
    assist = Q(duty=Duty.ASSIST.value)
    lines = parts_of(rows, today).values("department", name=F("department__name"), key=F("department__name_key"))
    return {
        "departments": lines.annotate(
            lead=Count("pk", filter=~assist),
            assist=Count("pk", filter=assist),
            going=Count("pk", filter=GOING),
            late=Count("pk", filter=Q(is_late=True)),
        )
    }


def counted(lines: Iterable[Mapping[str, Any]], *names: str) -> "Counter[Any]":
    """The numbers of lines by one of their columns, or by several."""
    found: Counter[Any] = Counter()
    for line in lines:
        key = tuple(line[name] for name in names) if len(names) > 1 else line[names[0]]
        found[key] += line["n"]
    return found


def withheld(lines: Lines) -> list[Withheld]:
    """By ground, most first."""
    found = counted(lines, "ground")
    return [Withheld(ground, n) for ground, n in sorted(found.items(), key=lambda one: (-one[1], one[0]))]
