"""Which department's part an event is about, and the new part that an assignment makes."""

from datetime import date

from django.utils import timezone

from proposals.models.assignment import Assignment
from proposals.models.department import Department
from proposals.models.proposal import Proposal
from proposals.workflow.deadlines import chinese
from proposals.workflow.events import Event
from proposals.workflow.needs import Missing, Need, Unsuitable
from proposals.workflow.procedure import OF_PROPOSALS, OF_STAGES
from proposals.workflow.states import Duty, Stage

from .recorded import Recorded


def part_for(event: Event, assignments: list[Assignment], what: Recorded) -> Assignment | None:
    """The part that the event is about: as given, else by its department, else the only one it can be about.

    None: it is about the proposal itself. Raises Missing where it may be several, Unsuitable where it is nobody's here.
    """
    given = what.get("assignment")
    if given is not None:
        return _own(event, assignments, given)
    standing = [one for one in assignments if one.stage != Stage.RETURNED]
    if event not in OF_STAGES or not standing:
        return None
    department = what.get("department")
    if department is not None and event is not Event.REASSIGN:
        return _of_department(event, standing, department)
    wanted = [one for one in standing if Duty(one.duty).answers != (event is Event.OPINION)]
    if event is Event.REOPEN or (len(wanted) != 1 and event in OF_PROPOSALS - {Event.REPLY}):
        return None
    if len(wanted) != 1 and (wanted or event not in OF_PROPOSALS):
        raise Missing(event, [Need.DEPARTMENT])
    return wanted[0] if wanted else None


def new_part(proposal: Proposal, assignments: list[Assignment], what: Recorded) -> Assignment | None:
    """The part that an assignment makes, once its department may have it. Raises Unsuitable."""
    department, on = what.get("department"), what.get("on")
    if department is None:
        return None
    check_free(Event.ASSIGN, assignments, department)
    _check_existing(department, on or timezone.localdate())
    replaces = (what.get("data") or {}).get("replaces")
    return Assignment(
        proposal=proposal,
        department=department,
        duty=(what.get("duty") or Duty.SOLE).value,
        assigned_on=on,
        replaces_id=replaces,
    )


def check_free(event: Event, others: list[Assignment], department: Department) -> None:
    """Raise Unsuitable where the department already has a part."""
    for one in others:
        if one.department_id == department.pk and one.stage != Stage.RETURNED:
            raise Unsuitable(
                event,
                f"“{department}”已经是这一件的{Duty(one.duty).label}单位。请选择别的单位；"
                "要换它的分工，请先在它那里登记“改办”（会办单位不用选新单位）。",
            )


def _own(event: Event, assignments: list[Assignment], given: Assignment) -> Assignment:
    found = next((one for one in assignments if one.pk == given.pk), None)
    if found is None:
        raise Unsuitable(event, f"“{given.department}”的这一项承办不是这一件的。请回到这一件重新选择。")
    return found


def _of_department(event: Event, standing: list[Assignment], department: Department) -> Assignment:
    """The part of this department, or of one that it succeeded or that succeeded it."""
    line = {one.pk for one in department.line()}
    same = [one for one in standing if one.department_id == department.pk]
    kin = [one for one in standing if one.department_id in line or department in one.department.line()]
    if same or len(kin) == 1:
        return (same or kin)[0]
    names = "、".join(f"“{one.department}”" for one in standing)
    raise Unsuitable(event, f"“{department}”没有承办这一件，承办的是{names}。请改选，或者先交办给它。")


def _check_existing(department: Department, day: date) -> None:
    if department.exists_on(day):
        return
    if department.begins_after(day):
        assert department.valid_from is not None  # noqa: S101  that is how it begins
        raise Unsuitable(
            Event.ASSIGN,
            f"“{department}”{chinese(department.valid_from)}才设立。请核对交办日期，或者选择当时的单位。",
        )
    assert department.valid_until is not None  # noqa: S101  it is over
    heir = department.responsible(day)
    onward = f"现在由“{heir}”负责，请交办给它。" if heir else "没有登记继任单位。请选择别的单位，或者先登记继任单位。"
    gone = f"“{department}”已于{chinese(department.valid_until)}撤销或更名，{onward}"
    raise Unsuitable(Event.ASSIGN, f"{gone}如果是在那以前交办的，请填交办日期。")
