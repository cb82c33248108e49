"""The one place that writes what happened: event, state, stages and clocks in one transaction.

Each row of the log keeps what a replay needs: kind and customs of the place may change later, the log does not.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Unpack

from django.db import transaction
from django.db.models import F

from proposals.models.assignment import Assignment
from proposals.models.followup import FollowUp
from proposals.models.proposal import Proposal
from proposals.models.staff import role_of
from proposals.models.visibility import own_departments
from proposals.workflow.events import Event
from proposals.workflow.procedure import LAWFUL
from proposals.workflow.roles import NotAllowed, Role, may
from proposals.workflow.standing import Standing, after
from proposals.workflow.states import Duty, Stage

from .clocks import follow
from .parts import check_free, new_part, part_for
from .recorded import NEW, Recorded, data_for, entry_for
from .standings import custom_of, standing_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def record(proposal: Proposal, event: Event, *, by: "User | None", **what: Unpack[Recorded]) -> FollowUp:
    """Append one event and derive the state. `by` None is the system: an import, an undo, a proposer's own link.

    Raises IllegalMove, Missing or NotAllowed.
    """
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    last = current.followups.order_by("-sequence").values_list("sequence", flat=True).first()
    assignments = list(current.assignments.select_related("department")) if last else []
    # Only departments' steps can be dropped by a place: an import of hundreds need not ask for its rules.
    custom = custom_of(current) if assignments or event is Event.ASSIGN else LAWFUL
    part = part_for(event, assignments, what)
    if not what.get("imported"):
        _allow(event, by, part)
    _check_other(event, assignments, part, what)
    made = new_part(current, assignments, what) if event is Event.ASSIGN else None
    standing = standing_of(current, assignments, begun=last is not None)
    reached = after(standing, entry_for(event, made or part, what), custom)
    kept = data_for(event, made or part, what, current, custom)
    if event is Event.REOPEN:
        kept["round"] = reached.places[part.pk].round if part else reached.round
    _keep(current, reached, assignments, made, event, what)
    followup = _append(current, (last or 0) + 1, event, made or part, kept, by, what)
    follow(followup)
    department = what.get("department")
    if event is Event.REASSIGN and part is not None and department is not None:
        record(
            current, Event.ASSIGN, by=by, on=what.get("on"), department=department, duty=Duty(part.duty),
            data={"replaces": part.pk},
        )  # fmt: skip
    for column in ("state", "round", "merged_into", "kind", "number", "from_motion"):
        setattr(proposal, column, getattr(current, column))
    return followup


@transaction.atomic
def record_first(proposals: Sequence[Proposal], event: Event, *, by: "User | None", on: date | None) -> list[FollowUp]:
    """The same for records inserted a moment ago, of which nothing is recorded: four statements for one, not seven.

    Raises IllegalMove, Missing or NotAllowed.
    """
    what: Recorded = {"on": on}
    _allow(event, by, None)
    followups: list[FollowUp] = []
    reached: dict[tuple[str, int], list[int]] = {}
    for one in proposals:
        standing = after(standing_of(one, (), begun=False), entry_for(event, None, what))
        assert standing.state is not None  # noqa: S101  an entry was taken
        kept = data_for(event, None, what, one, LAWFUL)
        one.state, one.round = standing.state.value, standing.round  # a first event leaves the rest as it is
        reached.setdefault((one.state, one.round), []).append(one.pk)
        followups.append(_append(one, 1, event, None, kept, by, what))
    for (state, round_), ids in reached.items():
        Proposal.objects.filter(pk__in=ids).update(state=state, round=round_)
    for followup in followups:
        follow(followup)
    return followups


def _allow(event: Event, by: "User | None", part: Assignment | None) -> None:
    if by is None:
        return
    role = role_of(by)
    if not may(role, event):
        raise NotAllowed(event, role)
    if role is Role.LIAISON and (part is None or not own_departments(by).filter(pk=part.department_id).exists()):
        raise NotAllowed(event, role)


def _check_other(event: Event, assignments: list[Assignment], part: Assignment | None, what: Recorded) -> None:
    """A department has one part at a time, however it comes by it."""
    department = what.get("department")
    if event is Event.REASSIGN and department is not None:
        check_free(event, assignments, department)
    again = event is Event.CORRECT and what.get("stage") not in {None, Stage.RETURNED}
    if again and part is not None and part.stage == Stage.RETURNED:
        check_free(event, assignments, part.department)


def _keep(
    current: Proposal,
    reached: Standing,
    assignments: list[Assignment],
    made: Assignment | None,
    event: Event,
    what: Recorded,
) -> None:
    """Write the columns that are derived."""
    assert reached.state is not None  # noqa: S101  an entry was taken
    turned = current.kind != reached.kind
    if turned:
        _turn(current, event, what)
    current.state, current.round = reached.state.value, reached.round
    current.kind, current.merged_into_id = reached.kind, reached.main
    columns = ("state", "round", "kind", "merged_into_id", "number", "from_motion")
    edited = {"version": F("version") + 1} if turned else {}  # an open form shows another kind
    Proposal.objects.filter(pk=current.pk).update(**{name: getattr(current, name) for name in columns}, **edited)
    for one in assignments:
        place = reached.places[one.pk]
        if (place.stage, place.duty, place.round) != (one.stage, one.duty, one.round):
            one.stage, one.duty, one.round = place.stage.value, place.duty.value, place.round
            Assignment.objects.filter(pk=one.pk).update(stage=one.stage, duty=one.duty, round=one.round)
    _redate(what)
    if made is not None:
        made.duty, made.round = reached.places[NEW].duty.value, reached.places[NEW].round
        made.save()


def _redate(what: Recorded) -> None:
    """The day of an assignment stands on the part as well: put right in the log, it is put right there."""
    corrects, day = what.get("corrects"), what.get("day")
    if corrects is not None and corrects.event == Event.ASSIGN and corrects.assignment and day is not None:
        Assignment.objects.filter(pk=corrects.assignment.pk).update(assigned_on=day)


def _turn(current: Proposal, event: Event, what: Recorded) -> None:
    """议案转建议, or a correction of that. The number of the 议案 is not that of the 建议: the log keeps it."""
    corrects = what.get("corrects")
    current.from_motion = event is Event.TURN
    current.number = corrects.data.get("number", "") if corrects else ""


def _append(
    current: Proposal,
    sequence: int,
    event: Event,
    part: Assignment | None,
    data: dict[str, Any],
    by: "User | None",
    what: Recorded,
) -> FollowUp:
    row: FollowUp = current.followups.create(
        sequence=sequence,
        event=event.value,
        state=current.state,
        happened_on=what.get("on"),
        note=what.get("note", ""),
        department=what.get("department") or (part.department if part else None),
        assignment=part,
        data=data,
        corrects=what.get("corrects"),
        recorded_by=by,
    )
    return row
