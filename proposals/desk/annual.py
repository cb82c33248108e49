"""The tables of an annual report on one session, each figure with its definition. Counts of rows, no estimates."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from delegates.models import Session
from proposals.models import Assignment, Deadline, DeadlineRule, Department, Proposal, Reply, ResultClass
from proposals.models.proposal import Kind, ProposalQuerySet
from proposals.statistics.ageing import ageing
from proposals.statistics.rates import rates
from proposals.workflow.outcomes import Outcome
from proposals.workflow.states import Duty, Stage, State

from .figures import Figures
from .leading import AS_PRINTED, list_of
from .rate_tables import rate_tables

ANSWERS = (DeadlineRule.Step.REPLY, DeadlineRule.Step.AGAIN)
UNPRINTED = "没有写明"
TOTAL = "合计"


def annual(session: Session, today: date) -> list[Figures]:
    """The tables of one session as they stand today, its rates first. Fourteen queries."""
    proposals = Proposal.objects.filter(session=session).exclude(state=State.RETRACTED.value)
    kept = _kept(proposals, today)
    legs = _legs(proposals, today)
    return [
        *rate_tables(rates(proposals, today), session, today),
        _states(proposals, session),
        _departments(proposals, kept, session),
        _classes(proposals, session),
        _punctual(kept, session),
        legs,
    ]


def _states(proposals: ProposalQuerySet, session: Session) -> Figures:
    rows = proposals.order_by().values("kind", "state").annotate(n=Count("pk"))
    found = Counter({(row["kind"], row["state"]): row["n"] for row in rows})
    kinds = [kind for kind in Kind if any(found[kind.value, state.value] for state in State)]
    states = [state for state in State if any(found[kind.value, state.value] for kind in kinds)]
    counts = {state: [found[kind.value, state.value] for kind in kinds] for state in states}
    sums = [sum(found[kind.value, state.value] for state in states) for kind in kinds]
    links = {
        (row, column): (list_of("proposal", session__id__exact=session.pk, kind__exact=kind, state__exact=state),)
        for row, state in enumerate([*(one.value for one in states), None])
        for column, kind in enumerate([*(one.value for one in kinds), None], start=1)
    }
    return Figures(
        "种类与状态",
        "这次会议登记在库的每一件算一次，按现在的状态；撤销导入的不算。并案的每一件单独算。",
        ("状态", *(str(kind.label) for kind in kinds), TOTAL),
        tuple((state.label, *row, sum(row)) for state, row in counts.items()),
        (TOTAL, *sums, sum(sums)),
        links=links,
    )


def _departments(proposals: ProposalQuerySet, kept: "list[dict[str, Any]]", session: Session) -> Figures:
    answering = ~Q(duty=Duty.ASSIST.value)
    parts = Assignment.objects.standing().filter(proposal__in=proposals.order_by().values("pk")).order_by()
    rows = parts.values("department", name=F("department__name")).annotate(
        answering=Count("pk", filter=answering),
        assisting=Count("pk", filter=~answering),
        answered=Count("pk", filter=answering & Q(stage=Stage.ANSWERED.value)),
    )
    clocks = {row["department"]: row for row in kept}
    shown = sorted(rows, key=lambda row: (-row["answering"], -row["assisting"], row["name"]))
    return Figures(
        "承办单位",
        "一家单位承办一件算一次；已改办的只算现在的单位。“已答复”是主办、独办、分办中进度为已答复的；"
        "“按期”“超期”按答复期限算，重新办理另算一次。",
        ("单位", "主办（独办、分办）", "会办", "已答复", "按期答复", "超期答复", "超期未答复"),
        tuple(
            (row["name"], row["answering"], row["assisting"], row["answered"], *_kept_by(clocks.get(row["department"])))
            for row in shown
        ),
        links={
            (at, column): (address,)
            for at, row in enumerate(shown)
            for column, address in enumerate(_lists_of(session, row["department"]), start=1)
        },
    )


def _lists_of(session: Session, department: int | None) -> list[str]:
    """Where the six numbers of one department lead; without a department, those of all."""
    of = {"session": session.pk, "department": department}
    clocks = {**of, "step__in": ",".join(ANSWERS)}
    parts = (("answering", None), ("assisting", None), ("answering", Stage.ANSWERED.value))
    return [
        *(list_of("assignment", part=part, stage__exact=stage, **of) for part, stage in parts),
        *(list_of("deadline", due=due, **clocks) for due in ("punctual", "late", "overdue")),
    ]


def _classes(proposals: ProposalQuerySet, session: Session) -> Figures:
    """The class of each proposal's last letter, as printed, with its meaning there and what it stands for."""
    letters = Reply.objects.sent().filter(role=Reply.Role.REPLY, proposal__in=proposals.order_by().values("pk"))
    rows: Any = letters.with_meaning().order_by("round", "replied_on", "pk")
    last = {row[0]: row[1:] for row in rows.values_list("proposal", "reply_class", "meaning")}
    classes = ResultClass.objects.in_bulk({meaning for _, meaning in last.values() if meaning})
    found = Counter(_class(classes.get(meaning or 0), printed) for printed, meaning in last.values())
    shown = sorted(found.items(), key=lambda one: (-one[1], one[0][:3]))
    return Figures(
        "办理结果",
        "每件取最后一次发出的答复。类别照答复的写法，含义照这次会议的分类；“统一结果”是各地通用的说法，"
        "没有对上分类的留空。答复了不等于解决了。",
        ("含义", "类别", "统一结果", "件数"),
        tuple((*key[:3], count) for key, count in shown),
        (TOTAL, "", "", sum(found.values())) if found else (),
        words=frozenset({0, 1, 2}),
        links={
            (at, 3): (list_of("proposal", session__id__exact=session.pk, letter=key[3]),)
            for at, (key, _) in enumerate(shown)
        },
    )


