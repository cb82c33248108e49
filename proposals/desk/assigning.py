"""Handing many proposals over at once: who is suggested for each and why, and what was typed, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from proposals.classification import suggest_department
from proposals.classification.learn import text_of
from proposals.models import Department, DepartmentAlias, Proposal
from proposals.workflow.deadlines import chinese
from proposals.workflow.events import Event
from proposals.workflow.states import Duty

from .batches import Row
from .foreseeing import Step

DUTIES = (Duty.SOLE, Duty.LEAD, Duty.SEPARATE)  # what those who answer may be; 会办 stands in a field of its own
BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class Typed:
    """What one row of the form says."""

    main: str = ""
    duty: Duty = Duty.SOLE
    assist: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A department with the reason, in words."""

    department: Department
    because: str


class Unclear(Exception):
    """What was typed does not say who is to do what. The message says what to do."""


def suggested(proposal: Proposal, on: date | None = None) -> list[Suggested]:
    """Where such matters went, the likeliest first, of those there on the day; None is today. Two queries."""
    region = proposal.session.term.council.region if proposal.session else None
    return [
        Suggested(department, f"{why.share:.0%}，凭“{BETWEEN.join(why.words)}”")
        for department, why in suggest_department(text_of(proposal), region, on)
    ]


def known_departments(on: date | None = None) -> dict[str, list[Department]]:
    """Those that existed on a day, by each name and alias in use then; None is today. Two queries."""
    day = on or timezone.localdate()
    found: dict[str, list[Department]] = {}
    there = {one.pk: one for one in Department.objects.existing_on(day).select_related("region")}
    for one in there.values():
        found.setdefault(one.name, []).append(one)
    for name, pk in DepartmentAlias.objects.in_use_on(day).values_list("name", "department"):
        if pk in there and there[pk] not in found.setdefault(name, []):
            found[name].append(there[pk])
    return found


def row_of(proposal: Proposal, typed: Typed, known: Mapping[str, list[Department]], note: str) -> Row:
    """What is to be recorded for one proposal; without a department: nothing. Raises Unclear."""
    main = [_department(name, proposal, known, typed.on) for name in _names(typed.main)]
    assisting = [_department(name, proposal, known, typed.on) for name in _names(typed.assist)]
    if not main and assisting:
        raise Unclear("有会办单位，还没有主办单位。请填主办单位。")
    if len(main) > 1 and typed.duty is not Duty.SEPARATE:
        raise Unclear("主办（独办）单位只能有一个。几个单位分别答复，请把分工改成“分办”。")
    if assisting and typed.duty is Duty.SOLE:
        raise Unclear("独办没有会办单位。有会办单位的，请把分工改成“主办”。")
    if len({one.pk for one in [*main, *assisting]}) < len(main) + len(assisting):
        raise Unclear("同一个单位填了两次。请留一处。")
    parts = [(one, typed.duty) for one in main] + [(one, Duty.ASSIST) for one in assisting]
    return Row(proposal, tuple(_assign(department, duty, typed.on, note) for department, duty in parts))


def _nobody(name: str, day: date) -> str:
    """What to do about a name that nobody bore on the day: who had taken over by then, if anybody."""
    heir = Department.objects.named(name, on=day)
    if heir is not None:
        return f"{chinese(day)}已经没有叫“{name}”的单位，由“{heir}”负责。请改填“{heir}”，或者核对交办日期。"
    return f"没有叫“{name}”的单位。请照列表里的名称填；新单位请先在“承办单位”里登记。"


def _assign(department: Department, duty: Duty, on: date | None, note: str) -> Step:
    return Step(Event.ASSIGN, {"department": department, "duty": duty, "on": on, "note": note})


def _names(typed: str) -> list[str]:
    """Names parted as people part them."""
    for mark in "，,;；\n":
        typed = typed.replace(mark, BETWEEN)
    return [name for one in typed.split(BETWEEN) if (name := one.strip())]


def _department(name: str, proposal: Proposal, known: Mapping[str, list[Department]], on: date | None) -> Department:
    region = proposal.session.term.council.region_id if proposal.session else None
    found = [one for one in known.get(name, ()) if region in {None, one.region_id}] or list(known.get(name, ()))
    if not found:
        raise Unclear(_nobody(name, on or timezone.localdate()))
    if len(found) > 1:
        places = BETWEEN.join(str(one.region) for one in found)
        raise Unclear(f"叫“{name}”的单位不止一个（{places}）。请填全名，或者先给这一件选好会议。")
    return found[0]
