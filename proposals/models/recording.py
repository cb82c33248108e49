"""The one function that writes what happened: event, state, stages and clocks in one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import transaction

from proposals.workflow.events import Event
from proposals.workflow.procedure import LAWFUL, OF_STAGES, Custom, Need
from proposals.workflow.roles import NotAllowed, Role, may
from proposals.workflow.standing import Entry, Place, Standing, after, legal
from proposals.workflow.states import Duty, Stage, State

from .assignment import Assignment
from .deadline import Deadline
from .department import Department
from .followup import FollowUp
from .proposal import Proposal
from .rules import RuleSet
from .staff import role_of
from .visibility import own_departments

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Recorded(TypedDict, total=False):
    """What may come with an event. `data` is kept in the log: numbers of rows, dates as ISO text, words."""

    on: date | None
    note: str
    department: Department | None
    duty: Duty | None
    assignment: Assignment | None
    main: Proposal | None
    until: date | None
    corrects: FollowUp | None
    state: State | None
    stage: Stage | None
    data: Mapping[str, Any]
    gives: frozenset[Need]


@transaction.atomic
def record(proposal: Proposal, event: Event, *, by: "User | None", **what: Unpack[Recorded]) -> FollowUp:
    """Append one event and derive the state. `by` None is the system: an import, an undo, a proposer's own link.

    Raises IllegalMove, Missing or NotAllowed.
    """
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    custom = custom_of(current)
    assignments = list(current.assignments.select_related("department"))
    chosen = _chosen(event, assignments, what)
    _allow(event, by, chosen)
    made = _made(current, event, assignments, what)
    entry = _entry(event, made or chosen, what)
    standing = standing_of(current, assignments)
    reached = after(standing, entry, custom)
    _keep(current, reached, assignments, event, what)
    followup = _append(current, event, made or chosen, reached, by, what)
    Deadline.objects.follow(followup)
    proposal.state, proposal.round, proposal.merged_into = current.state, current.round, current.merged_into
    if event is Event.REASSIGN and chosen is not None:
        record(
            proposal, Event.ASSIGN, by=by, on=what.get("on"), department=what.get("department"),
            duty=Duty(chosen.duty), data={"replaces": chosen.pk},
        )  # fmt: skip
    return followup


def standing_of(proposal: Proposal, assignments: list[Assignment]) -> Standing:
    """Where the stored columns say the proposal stands."""
    begun = proposal.followups.exists()
    places = {one.pk: Place(Duty(one.duty), Stage(one.stage)) for one in assignments}
    return Standing(proposal.kind, State(proposal.state) if begun else None, places, proposal.round)


def custom_of(proposal: Proposal) -> Custom:
    """The steps that the place of this proposal may drop."""
    rules = RuleSet.objects.for_proposal(proposal)
    return Custom(rules.signs, rules.checks) if rules else LAWFUL


def legal_events(proposal: Proposal) -> tuple[Event, ...]:
    """What may be recorded next: moves of the proposal, then steps of its departments, each once."""
    assignments = list(proposal.assignments.all())
    standing, custom = standing_of(proposal, assignments), custom_of(proposal)
    steps = [event for one in assignments for event in legal(standing, one.pk, custom)]
    return tuple(dict.fromkeys([*legal(standing), *steps]))


def replayed(proposal: Proposal) -> Standing:
    """Where the log alone says the proposal stands, for proofs and repairs."""
    custom = custom_of(proposal)
    standing = Standing(proposal.kind)
    for row in proposal.followups.order_by("sequence"):
        standing = after(standing, entry_of(row), custom)
    return standing


def entry_of(row: FollowUp) -> Entry:
    """A row of the log as the pure rules read it."""
    data = row.data
    return Entry(
        Event(row.event),
        row.assignment_id,
        Duty(data["duty"]) if "duty" in data else None,
        frozenset(Need(one) for one in data.get("gives", ())),
        State(data["state"]) if "state" in data else None,
        Stage(data["stage"]) if "stage" in data else None,
    )


def _chosen(event: Event, assignments: list[Assignment], what: Recorded) -> Assignment | None:
    """The department's part that the event is about: as given, else by its department, else the only one there is."""
    given = what.get("assignment")
    if given is not None:
        return next(one for one in assignments if one.pk == given.pk)
    if event not in OF_STAGES:
        return None
    standing = [one for one in assignments if one.stage != Stage.RETURNED]
    department = what.get("department")
    if department is not None and event is not Event.REASSIGN:
        named = [one for one in standing if one.department_id == department.pk]
        if named:
            return named[0]
    answering = [one for one in standing if Duty(one.duty).answers]
    return answering[0] if len(answering) == 1 and event is not Event.REOPEN else None