def _legs(proposals: ProposalQuerySet, today: date) -> Figures:
    """Where the time went, by department and step."""
    found = ageing(proposals, today)
    names = dict(Department.objects.filter(pk__in={one.department for one in found}).values_list("pk", "name"))
    rows = (
        (
            names[one.department], one.leg.label, one.finished, _days(one.median_days), one.open,
            _days(one.longest_open), one.undated,
        )
        for one in found
    )  # fmt: skip
    return Figures(
        "时间用在哪里",
        "每家单位在每一步停留的日历天数，从走到这一步的那天算到离开的那天；“还在等”是现在停在这一步的，"
        "“最久”是其中等得最久的天数。有一头日期不明的，只计次数，不猜天数。",
        ("单位", "步骤", "走完的次数", "中位天数", "还在等", "最久（天）", "日期不明"),
        tuple(rows),
        words=frozenset({0, 1}),
    )


def _days(days: float | None) -> str | float:
    """Nothing where there is nothing to measure; whole days without a point."""
    return "" if days is None else int(days) if days == int(days) else days


def _class(found: ResultClass | None, printed: str) -> tuple[str, str, str, int | str]:
    """Meaning, letter, outcome, and by what the list behind the number finds it."""
    if found is None:
        return "", printed or UNPRINTED, "", f"{AS_PRINTED}{printed}"
    return found.meaning, found.letter, Outcome(found.outcome).label, found.pk


def _kept(proposals: ProposalQuerySet, today: date) -> "list[dict[str, Any]]":
    """By department, how many days of answering were kept, missed, and are being missed."""
    clocks = Deadline.objects.filter(step__in=ANSWERS, proposal__in=proposals.order_by().values("pk"), dropped=False)
    rows: Any = (
        clocks.order_by()
        .values(department=F("assignment__department"))
        .annotate(
            punctual=Count("pk", filter=Q(met_on__lte=F("due_on"))),
            late=Count("pk", filter=Q(met_on__gt=F("due_on"))),
            overdue=Count("pk", filter=Q(met_on__isnull=True, due_on__lt=today)),
            running=Count("pk", filter=Q(met_on__isnull=True, due_on__gte=today)),
        )
    )
    return list(rows)


def _kept_by(row: "dict[str, Any] | None") -> tuple[int, int, int]:
    return (row["punctual"], row["late"], row["overdue"]) if row else (0, 0, 0)


def _punctual(kept: "list[dict[str, Any]]", session: Session) -> Figures:
    sums = [sum(row[name] for row in kept) for name in ("punctual", "late", "overdue", "running")]
    labels = ("按期答复", "超期答复", "超期未答复", "期限未到")
    return Figures(
        "按期答复",
        "每家主办、独办、分办单位的每个答复期限算一次；重新办理的期限另算。完成日期不晚于期限是按期，"
        "批准延期的按延期后的期限。没有起算日、算不出期限的不在内。",
        ("", "期限数"),
        tuple(zip(labels, sums, strict=True)),
        (TOTAL, sum(sums)),
        links={
            (at, 1): (list_of("deadline", due=due, step__in=",".join(ANSWERS), session=session.pk),)
            for at, due in enumerate(("punctual", "late", "overdue", "ahead", "counted"))
        },
    )