def _allow(event: Event, by: "User | None", chosen: Assignment | None) -> None:
    if by is None:
        return
    role = role_of(by)
    if not may(role, event):
        raise NotAllowed(event, role)
    if role is Role.LIAISON and (chosen is None or not own_departments(by).filter(pk=chosen.department_id).exists()):
        raise NotAllowed(event, role)


def _made(current: Proposal, event: Event, assignments: list[Assignment], what: Recorded) -> Assignment | None:
    """The new part that an assignment makes."""
    department = what.get("department")
    if event is not Event.ASSIGN or department is None:
        return None
    duty = what.get("duty") or Duty.SOLE
    replaces = (what.get("data") or {}).get("replaces")
    made = Assignment.objects.create(
        proposal=current, department=department, duty=duty.value, assigned_on=what.get("on"), replaces_id=replaces
    )
    made.department = department
    return made


def _entry(event: Event, assignment: Assignment | None, what: Recorded) -> Entry:
    return Entry(
        event,
        assignment.pk if assignment else None,
        what.get("duty") or (Duty(assignment.duty) if assignment else None),
        _gives(what),
        what.get("state"),
        what.get("stage"),
    )


def _gives(what: Recorded) -> frozenset[Need]:
    """What is attached, read off the arguments; what rows of other tables give is named in `gives`."""
    words = what.get("note", "").strip()
    given = {
        Need.NOTE: words,
        Need.GROUND: words,
        Need.DEPARTMENT: what.get("department"),
        Need.MAIN: what.get("main"),
        Need.UNTIL: what.get("until"),
        Need.CORRECTS: what.get("corrects"),
    }
    return frozenset(need for need, value in given.items() if value) | what.get("gives", frozenset())


def _keep(current: Proposal, reached: Standing, assignments: list[Assignment], event: Event, what: Recorded) -> None:
    """Write the columns that are derived."""
    assert reached.state is not None  # noqa: S101  an entry was taken
    current.state, current.round = reached.state.value, reached.round
    if event is Event.MERGE:
        current.merged_into = what.get("main")
    Proposal.objects.filter(pk=current.pk).update(
        state=current.state, round=current.round, merged_into=current.merged_into
    )
    for one in assignments:
        stage = reached.places[one.pk].stage.value
        if stage != one.stage:
            Assignment.objects.filter(pk=one.pk).update(stage=stage)


def _append(
    current: Proposal,
    event: Event,
    assignment: Assignment | None,
    reached: Standing,
    by: "User | None",
    what: Recorded,
) -> FollowUp:
    last = current.followups.order_by("-sequence").values_list("sequence", flat=True).first()
    row: FollowUp = current.followups.create(
        sequence=(last or 0) + 1,
        event=event.value,
        state=current.state,
        happened_on=what.get("on"),
        note=what.get("note", ""),
        department=what.get("department") or (assignment.department if assignment else None),
        assignment=assignment,
        data=_data(assignment, what),
        corrects=what.get("corrects"),
        recorded_by=by,
    )
    return row


def _data(assignment: Assignment | None, what: Recorded) -> dict[str, Any]:
    """All that a replay needs, and what the caller wants kept."""
    kept: dict[str, Any] = dict(what.get("data") or {})
    if gives := _gives(what):
        kept["gives"] = sorted(gives)
    duty = what.get("duty") or (Duty(assignment.duty) if assignment else None)
    if duty:
        kept["duty"] = duty.value
    for name in ("state", "stage"):
        if value := what.get(name):
            kept[name] = str(value)
    if until := what.get("until"):
        kept["until"] = until.isoformat()
    if main := what.get("main"):
        kept["main"] = main.pk
    return kept
